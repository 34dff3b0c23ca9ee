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
write-answer = Jouw antwoord
write-reply = Jouw reactie
write-comment = Jouw opmerking
answer-placeholder = Deel wat je weet. Een ruw antwoord is beter dan geen.
reply-placeholder = Wat vind jij?
send-answer = Antwoorden
send-reply = Reageren
send-comment = Opmerken
comment-on = Opmerking
quote = Citeren
edit = Bewerken
edit-post = Bewerken
edit-text = Tekst
send-edit = Opslaan
cancel = Annuleren
preview = Voorbeeld
text-missing = Schrijf eerst iets.
text-too-long = Dit is te lang voor één bericht. Kort het in of voeg het als bestand toe.
title-too-short = Zeg iets meer in de titel.
title-too-long = Maak de titel korter; de details horen in de tekst.
tags-too-many = Vijf tags zijn genoeg.
tag-too-long = Deze tag is te lang.
area-unknown = Kies een van de gebieden.
files-not-attached = Je koos een bestand maar voegde het niet toe. Kies het opnieuw en druk op “Toevoegen”.
new-problems = Er ontbreekt nog iets. Wat je schreef is bewaard.
thread-is-closed = Dit is intussen gesloten. Kopieer je tekst als je hem wilt bewaren.
overtaken = { $name } veranderde deze tekst terwijl je schreef. De jouwe staat hieronder, die andere is bewaard: neem over wat je nodig hebt en sla opnieuw op.
overtaken-theirs = De tekst zoals die er nu staat
overtaken-difference = Van die tekst naar de jouwe
history = Geschiedenis
history-first = eerste tekst
history-empty = Dit is nooit veranderd.
new-title = Nieuw
new-lead = Schrijf eerst; waar het hoort regel je hieronder.
new-title-field = Titel
new-title-placeholder = Waar gaat het over, in één regel?
new-text = Tekst
new-text-placeholder = Vertel wat er gebeurde, wat je probeerde, wat je je afvraagt. Foto’s en bestanden kun je hier neerzetten.
new-kind = Wat is het?
new-kind-discussion = Gesprek
new-kind-question = Vraag
new-kind-howwouldyou = Hoe zou jij
new-kind-idea = Idee
new-kind-showcase = Etalage
new-kind-help = Een vraag heeft één antwoord dat haar oplost. Een “hoe zou jij” heeft veel goede, en je sluit haar af met wat je deed.
new-area = Gebied
new-not-here = Wat we hier niet doen:
new-no-area = In geen gebied
new-tags = Tags erbij
new-tags-placeholder = gescheiden door komma’s
new-send = Plaatsen
new-poll = Peiling toevoegen
poll = Peiling
poll-options = Keuzes, één per regel
poll-several = meer keuzes
poll-several-choice = Meer dan één keuze mag
poll-anonymous = anoniem
poll-anonymous-choice = Anoniem: niemand ziet wie wat koos, en een stem kan niet worden veranderd
poll-results = Uitslag tonen
poll-results-always = meteen
poll-results-voted = na het stemmen
poll-results-closed = na afloop
poll-hidden-always = uitslag zichtbaar
poll-hidden-voted = uitslag zichtbaar nadat je stemt
poll-hidden-closed = uitslag zichtbaar na afloop
poll-closes = Laatste dag (mag open blijven)
poll-options-number = Een peiling heeft twee tot twintig keuzes nodig.
poll-option-too-long = Een keuze is te lang.
poll-closes-past = Kies een dag die nog komt.
poll-vote = Stemmen
poll-change = Mijn stem veranderen
poll-close = Peiling nu beëindigen
poll-closed = afgelopen
poll-open-until = open tot en met { $day }
poll-voters = { $n ->
    [one] { $shown } persoon stemde
   *[other] { $shown } mensen stemden
 }
similar-title = Is dit al eens gevraagd?
answers-me = Dit is mijn antwoord
answers-me-thanks = Fijn dat het er al stond. Bedank met een reactie, of vraag hieronder door als er iets ontbreekt.
vote-up = Stem voor
vote-down = Stem tegen
save-thread = Bewaren voor later
saved = Bewaard
saved-empty = Nog niets bewaard
saved-empty-text = De bladwijzer naast een vraag of gesprek bewaart het hier, alleen voor jou.
me-too = Dit heb ik ook
me-too-count = { $n ->
    [one] { $shown } ander heeft dit ook
   *[other] { $shown } anderen hebben dit ook
 }
