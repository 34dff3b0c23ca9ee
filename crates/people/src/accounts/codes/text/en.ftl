code = Code
code-title = One more step
code-text = Your account asks for a code, too. Open your authenticator app and type what it shows.
code-help = Six digits, or one of your recovery codes.
code-wrong = This code is not the one of now, or was used already. Wait for the next one.
code-lost = No app and no recovery codes? Whoever looks after this site can make you a link to sign in.
codes-title = Codes of an authenticator app
codes-text = Whoever learns your password still cannot come in without a code from an app on your phone. Passkeys need no code.
codes-begin = Set up an app
codes-scan = Scan this with the app
codes-scan-text = Any app for one-time codes will do: the one in your password manager or phone, Aegis, 2FAS, Google Authenticator.
codes-picture = QR code for an authenticator app
codes-type = Or type this into the app:
codes-open = Open an app on this device
codes-first = The code that the app shows now
codes-on = Switch codes on
codes-not-now = Not now
codes-are-on = Codes are on. You are asked for one after your password or a sign-in link.
codes-are-off = Codes are off.
codes-recovery = Recovery codes
codes-recovery-count = { $n ->
    [one] One recovery code is left.
   *[other] { $shown } recovery codes are left.
  }
codes-recovery-text = New ones take the place of all before.
codes-recovery-make = Make new recovery codes
codes-recovery-new = Your recovery codes
codes-recovery-once = Each of them takes the place of a code once, if you lose the app. They are shown only now: print them or put them into your password manager.
codes-recovery-kept = I have kept them
codes-off = Switch codes off
codes-off-text = Type a code to show that it is you.
codes-off-text-password = Type your password or a code to show that it is you.
codes-proof-wrong = That was not right, or the code was used already.
codes-way = Codes
codes-way-on = On: asked for after your password.
codes-way-off = Off.
codes-look = Set up or change
