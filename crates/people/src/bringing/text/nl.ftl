menu-site-chapters = Afdelingen
menu-manage-people = Mensen uit een lijst
menu-manage-claims = Wie is wie
people-bring = Mensen uit een lijst binnenhalen
people-bring-text = Plak een tabel uit een spreadsheet, of kies een bestand. Je ziet eerst wat er zou gebeuren; er wordt niets opgeslagen voordat je het zegt, en niemand krijgt mail.
people-columns = Eén regel per persoon, met koppen: naam (of voornaam en achternaam), e-mail, functie, organisatie, plaats, tijdzone, taal, vaardigheden, groepen, afdeling, website, bio, lid sinds, lidnummer. Komma’s, puntkomma’s of tabs. vCards kunnen ook.
people-empty = Er staat nog niets in: plak een lijst of kies een bestand.
people-nobody = In deze lijst is niemand gevonden.
list-text = De lijst
list-file = Of een bestand
list-file-help = CSV of vCard, tot 16 MB en 10.000 mensen. Kies je er een, dan telt dat en niet de tekst hierboven.
list-look = Bekijk wat er zou gebeuren
list-look-title = Dit zou er gebeuren
list-look-text = Er is nog niets opgeslagen. Wie nieuw is krijgt een account dat op hem of haar wacht: zonder mail. Daarna geef je iedereen een persoonlijke link.
list-write = Haal deze mensen binnen
list-forget = Gooi de lijst weg
list-nothing = Alles uit deze lijst is er al.
list-stopped = Het is na { $number } regels gestopt. Met de knop gaat het vanaf daar verder.
list-done = Klaar
list-done-text = Niemand heeft bericht gekregen. Wie nog nooit heeft ingelogd komt binnen met een persoonlijke link, met een nieuw wachtwoord via het eigen e-mailadres, of door op de eigen pagina te zeggen “dit ben ik”.
list-made = { $n ->
    [one] { $shown } persoon is erbij gekomen
   *[other] { $shown } mensen zijn erbij gekomen
  }
list-joined = { $n ->
    [one] { $shown } persoon met een account hier is nu lid
   *[other] { $shown } mensen met een account hier zijn nu lid
  }
list-invited = { $n ->
    [one] { $shown } persoon met een eigen account krijgt de vraag in het postvak
   *[other] { $shown } mensen met een eigen account krijgen de vraag in hun postvak
  }
list-filled = { $n ->
    [one] { $shown } profiel is aangevuld waar het leeg was
   *[other] { $shown } profielen zijn aangevuld waar ze leeg waren
  }
list-see-members = Bekijk de leden
list-another = Nog een lijst
list-columns = Kolommen
list-understood = Begrepen:
list-ignored = Niet begrepen en overgeslagen:
list-unknown = Hier niet bekend, en weggelaten: { $words }
list-roles = Iedereen komt binnen als lid, welke rol de lijst ook noemt. Rollen geef je met de hand.
list-problems = Regels om even naar te kijken
list-problems-short = Even nakijken
list-rows = De mensen
list-line = Regel { $line }
list-hidden = { $n ->
    [one] en nog { $shown } regel
   *[other] en nog { $shown } regels
  }
list-problem-headings = De eerste regel hoort de kolommen te noemen, en een daarvan is “naam”.
list-problem-name = Geen naam; overgeslagen.
list-problem-email = Dit kan geen e-mailadres zijn; overgeslagen.
list-problem-consent = Heeft er niet mee ingestemd; overgeslagen.
list-problem-twice = Dezelfde persoon staat hoger in de lijst; overgeslagen.
list-problem-date = Deze datum is niet te lezen; de rest komt wel mee.
list-problem-cut = Dit kaartje is niet af; overgeslagen.
list-problem-slug = Hier is geen adres van te maken; overgeslagen.
list-problem-word = Dit woord kennen we hier niet; overgeslagen.
list-problem-many = De lijst is langer dan 10.000 regels; wat volgt is niet gelezen.
list-problem-large = Het bestand is groter dan 16 MB.
row-state-new = Nieuw
row-state-joins = Wordt lid
row-state-invited = Wordt gevraagd
row-state-asked = Is al eens gevraagd
row-state-fills = Wordt aangevuld
row-state-same = Blijft zoals het is
row-state-left = Vertrokken, blijft weg
row-state-gone = Account is verwijderd
row-state-taken = Adres is bezet
row-state-unreadable = Geen adres
links-title = Persoonlijke links
links-text = Leden die uit een lijst of een import komen en nog nooit hebben ingelogd, komen binnen met een eigen link. Wie hem opent is vanaf dan die persoon: geef elke link alleen aan de eigenaar. Een link werkt één keer, 30 dagen lang.
links-open = Persoonlijke links maken
links-nobody = Iedereen hier heeft minstens één keer ingelogd.
links-who = Voor wie
links-who-new = Wie nog geen link heeft
links-who-all = Iedereen hieronder; eerder gemaakte links blijven ook geldig
links-make = Toon de links
links-make-csv = Links als CSV-bestand
links-until = link tot { $day }
links-none = nog geen link
links-more = En meer. De knoppen maken links voor hoogstens 2.000 mensen tegelijk.
links-others = { $n ->
    [one] { $shown } lid hoort ook bij een andere gemeenschap of heeft een rol: die link moet een beheerder van de site maken.
   *[other] { $shown } leden horen ook bij andere gemeenschappen of hebben een rol: die links moet een beheerder van de site maken.
  }
