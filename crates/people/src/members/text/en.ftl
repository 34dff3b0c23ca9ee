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
leave = Leave
leave-title = Leave { $name }?
leave-text = You are no member any more and your roles here end. What you wrote stays, with your name. You can come back later and are the member that you were.
leave-text-closed = You will not be able to read here until somebody lets you in again.
leave-last = You are the only one who leads this community. Make somebody else champion first; then you can leave.
leave-yes = Leave
leave-stay = Stay
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
