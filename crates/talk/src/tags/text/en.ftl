menu-manage-tags = Tags
tag-saved = Saved.
tag-find = Tags that begin with
tag-search = Find
tag-none = No tag begins like this.
tag-also = also: { $others }
tag-threads-word = { $n ->
    [one] thread
   *[other] threads
 }
tag-threads = { $n ->
    [one] { $shown } thread
   *[other] { $shown } threads
 }
tag-coming = { $n ->
    [one] { $shown } thread of a merged tag is still on its way. Reload in a moment.
   *[other] { $shown } threads of a merged tag are still on their way. Reload in a moment.
 }
tag-overtaken = Somebody else changed this tag meanwhile. What you typed stands in the fields; save again to keep it. Here now:
tag-name = Name
tag-name-hint = The address follows the name. The old one goes on leading here.
tag-name-length = A tag has 1 to 50 characters, among them a letter or a digit.
tag-taken = Another tag has this name. You can merge this one into it below.
tag-about = What it is for
tag-about-long = At most 300 characters.
tag-save = Save
tag-synonyms = Other words for it
tag-synonyms-text = Whoever gives one of these to a thread, opens it or searches by it gets this tag.
tag-synonym = Another word
tag-synonym-add = Add
tag-synonym-remove = { $name } is no longer another word for it
tag-synonym-taken = This is another word for another tag already.
tag-merge-instead = This is a tag of its own. Open it and merge it into this one.
tag-same = This is the tag itself.
tag-unknown = No tag is called that.
tag-merge = Merge into another tag
tag-merge-text = All threads that have this tag get the other one, and this name goes on as another word for it.
tag-merge-into = The other tag
tag-merge-look = See what happens
tag-merge-sure = “{ $from }” becomes another word for “{ $into }” and is no tag of its own any more. This cannot be undone.
tag-merge-threads = { $n ->
    [one] { $shown } thread moves.
   *[other] { $shown } threads move.
 }
tag-merge-do = Merge { $from } into { $into }
tag-merge-not = Leave it as it is
