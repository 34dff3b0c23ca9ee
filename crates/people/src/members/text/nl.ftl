sort-by = Volgorde
members-active = Laatst actief
members-new = Nieuwste
members-helpful = Meeste aanvaarde antwoorden
members-empty = Er is hier nog niemand
answers-count = { $n ->
    [one] { $shown } antwoord
   *[other] { $shown } antwoorden
 }
accepted-count = { $shown } aanvaard
member-since = hier sinds { $date }
leave = Verlaten
leave-title = { $name } verlaten?
leave-text = Je bent dan geen lid meer en je rollen hier eindigen. Wat je schreef blijft staan, met je naam. Je kunt later terugkomen en bent dan weer het lid dat je was.
leave-text-closed = Je kunt hier niet meer lezen tot iemand je weer binnenlaat.
leave-last = Jij bent de enige die deze gemeenschap leidt. Maak eerst iemand anders trekker; daarna kun je gaan.
leave-yes = Verlaten
leave-stay = Blijven
members-find = Naam of handle begint met
members-search = Zoeken
members-roles = Naar rol
members-everybody = Iedereen
members-role-champion = Trekkers
members-role-moderator = Wie modereert
members-role-steward = Hoeders
members-all = Iedereen tonen
members-nobody = Niemand hier heet zo
members-search-all = Zoek het in alles wat geschreven is
