code = Code om in te loggen
code-title = Nog één stap
code-text = Je account vraagt ook om een code. Open je authenticator-app en typ wat die laat zien.
code-help = Zes cijfers, of een van je herstelcodes.
code-wrong = Deze code is niet die van nu, of al gebruikt. Wacht op de volgende.
code-lost = Geen app en geen herstelcodes? Wie deze site beheert, kan een link voor je maken om in te loggen.
codes-title = Codes van een authenticator-app
codes-text = Wie je wachtwoord te weten komt, komt er zonder code van een app op je telefoon toch niet in. Passkeys hebben geen code nodig.
codes-begin = Een app instellen
codes-scan = Scan dit met de app
codes-scan-text = Elke app voor eenmalige codes is goed: die in je wachtwoordbeheerder of telefoon, Aegis, 2FAS, Google Authenticator.
codes-picture = QR-code voor een authenticator-app
codes-type = Of typ dit in de app:
codes-open = Open een app op dit apparaat
codes-first = De code die de app nu laat zien
codes-on = Codes aanzetten
codes-not-now = Nu niet
codes-are-on = Codes staan aan. Na je wachtwoord of een inloglink wordt er een gevraagd.
codes-are-off = Codes staan uit.
codes-recovery = Herstelcodes
codes-recovery-count = { $n ->
    [one] Er is nog één herstelcode.
   *[other] Er zijn nog { $shown } herstelcodes.
  }
codes-recovery-text = Nieuwe komen in de plaats van alle vorige.
codes-recovery-make = Maak nieuwe herstelcodes
codes-recovery-new = Je herstelcodes
codes-recovery-once = Elk ervan vervangt één keer een code, als je de app kwijt bent. Ze zijn alleen nu te zien: print ze of zet ze in je wachtwoordbeheerder.
codes-recovery-kept = Ik heb ze bewaard
codes-off = Codes uitzetten
codes-off-text = Typ een code om te laten zien dat jij het bent.
codes-off-text-password = Typ je wachtwoord of een code om te laten zien dat jij het bent.
codes-proof-wrong = Dat klopte niet, of de code was al gebruikt.
codes-way = Codes van een app
codes-way-on = Aan: na je wachtwoord gevraagd.
codes-way-off = Uit.
codes-look = Instellen of wijzigen
