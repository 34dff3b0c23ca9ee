unnamed-name = Somebody
