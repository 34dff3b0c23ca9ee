communities-empty = Hier is nog geen gemeenschap
communities-empty-text = Wie deze site beheert opent het adres dat het programma bij het starten toonde, brengt er een mee met ‘guildhall import’, of kijkt rond in een voorbeeld met ‘guildhall demo’.
visibility-private = besloten
visibility-hidden = verborgen
questions-count = { $n ->
    [one] { $shown } vraag
   *[other] { $shown } vragen
 }
discussions-count = { $n ->
    [one] { $shown } gesprek
   *[other] { $shown } gesprekken
 }
