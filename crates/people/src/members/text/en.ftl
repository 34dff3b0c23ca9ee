sort-by = Order
members-active = Lately active
members-new = Newest
members-helpful = Most accepted answers
members-empty = Nobody is here yet
answers-count = { $n ->
    [one] { $shown } answer
   *[other] { $shown } answers
 }
accepted-count = { $shown } accepted
member-since = here since { $date }
