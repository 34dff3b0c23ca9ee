proof-trap = Leave this field empty
proof-trapped = Perhaps your browser filled this in. It is there for programs: leave it empty, and send the form again. Everything else that you typed is still here, but for a password.
proof-wait = { $n ->
    [one] Nearly there. We keep programs out with a small check that needs scripts; without them a wait does it. Send the form again in one second.
   *[other] Nearly there. We keep programs out with a small check that needs scripts; without them a wait does it. Send the form again in { $n } seconds.
  }
proof-early = { $n ->
    [one] That was a little early. Send the form again in one second.
   *[other] That was a little early. Send the form again in { $n } seconds.
  }
proof-over = { $n ->
    [one] This page stood open for long, or was sent before. Send the form again in one second.
   *[other] This page stood open for long, or was sent before. Send the form again in { $n } seconds.
  }
proof-kept = Everything that you typed is still here, but for a password: type that again.
proof-again = No need to wait: your device has done the check. Send the form again.
proof-idle = No riddles: your device does a small sum meanwhile, which keeps programs out. Without scripts, you wait a little instead.
proof-checking = Checking that no program is signing up…
proof-done = Checked: no program is signing up.
proof-progress = How far the check is
