communities-empty = Hier is nog geen gemeenschap
communities-empty-text = Wie deze site beheert, kan er een meebrengen met ‘guildhall import’, of rondkijken in een voorbeeld met ‘guildhall demo’.
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
