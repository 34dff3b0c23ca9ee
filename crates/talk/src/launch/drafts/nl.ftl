# Wat de wizard voorstelt, naar soort (practice, knowledge, innovation) en naar voor wie de gemeenschap is
# (professional, customer, association, internal). Eén regel is één alinea of één punt van een lijst.
draft-purpose-practice = { $want }: door elkaar te laten zien wat we echt doen, en te proberen wat anderen geprobeerd hebben.
draft-purpose-knowledge = { $want }: door op te schrijven wat werkt, waar iedereen het vindt, en het kloppend te houden.
draft-purpose-innovation = { $want }: door nieuwe dingen klein te proberen en eerlijk te vertellen hoe het ging.
draft-purpose-professional = Voor mensen uit het vak, waar ze ook werken. Wat een van ons helpt kan ons allemaal helpen.
draft-purpose-customer = Voor iedereen die gebruikt wat wij maken. Antwoorden staan in het openbaar, zodat de volgende ze vindt.
draft-purpose-association = Voor leden van alle afdelingen, die elkaar anders te weinig zien.
draft-purpose-internal = Voor collega's uit elk team. Tijd die je hier besteedt is werktijd.
draft-outside-professional = Verkoop en werving
    Namen van klanten en patiënten
    Wat van één werkgever alleen is
draft-outside-customer = Bestellingen, rekeningen en contracten: dat doet onze klantenservice
    Beloften over wat er nog komt
    Gegevens van anderen
draft-outside-association = Besluiten van de ledenvergadering en het bestuur
    Verkoop
    Namen van klanten en patiënten
draft-outside-internal = Beoordelingen en wie aan wie rapporteert
    Planning en deadlines van losse projecten
    Wat het eigen team niet uit mag
draft-norms-practice = Laat zien wat je deed, niet alleen wat je vindt
    Beantwoord één vraag voor elke vraag die je stelt
    Zeg ook wat niet werkte
draft-norms-knowledge = Schrijf voor wie na jou komt
    Zeg hoe je het weet, en wanneer het klopte
    Herstel wat niet klopt zodra je het ziet
draft-norms-innovation = Eerst een kleine proef, dan een groot plan
    Een idee beoordelen we nadat het geprobeerd is
    Wat mislukte is een uitkomst: schrijf het op
draft-norms-professional = Wat hier verteld wordt geven we door zonder namen
draft-norms-customer = Wie voor de maker werkt zegt dat erbij
draft-norms-association = De ervaring van elke afdeling telt even zwaar
draft-norms-internal = Rangen zijn er hier niet: het betere argument wint
draft-goal-practice = Tien vragen gesteld en beantwoord in onze eerste twee maanden
draft-goal-knowledge = Vijf dingen opgeschreven die niemand meer hoeft te vragen
draft-goal-innovation = Twee proeven gedaan, en erover verteld
draft-ritual-practice = Laat eens zien
draft-ritual-knowledge = Wat hebben we geleerd?
draft-ritual-innovation = De proeftafel
draft-about-practice = Iemand laat in twintig minuten iets uit het eigen werk zien. Daarna vragen we door en zeggen we wat wij zouden proberen.
draft-about-knowledge = Ieder brengt één ding mee dat je ontdekt of twee keer opgezocht hebt. Het beste schrijven we samen op.
draft-about-innovation = Twee ideeën, elk tien minuten: wat proberen we, hoe klein kan het, wie vertelt hoe het ging?
draft-rhythm-practice = Om de week op donderdag, 45 minuten
draft-rhythm-knowledge = Elke eerste donderdag van de maand, een uur
draft-rhythm-innovation = Elke drie weken op donderdag, 45 minuten
draft-room-practice = Werkplaats
draft-room-knowledge = Leeskamer
draft-room-innovation = Proefruimte
draft-welcome-title = Welkom bij { $name }
draft-welcome-practice = Fijn dat je er bent. { $name } is een plek om beter te worden in wat we doen, door naar elkaars werk te kijken.

    Drie manieren om te beginnen: zeg in één regel wie je bent, beantwoord een vraag waar je iets van weet, of stel de vraag waar je al een tijd mee rondloopt.
draft-welcome-knowledge = Fijn dat je er bent. { $name } is een plek waar opgeschreven staat wat we weten, en waar het blijft kloppen.

    Drie manieren om te beginnen: zeg in één regel wie je bent, zoek iets op en zeg wat er ontbrak, of schrijf op wat mensen jou altijd vragen.
draft-welcome-innovation = Fijn dat je er bent. { $name } is een plek om dingen te proberen waar nog niemand zeker van is.

    Drie manieren om te beginnen: zeg in één regel wie je bent, vertel over iets dat je geprobeerd hebt, of noem wat je zou willen proberen als het klein mocht zijn.
draft-welcome-professional = Schrijf over je werk zoals je het aan een goede collega elders zou vertellen: precies, en zonder namen.
draft-welcome-customer = Vraag zoals je het een buur zou vragen die hetzelfde gebruikt. Vaak weet een andere klant het het eerst.
draft-welcome-association = Zeg van welke afdeling je bent: wat bij jullie gewoon is kan voor anderen nieuw zijn.
draft-welcome-internal = Niets van hier komt in een verslag over iemand. Halve gedachten zijn welkom.
draft-hello-title = Wie ben je, en waar ben je mee bezig?
draft-hello = Eén regel is genoeg: je naam, waar je werkt of leert, en één ding waar je beter in wilt worden. Ik begin.
draft-asked = Dit vragen mensen me steeds. Hoe beantwoord jij het?
