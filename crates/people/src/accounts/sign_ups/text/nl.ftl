menu-site-sign-up = Wie mag meedoen
sign-up-title = Wie mag meedoen
sign-up-text = Dit gaat over accounts op de site. Elke gemeenschap beslist daarnaast zelf wie lid wordt, en wie is uitgenodigd, komt altijd binnen.
sign-up-saved = Bewaard.
sign-up-who = Wie mag zelf een account maken?
sign-up-rule-open = Iedereen
sign-up-about-open = Een naam, een adres en een wachtwoord zijn genoeg.
sign-up-rule-approval = Wie je binnenlaat
sign-up-about-approval = Ze schrijven waarom ze komen, en wachten hieronder tot je beslist.
sign-up-rule-domains = Mensen met bepaalde adressen
sign-up-about-domains = Ze bevestigen per mail dat een adres bij een van de domeinen hieronder van hen is.
sign-up-rule-invitation = Alleen wie is uitgenodigd
sign-up-about-invitation = Zonder uitnodiging maakt niemand een account.
sign-up-domains = Domeinen
sign-up-domains-help = Eén per regel. Een adres bij een deel van een domein (mail.example.org) telt alleen als dat zelf genoemd is.
sign-up-domains-unreadable = Schrijf domeinen zoals example.org, hoogstens 50
sign-up-domains-missing = Noem minstens één domein
sign-up-domains-mail = Hiervoor moet de site post versturen; stel eerst een mailserver in
sign-up-waiting = Wachten op jou
sign-up-nobody = Niemand wacht.
sign-up-reason = Een woord aan hen (gaat mee per mail)
sign-up-invitation-only = Accounts zijn hier voor wie is uitgenodigd. Vraag iemand die je hier kent om een uitnodigingslink.
sign-up-approval-note = Wie deze site beheert, leest wat je schrijft en laat je binnen.
sign-up-domains-note = Accounts zijn hier voor mensen met een adres bij { $domains }. We sturen er een link naartoe.
sign-up-domain-other = Accounts zijn hier voor adressen van andere domeinen
sign-up-why = Waarom wil je meedoen?
sign-up-asked = Dank je wel.
sign-up-asked-approval = Wat je schreef, wacht op wie deze site beheert. Je hoort het per mail, en kunt dan inloggen met je wachtwoord.
sign-up-asked-domains = Open het bericht dat we naar je adres stuurden, en je bent binnen. De link is een dag geldig.
sign-up-subject = Je account bij { $site }
sign-up-letter = Dag { $name },

    Met deze link wordt je account gemaakt. Hij werkt één keer, binnen een dag:

    { $link }

    Vroeg je er niet om, dan hoef je niets te doen.
sign-up-known-subject = Je hebt al een account bij { $site }
sign-up-known-letter = Dag { $name },

    Iemand, waarschijnlijk jij, vroeg om een account met dit adres. Je hebt er al een; log in of stel een nieuw wachtwoord in:

    { $site }
sign-up-decided-subject = Je verzoek bij { $site }
sign-up-in-letter = Dag { $name },

    Je account is gemaakt. Log in met het wachtwoord dat je koos:

    { $link }
sign-up-out-letter = Dag { $name },

    Je verzoek om een account bij { $site } is afgewezen.
sign-up-welcome = Welkom, { $name }
sign-up-welcome-text = Met deze knop is je adres bevestigd en je account gemaakt.
sign-up-over = Deze link is al gebruikt, of ouder dan een dag. Log in, of vraag een nieuwe.
sign-up-effort = Hoeveel moet programma’s buiten houden?
sign-up-effort-text = Het apparaat van wie komt maakt een kleine som terwijl die typt; niemand anders wordt iets gevraagd en er valt niets te lezen of aan te klikken. De som verdubbelt zolang velen zich tegelijk aanmelden. Wie uitgenodigd is, heeft er nooit mee te maken.
sign-up-effort-off = Niets
sign-up-effort-about-off = Voor een site die alleen je eigen netwerk bereikt.
sign-up-effort-light = Een beetje
sign-up-effort-about-light = Een fractie van een seconde op een telefoon. Zonder scripts wacht je 15 seconden.
sign-up-effort-usual = Het gewone
sign-up-effort-about-usual = Ongeveer een seconde op een telefoon. Zonder scripts wacht je een halve minuut.
sign-up-effort-strong = Veel
sign-up-effort-about-strong = Enkele seconden op een telefoon, voor als er toch programma’s binnenkomen. Zonder scripts wacht je een minuut.
