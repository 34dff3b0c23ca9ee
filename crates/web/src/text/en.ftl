skip-to-content = Skip to the content
communities = Communities
all-communities = All communities
places = Places
more = More
search = Search
search-placeholder = Search questions, people, tags…
sign-in = Sign in
sign-out = Sign out
menu-home = Home
menu-discussions = Discussions
menu-questions = Questions
menu-ideas = Ideas
menu-tags = Tags
menu-members = Members
members-count = { $n ->
    [one] { $shown } member
   *[other] { $shown } members
 }
preferences = Language and look
language = Language
theme = Look
theme-system = As my system
theme-light = Light
theme-dark = Dark
theme-apply = Apply
visitor-invitation = You are reading as a visitor.
palette-hint = Type to search. Arrow keys choose, Enter opens, Esc closes.
palette-nothing = Nothing found. Enter searches with all filters.
pages = Pages
first-page = Back to the first page
next-page = Next page
ago-now = just now
ago-minutes = { $n } min ago
ago-hours = { $n } h ago
ago-yesterday = yesterday
ago-days = { $n } days ago
lasting-minutes = { $n } min
lasting-hours = { $n } h
lasting-days = { $n ->
    [one] { $shown } day
   *[other] { $shown } days
 }
date-day = { $day } { $month }
month-1 = January
month-2 = February
month-3 = March
month-4 = April
month-5 = May
month-6 = June
month-7 = July
month-8 = August
month-9 = September
month-10 = October
month-11 = November
month-12 = December
failure-not-found-title = Nothing is here
failure-not-found-text = The address may be mistyped, or what stood here was moved or taken away.
failure-forbidden-title = This is for members
failure-forbidden-text = You are signed in, but this place is not open to you. Ask somebody who leads it.
failure-invalid-title = That could not be read
failure-invalid-text = Something in the address or the form is not as it should be. Go back, look it over and try again.
failure-conflict-title = Somebody was quicker
failure-conflict-text = This was changed meanwhile. Go back and reload before you try again.
failure-limited-title = A little slower, please
failure-limited-text = That was a lot at once. Wait a moment and try again.
failure-unavailable-title = Not available at the moment
failure-unavailable-text = A part of the program does not answer. Nothing was lost; try again in a minute.
failure-internal-title = Something broke on our side
failure-internal-text = It has been written down for whoever looks after this site. Nothing you wrote elsewhere was lost.
failure-home = To the start page
failure-join-title = Members write here
failure-join-text = You read this community as a guest of the house. Join it on its home page and come back.
new = New
join = Join
your-things = Your things
menu-saved = Saved
menu-drafts = Drafts
menu-account = Account
menu-mail = Mail
inbox-waiting = { $n ->
    [0] Inbox
    [one] Inbox: { $shown } thing waits
   *[other] Inbox: { $shown } things wait
 }
resend-title-sign-in = You were signed out meanwhile
resend-text-sign-in = Nothing is lost. Sign in in another tab, then come back here and send it again.
resend-title-join = Join first, then send it again
resend-text-join = Nothing is lost. Join this community in another tab, then come back here and send it again.
resend-kept = What you wrote stands below. You can also copy it.
resend-text = Your text
resend-send = Send again
