announcement-top = Mededeling
announcement-by = { $name }, { $ago } geplaatst
announcement-open = Lees het
announcement-open-confirm = Lees en bevestig
announcement-seen = Ik heb het gezien
announcement-confirm-title = Gelezen en begrepen
announcement-confirm-text = Bevestig dat je dit hebt gelezen en begrepen. Wie de gemeenschap trekt, ziet wie dat deed en wie niet.
announcement-confirm = Ik heb dit gelezen en begrepen
announcement-you-have = Je hebt dit { $day } bevestigd.
announcement-see-who = Kijk wie wel en wie niet
announcement-see-how-long = Hoelang het bovenaan staat
announcement-readers = Wie het gelezen en begrepen heeft
announcement-stands = Staat tot { $day } bovenaan de startpagina, voor wie het nog niet las.
announcement-stands-no-more = Het staat niet meer bovenaan de startpagina.
announcement-stop = Haal het nu van boven weg
announcement-sums = { $read } van { $all } hebben bevestigd.
announcement-have = Hebben bevestigd
announcement-have-not = Nog niet
announcement-nobody-yet = Nog niemand heeft bevestigd
announcement-everybody = Iedereen heeft bevestigd
announcement-remind = Herinner wie het nog niet deed
announcement-remind-text = Eén keer: in hun inbox, en per mail wie een adres gaf.
announcement-was-reminded = Wie het nog niet had gedaan, is { $day } herinnerd.
announcement-not-asked = Voor deze mededeling is niemand om bevestiging gevraagd.
announcement-mail-subject = { $community }: lees alsjeblieft „{ $title }”
announcement-mail-text = Hallo,

    je bent gevraagd om „{ $title }” te lezen en te bevestigen dat je het hebt begrepen. Het kost een minuut:

    { $link }

    Heb je dat intussen gedaan, dan hoef je niets te doen.
announce-details = Voor een mededeling
announce-help = Iedereen vindt die in de inbox, en bovenaan de startpagina tot ze gelezen is.
announce-confirm = Vraag iedereen te bevestigen dat ze gelezen en begrepen is
announce-until = Laatste dag bovenaan
announce-until-help = Leeg gelaten: 30 dagen lang.
announce-until-past = Kies een dag die nog komt, hoogstens een jaar van nu.
announce-no-group = Een mededeling is voor de hele gemeenschap, niet voor een groep.
inbox-announcement = Een mededeling voor jou
