menu-site-sign-up = Who may join
sign-up-title = Who may join
sign-up-text = This is about accounts on the site. Each community decides beside it who becomes a member, and whoever is invited always comes in.
sign-up-saved = Saved.
sign-up-who = Who may make an account by themselves?
sign-up-rule-open = Everybody
sign-up-about-open = A name, an address and a password are enough.
sign-up-rule-approval = Whoever you let in
sign-up-about-approval = They say why they come, and wait below until you decide.
sign-up-rule-domains = People of certain addresses
sign-up-about-domains = They confirm by mail that an address at one of the domains below is theirs.
sign-up-rule-invitation = Only who is invited
sign-up-about-invitation = Nobody makes an account without an invitation.
sign-up-domains = Domains
sign-up-domains-help = One in each line. An address at a part of a domain (mail.example.org) counts only if it is named itself.
sign-up-domains-unreadable = Write domains like example.org, 50 at most
sign-up-domains-missing = Name at least one domain
sign-up-domains-mail = For this the site must send mail; set up a mail server first
sign-up-waiting = Waiting for you
sign-up-nobody = Nobody waits.
sign-up-reason = A word to them (goes along by mail)
sign-up-invitation-only = Accounts here are for who is invited. Ask somebody whom you know here for an invitation link.
sign-up-approval-note = Whoever looks after this site reads what you write and lets you in.
sign-up-domains-note = Accounts here are for people with an address at { $domains }. We send a link to it.
sign-up-domain-other = Accounts here are for addresses of other domains
sign-up-why = Why would you like to join?
sign-up-asked = Thank you.
sign-up-asked-approval = What you wrote waits for whoever looks after this site. You hear by mail, and can then sign in with your password.
sign-up-asked-domains = Open the message that we sent to your address, and you are in. It is good for a day.
sign-up-subject = Your account at { $site }
sign-up-letter = Hello { $name },

    This link makes your account. It works once, within a day:

    { $link }

    If you did not ask for one, you need do nothing.
sign-up-known-subject = You have an account at { $site }
sign-up-known-letter = Hello { $name },

    Somebody, probably you, asked for an account with this address. You have one already; sign in or set a new password here:

    { $site }
sign-up-decided-subject = Your request at { $site }
sign-up-in-letter = Hello { $name },

    Your account is made. Sign in with the password that you chose:

    { $link }
sign-up-out-letter = Hello { $name },

    Your request for an account at { $site } was declined.
sign-up-welcome = Welcome, { $name }
sign-up-welcome-text = Your address is confirmed with this button, and your account is made.
sign-up-over = It was used already, or is older than a day. Sign in, or ask for another.
sign-up-effort = How much should keep programs out?
sign-up-effort-text = The device of who comes does a small sum while they type; nobody else is asked, and there is nothing to read or to click. It doubles while many sign up at once. Who is invited never needs it.
sign-up-effort-off = Nothing
sign-up-effort-about-off = For a site that only your own network reaches.
sign-up-effort-light = A little
sign-up-effort-about-light = A fraction of a second on a phone. Without scripts one waits 15 seconds.
sign-up-effort-usual = The usual
sign-up-effort-about-usual = About a second on a phone. Without scripts one waits half a minute.
sign-up-effort-strong = Much
sign-up-effort-about-strong = A few seconds on a phone, for when programs do get in. Without scripts one waits a minute.
