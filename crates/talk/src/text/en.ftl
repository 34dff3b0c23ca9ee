sort-latest = Latest
sort-new = New
sort-top = Top
sort-unanswered = Unanswered
sort-solved = Solved
areas = Areas
all-areas = All areas
feed = Feed
all-of-this-list = Show the whole list
empty-discussions = No discussion yet
empty-discussions-text = A discussion is for thinking aloud together: something you tried, something you wonder about.
empty-questions = No question here
empty-questions-text = Questions stand here with their answers, the accepted one first. When the list is empty, nobody waits.
empty-ideas = No idea yet
empty-ideas-text = An idea is a proposal that the community can try, test and turn into a practice.
thread-pinned = pinned
thread-waiting = waiting
thread-closed = closed
thread-solved = solved
kind-showcase = showcase
kind-announcement = announcement
kind-howwouldyou = how would you
kind-idea = idea
active-ago = active { $ago }
answers-word = { $n ->
    [one] answer
   *[other] answers
 }
replies-word = { $n ->
    [one] reply
   *[other] replies
 }
replies-count = { $n ->
    [one] { $shown } reply
   *[other] { $shown } replies
 }
comments-count = { $n ->
    [one] { $shown } comment
   *[other] { $shown } comments
 }
people-count = { $n ->
    [one] { $shown } person
   *[other] { $shown } people
 }
views-count = { $n ->
    [one] { $shown } view
   *[other] { $shown } views
 }
answered-in = Answered in { $time }
asked-by = Asked by
started-by = Started by
duplicate-of = This was asked before:
closed-because = Closed: { $why }
score = Score
accepted = Accepted
asker = asker
later = { $time } later
edited-times = { $n ->
    [one] edited once
    [2] edited twice
   *[other] edited { $shown } times
 }
reactions = Reactions
comments = Comments
attribution = By { $name }, brought here from { $source }
attribution-link = original
from-the-start = From the start of the thread
no-answers = No answer yet. A rough one beats none.
no-replies = No reply yet.
about-this-thread = About this thread
who-takes-part = Who takes part
linked = Linked
related = Related
role-champion = Champion
role-moderator = Moderator
role-steward = Steward
role-member = Member
role-guest = Guest
site-title = Communities here
site-text = Each of them is a place to ask, to talk, to meet and to keep what was learned.
home-welcome = Welcome to { $name }
home-waiting = { $name } has been waiting for { $time }:
home-nobody-waits = Nobody is waiting for an answer.
home-last = Last word { $ago }.
you-could-help = You could help here
all-waiting = All who wait
latest-threads = Latest
home-empty = It is quiet here so far
home-empty-text = What is said and asked here will stand on this page.
visitor-title = Come in
visitor-text = Everything here is written by people who share this craft. Members ask, answer and vote.
lately-solved = Lately solved
new-here = New here
all-members = All members
who-helps = Who helps here
all-tags = All tags
tags-empty = No tag is in use yet
not-claimed = has not signed in here yet
fact-answers = Answers
fact-accepted = Accepted
fact-questions = Questions
fact-since = Here since
fact-active = Last active
their-answers = Answers
their-questions = Questions
their-started = Everything started
their-overview = Overview
their-lists = What they wrote
their-areas = At home in
their-latest-answers = Latest answers and replies
their-latest-threads = Lately started
their-posts = { $n ->
    [one] question, thread or answer
   *[other] questions, threads and answers
 }
