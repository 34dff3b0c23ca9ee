communities-empty = Hier is nog geen gemeenschap
communities-empty-text = Wie deze site beheert opent het adres dat het programma bij het starten toonde, brengt er een mee met ‘guildhall import’, of kijkt rond in een voorbeeld met ‘guildhall demo’.
visibility-private = besloten
visibility-hidden = verborgen
questions-count = { $n ->
    [one] { $shown } vraag
   *[other] { $shown } vragen
 }
discussions-count = { $n ->
    [one] { $shown } gesprek
   *[other] { $shown } gesprekken
 }
menu-site-communities = Gemeenschappen
site-communities-text = Elke gemeenschap van deze site. Wat in een besloten of verborgen gemeenschap gezegd wordt, lees je alleen van binnen, en iedereen daar ziet dat je er bent.
site-communities-none = Er is nog geen gemeenschap
site-communities-new = Begin er een
site-community-join = Meedoen
site-community-join-text = Je wordt lid, onder je naam. Het staat in het logboek, en wie leidt krijgt bericht.
site-community-join-yes = Openlijk meedoen
