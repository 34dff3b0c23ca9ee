menu-site-imports = Importeren
look-title = Kijk voor je verhuist
look-text = Wat er in een export van een ander programma zit, voordat er iets van gemaakt wordt: wie vraagt, wie antwoordt, hoe lang mensen wachten, wat het bewaren waard is. Er wordt niets gemaakt of veranderd.
look-on-server = Op de server
look-on-server-text = Leg de export als map of als zip-bestand in { $folder }; dan staat hij hier. Een export van Stack Exchange bestaat uit XML-bestanden, met Posts.xml erbij. Slack, Discord en Discourse komen later.
look-none = Er ligt nog geen export.
look-from-here = Vanaf deze computer
look-from-here-text = Kies de XML-bestanden van een export van Stack Exchange, allemaal tegelijk, of een zip-bestand ervan. Ze komen op de server bij de andere te liggen; je bekijkt ze, haalt ze binnen of doet ze weg.
look-files = XML-bestanden of een zip-bestand, hoogstens 1 GB
look-do = Kijken
look-another = Een andere export bekijken
look-no-dump = Dit is geen export van Stack Exchange: er zit geen Posts.xml in, of het is niet te lezen.
look-no-files = Kies eerst de bestanden: een zip-bestand, of Posts.xml, en van Users.xml, Comments.xml, Votes.xml, PostHistory.xml, PostLinks.xml, Tags.xml en Badges.xml wat er is.
look-no-posts = Er zit geen Posts.xml bij de bestanden, of ze zijn niet te lezen. Zonder dat bestand valt er niets te bekijken.
look-name-taken = Er ligt al een export met deze naam. Doe die eerst weg, of geef de jouwe een andere naam.
look-gone = Er ligt geen export met deze naam.
look-let-go = Wegdoen
look-let-go-of = { $name } wegdoen
look-let-go-text = De export gaat van de server af. Wat eruit binnengehaald is, blijft.
look-let-go-yes = Doe weg
look-too-much = Meer dan 1 GB. Leg de export op de server, of draai daar “guildhall look”.
look-these = Deze bestanden
look-dates = Stack Exchange, { $from } tot { $until }
look-empty = Er zit geen vraag in die te lezen is.
look-few = Hier schrijven weinig mensen, daarom staan er namen en feiten in plaats van percentages.
look-percent = { $n }%
look-asked = Vragen
look-answers = { $n ->
    [one] { $shown } antwoord
   *[other] { $shown } antwoorden
  }
look-answered = Met een antwoord
look-accepted = { $n ->
    [one] { $shown } heeft een aanvaard antwoord
   *[other] { $shown } hebben een aanvaard antwoord
  }
look-of = van { $n }
look-first = De helft had een antwoord na
look-first-never = Minder dan de helft kreeg er ooit een
look-first-text = { $day } binnen een dag, { $week } binnen een week
look-accept = De helft had een aanvaard antwoord na
look-accept-untold = Er staat niet bij wanneer
look-wait-text = Tot het eerste antwoord van iemand anders dan de vrager. Vragen die nog wachten tellen mee tot het einde van de export (Kaplan–Meier); van aanvaarde antwoorden is alleen de dag bekend.
look-half = De helft van de antwoorden
look-half-people = { $n ->
    [one] komt van { $shown } persoon
   *[other] komt van { $shown } mensen
  }
look-half-of = { $n ->
    [one] { $shown } persoon gaf antwoord
   *[other] { $shown } mensen gaven antwoord
  }
look-people = Mensen
look-accounts = Met een account
look-wrote = Schreef iets
look-lately = In de laatste 90 dagen ervan
look-who-asked = Vroeg iets
look-who-answered = Gaf antwoord
look-who-commented = Plaatste een opmerking
look-who-edited = Verbeterde een tekst
look-silent = Schreef nooit iets
look-months = Per maand
look-months-label = Vragen en antwoorden per maand, { $from } tot { $until }
look-month = Maand
look-as-table = Als tabel
look-number-questions = Vragen
look-number-answers = Antwoorden
look-number-answered = Beantwoord
look-number-accepted = Aanvaard
look-number-comments = Opmerkingen
look-who-answers = Wie antwoordt
look-more = { $n ->
    [one] en nog { $shown }
   *[other] en nog { $shown }
  }
look-name = Naam
look-areas = Gebieden naar gebruik
look-areas-text = De tags; hier worden het ook tags, en de grootste kunnen gebieden worden.
look-area = Gebied
look-on-one = Hangt van één persoon af
look-on-one-text = Eén persoon gaf minstens de helft van ten minste tien antwoorden, of van ten minste tien aanvaarde.
look-on-one-none = Geen enkel gebied hangt van één persoon af.
look-on-answers = { $gave } van { $of } antwoorden
look-on-accepted = { $gave } van { $of } aanvaarde antwoorden
look-keep = Het bewaren waard als praktijk
look-keep-text = Voorgesteld naar wat anderen nodig hadden: opnieuw gevraagd, op gestemd, naar verwezen, gelezen. Kijk ernaar en oordeel zelf.
look-keep-none = Nog niets: geen vraag heeft een goed antwoord.
look-keep-by = beantwoord door { $name }
look-why-asked = { $n ->
    [one] één keer gevraagd
   *[other] { $shown } keer gevraagd
  }