no-answers-by-them = None yet.
no-threads-by-them = Nothing yet.
search-in = Search { $name }
filters = Filters
filter-remove = Take this filter away
search-help = Type words, the beginning of one, a part of a name or a whole paragraph. Misspelt words are found, too. Narrow it down with:
search-help-from = somebody’s handle
search-help-tag = a tag
search-help-area = an area
search-help-is = what it is or how it stands
search-help-dates = when it was written
search-help-in = one community
search-nothing = Nothing fits
search-nothing-text = Try fewer or other words, or take a filter away. Perhaps nobody has asked this yet.
ask-this = Ask this
hit-thread = Thread
hit-person = Person
hit-tag = Tag
opening-discussions = Opening post
opening-questions = Question
opening-ideas = Idea
all-by-them = Everything they wrote
write-answer = Your answer
write-reply = Your reply
write-comment = Your comment
answer-placeholder = Share what you know. A rough answer beats none.
reply-placeholder = What do you think?
send-answer = Answer
send-reply = Reply
send-comment = Comment
comment-on = Comment
quote = Quote
edit = Edit
edit-post = Edit
edit-text = Text
send-edit = Save
cancel = Cancel
preview = Preview
text-missing = Write something first.
text-too-long = This is too long for one post. Cut it, or attach it as a file.
title-too-short = Say a little more in the title.
title-too-long = Make the title shorter; the details go into the text.
tags-too-many = Five tags are enough.
tag-too-long = This tag is too long.
area-unknown = Choose one of the areas.
files-not-attached = You chose a file but did not attach it. Choose it again and press “Attach”.
new-problems = Something is still missing. Nothing you wrote is lost.
thread-is-closed = This was closed meanwhile. Copy your text if you want to keep it.
overtaken = { $name } changed this text while you wrote. Yours stands below, theirs is kept: take over what you need and save again.
overtaken-theirs = The text as it stands now
overtaken-difference = From that text to yours
history = History
history-first = first text
history-empty = This was never changed.
new-title = New
new-lead = Write first; where it belongs can be sorted out below.
new-title-field = Title
new-title-placeholder = What is it about, in one line?
new-text = Text
new-text-placeholder = Tell what happened, what you tried, what you wonder. Pictures and files can be dropped here.
new-kind = What is it?
new-kind-discussion = Discussion
new-kind-question = Question
new-kind-howwouldyou = How would you
new-kind-idea = Idea
new-kind-showcase = Showcase
new-kind-announcement = Announcement
new-kind-help = A question has one answer that solves it. A “how would you” has many good ones, and you close it with what you did.
new-area = Area
new-not-here = Not what we do here:
new-no-area = In no area
new-tags = Tags
new-tags-placeholder = separated by commas
new-send = Post it
new-poll = Add a poll
poll = Poll
poll-options = Choices, one on each line
poll-several = several choices
poll-several-choice = Several can be chosen
poll-anonymous = anonymous
poll-anonymous-choice = Anonymous: nobody sees who chose what, and no vote can be changed
poll-results = Results show
poll-results-always = at once
poll-results-voted = after one has voted
poll-results-closed = when it has ended
poll-hidden-always = results show
poll-hidden-voted = results show after you vote
poll-hidden-closed = results show at the end
poll-closes = Last day (may be left open)
poll-options-number = A poll needs two to twenty choices.
poll-option-too-long = A choice is too long.
poll-closes-past = Choose a day that is still to come.
poll-vote = Vote
poll-change = Change my vote
poll-close = End the poll now
poll-closed = ended
poll-open-until = open until { $day }
poll-voters = { $n ->
    [one] { $shown } person voted
   *[other] { $shown } people voted
 }
similar-title = Was it asked before?
answers-me = This answers me
answers-me-thanks = Good that it was here already. Say thanks with a reaction, or ask below if something is missing.
vote-up = Vote up
vote-down = Vote down
save-thread = Save for later
saved = Saved
saved-empty = Nothing saved yet
saved-empty-text = The bookmark beside a question or discussion keeps it here for you alone.
me-too = I have this, too
me-too-count = { $n ->
    [one] { $shown } other person has this, too
   *[other] { $shown } others have this, too
 }
