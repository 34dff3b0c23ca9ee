menu-manage-rules = Woorden en links
rules-now = Regels die gelden
rules-none = Nog geen regels
rules-none-text = Een regel vangt een woord of een link in wat mensen schrijven. De meeste community's hebben er geen nodig.
rule-new = Een nieuwe regel
rule-kind = Waar kijkt die naar?
rule-kind-word = Een woord
rule-kind-link = Een link
rule-pattern = Het woord, of de site
rule-pattern-help = goedkope pillen, of casino* voor alles wat zo begint, of spam.example voor alle links naar die site.
rule-action = Wat gebeurt er dan?
rule-action-flag = Het staat er, en komt in de wachtrij
rule-action-hold = Het wordt vastgehouden tot een moderator heeft gekeken
rule-action-block = Het wordt geweigerd; de schrijver houdt de tekst
rule-try = Laat zien wat die had gevangen
rule-add = Regel toevoegen
rule-end = Beëindigen
rule-choose = Kies een van deze mogelijkheden.
rule-word-wrong = Een woord of een paar, 2 tot 60 letters.
rule-domain-wrong = De naam van een site, zoals spam.example.
rule-many = Er zijn al duizend regels. Beëindig er eerst een paar.
rule-would-catch = { $n ->
    [0] Die had de afgelopen maand niets gevangen
    [one] Die had de afgelopen maand één bericht gevangen
   *[other] Die had de afgelopen maand { $n } berichten gevangen
  }
rule-looked-at = { $n ->
    [one] Van één bericht.
   *[other] Van { $n } berichten.
  }
rule-bounded = Er waren er meer; de nieuwste zijn bekeken.
text-word-blocked = Hier staat een woord in dat hier niet gewenst is. Zeg het anders.
text-link-blocked = Dit linkt naar een site die hier niet gewenst is. Laat de link weg.
