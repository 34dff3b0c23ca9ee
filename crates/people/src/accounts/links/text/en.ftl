by-mail-title = Sign in by mail
by-mail-text = Say who you are and you get a link that signs you in. No password is needed.
by-mail-no-mail = This site sends no mail yet, so this way is closed.
by-mail-button = Send me a link
by-mail-sent = If there is such an account with an e-mail address, a link is on its way to it. It works once, within a quarter of an hour. Nothing arrives? Look among the unwanted mail, or ask whoever looks after this site.
by-mail-open = Sign in here?
by-mail-open-text = You opened a link from our message. Press the button, and this browser is signed in.
by-mail-subject = Sign in to { $site }
by-mail-letter = Hello { $name },

    Somebody, probably you, asked for a link to sign in. It works once, within a quarter of an hour:

    { $link }

    If it was not you, you need do nothing: nobody gets in without this link.
