sign-in-title = Sign in
sign-in-stale = This link was used already or is too old. Ask for a new one.
signed-in-as = You are signed in as { $name }.
sign-in-by-link = You come in with a personal sign-in link. Open yours and you are here; it stays good for a month on this device.
sign-in-ask = No link yet? Whoever looks after this site can make one for you.