react = React
react-other = Another emoji
accept = This solved it
unaccept = It did not solve it
more-actions = More
remove = Delete
remove-title = Delete this?
remove-thread-text = { $n ->
    [0] The whole thread disappears.
    [one] The whole thread disappears, with { $shown } reply.
   *[other] The whole thread disappears, with { $shown } replies.
 }
remove-post-text = The post disappears, and its comments with it.
remove-undo-text = You can take this back for 30 days.
remove-why = Why? Its author will read this.
removed-post = Deleted { $ago }, by { $name } written:
removed-thread = Deleted { $ago }. It can be brought back until { $day }.
undo = Undo
unread-from-here = Unread from here
permanent-link = Link to this post
follow-title = How much do you want to hear?
follow-watching = Everything
follow-mentions = Mentions
follow-muted = Nothing
keep-order = Keep order
pin = Pin
unpin = Unpin
close-title = Close
close-text = Nobody but moderators can reply to a closed thread. It stays readable, and can be opened again.
close-why = Why? Everybody sees this.
close-send = Close
open-again = Open again
closed-for-others = Closed for others; you moderate here.
closed-no-replies = This is closed, so no replies can be added.
merge-title = Merge into another
merge-text = Everything said here moves into the other thread, in order of time. This address will lead there.
merge-send = Merge
duplicate-title = Asked before
duplicate-text = This thread is closed and points to the one that was there first. It stays readable.
duplicate-send = Link them
choose-other = The other thread: its address or number
choose-likely = It may be one of these
choose-this = This one
thread-unknown = There is no such thread here.
split-title = Split off
split-text = The replies you choose get a thread of their own. The earliest of them opens it; their comments come along.
split-which = Which replies?
split-send = Split off
split-choose = Choose at least one reply.
sort-title = Area and tags
move-title = Move to another community
move-text = Text, answers and tags move; the area does not. This address will lead there.
move-where = Where to
move-send = Move
turn-into-discussion = Turn into a discussion
turn-into-question = Turn into a question
turn-into-howwouldyou = Turn into a “how would you”
turn-into-idea = Turn into an idea
turn-into-showcase = Turn into a showcase
conclude = Close with what I did
conclude-text = What did you do, and how did it go?
send-conclude = Close it
what-i-did = What I did
new-line = New
new-post = new
to-first-unread = To the first you have not read
unread-count = { $shown } new
thread-new = new
mark-all-read = Mark all as read
did-it-work = It has been a while: did this answer work for you?
did-it-work-tell = Tell in one click
worked-for = { $n ->
    [one] Worked for { $shown } person
   *[other] Worked for { $shown } people
 }
not-worked-for = { $n ->
    [one] not for { $shown }
   *[other] not for { $shown }
 }
pass-it-on = Pass it on
pass-it-on-text = Yours is solved. { $name } is still waiting; perhaps you know something:
join-in = Join
join-to-write = Join to write here
inbox = Inbox
inbox-charter = The charter is due: is it still right?
inbox-seen = Seen
inbox-empty = Nothing waits for you
inbox-empty-text = What wants an answer from you will stand here.
worked-title = Did it work for you?
worked-text = One click helps the next person who has this problem, and whoever answered.
worked-note = On what, or why not? (may stay empty)
worked-yes = It worked
worked-no = It did not work here
removed-because = reason: { $why }
not-duplicate = This was not asked before
merge-two-polls = Both threads have a poll, and only one can stay. End and copy one of them first.
merge-other-group = Only a group reads one of them. Merged, its words would get other readers.
thread-was-merged = This thread was merged into another one. Send again to write there.
home-charter-unread = What this community agreed on changed, or you have not seen it yet.
home-charter-read = Read the charter
first-title = Your first ten minutes
first-greeter = { $name } is here for you: ask anything, by name.
first-greeter-who = Who is that?
first-name = You have a name here
first-charter = Read the charter, one page
first-post = Say hello in one line
first-help = Answer one question that you know something about
first-return = Leave an e-mail address or a password, so that you can come back from anywhere
things-done = { $done } of { $all }
thing-done = done:
hello-word = Say hello
hello-say = Say who you are
hello-read = Read who is here
hello-first = Nobody yet. The first line is the hardest; it need not be clever.
hello-count = { $n ->
    [one] { $shown } said hello
   *[other] { $shown } said hello
 }
