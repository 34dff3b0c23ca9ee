menu-site-imports = Imports
look-title = Look before you move
look-text = What is in an export of another program, before anything is made of it: who asks, who answers, how long people wait, what is worth keeping. Nothing is created or changed.
look-on-server = On the server
look-on-server-text = Lay the export into { $folder }, as a folder or a zip file; it appears here. A Stack Exchange dump is XML files, Posts.xml among them. Slack, Discord and Discourse come later.
look-none = No export lies there yet.
look-from-here = From this computer
look-from-here-text = Choose the XML files of a Stack Exchange dump, all at once, or a zip file of them. They are laid on the server beside the others, looked at, and can be brought or let go.
look-files = XML files or a zip file, at most 1 GB
look-do = Look
look-another = Look at another export
look-no-dump = This is no Stack Exchange dump: there is no Posts.xml in it, or it cannot be read.
look-no-files = Choose the files first: a zip file, or Posts.xml, and as many of Users.xml, Comments.xml, Votes.xml, PostHistory.xml, PostLinks.xml, Tags.xml and Badges.xml as there are.
look-no-posts = There is no Posts.xml among the files, or they cannot be read. Without it there is nothing to look at.
look-name-taken = An export of this name lies there already. Let that one go first, or give yours another name.
look-gone = No export of this name lies there.
look-let-go = Let go
look-let-go-of = Let { $name } go
look-let-go-text = The export is taken off the server. What was brought from it stays.
look-let-go-yes = Let it go
look-too-much = More than 1 GB. Lay the export on the server instead, or run “guildhall look” there.
look-these = These files
look-dates = Stack Exchange, { $from } to { $until }
look-empty = No question is in it that can be read.
look-few = Few people write here, so there are names and facts instead of shares.
look-percent = { $n } %
look-asked = Questions
look-answers = { $n ->
    [one] { $shown } answer
   *[other] { $shown } answers
  }
look-answered = With an answer
look-accepted = { $n ->
    [one] { $shown } has an accepted one
   *[other] { $shown } have an accepted one
  }
look-of = of { $n }
look-first = Half had an answer after
look-first-never = Less than half ever had one
look-first-text = { $day } within a day, { $week } within a week
look-accept = Half had an accepted answer after
look-accept-untold = It does not say when
look-wait-text = To the first answer by somebody else than the asker. Questions that wait still are counted in, to the end of the export (Kaplan–Meier); of acceptances only the day is known.
look-half = Half of the answers
look-half-people = { $n ->
    [one] come from { $shown } person
   *[other] come from { $shown } people
  }
look-half-of = { $n ->
    [one] { $shown } person answered
   *[other] { $shown } people answered
  }
look-people = People
look-accounts = With an account
look-wrote = Wrote something
look-lately = In the last 90 days of it
look-who-asked = Asked
look-who-answered = Answered
look-who-commented = Commented
look-who-edited = Improved a text
look-silent = Never wrote
look-months = By month
look-months-label = Questions and answers by month, { $from } to { $until }
look-month = Month
look-as-table = As a table
look-number-questions = Questions
look-number-answers = Answers
look-number-answered = Answered
look-number-accepted = Accepted
look-number-comments = Comments
look-who-answers = Who answers
look-more = { $n ->
    [one] and { $shown } more
   *[other] and { $shown } more
  }
look-name = Name
look-areas = Areas by use
look-areas-text = Its tags; they become tags here, and the largest may become areas.
look-area = Area
look-on-one = Hang on one person
look-on-one-text = One person gave at least half of the answers, or of the accepted ones, where there are ten or more.
look-on-one-none = No area hangs on one person.
look-on-answers = { $gave } of { $of } answers
look-on-accepted = { $gave } of { $of } accepted answers
look-keep = Worth keeping as practices
look-keep-text = Proposed by what others needed: asked again, voted for, linked, read. Look at them and judge yourself.
look-keep-none = Nothing yet: no question has a good answer.
look-keep-by = answered by { $name }
look-why-asked = { $n ->
    [one] asked once
   *[other] asked { $shown } times
  }
