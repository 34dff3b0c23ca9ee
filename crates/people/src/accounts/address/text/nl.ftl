email-confirm = Is dit jouw adres?
email-confirm-text = Daarna is { $address } het e-mailadres van je account.
email-confirm-button = Adres bevestigen
email-confirm-subject = Bevestig je adres voor { $site }
email-confirm-letter = Dag { $name },

    Dit wordt het e-mailadres van je account. Bevestig het binnen een dag:

    { $link }

    Vroeg je nergens om, dan hoef je niets te doen: er verandert niets.
email-confirmed = Het adres is bevestigd
email-confirmed-text = { $address } is nu het e-mailadres van je account.
email-stop = De wijziging stoppen?
email-stop-text = Het e-mailadres van je account blijft of wordt weer wat het was, en elk apparaat wordt uitgelogd.
email-stop-button = Stoppen
email-stop-subject = Je e-mailadres bij { $site } wordt gewijzigd
email-stop-letter = Dag { $name },

    Iemand, waarschijnlijk jij, vroeg om het e-mailadres van je account te wijzigen. Het nieuwe adres moet dat bevestigen.

    Was jij dat niet, stop het dan binnen een week, ook als het al is bevestigd. Elk apparaat wordt dan uitgelogd:

    { $link }
email-stopped = De wijziging is gestopt
email-stopped-text = Je adres is weer wat het was, en elk apparaat is uitgelogd. Stel nu een nieuw wachtwoord in: iemand kende het oude, of zat aan je scherm.
email-taken-subject = Je adres bij { $site }
email-taken-letter = Dag,

    Iemand wilde dit adres voor een account gebruiken, maar jij hebt er al een mee: er verandert niets. Log in op dat van jou via { $site }
email-over = Deze link leidt nergens heen
email-over-text = Hij is al gebruikt, te oud, of er kwam een andere wijziging voor in de plaats.
email-home = Naar het begin
account-saved-email-asked = Bijna klaar: open het bericht dat we naar het nieuwe adres stuurden en bevestig het daar. Tot dan blijft het oude.
