sessions = Where you are signed in
sessions-text = Every browser in which you are signed in, and where each was last used. Addresses are network addresses; nobody else sees them.
session-this = this device
session-dates = since { $since }, last used { $used }
session-from = from { $address }
session-nowhere = address not known
session-end = Sign out there
sessions-end-others = Sign out everywhere else
sessions-end-all = Sign out everywhere, here too
sessions-doubt = Something here is not yours? Sign out everywhere else, then change your password.
sessions-count = { $n ->
    [one] Only in this browser.
   *[other] In { $n } browsers.
  }
sessions-look = Look at them
signed-out-all = You are signed out everywhere.
device-unknown = Unknown device
account-saved-sessions = Signed out there.
