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
