menu-manage-tags = Onderwerpen
tag-saved = Opgeslagen.
tag-find = Onderwerpen die beginnen met
tag-search = Zoeken
tag-none = Geen onderwerp begint zo.
tag-also = ook: { $others }
tag-threads-word = { $n ->
    [one] gesprek
   *[other] gesprekken
 }
tag-threads = { $n ->
    [one] { $shown } gesprek
   *[other] { $shown } gesprekken
 }
tag-coming = { $n ->
    [one] { $shown } gesprek van een samengevoegd onderwerp is nog onderweg. Laad de pagina zo nog eens.
   *[other] { $shown } gesprekken van een samengevoegd onderwerp zijn nog onderweg. Laad de pagina zo nog eens.
 }
tag-overtaken = Iemand anders heeft dit onderwerp intussen gewijzigd. Wat je typte staat in de velden; sla nog eens op om het te houden. Hier nu:
tag-name = Naam
tag-name-hint = Het adres volgt de naam. Het oude blijft hierheen leiden.
tag-name-length = Een onderwerp heeft 1 tot 50 tekens, waaronder een letter of een cijfer.
tag-taken = Een ander onderwerp heet al zo. Je kunt dit er hieronder mee samenvoegen.
tag-about = Waar het voor is
tag-about-long = Hoogstens 300 tekens.
tag-save = Opslaan
tag-synonyms = Andere woorden ervoor
tag-synonyms-text = Wie een hiervan aan een gesprek geeft, opent of ermee zoekt, krijgt dit onderwerp.
tag-synonym = Een ander woord
tag-synonym-add = Toevoegen
tag-synonym-remove = { $name } is er geen ander woord meer voor
tag-synonym-taken = Dit is al een ander woord voor een ander onderwerp.
tag-merge-instead = Dit is zelf een onderwerp. Open het en voeg het met dit samen.
tag-same = Dit is het onderwerp zelf.
tag-unknown = Geen onderwerp heet zo.
tag-merge = Samenvoegen met een ander onderwerp
tag-merge-text = Alle gesprekken met dit onderwerp krijgen het andere, en deze naam blijft als een ander woord ervoor.
tag-merge-into = Het andere onderwerp
tag-merge-look = Kijken wat er gebeurt
tag-merge-sure = „{ $from }” wordt een ander woord voor „{ $into }” en is zelf geen onderwerp meer. Dit is niet terug te draaien.
tag-merge-threads = { $n ->
    [one] { $shown } gesprek verhuist.
   *[other] { $shown } gesprekken verhuizen.
 }
tag-merge-do = { $from } samenvoegen met { $into }
tag-merge-not = Laten zoals het is
