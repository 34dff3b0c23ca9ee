data-title = Jouw gegevens
data-download = Alles over jou
data-download-text = Je account, lidmaatschappen, wat je schreef, koos en meebracht, als bestanden die jij en andere programma's kunnen lezen. Alleen jij kunt ze ophalen.
data-ask = Opnieuw verzamelen
data-gathering = { $n ->
    [0] Het wordt verzameld.
    [one] Het wordt verzameld: tot nu toe één regel.
   *[other] Het wordt verzameld: tot nu toe { $n } regels.
  }
data-look-again = Opnieuw kijken
data-fetch = Archief ophalen
data-fetch-until = Het blijft hier 20 uur staan.
data-failed = Dat lukte niet. Probeer het nog eens; wie de site beheert kan zien waarom.
data-go = Voorgoed weggaan
data-go-text = Je account, naam en adres worden na 14 dagen weggehaald. Tot dan kun je je bedenken.
data-texts = Wat gebeurt er met wat je schreef?
data-texts-keep = Het blijft staan, zonder je naam
data-texts-remove = Het gaat ook weg; gesprekken die je opende gaan weg met hun antwoorden
data-sure = Ik wil weg, en weet dat dit na 14 dagen niet meer terug te draaien is.
data-sure-missing = Vink dit aan als je het meent.
data-go-do = Mijn account verwijderen
data-goes = Je account gaat weg op { $day }.
data-goes-removes = Wat je schreef gaat mee.
data-goes-keeps = Wat je schreef blijft staan zonder je naam.
data-stay = Ik blijf
data-alone = Deze leid je alleen. Draag eerst de rol over, zodat iemand ervoor zorgt:
departed-name = Iemand die wegging
