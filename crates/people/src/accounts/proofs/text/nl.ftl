proof-trap = Laat dit veld leeg
proof-trapped = Misschien vulde je browser dit in. Het staat er voor programma’s: laat het leeg en verstuur het formulier opnieuw. Al het andere dat je typte staat er nog, behalve een wachtwoord.
proof-wait = { $n ->
    [one] Bijna klaar. We houden programma’s buiten met een kleine controle waar scripts voor nodig zijn; zonder scripts volstaat wachten. Verstuur het formulier over één seconde opnieuw.
   *[other] Bijna klaar. We houden programma’s buiten met een kleine controle waar scripts voor nodig zijn; zonder scripts volstaat wachten. Verstuur het formulier over { $n } seconden opnieuw.
  }
proof-early = { $n ->
    [one] Dat was iets te vroeg. Verstuur het formulier over één seconde opnieuw.
   *[other] Dat was iets te vroeg. Verstuur het formulier over { $n } seconden opnieuw.
  }
proof-over = { $n ->
    [one] Deze pagina stond lang open of was al verstuurd. Verstuur het formulier over één seconde opnieuw.
   *[other] Deze pagina stond lang open of was al verstuurd. Verstuur het formulier over { $n } seconden opnieuw.
  }
proof-kept = Alles wat je typte staat er nog, behalve een wachtwoord: typ dat opnieuw.
proof-again = Wachten hoeft niet: je apparaat heeft de controle gedaan. Verstuur het formulier opnieuw.
proof-idle = Geen raadsels: je apparaat maakt intussen een kleine som, en dat houdt programma’s buiten. Zonder scripts wacht je even.
proof-checking = Nagaan dat zich geen programma aanmeldt…
proof-done = Nagegaan: er meldt zich geen programma aan.
proof-progress = Hoe ver de controle is
