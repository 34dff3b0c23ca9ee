communities-empty = No community here yet
communities-empty-text = Whoever runs this site opens the set-up address that the program printed when it started, brings one over with “guildhall import”, or looks around in one with “guildhall demo”.
visibility-private = private
visibility-hidden = hidden
questions-count = { $n ->
    [one] { $shown } question
   *[other] { $shown } questions
 }
discussions-count = { $n ->
    [one] { $shown } discussion
   *[other] { $shown } discussions
 }
menu-site-communities = Communities
site-communities-text = Every community of this site. What is said in a private or hidden one you read only from inside, and everybody there sees that you are.
site-communities-none = There is no community yet
site-communities-new = Start one
site-community-join = Join
site-community-join-text = You become a member, by your name. It stands in the log, and whoever leads is told.
site-community-join-yes = Join openly
