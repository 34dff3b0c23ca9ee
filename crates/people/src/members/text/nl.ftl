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
