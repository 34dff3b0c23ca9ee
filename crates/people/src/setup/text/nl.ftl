setup-title = Welkom in je Guildhall
setup-text = Hij draait. Jij bent hier de eerste, dus jij zorgt ervoor. Vijf korte stappen en je gemeenschap heeft een thuis, een plan en haar eerste uitnodigingen.
setup-name-help = Zoals anderen je kennen. Een e-mailadres en een wachtwoord kunnen wachten.
setup-begin = Beginnen
setup-over = Dit adres is al gebruikt, of er werd een nieuwer getoond toen het programma startte. Wie voor deze site zorgt kan je binnenlaten.
setup-home = Naar de startpagina