look-why-voted = answer voted +{ $shown }
look-why-wanted = question voted +{ $shown }
look-why-linked = { $n ->
    [one] linked from { $shown } thread
   *[other] linked from { $shown } threads
  }
look-why-viewed = { $n ->
    [one] viewed once
   *[other] viewed { $shown } times
  }
look-why-kept = { $n ->
    [one] saved by { $shown } person
   *[other] saved by { $shown } people
  }
look-why-edited = { $n ->
    [one] improved once
   *[other] improved { $shown } times
  }
look-why-accepted = accepted
look-unanswered = Still unanswered
look-unanswered-text = Open questions without an answer, the most viewed first.
look-unanswered-none = Every open question has an answer.
look-views = { $n ->
    [one] view
   *[other] views
  }
look-again = Asked more than once
look-again-text = { $n ->
    [one] { $shown } question was closed because it had been asked before.
   *[other] { $shown } questions were closed because they had been asked before.
  }
look-links = { $n ->
    [one] { $shown } more link leads from thread to thread.
   *[other] { $shown } more links lead from thread to thread.
  }
look-times = { $n ->
    [one] time
   *[other] times
  }
look-import = What an import would bring
look-import-text = Into an empty place. No mail is sent; votes come as numbers, people without a sign-in until they claim their name.
look-kind = What
look-brought = Comes
look-left-out = Stays behind
look-kind-accepted = Accepted answers
look-kind-answers = Answers
look-kind-badges = Badges
look-kind-comments = Comments
look-kind-favourites = Saved threads
look-kind-links = Links between threads
look-kind-other_posts = Other pages
look-kind-posts = Rows of Posts.xml
look-kind-questions = Questions
look-kind-revisions = Edits
look-kind-tags = Tags
look-kind-users = People
look-kind-votes = Votes
look-left-its-id-was-there-before = was there before under the same number
look-left-its-question-is-not-in-the-dump = the question was deleted
look-left-its-post-is-not-in-the-dump = what it belongs to was deleted
look-left-its-user-is-not-in-the-dump = the person was deleted
look-left-the-answer-is-not-in-the-dump = the answer was deleted
look-left-the-system-account = the account of the site itself
look-left-not-an-edit = closed, locked, voted: no edit of a text
look-left-points-to-its-own-thread = leads to its own thread
look-left-of-an-unknown-type = of a kind that nobody knows
look-left-names-no-question = names no question
look-left-unreadable = cannot be read
look-left-tagwiki = long texts about tags
look-left-tagwikiexcerpt = short texts about tags; they come with the tags
look-left-orphanedtagwiki = texts about tags that are gone
look-left-wikiplaceholder = pages of the site itself
look-left-moderatornomination = people who stood for moderator
look-left-privilegewiki = pages of the site about rights
look-problems = What is wrong with the files
look-problems-text = What stands around it was read.
import-title = Import of { $export }
import-bring = Bring it here
import-bring-text = What is listed above comes into a community, people as accounts that nobody has signed in to. Nothing comes twice, so it can be stopped and taken up again.
import-community = Address of the community
import-community-help = One that is here already, or a new one: small letters, digits and hyphens.
import-name = Its name, if it is new
import-visibility = Who reads it, if it is new
import-language = Its language, if it is new
import-begin = Bring it in
import-address = An address has 2 to 40 small letters, digits and hyphens.
import-far = How far it is
import-of = { $done } of { $whole }
import-look-again = Look again
import-stop = Stop it
import-go = Go there
import-go-on = Go on with it
import-came = What came of it
import-changed = Changed
import-unchanged = As before
import-state-running = It is coming in
import-state-running-text = You can leave this page and come back; it goes on. The page looks again by itself.
import-state-stopping = It is being stopped
import-state-stopping-text = What has come stays.
import-state-stopped = It was stopped
import-state-stopped-text = What has come stays. Going on brings the rest.
import-state-done = It is here
import-state-done-text = The search finds everything within a few minutes.
import-state-failed = It did not come to its end
import-state-failed-text = What has come stays. The reason stands in the program’s log. Going on tries the rest.
import-state-busy = Another import is running
import-state-busy-text = One at a time. Go on with this one when the other is done.
