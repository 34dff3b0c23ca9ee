sign-in-title = Sign in
sign-in-stale = This link was used already or is too old. Ask for a new one.
signed-in-as = You are signed in as { $name }.
sign-in-by-link = If somebody gave you a personal sign-in link, open it and you are here; no password is needed.
sign-in-ask = Whoever looks after this site can make one for you.
sign-in-missing = Write your handle or e-mail address, and your password.
sign-in-suspended = This account is out of the site for a while. Write to the person who looks after the site if you think that is wrong.
sign-in-wrong = Handle or address and password do not fit together. Try again, or set a new password.
handle-or-email = Handle or e-mail address
name = Name
name-help = As others shall know you; best your own.
name-missing = Write your name
name-long = A name has 60 letters at most
handle = Handle
handle-help = Your short name, for @mentions and your address here. Leave it empty and it is made from your name.
handle-unreadable = A handle has 2 to 30 small letters, digits, - or _, and begins and ends with a letter or digit
handle-reserved = This word belongs to the house; choose another
handle-taken = Somebody has this handle already; choose another
email = E-mail address
email-help = For you alone: nobody here sees it. A forgotten password can be reset with it.
email-help-no-mail = For you alone: nobody here sees it. You can sign in with it. This site sends no mail yet.
email-unreadable = This does not look like an e-mail address
email-unusable = This address cannot be used. If it is yours, sign in or reset the password.
email-brought = There is a place for this address here already: somebody who leads a community put it on their list. We have sent a link to the address; open it, and the place is yours.
email-brought-no-mail = There is a place for this address here already: somebody who leads a community put it on their list. This site sends no mail: ask them, or whoever runs the site, for your personal link.
email-add = Add an address
email-change = Change the address
email-changed-subject = Your e-mail address at { $site } was changed
email-changed-text = Hello { $name },

    Your account at { $site } has another e-mail address from now on, so this is the last message to this one.

    If that was not you, tell whoever looks after the site at once.
password = Password
new-password = New password
current-password = Current password
password-help = At least 10 letters; a sentence of some words is best. Any characters will do.
password-short = At least 10 letters, please
password-long = This is longer than can be kept (512 bytes)
password-common = This one is guessed first: many people use it, or it is made of your name or the site’s. Choose another
password-wrong = This is not your current password
password-first-text = You came by a link and have no password yet. Set one to sign in on other devices, too.
password-change-text = All your other devices are signed out when you change it.
password-change = Change the password
password-changed-subject = Your password at { $site } was changed
password-changed-text = Hello { $name },

    Your account has another password from now on, and your other devices are signed out.

    If that was not you, set a new one at once:

    { $link }
password-set = Set a password
join-title = Join
join-here = New here? Join
join-text = One account for everything on this site.
join-text-community = One account for everything on this site. With it you are a member of { $name } at once.
join-charter = Read first what we agreed with each other
join-button = Join
join-known = You have an account? Sign in
forgot-title = Forgot your password?
forgot-text = Say who you are and you get a link with which you can set a new one.
forgot-missing = Write your handle or e-mail address
forgot-no-mail = This site sends no mail. Your request goes to whoever looks after it; ask them for the link.
forgot-button = Ask for a link
forgot-sent = Thank you.
forgot-sent-mail = If there is such an account, a message with a link is on its way to its e-mail address. It is good for an hour. Nothing arrives? Whoever looks after this site can help.
forgot-sent-by-hand = This site sends no mail. If there is such an account, a link for it now waits with whoever looks after this site: ask them to hand it on to you. It is good for an hour.
back-to-sign-in = Back to signing in
reset-stale = This link was used already or is too old. Ask for a new one here.
reset-title = A new password
reset-text = It takes the place of the old one. All your devices are signed out, and this one is signed in.
reset-button = Set the password
reset-mail-subject = A new password for { $site }
reset-mail-text = Hello { $name },

    Somebody, probably you, asked to set a new password for your account. This link does it; it works once and within an hour:

    { $link }

    If it was not you, you need do nothing: nothing was changed.
account-title = Your account
account-profile = About you
account-saved-profile = Saved.
account-saved-email = Your e-mail address is changed.
account-saved-password = Your password is set.
form-problems = Not saved yet: something needs another look.
headline = In one line
headline-help = What you do, or what you like to be asked about.
place = Place
website = Website
website-unreadable = Write an address like https://example.org
about = More about you
about-help = Markdown works here.
text-long = This is too long
your-communities = Your communities
link-title = A link to sign in
link-text = For somebody who cannot come in otherwise. It works once, within a day; hand it on by a way you trust.
link-make = Make a link
link-nobody = Nobody is called { $handle }.
link-made = This signs { $handle } in:
link-once = It is shown only now, works once and within a day.
organisation = Organisation
zone = Time zone
zone-help = Others then see what time it is where you are. Type a city, like Europe/Amsterdam.
zone-unknown = No such time zone is known. Choose one from the list, or write it like Europe/Amsterdam.
languages = Languages
languages-help = Those you like to be asked in, the best one first, with commas between.
languages-list = Languages that can be named
languages-unknown = One of these is not known, or they are more than eight. Write for example: Nederlands, English
minutes = Time for questions of others
minutes-unsaid = I would rather not say
minutes-0 = Not now
minutes-15 = 15 minutes a week
minutes-30 = 30 minutes a week
minutes-60 = An hour a week
minutes-help = Nobody is asked for more. Who shares a community with you sees it; your e-mail address is never shown.
minutes-choose = Choose one of these.
sign-out-title = You could not come back
sign-out-text = You came by a link, with a name only: no password, no e-mail address, no passkey. Signed out, nobody can let you in again by themselves, and what you wrote stays without you. Add one first; it takes a minute.
sign-out-password = Set a password
sign-out-ways = Other ways to sign in
sign-out-anyway = Sign out anyway
sign-in-changed-subject = How you sign in at { $site } was changed
sign-in-changed-text = Hello { $name },

    { $what }

    If that was not you, set a new password at once, and look at your ways to sign in:
sign-in-changed-passkey-added = A passkey was added to your account.
sign-in-changed-passkey-removed = A passkey was removed from your account.
sign-in-changed-codes-on = From now on your account asks for a code of an app.
sign-in-changed-codes-off = Your account no longer asks for a code of an app.
