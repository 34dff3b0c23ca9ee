data-title = Your data
data-download = Everything about you
data-download-text = Your account, memberships, what you wrote, chose and brought, as files that you and other programs can read. Only you can fetch it.
data-ask = Gather it anew
data-gathering = { $n ->
    [0] It is being gathered.
    [one] It is being gathered: one entry so far.
   *[other] It is being gathered: { $n } entries so far.
  }
data-look-again = Look again
data-fetch = Download the archive
data-fetch-until = It stays here for 20 hours.
data-failed = That did not work. Try it once more; whoever looks after the site can see why.
data-go = Go for good
data-go-text = Your account, name and address are taken away after 14 days. Until then you can change your mind.
data-texts = What becomes of what you wrote?
data-texts-keep = It stays, without your name
data-texts-remove = It goes, too; threads that you opened go with their answers
data-sure = I want to go, and know that it cannot be undone after 14 days.
data-sure-missing = Tick this if you mean it.
data-go-do = Delete my account
data-goes = Your account goes on { $day }.
data-goes-removes = What you wrote goes with it.
data-goes-keeps = What you wrote stays without your name.
data-stay = I stay
data-alone = You lead these alone. Hand the role over first, so that somebody looks after them:
departed-name = Somebody who left
