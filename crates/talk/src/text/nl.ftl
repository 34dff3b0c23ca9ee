sort-latest = Laatste
sort-new = Nieuw
sort-top = Top
sort-unanswered = Onbeantwoord
sort-solved = Opgelost
areas = Gebieden
all-areas = Alle gebieden
feed = Feed
all-of-this-list = Toon de hele lijst
empty-discussions = Nog geen gesprek
empty-discussions-text = Een gesprek is om samen hardop te denken: iets wat je probeerde, iets wat je je afvraagt.
empty-questions = Hier is geen vraag
empty-questions-text = Vragen staan hier met hun antwoorden, het aanvaarde voorop. Is de lijst leeg, dan wacht er niemand.
empty-ideas = Nog geen idee
empty-ideas-text = Een idee is een voorstel dat de gemeenschap kan uitproberen, toetsen en tot praktijk maken.
thread-pinned = vastgezet
thread-waiting = wacht
thread-closed = gesloten
thread-solved = opgelost
kind-showcase = werkstuk
kind-howwouldyou = hoe zou jij het doen
kind-idea = idee
active-ago = actief { $ago }
answers-word = { $n ->
    [one] antwoord
   *[other] antwoorden
 }
replies-word = { $n ->
    [one] reactie
   *[other] reacties
 }
replies-count = { $n ->
    [one] { $shown } reactie
   *[other] { $shown } reacties
 }
comments-count = { $n ->
    [one] { $shown } opmerking
   *[other] { $shown } opmerkingen
 }
people-count = { $n ->
    [one] { $shown } mens
   *[other] { $shown } mensen
 }
views-count = { $shown } keer bekeken
answered-in = Beantwoord in { $time }
asked-by = Gevraagd door
started-by = Begonnen door
duplicate-of = Dit is eerder gevraagd:
closed-because = Gesloten: { $why }
score = Score
accepted = Aanvaard
asker = vraagsteller
later = { $time } later
edited-times = { $n ->
    [one] één keer bewerkt
   *[other] { $shown } keer bewerkt
 }
reactions = Reacties met een teken
comments = Opmerkingen
attribution = Van { $name }, meegebracht uit { $source }
attribution-link = origineel
from-the-start = Vanaf het begin
no-answers = Nog geen antwoord. Een ruw antwoord is beter dan geen.
no-replies = Nog geen reactie.
about-this-thread = Over dit gesprek
who-takes-part = Wie doet mee
linked = Verwijzingen
related = Verwant
role-champion = Trekker
role-moderator = Moderator
role-steward = Hoeder
role-member = Lid
role-guest = Gast
site-title = Gemeenschappen hier
site-text = Elk is een plek om te vragen, te praten, elkaar te ontmoeten en te bewaren wat er geleerd is.
home-welcome = Welkom bij { $name }
home-waiting = { $name } wacht al { $time }:
home-nobody-waits = Niemand wacht op een antwoord.
home-last = Laatste woord { $ago }.
you-could-help = Hier kun je helpen
all-waiting = Allen die wachten
latest-threads = Laatste
home-empty = Het is hier nog stil
home-empty-text = Wat hier gezegd en gevraagd wordt, komt op deze pagina.
visitor-title = Kom binnen
visitor-text = Alles hier is geschreven door mensen die dit vak delen. Leden vragen, antwoorden en stemmen.
lately-solved = Pas opgelost
new-here = Nieuw hier
all-members = Alle leden
who-helps = Wie het meest helpt
all-tags = Alle onderwerpen
tags-empty = Er is nog geen onderwerp in gebruik
not-claimed = heeft hier nog niet ingelogd
fact-answers = Antwoorden
fact-accepted = Aanvaard
fact-questions = Vragen
fact-since = Hier sinds
fact-active = Laatst actief
their-answers = Antwoorden
their-questions = Vragen
their-started = Alles wat begonnen is
their-overview = Overzicht
their-lists = Wat geschreven is
their-areas = Thuis in
their-latest-answers = Laatste antwoorden en reacties
their-latest-threads = Onlangs begonnen
their-posts = { $n ->
    [one] vraag, gesprek of antwoord
   *[other] vragen, gesprekken en antwoorden
 }
no-answers-by-them = Nog geen.
no-threads-by-them = Nog niets.
search-in = Zoek in { $name }
filters = Filters
filter-remove = Haal dit filter weg
search-help = Typ woorden, het begin van een woord, een deel van een naam of een hele alinea. Ook verkeerd gespelde woorden worden gevonden. Maak het kleiner met:
search-help-from = iemands gebruikersnaam
search-help-tag = een onderwerp
search-help-area = een gebied
search-help-is = wat het is of hoe het ervoor staat
search-help-dates = wanneer het geschreven is
search-help-in = één gemeenschap
search-nothing = Niets gevonden
search-nothing-text = Probeer minder of andere woorden, of haal een filter weg. Misschien heeft nog niemand dit gevraagd.
ask-this = Vraag dit
hit-thread = Gesprek
hit-person = Mens
hit-tag = Onderwerp
opening-discussions = Openingsbericht
opening-questions = Vraag
opening-ideas = Idee
all-by-them = Alles wat zij schreven
