unnamed-name = Iemand
