announcement-top = Announcement
announcement-by = { $name }, { $ago }
announcement-open = Read it
announcement-open-confirm = Read and confirm
announcement-seen = I have seen it
announcement-confirm-title = Read and understood
announcement-confirm-text = Please confirm that you have read and understood this. Who leads the community sees who has and who has not.
announcement-confirm = I have read and understood this
announcement-you-have = You confirmed this { $day }.
announcement-see-who = See who has and who has not
announcement-see-how-long = How long it stands on top
announcement-readers = Who has read and understood it
announcement-stands = Stands on top of the home page until { $day }, for everybody who has not read it.
announcement-stands-no-more = It no longer stands on top of the home page.
announcement-stop = Take it from the top now
announcement-sums = { $read } of { $all } have confirmed.
announcement-have = Have confirmed
announcement-have-not = Have not yet
announcement-nobody-yet = Nobody has confirmed yet
announcement-everybody = Everybody has confirmed
announcement-remind = Remind those who have not
announcement-remind-text = Once: in their inbox, and by mail whoever gave an address.
announcement-was-reminded = Those who had not were reminded { $day }.
announcement-not-asked = Nobody was asked to confirm this one.
announcement-mail-subject = { $community }: please read “{ $title }”
announcement-mail-text = Hello,

    you were asked to read “{ $title }” and to confirm that you have understood it. It takes a minute:

    { $link }

    When you have done so meanwhile, you need not do anything.
announce-details = For an announcement
announce-help = Everybody finds it in the inbox, and on top of the home page until they have read it.
announce-confirm = Ask everybody to confirm that they have read and understood it
announce-until = Last day on top
announce-until-help = Left empty: for 30 days.
announce-until-past = Choose a day that is still to come, at most a year from now.
announce-no-group = An announcement is for the whole community, not for a group.
inbox-announcement = An announcement
