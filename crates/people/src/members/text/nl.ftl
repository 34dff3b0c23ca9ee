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
