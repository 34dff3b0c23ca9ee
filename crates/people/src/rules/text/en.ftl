menu-manage-rules = Words and links
rules-now = Rules that hold
rules-none = No rules yet
rules-none-text = A rule catches a word or a link in what people write. Most communities need none.
rule-new = A new rule
rule-kind = What does it look for?
rule-kind-word = A word
rule-kind-link = A link
rule-pattern = The word, or the site
rule-pattern-help = cheap pills, or casino* for everything that begins so, or spam.example for all links to that site.
rule-action = What happens then?
rule-action-flag = It stands, and comes into the queue
rule-action-hold = It is held until a moderator has looked
rule-action-block = It is refused; the writer keeps the text
rule-try = Show what it would have caught
rule-add = Add the rule
rule-end = End
rule-choose = Choose one of these.
rule-word-wrong = A word or a few, 2 to 60 letters.
rule-domain-wrong = The name of a site, such as spam.example.
rule-many = There are a thousand rules already. End some first.
rule-would-catch = { $n ->
    [0] It would have caught nothing in the last month
    [one] It would have caught one post in the last month
   *[other] It would have caught { $n } posts in the last month
  }
rule-looked-at = { $n ->
    [one] Out of one post.
   *[other] Out of { $n } posts.
  }
rule-bounded = There were more; the latest were looked at.
text-word-blocked = There is a word in this that is not wanted here. Put it another way.
text-link-blocked = This links to a site that is not wanted here. Leave the link out.