react = Emoji geven
react-other = Een andere emoji
accept = Dit was de oplossing
unaccept = Dit was niet de oplossing
more-actions = Meer
remove = Verwijderen
remove-title = Dit verwijderen?
remove-thread-text = { $n ->
    [0] Alles hier verdwijnt.
    [one] Alles hier verdwijnt, met { $shown } reactie.
   *[other] Alles hier verdwijnt, met { $shown } reacties.
 }
remove-post-text = Het bericht verdwijnt, met de opmerkingen erbij.
remove-undo-text = Je kunt dit 30 dagen lang terugdraaien.
remove-why = Waarom? De schrijver leest dit.
removed-post = { $ago } verwijderd, geschreven door { $name }:
removed-thread = { $ago } verwijderd. Terughalen kan tot { $day }.
undo = Terugdraaien
unread-from-here = Ongelezen vanaf hier
permanent-link = Link naar dit bericht
follow-title = Hoeveel wil je horen?
follow-watching = Alles
follow-mentions = Vermeldingen
follow-muted = Niets
keep-order = Orde houden
pin = Vastzetten
unpin = Losmaken
close-title = Sluiten
close-text = In een gesloten gesprek kunnen alleen moderatoren nog reageren. Het blijft leesbaar en kan weer open.
close-why = Waarom? Iedereen ziet dit.
close-send = Sluiten
open-again = Weer openen
closed-for-others = Voor anderen gesloten; jij modereert hier.
closed-no-replies = Dit is gesloten; reageren kan niet meer.
merge-title = Samenvoegen met een ander
merge-text = Alles wat hier staat verhuist naar het andere gesprek, op volgorde van tijd. Dit adres leidt daarheen.
merge-send = Samenvoegen
duplicate-title = Al eerder gevraagd
duplicate-text = Dit gesprek wordt gesloten en wijst naar het eerdere. Het blijft leesbaar.
duplicate-send = Verbinden
choose-other = Het andere gesprek: adres of nummer
choose-likely = Misschien is het een van deze
choose-this = Deze
thread-unknown = Zo’n gesprek is hier niet.
split-title = Afsplitsen
split-text = De reacties die je kiest krijgen een eigen gesprek. De vroegste opent het; hun opmerkingen gaan mee.
split-which = Welke reacties?
split-send = Afsplitsen
split-choose = Kies minstens één reactie.
sort-title = Gebied en tags
move-title = Naar een andere gemeenschap verplaatsen
move-text = Tekst, antwoorden en tags verhuizen; het gebied niet. Dit adres leidt daarheen.
move-where = Waarheen
move-send = Verplaatsen
turn-into-discussion = Er een gesprek van maken
turn-into-question = Er een vraag van maken
turn-into-howwouldyou = Er een “hoe zou jij” van maken
turn-into-idea = Er een idee van maken
turn-into-showcase = Er een etalage van maken
conclude = Afsluiten met wat ik deed
conclude-text = Wat deed je, en hoe ging het?
send-conclude = Afsluiten
what-i-did = Wat ik deed
new-line = Nieuw
new-post = nieuw
to-first-unread = Naar het eerste dat je niet las
unread-count = { $shown } nieuw
thread-new = nieuw
mark-all-read = Alles als gelezen markeren
did-it-work = Het is even geleden: werkte dit antwoord voor jou?
did-it-work-tell = Vertel het met één klik
worked-for = { $n ->
    [one] Werkte voor { $shown } persoon
   *[other] Werkte voor { $shown } mensen
 }
not-worked-for = { $n ->
    [one] niet voor { $shown }
   *[other] niet voor { $shown }
 }
