sign-in-title = Inloggen
sign-in-stale = Deze link is al gebruikt of te oud. Vraag een nieuwe.
signed-in-as = Je bent ingelogd als { $name }.
sign-in-by-link = Gaf iemand je een persoonlijke inloglink, open die dan en je bent er; een wachtwoord is niet nodig.
sign-in-ask = Wie deze site beheert, kan er een voor je maken.
sign-in-missing = Vul je gebruikersnaam of e-mailadres in, en je wachtwoord.
sign-in-suspended = Dit account staat voorlopig buiten de site. Schrijf naar wie de site beheert als je denkt dat dat niet klopt.
sign-in-wrong = Naam of adres en wachtwoord horen niet bij elkaar. Probeer het opnieuw, of stel een nieuw wachtwoord in.
handle-or-email = Gebruikersnaam of e-mailadres
name = Naam
name-help = Zoals anderen je kennen; het liefst je eigen naam.
name-missing = Vul je naam in
name-long = Een naam heeft hoogstens 60 tekens
handle = Gebruikersnaam
handle-help = Je korte naam, voor @vermeldingen en je adres hier. Laat je dit leeg, dan wordt hij van je naam gemaakt.
handle-unreadable = Een gebruikersnaam heeft 2 tot 30 kleine letters, cijfers, - of _, en begint en eindigt met een letter of cijfer
handle-reserved = Dit woord hoort bij het huis; kies een ander
handle-taken = Iemand heeft deze gebruikersnaam al; kies een andere
email = E-mailadres
email-help = Alleen voor jou: niemand hier ziet het. Een vergeten wachtwoord kun je ermee vernieuwen.
email-help-no-mail = Alleen voor jou: niemand hier ziet het. Je kunt ermee inloggen. Deze site verstuurt nog geen post.
email-unreadable = Dit lijkt niet op een e-mailadres
email-unusable = Dit adres kan niet worden gebruikt. Is het van jou, log dan in of stel een nieuw wachtwoord in.
email-brought = Voor dit adres is hier al een plek: iemand die een gemeenschap trekt, zette het op een lijst. We hebben er een link naartoe gestuurd; open die, en de plek is van jou.
email-brought-no-mail = Voor dit adres is hier al een plek: iemand die een gemeenschap trekt, zette het op een lijst. Deze site verstuurt geen mail: vraag je persoonlijke link aan hen, of aan wie de site beheert.
email-add = Een adres toevoegen
email-change = Adres wijzigen
email-changed-subject = Je e-mailadres bij { $site } is gewijzigd
email-changed-text = Dag { $name },

    Je account bij { $site } heeft vanaf nu een ander e-mailadres; dit is dus het laatste bericht aan dit adres.

    Was jij dat niet, vertel het dan meteen aan wie de site beheert.
password = Wachtwoord
new-password = Nieuw wachtwoord
current-password = Huidig wachtwoord
password-help = Minstens 10 tekens; een zin van een paar woorden is het best. Alle tekens mogen.
password-short = Minstens 10 tekens, graag
password-long = Dit is langer dan kan worden bewaard (512 bytes)
password-common = Dit wordt het eerst geraden: veel mensen gebruiken het, of het bestaat uit jouw naam of die van de site. Kies een ander
password-wrong = Dit is niet je huidige wachtwoord
password-first-text = Je kwam binnen met een link en hebt nog geen wachtwoord. Stel er een in om ook op andere apparaten in te loggen.
password-change-text = Als je het wijzigt, worden al je andere apparaten uitgelogd.
password-change = Wachtwoord wijzigen
password-changed-subject = Je wachtwoord bij { $site } is gewijzigd
password-changed-text = Dag { $name },

    Je account heeft vanaf nu een ander wachtwoord, en je andere apparaten zijn uitgelogd.

    Was jij dat niet, stel dan meteen een nieuw in:

    { $link }
