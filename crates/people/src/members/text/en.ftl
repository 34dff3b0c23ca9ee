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
members-find = Name or handle begins with
members-search = Find
members-roles = By role
members-everybody = Everybody
members-role-champion = Champions
members-role-moderator = Moderators
members-role-steward = Stewards
members-all = Show everybody
members-nobody = Nobody here is called that
members-search-all = Look for it in everything that was written
