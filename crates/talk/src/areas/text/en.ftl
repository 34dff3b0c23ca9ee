menu-manage-areas = Areas
areas-text = Areas are the parts of what this community is about. Every thread can stand in one of them. Few and clear ones serve best.
areas-empty = No area yet. Threads stand here without one until you add the first.
area-saved = Saved.
area-threads = { $n ->
    [one] { $shown } thread
   *[other] { $shown } threads
 }
area-open = open to guests
area-shut = not open to guests
area-up = Move { $name } up
area-down = Move { $name } down
area-place = Place in the list
area-put = Move there
area-where = A place is a number, 1 for the first.
area-change = Change
area-overtaken = Somebody else changed this area meanwhile. What you typed stands in the fields; save again to keep it. Here now:
area-name = Name
area-name-length = A name has 2 to 60 characters.
area-taken = Another area has this name.
area-too-many = There are as many areas as a community may have.
area-tone = Colour
area-choose-tone = Choose one of the colours.
tone-clay = clay
tone-green = green
tone-teal = teal
tone-blue = blue
tone-plum = plum
tone-amber = amber
tone-slate = slate
tone-rose = rose
area-guests = Open to guests
area-guests-hint = Guests who were asked into this area read and write in it, everything from the first day on. When you close it they see none of it any more, at once.
area-save = Save
area-remove = Remove
area-remove-text = The area goes from all lists. Stewards and guests of it lose what they had by it. This cannot be undone.
area-threads-go = { $n ->
    [one] Its thread goes to
   *[other] Its { $shown } threads go to
 }
area-pick = Choose where
area-none = no area
area-where-to = Choose where its threads go.
area-remove-this = Remove { $name }
area-new = A new area
area-add = Add it
