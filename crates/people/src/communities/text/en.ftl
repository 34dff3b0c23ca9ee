communities-empty = No community here yet
communities-empty-text = Whoever runs this site can bring one over with “guildhall import”, or look around in one with “guildhall demo”.
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
