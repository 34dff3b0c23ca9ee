by-mail-title = Inloggen per mail
by-mail-text = Zeg wie je bent en je krijgt een link waarmee je inlogt. Een wachtwoord is niet nodig.
by-mail-no-mail = Deze site verstuurt nog geen post; zo inloggen kan dus niet.
by-mail-button = Stuur me een link
by-mail-sent = Als er zo’n account met een e-mailadres is, is er een link onderweg. Die werkt één keer, binnen een kwartier. Komt er niets aan? Kijk bij de ongewenste mail, of vraag wie deze site beheert.
by-mail-open = Hier inloggen?
by-mail-open-text = Je opende een link uit ons bericht. Druk op de knop en deze browser is ingelogd.
by-mail-subject = Inloggen bij { $site }
by-mail-letter = Dag { $name },

    Iemand, waarschijnlijk jij, vroeg om een link om in te loggen. Hij werkt één keer, binnen een kwartier:

    { $link }

    Was jij het niet, dan hoef je niets te doen: zonder deze link komt niemand binnen.