links-made = Kopieer ze nu: ze staan hier één keer. Elke link is voor één persoon, werkt één keer en is 30 dagen geldig.
links-made-none = Er zijn geen links gemaakt: iedereen heeft er al een.
links-back = Terug
claim-title = Ben jij dit?
claim-hello = Hallo { $name }
claim-text = Er is een plek voor je in { $community }. Kom binnen, en kies op de volgende pagina een wachtwoord zodat je terug kunt komen.
claim-other = In deze browser ben je ingelogd als { $name }, en dat blijf je: wat de persoon hierboven hier heeft, wordt van jou. Ben je iemand anders, log dan eerst uit.
claim-yes = Ik ben { $name }
claim-not-you = Ben je het niet? Sluit deze pagina en geef de link aan wie hem had moeten krijgen. Er is niets gebeurd.
claim-stale = Deze link werkt niet meer
claim-stale-text = Hij is al gebruikt, of ouder dan 30 dagen. Vraag een nieuwe aan wie hem je gaf. Heb je een wachtwoord, log dan gewoon in.
claims-text = Iemand die is ingelogd zegt een lid te zijn dat hier nog nooit heeft ingelogd. Ken je hen en klopt het, dan wordt wat dat lid schreef en de plek hier van hen, en worden de twee accounts er een.
invited-title = Doe je mee?
invited-to = Word je lid van { $community }?
invited-text = { $name } heeft je op de ledenlijst van { $community } gezet. Je hebt hier een eigen account, dus jij beslist.
invited-yes = Lid worden
invited-no = Geen lid worden
inbox-invited = Iemand heeft je er graag bij
inbox-claims = Iemand zegt wie hij of zij is
claims-none = Er vraagt niemand iets.
claims-says = zegt te zijn:
claims-yes = Klopt
claims-no = Klopt niet
claims-yes-who = Het klopt dat { $name } { $account } is
claims-no-who = Het klopt niet dat { $name } { $account } is
claims-granted = Akkoord. Het staat in hun inbox.
claims-refused = Geweigerd.
claims-choose = Kies een van de twee.
claims-others = Dat lid hoort ook bij andere gemeenschappen of heeft een rol, of je vroeg het zelf. Een trekker of beheerder moet het met een persoonlijke link doen.
export-title = Neem de lijst mee
export-text = Alle leden met wat er in hun profiel staat. E-mailadressen staan er alleen in van mensen die uit een lijst van jullie komen en nog nooit hebben ingelogd: de anderen houden het hunne voor zich.
export-csv = Leden als CSV
export-vcard = Leden als vCards
chapters-title = Afdelingen uit een lijst
chapters-text = Richt veel afdelingen tegelijk op: elk een eigen gemeenschap onder de moeder, met een eigen trekker.
chapters-no-parent = Er is nog geen gemeenschap die afdelingen kan hebben.
chapters-parent = De moeder
chapters-columns = Eén regel per afdeling, met koppen: naam, slug, plaats, kartrekker, e-mail kartrekker, taal, zichtbaarheid. Wat je weglaat is zoals bij de moeder.
chapters-choose-parent = Kies een gemeenschap die zelf geen afdeling is.
chapters-nobody = Er zijn geen afdelingen gevonden. De eerste regel hoort de kolommen te noemen, en een daarvan is “naam”.
chapters-links = Links voor trekkers die nog niet hebben ingelogd
chapters-of = Afdelingen van { $name }
chapters-look-text = Er is nog niets opgericht. Niemand krijgt mail; de links voor de trekkers komen daarna.
chapters-found = { $n ->
    [one] Richt { $shown } afdeling op
   *[other] Richt { $shown } afdelingen op
  }
chapters-founded = { $n ->
    [one] { $shown } afdeling is opgericht
   *[other] { $shown } afdelingen zijn opgericht
  }
chapters-waiting = { $n ->
    [0] Alle trekkers van afdelingen hebben al ingelogd: zij vinden hun afdeling in de lijst van gemeenschappen.
    [one] { $shown } trekker heeft nog nooit ingelogd. Geef een persoonlijke link.
   *[other] { $shown } trekkers hebben nog nooit ingelogd. Geef persoonlijke links.
  }
communities-chapters = { $n ->
    [one] { $shown } afdeling
   *[other] { $shown } afdelingen
  }
chapters-tagline = Een afdeling van { $parent } in { $place }
chapters-tagline-of = Een afdeling van { $parent }
chapters-rows = De afdelingen
chapters-no-champion = nog niemand trekt het
links-made-no-others = Andere links waren niet nodig.
