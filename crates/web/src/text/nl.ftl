skip-to-content = Naar de inhoud
communities = Gemeenschappen
all-communities = Alle gemeenschappen
places = Plekken
more = Meer
search = Zoeken
search-placeholder = Zoek vragen, mensen, tags…
sign-in = Inloggen
sign-out = Uitloggen
menu-home = Begin
menu-discussions = Gesprekken
menu-questions = Vragen
menu-ideas = Ideeën
menu-tags = Onderwerpen
menu-members = Leden
members-count = { $n ->
    [one] { $shown } lid
   *[other] { $shown } leden
 }
preferences = Taal en uiterlijk
language = Taal
theme = Uiterlijk
theme-system = Zoals mijn systeem
theme-light = Licht
theme-dark = Donker
theme-apply = Toepassen
visitor-invitation = Je leest mee als bezoeker.
palette-hint = Typ om te zoeken. Pijltjes kiezen, Enter opent, Esc sluit.
palette-nothing = Niets gevonden. Enter zoekt met alle filters.
pages = Pagina’s
first-page = Terug naar de eerste pagina
next-page = Volgende pagina
ago-now = zojuist
ago-minutes = { $n } min geleden
ago-hours = { $n } uur geleden
ago-yesterday = gisteren
ago-days = { $n } dagen geleden
lasting-minutes = { $n } min
lasting-hours = { $n } u
lasting-days = { $n ->
    [one] { $shown } dag
   *[other] { $shown } dagen
 }
date-day = { $day } { $month }
month-1 = januari
month-2 = februari
month-3 = maart
month-4 = april
month-5 = mei
month-6 = juni
month-7 = juli
month-8 = augustus
month-9 = september
month-10 = oktober
month-11 = november
month-12 = december
failure-not-found-title = Hier is niets
failure-not-found-text = Misschien is het adres verkeerd getypt, of is verplaatst of weggehaald wat hier stond.
failure-forbidden-title = Dit is voor leden
failure-forbidden-text = Je bent ingelogd, maar deze plek is niet voor jou geopend. Vraag iemand die haar leidt.
failure-invalid-title = Dat kon niet worden gelezen
failure-invalid-text = Iets in het adres of het formulier klopt niet. Ga terug, kijk het na en probeer het opnieuw.
failure-conflict-title = Iemand was je voor
failure-conflict-text = Dit is intussen veranderd. Ga terug en herlaad voordat je het opnieuw probeert.
failure-limited-title = Iets langzamer, alsjeblieft
failure-limited-text = Dat was veel tegelijk. Wacht even en probeer het opnieuw.
failure-unavailable-title = Nu even niet bereikbaar
failure-unavailable-text = Een deel van het programma antwoordt niet. Er is niets verloren; probeer het over een minuut opnieuw.
failure-internal-title = Bij ons ging iets stuk
failure-internal-text = Het is genoteerd voor wie deze site beheert. Niets van wat je elders schreef is verloren.
failure-home = Naar de beginpagina
failure-join-title = Hier schrijven de leden
failure-join-text = Je leest deze gemeenschap mee als bezoeker. Word lid op de startpagina en kom terug.
new = Nieuw
join = Word lid
your-things = Jouw dingen
menu-saved = Bewaard
menu-drafts = Concepten
menu-account = Mijn account
menu-mail = E-mail
inbox-waiting = { $n ->
    [0] Postvak
    [one] Postvak: er wacht { $shown } ding
   *[other] Postvak: er wachten { $shown } dingen
 }
resend-title-sign-in = Je was intussen uitgelogd
resend-text-sign-in = Er is niets verloren. Log in een ander tabblad in, kom hier terug en verstuur het opnieuw.
resend-title-join = Word eerst lid, verstuur dan opnieuw
resend-text-join = Er is niets verloren. Word in een ander tabblad lid, kom hier terug en verstuur het opnieuw.
resend-kept = Wat je schreef staat hieronder. Je kunt het ook kopiëren.
resend-text = Jouw tekst
resend-send = Opnieuw versturen
