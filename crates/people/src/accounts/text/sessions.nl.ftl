sessions = Waar je bent ingelogd
sessions-text = Elke browser waarin je bent ingelogd, en waar die het laatst is gebruikt. Het gaat om netwerkadressen; niemand anders ziet ze.
session-this = dit apparaat
session-dates = sinds { $since }, laatst gebruikt { $used }
session-from = vanaf { $address }
session-nowhere = adres niet bekend
session-end = Daar uitloggen
sessions-end-others = Overal elders uitloggen
sessions-end-all = Overal uitloggen, ook hier
sessions-doubt = Staat hier iets dat niet van jou is? Log overal elders uit en wijzig dan je wachtwoord.
sessions-count = { $n ->
    [one] Alleen in deze browser.
   *[other] In { $n } browsers.
  }
sessions-look = Bekijk ze
signed-out-all = Je bent overal uitgelogd.
device-unknown = Onbekend apparaat
account-saved-sessions = Daar uitgelogd.
