sign-in-title = Inloggen
sign-in-stale = Deze link is al gebruikt of te oud. Vraag een nieuwe.
signed-in-as = Je bent ingelogd als { $name }.
sign-in-by-link = Je komt binnen met een persoonlijke inloglink. Open de jouwe en je bent er; op dit apparaat blijft dat een maand zo.
sign-in-ask = Nog geen link? Wie deze site beheert, kan er een voor je maken.