password-set = Wachtwoord instellen
join-title = Meedoen
join-here = Nieuw hier? Doe mee
join-text = Eén account voor alles op deze site.
join-text-community = Eén account voor alles op deze site. Je bent er meteen lid van { $name } mee.
join-charter = Lees eerst wat we met elkaar afspraken
join-button = Meedoen
join-known = Heb je al een account? Log in
forgot-title = Wachtwoord vergeten?
forgot-text = Zeg wie je bent en je krijgt een link waarmee je een nieuw wachtwoord instelt.
forgot-missing = Vul je gebruikersnaam of e-mailadres in
forgot-no-mail = Deze site verstuurt geen post. Je verzoek komt bij wie haar beheert; vraag daar om de link.
forgot-button = Vraag een link
forgot-sent = Dank je.
forgot-sent-mail = Als er zo’n account is, gaat er een bericht met een link naar het e-mailadres ervan. De link is een uur geldig. Komt er niets aan? Wie deze site beheert, kan helpen.
forgot-sent-by-hand = Deze site verstuurt geen post. Als er zo’n account is, ligt er nu een link klaar bij wie deze site beheert: vraag die aan je door te geven. De link is een uur geldig.
back-to-sign-in = Terug naar inloggen
reset-stale = Deze link is al gebruikt of te oud. Vraag hier een nieuwe.
reset-title = Een nieuw wachtwoord
reset-text = Het komt in de plaats van het oude. Al je apparaten worden uitgelogd, en dit apparaat ingelogd.
reset-button = Wachtwoord instellen
reset-mail-subject = Een nieuw wachtwoord voor { $site }
reset-mail-text = Dag { $name },

    Iemand, waarschijnlijk jij, vroeg om een nieuw wachtwoord voor je account. Met deze link stel je het in; hij werkt één keer en binnen een uur:

    { $link }

    Was jij het niet, dan hoef je niets te doen: er is niets veranderd.
account-title = Je account
account-profile = Over jou
account-saved-profile = Bewaard.
account-saved-email = Je e-mailadres is gewijzigd.
account-saved-password = Je wachtwoord is ingesteld.
form-problems = Nog niet bewaard: kijk nog even naar het formulier.
headline = In één regel
headline-help = Wat je doet, of waar je graag vragen over krijgt.
place = Plaats
website = Webadres
website-unreadable = Schrijf een adres zoals https://example.org
about = Meer over jou
about-help = Markdown werkt hier.
text-long = Dit is te lang
your-communities = Je gemeenschappen
link-title = Een link om in te loggen
link-text = Voor iemand die anders niet binnenkomt. De link werkt één keer, binnen een dag; geef hem door langs een weg die je vertrouwt.
link-make = Maak een link
link-nobody = Niemand heet { $handle }.
link-made = Hiermee logt { $handle } in:
link-once = De link is alleen nu te zien, werkt één keer en binnen een dag.
organisation = Organisatie
zone = Tijdzone
zone-help = Anderen zien dan hoe laat het bij jou is. Typ een stad, zoals Europe/Amsterdam.
zone-unknown = Die tijdzone kennen we niet. Kies er een uit de lijst, of schrijf hem zoals Europe/Amsterdam.
languages = Talen
languages-help = Waarin je graag vragen krijgt, de beste eerst, met komma’s ertussen.
languages-list = Talen die je kunt noemen
languages-unknown = Een hiervan kennen we niet, of het zijn er meer dan acht. Schrijf bijvoorbeeld: Nederlands, English
minutes = Tijd voor vragen van anderen
minutes-unsaid = Dat zeg ik liever niet
minutes-0 = Nu even niet
minutes-15 = 15 minuten per week
minutes-30 = 30 minuten per week
minutes-60 = Een uur per week
minutes-help = Er wordt je niet meer gevraagd dan dat. Wie met jou in een gemeenschap zit, ziet dit; je e-mailadres ziet niemand.
minutes-choose = Kies een van deze.
sign-out-title = Je zou niet terug kunnen
sign-out-text = Je kwam met een link, alleen met een naam: geen wachtwoord, geen e-mailadres, geen passkey. Eenmaal afgemeld kom je er zelf niet meer in, en wat je schreef blijft zonder jou. Voeg er eerst een toe; het kost een minuut.
sign-out-password = Een wachtwoord instellen
sign-out-ways = Andere manieren om aan te melden
sign-out-anyway = Toch afmelden
sign-in-changed-subject = Hoe je inlogt bij { $site } is gewijzigd
sign-in-changed-text = Dag { $name },

    { $what }

    Was jij dat niet, stel dan meteen een nieuw wachtwoord in en bekijk hoe je kunt inloggen:
sign-in-changed-passkey-added = Er is een passkey aan je account toegevoegd.
sign-in-changed-passkey-removed = Er is een passkey van je account verwijderd.
sign-in-changed-codes-on = Je account vraagt vanaf nu om een code van een app.
sign-in-changed-codes-off = Je account vraagt niet meer om een code van een app.
