menu-manage-areas = Gebieden
areas-text = Gebieden zijn de delen van waar deze gemeenschap over gaat. Elk gesprek kan in een ervan staan. Enkele duidelijke werken het best.
areas-empty = Nog geen gebied. Gesprekken staan hier zonder, tot je het eerste toevoegt.
area-saved = Opgeslagen.
area-threads = { $n ->
    [one] { $shown } gesprek
   *[other] { $shown } gesprekken
 }
area-open = open voor gasten
area-shut = niet open voor gasten
area-up = { $name } omhoog
area-down = { $name } omlaag
area-place = Plaats in de lijst
area-put = Daarheen
area-where = Een plaats is een getal, 1 voor de eerste.
area-change = Wijzigen
area-overtaken = Iemand anders heeft dit gebied intussen gewijzigd. Wat je typte staat in de velden; sla nog eens op om het te houden. Hier nu:
area-name = Naam
area-name-length = Een naam heeft 2 tot 60 tekens.
area-taken = Een ander gebied heet al zo.
area-too-many = Er zijn al zoveel gebieden als een gemeenschap mag hebben.
area-tone = Kleur
area-choose-tone = Kies een van de kleuren.
tone-clay = klei
tone-green = groen
tone-teal = zeegroen
tone-blue = blauw
tone-plum = pruim
tone-amber = barnsteen
tone-slate = leisteen
tone-rose = roze
area-guests = Open voor gasten
area-guests-hint = Gasten die voor dit gebied zijn gevraagd, lezen en schrijven erin, alles vanaf de eerste dag. Sluit je het, dan zien ze er meteen niets meer van.
area-save = Opslaan
area-remove = Verwijderen
area-remove-text = Het gebied verdwijnt uit alle lijsten. Hoeders en gasten ervan verliezen wat ze erdoor mochten. Dit is niet terug te draaien.
area-threads-go = { $n ->
    [one] Het gesprek erin gaat naar
   *[other] De { $shown } gesprekken erin gaan naar
 }
area-pick = Kies waarheen
area-none = geen gebied
area-where-to = Kies waar de gesprekken heen gaan.
area-remove-this = { $name } verwijderen
area-new = Een nieuw gebied
area-add = Toevoegen
