menu-site-chapters = Chapters
menu-manage-people = People from a list
menu-manage-claims = Who is who
people-bring = Bring people from a list
people-bring-text = Paste a table from a spreadsheet, or choose a file. You first see what would happen; nothing is written before you say so, and nothing is mailed to anybody.
people-columns = One row for a person, with headings: name (or first and last name), email, title, organisation, location, timezone, language, skills, groups, chapter, website, bio, joined_at, external_id. Commas, semicolons or tabs. vCards are understood, too.
people-empty = There is nothing in it yet: paste a list or choose a file.
people-nobody = Nobody was found in this list.
list-text = The list
list-file = Or a file
list-file-help = CSV or vCard, up to 16 MB and 10,000 people. When you choose one, it counts and not the text above.
list-look = See what would happen
list-look-title = This is what would happen
list-look-text = Nothing has been written yet. People who are new get an account that waits for them: they do not get a mail, and you hand on a personal link afterwards.
list-write = Bring these people
list-forget = Throw the list away
list-nothing = Everything in this list is here already.
list-stopped = It was stopped after { $number } rows. Press the button to go on from there.
list-done = Done
list-done-text = Nobody has been told. Those who have never signed in get in by a personal link, by asking for a new password at their address, or by saying “this is me” on their page.
list-made = { $n ->
    [one] { $shown } person has come
   *[other] { $shown } people have come
  }
list-joined = { $n ->
    [one] { $shown } person who has an account here is a member now
   *[other] { $shown } people who have an account here are members now
  }
list-invited = { $n ->
    [one] { $shown } person who signs in to an account of their own is asked in their inbox
   *[other] { $shown } people who sign in to accounts of their own are asked in their inbox
  }
list-filled = { $n ->
    [one] { $shown } profile was filled in where it was empty
   *[other] { $shown } profiles were filled in where they were empty
  }
list-see-members = See the members
list-another = Another list
list-columns = Columns
list-understood = Understood:
list-ignored = Not understood, and left out:
list-unknown = Not known here, and left out: { $words }
list-roles = Everybody comes as a member, whatever role the list names. Roles are given by hand.
list-problems = Rows that need a look
list-problems-short = Need a look
list-rows = The people
list-line = Line { $line }
list-hidden = { $n ->
    [one] and { $shown } more row
   *[other] and { $shown } more rows
  }
list-problem-headings = The first row should name the columns, and one of them should be “name”.
list-problem-name = No name; left out.
list-problem-email = This e-mail address cannot be one; left out.
list-problem-consent = Did not agree to be here; left out.
list-problem-twice = The same person stands further up; left out.
list-problem-date = This date could not be read; the rest is taken.
list-problem-cut = This card does not end; left out.
list-problem-slug = No address can be made of this; left out.
list-problem-word = This word is not known here; left out.
list-problem-many = The list is longer than 10,000 rows; what follows is not read.
list-problem-large = The file is larger than 16 MB.
row-state-new = New
row-state-joins = Becomes a member
row-state-invited = Is asked to join
row-state-asked = Was asked before
row-state-fills = Is filled in
row-state-same = Stays as it is
row-state-left = Left, stays away
row-state-gone = Account was removed
row-state-taken = Address is taken
row-state-unreadable = No address
links-title = Personal links
links-text = Members who came by a list or an import and have never signed in get in by a link of their own. Whoever opens it is that person from then on: hand each one to its owner only. A link works once, for 30 days.
links-open = Make personal links
links-nobody = Everybody here has signed in at least once.
links-who = For whom
links-who-new = Those who have no link yet
links-who-all = Everybody below; links that were made before stay good, too
links-make = Show the links
links-make-csv = Links as a CSV file
links-until = link until { $day }
links-none = no link yet
links-more = And more. The buttons make links for up to 2,000 people at once.
links-others = { $n ->
    [one] { $shown } member belongs to another community, too, or has a role: an administrator of the site has to make that link.
   *[other] { $shown } members belong to other communities, too, or have a role: an administrator of the site has to make those links.
  }
links-made = Copy them now: they are shown once. Each is for one person, works once, and is good for 30 days.
links-made-none = No links were made: nobody is without one.
links-back = Back
claim-title = Is this you?
claim-hello = Hello { $name }
claim-text = There is a place for you in { $community }. Come in, and choose a password on the next page so that you can come back.
claim-other = You are signed in as { $name } in this browser, and stay so: what the person above has here becomes yours. If you are somebody else, sign out first.
claim-yes = I am { $name }
claim-not-you = Not you? Close this page, and give the link to whoever it was meant for. Nothing has happened.
claim-stale = This link is no longer good
claim-stale-text = It was used already, or it is older than 30 days. Ask whoever gave it to you for a new one. If you have a password, just sign in.
claims-text = Somebody who is signed in says that they are a member who has never signed in here. If you know them and agree, what that member wrote and their place here become theirs, and the two accounts become one.
invited-title = Do you join?
invited-to = Do you join { $community }?
invited-text = { $name } has put you on the list of members of { $community }. You have an account of your own here, so it is for you to say.
invited-yes = Join
invited-no = Do not join
inbox-invited = Somebody would like to have you here
inbox-claims = Somebody says who they are
claims-none = Nobody is asking.
claims-says = says they are
claims-yes = Agree
claims-no = Refuse
claims-yes-who = Agree that { $name } is { $account }
claims-no-who = Refuse that { $name } is { $account }
claims-granted = Agreed. They find it in their inbox.
claims-refused = Refused.
claims-choose = Choose one of the two.
claims-others = That member belongs to other communities, too, or has a role, or it is you who asked. A champion or an administrator has to do it with a personal link.
export-title = Take the list with you
export-text = All members with what their profiles say. E-mail addresses are in it only for people who came by a list of yours and have never signed in: all others keep theirs to themselves.
export-csv = Members as CSV
export-vcard = Members as vCards
chapters-title = Chapters from a list
chapters-text = Found many chapters at once: each is a community of its own below its parent, with its champion.
chapters-no-parent = There is no community yet that could have chapters.
chapters-parent = The parent
chapters-columns = One row for a chapter, with headings: name, slug, place, champion name, champion e-mail, language, visibility. What is left out is as in the parent.
chapters-choose-parent = Choose a community that is not a chapter itself.
chapters-nobody = No chapters were found. The first row should name the columns, and one of them should be “name”.
chapters-links = Links for champions who have not signed in yet
chapters-of = Chapters of { $name }
chapters-look-text = Nothing has been founded yet. Nobody gets a mail; the links for the champions come afterwards.
chapters-found = { $n ->
    [one] Found { $shown } chapter
   *[other] Found { $shown } chapters
  }
chapters-founded = { $n ->
    [one] { $shown } chapter was founded
   *[other] { $shown } chapters were founded
  }
chapters-waiting = { $n ->
    [0] All champions of chapters have signed in already: they find their chapters in the list of communities.
    [one] { $shown } champion has never signed in. Hand on a personal link.
   *[other] { $shown } champions have never signed in. Hand on personal links.
  }
communities-chapters = { $n ->
    [one] { $shown } chapter
   *[other] { $shown } chapters
  }
chapters-tagline = A chapter of { $parent } in { $place }
chapters-tagline-of = A chapter of { $parent }
chapters-rows = The chapters
chapters-no-champion = nobody leads it yet
links-made-no-others = No other links were needed.
