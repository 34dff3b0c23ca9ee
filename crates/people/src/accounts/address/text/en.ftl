email-confirm = Is this your address?
email-confirm-text = From then on, { $address } is the e-mail address of your account.
email-confirm-button = Confirm the address
email-confirm-subject = Confirm your address for { $site }
email-confirm-letter = Hello { $name },

    This shall be the e-mail address of your account from now on. Confirm it within a day:

    { $link }

    If you asked for nothing, you need do nothing: nothing is changed.
email-confirmed = The address is confirmed
email-confirmed-text = { $address } is the e-mail address of your account now.
email-stop = Stop the change?
email-stop-text = The e-mail address of your account stays, or becomes again, what it was, and every device is signed out.
email-stop-button = Stop it
email-stop-subject = Your e-mail address at { $site } is about to change
email-stop-letter = Hello { $name },

    Somebody, probably you, asked to change the e-mail address of your account. The new address has to confirm it.

    If that was not you, stop it within a week, also after it was confirmed. Every device is signed out then:

    { $link }
email-stopped = The change is stopped
email-stopped-text = Your address is the one it was, and every device is signed out. Set a new password now: somebody knew the old one, or sat at your screen.
email-taken-subject = Your address at { $site }
email-taken-letter = Hello,

    Somebody asked to use this address for an account, but you have one with it already: nothing is changed. Sign in to yours at { $site }
email-over = This link leads nowhere
email-over-text = It was used already, is too old, or another change took its place.
email-home = To the start
account-saved-email-asked = Nearly done: open the message that we sent to the new address and confirm it there. Until then the old one stays.
