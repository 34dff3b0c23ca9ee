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
who-helps = Who helps most
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