look-why-voted = antwoord kreeg +{ $shown }
look-why-wanted = vraag kreeg +{ $shown }
look-why-linked = { $n ->
    [one] { $shown } gesprek verwijst ernaar
   *[other] { $shown } gesprekken verwijzen ernaar
  }
look-why-viewed = { $n ->
    [one] één keer bekeken
   *[other] { $shown } keer bekeken
  }
look-why-kept = { $n ->
    [one] door { $shown } persoon bewaard
   *[other] door { $shown } mensen bewaard
  }
look-why-edited = { $n ->
    [one] één keer verbeterd
   *[other] { $shown } keer verbeterd
  }
look-why-accepted = aanvaard
look-unanswered = Nog zonder antwoord
look-unanswered-text = Open vragen zonder antwoord, de meest bekeken eerst.
look-unanswered-none = Elke open vraag heeft een antwoord.
look-views = { $n ->
    [one] keer bekeken
   *[other] keer bekeken
  }
look-again = Meer dan eens gevraagd
look-again-text = { $n ->
    [one] { $shown } vraag werd gesloten omdat ze al eerder gesteld was.
   *[other] { $shown } vragen werden gesloten omdat ze al eerder gesteld waren.
  }
look-links = { $n ->
    [one] Nog { $shown } andere verwijzing gaat van gesprek naar gesprek.
   *[other] Nog { $shown } andere verwijzingen gaan van gesprek naar gesprek.
  }
look-times = { $n ->
    [one] keer
   *[other] keer
  }
look-import = Wat een import zou meebrengen
look-import-text = In een lege omgeving. Er gaat geen mail uit; stemmen komen als getal, mensen zonder aanmelding tot ze hun naam opeisen.
look-kind = Wat
look-brought = Komt mee
look-left-out = Blijft achter
look-kind-accepted = Aanvaarde antwoorden
look-kind-answers = Antwoorden
look-kind-badges = Insignes
look-kind-comments = Opmerkingen
look-kind-favourites = Bewaarde gesprekken
look-kind-links = Verwijzingen tussen gesprekken
look-kind-other_posts = Andere pagina’s
look-kind-posts = Regels van Posts.xml
look-kind-questions = Vragen
look-kind-revisions = Bewerkingen
look-kind-tags = De tags
look-kind-users = Mensen
look-kind-votes = Stemmen
look-left-its-id-was-there-before = stond er al onder hetzelfde nummer
look-left-its-question-is-not-in-the-dump = de vraag is verwijderd
look-left-its-post-is-not-in-the-dump = waar het bij hoort is verwijderd
look-left-its-user-is-not-in-the-dump = de persoon is verwijderd
look-left-the-answer-is-not-in-the-dump = het antwoord is verwijderd
look-left-the-system-account = het account van de site zelf
look-left-not-an-edit = gesloten, vergrendeld, gestemd: geen bewerking van een tekst
look-left-points-to-its-own-thread = verwijst naar het eigen gesprek
look-left-of-an-unknown-type = van een onbekende soort
look-left-names-no-question = noemt geen vraag
look-left-unreadable = niet te lezen
look-left-tagwiki = lange teksten over tags
look-left-tagwikiexcerpt = korte teksten over tags; die komen met de tags mee
look-left-orphanedtagwiki = teksten over tags die er niet meer zijn
look-left-wikiplaceholder = pagina’s van de site zelf
look-left-moderatornomination = kandidaten voor moderator
look-left-privilegewiki = pagina’s van de site over rechten
look-problems = Wat er mis is met de bestanden
look-problems-text = Wat eromheen staat is gelezen.
import-title = Import van { $export }
import-bring = Breng het hierheen
import-bring-text = Wat hierboven staat, komt in een gemeenschap; mensen krijgen een account waar nog niemand mee heeft ingelogd. Niets komt dubbel, dus het kan worden gestopt en hervat.
import-community = Adres van de gemeenschap
import-community-help = Een die er al is, of een nieuwe: kleine letters, cijfers en streepjes.
import-name = De naam, als ze nieuw is
import-visibility = Wie haar leest, als ze nieuw is
import-language = De taal, als ze nieuw is
import-begin = Binnenhalen
import-address = Een adres heeft 2 tot 40 kleine letters, cijfers en streepjes.
import-far = Hoe ver het is
import-of = { $done } van { $whole }
import-look-again = Kijk opnieuw
import-stop = Stop ermee
import-go = Ga erheen
import-go-on = Ga verder
import-came = Wat het opleverde
import-changed = Gewijzigd
import-unchanged = Onveranderd
import-state-running = Het komt binnen
import-state-running-text = Je kunt deze pagina verlaten en terugkomen; het gaat door. De pagina kijkt zelf opnieuw.
import-state-stopping = Het wordt gestopt
import-state-stopping-text = Wat er al is, blijft.
import-state-stopped = Het is gestopt
import-state-stopped-text = Wat er al is, blijft. Verdergaan brengt de rest.
import-state-done = Het is er
import-state-done-text = Binnen enkele minuten vindt het zoeken alles.
import-state-failed = Het kwam niet tot een eind
import-state-failed-text = Wat er al is, blijft. De reden staat in het logboek van het programma. Verdergaan probeert de rest.
import-state-busy = Er loopt al een andere import
import-state-busy-text = Eén tegelijk. Ga met deze verder als de andere klaar is.