next-date = Next date
checklist-title = Until it runs by itself
checklist-squad = Six people are in
checklist-charter = Everybody read the charter
checklist-posts = Ten posts are written
checklist-event = The first date was held
checklist-return = You can come back: e-mail address or password
who-is-here = Who is here
came-ago = came { $ago }
stage-seed = A seed
stage-seed-next = Next: ten people, and every question answered. Ask each person yourself.
stage-launch = Just launched
stage-launch-next = Next: thirty people, and somebody other than you answers first.
stage-growth = Growing
stage-growth-next = Next: every newcomer is answered within a day, and each area has a keeper.
stage-steady = Steady
stage-steady-next = Next: what is asked twice becomes a page that somebody keeps true.
stage-renewal = Time to begin again
stage-renewal-next = Few write at present. Ask five people what they would come back for.
figure-members = members
figure-active = wrote in 30 days
figure-came = came in 30 days
figure-waiting = questions wait
record = Practice record (PDF)
record-in = Practice record in { $community }, { $date }
record-gave = What they gave
record-evidence = Answers, the latest first
home-chapters = Chapters
claim-this-is-me = This is me
claim-box = Nobody has signed in as this member yet: a list or an import brought them. Is it you? Whoever moderates here can agree; then what they wrote is yours.
claim-waiting = You said that this is you. Whoever moderates here is asked.
claim-agreed = It was agreed that this is you. Press the button: what this member wrote and their place here become yours, under your own name.
claim-take = Make { $name } me
claim-no = It was not agreed that this is you.
inbox-claim = It was agreed that this is you
first-areas = Say what you know and what you would like to learn
unnamed-ask = Ask without my name
unnamed-ask-hint = Nobody sees that it is you, in lists, search and mail neither. A moderator can look, says why, and you are told. What you write below your question later stands without your name, too.
unnamed-questions-only = Only questions can be asked without a name
unnamed-reply = You asked this without your name. What you write here stands without it, too.
unnamed-here = Asked without a name
unnamed-here-text = Somebody here asked a question without their name. Nobody sees who it is; moderators can look when there is a reason, and say it.
asker-title = Who asks this
asker-text = It was asked without a name. You can look who it is: that stands in the log with your reason, and whoever asked reads your reason and your name.
asker-why = Why you look
asker-why-missing = Say why
asker-look = Look
asker-is = It was asked by
asker-looked = { $name } looked { $ago }:
asker-back = Back to the question
inbox-newcomer = Somebody new, for you to greet
inbox-unveiled = A moderator looked who asked this
unnamed-you = that is you
left-title = A thread whose author left
left-text = Whoever wrote this left, and took the text along.
data-part-threads = Threads that you began
data-part-posts = Your posts, answers and comments, as you wrote them
data-part-history = Earlier versions of texts, as far as you wrote them
data-part-votes = Your votes
data-part-reactions = Your reactions
data-part-me-too = Where you said that you have the same problem
data-part-polls = Polls that you answered; not what you chose where that is secret
data-part-outcomes = Where you said whether an answer worked
data-part-bookmarks = Your bookmarks
data-part-follows = Threads that you follow or mute
data-part-reading = How far you have read
data-part-mentions = Posts that name you
data-part-answered = Questions that you need not ask any more, since a thread answered them
data-part-expertise = What your accepted answers are worth, by subject
data-part-badges = Badges that were brought from another place
data-part-launches = Communities that you began, with your answers
data-part-announcements = Announcements that you read or confirmed
data-part-founding = Communities that you asked to start
data-part-imports = Imports that you began