pass-it-on = Geef het door
pass-it-on-text = Die van jou is opgelost. { $name } wacht nog; misschien weet jij iets:
join-in = Word lid
join-to-write = Word lid om hier te schrijven
inbox = Postvak
inbox-charter = Tijd om de afspraken te bekijken: kloppen ze nog?
inbox-empty = Er wacht niets op je
inbox-empty-text = Wat een antwoord van jou wil, komt hier te staan.
worked-title = Werkte het voor jou?
worked-text = Eén klik helpt de volgende die dit heeft, en wie antwoordde.
worked-note = Waarop, of waarom niet? (mag leeg blijven)
worked-yes = Het werkte
worked-no = Hier werkte het niet
removed-because = reden: { $why }
not-duplicate = Dit is niet eerder gevraagd
merge-two-polls = Beide gesprekken hebben een peiling, en er kan er maar één blijven. Beëindig en kopieer er eerst een.
thread-was-merged = Dit gesprek is met een ander samengevoegd. Verstuur opnieuw om daar te schrijven.
home-charter-unread = Wat deze gemeenschap afsprak is veranderd, of je hebt het nog niet gezien.
home-charter-read = Lees de afspraken
first-title = Je eerste tien minuten
first-greeter = { $name } is er voor jou: vraag gerust alles.
first-greeter-who = Wie is dat?
first-name = Je hebt hier een naam
first-charter = Lees de afspraken, één bladzijde
first-post = Zeg hallo in één regel
first-help = Beantwoord één vraag waar je iets van weet
first-return = Laat een e-mailadres of wachtwoord achter, zodat je overal vandaan terug kunt komen
things-done = { $done } van { $all }
thing-done = gedaan:
hello-word = Zeg hallo
hello-say = Zeg wie je bent
hello-read = Lees wie er zijn
hello-first = Nog niemand. De eerste regel is de moeilijkste; hij hoeft niet slim te zijn.
hello-count = { $n ->
    [one] { $shown } zei hallo
   *[other] { $shown } zeiden hallo
 }
next-date = Volgende datum
checklist-title = Tot het vanzelf loopt
checklist-squad = Zes mensen zijn binnen
checklist-charter = Iedereen las de afspraken
checklist-posts = Er staan tien berichten
checklist-event = De eerste keer is geweest
checklist-return = Je kunt terugkomen: e-mailadres of wachtwoord
who-is-here = Wie er zijn
came-ago = gekomen { $ago }
stage-seed = Een zaadje
stage-seed-next = Nu: tien mensen, en elke vraag beantwoord. Vraag iedereen zelf.
stage-launch = Net begonnen
stage-launch-next = Nu: dertig mensen, en iemand anders dan jij antwoordt het eerst.
stage-growth = Groeit
stage-growth-next = Nu: elke nieuwkomer krijgt binnen een dag antwoord, en elk gebied heeft iemand die ervoor zorgt.
stage-steady = Gestaag
stage-steady-next = Nu: wat twee keer gevraagd wordt, wordt een pagina die iemand kloppend houdt.
stage-renewal = Tijd om opnieuw te beginnen
stage-renewal-next = Weinigen schrijven op dit moment. Vraag vijf mensen waarvoor ze terug zouden komen.
figure-members = leden
figure-active = schreven in 30 dagen
figure-came = kwamen in 30 dagen
figure-waiting = vragen wachten
record = Praktijkoverzicht (PDF)
record-in = Praktijkoverzicht in { $community }, { $date }
record-gave = Wat ze gaven
record-evidence = Antwoorden, de nieuwste eerst
home-chapters = Afdelingen
claim-this-is-me = Dit ben ik
claim-box = Als dit lid heeft nog niemand ingelogd: het kwam uit een lijst of een import. Ben jij het? Wie hier modereert, kan je als dit lid verder laten gaan.
claim-waiting = Je zei dat jij dit bent. Het is gevraagd aan wie hier modereert.
claim-agreed = Het is goed: ga verder als dit lid. Vanaf dan ben je hier zo ingelogd.
claim-take = Ga verder als { $name }
claim-no = Het is niet bevestigd dat jij dit bent.
inbox-claim = Je kunt verder als dit lid
first-areas = Zeg wat je weet en wat je zou willen leren
left-title = Een gesprek waarvan de schrijver vertrok
left-text = Wie dit schreef is vertrokken en nam de tekst mee.
data-part-threads = Gesprekken die je begon
data-part-posts = Je berichten, antwoorden en opmerkingen, zoals je ze schreef
data-part-history = Eerdere versies van teksten, voor zover jij ze schreef
data-part-votes = Je stemmen
data-part-reactions = Je reacties
data-part-me-too = Waar je zei dat je hetzelfde probleem hebt
data-part-polls = Peilingen die je beantwoordde; niet wat je koos waar dat geheim is
data-part-outcomes = Waar je zei of een antwoord hielp
data-part-bookmarks = Je bladwijzers
data-part-follows = Gesprekken die je volgt of dempt
data-part-reading = Hoe ver je hebt gelezen
data-part-mentions = Berichten die je noemen
data-part-answered = Vragen die je niet meer hoeft te stellen, omdat een gesprek ze beantwoordde
data-part-expertise = Wat je aanvaarde antwoorden waard zijn, per onderwerp
data-part-badges = Insignes die van elders zijn meegebracht
data-part-launches = Gemeenschappen die je begon, met je antwoorden
