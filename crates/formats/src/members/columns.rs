//! Headings of columns, in English and Dutch; case, blanks, hyphens and underscores do not count.

/// What a column holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Column {
    Email,
    Name,
    First,
    Infix,
    Last,
    Username,
    Organisation,
    Title,
    Bio,
    Location,
    Timezone,
    Language,
    Skills,
    Groups,
    Chapter,
    Role,
    JoinedAt,
    Consent,
    ExternalId,
    Website,
}

const NAMES: &[(Column, &[&str])] = &[
    (Column::Email, &["email", "emailaddress", "mail", "emailadres", "mailadres"]),
    (Column::Name, &["name", "fullname", "displayname", "realname", "naam", "volledigenaam", "weergavenaam"]),
    (Column::First, &["firstname", "givenname", "voornaam", "roepnaam"]),
    (Column::Infix, &["infix", "tussenvoegsel", "tussenvoegsels"]),
    (Column::Last, &["lastname", "surname", "familyname", "achternaam", "familienaam"]),
    (Column::Username, &["username", "handle", "user", "gebruikersnaam", "gebruiker"]),
    (
        Column::Organisation,
        &["organisation", "organization", "org", "company", "employer", "organisatie", "bedrijf", "werkgever"],
    ),
    (Column::Title, &["title", "jobtitle", "headline", "position", "functie", "functietitel", "kop"]),
    (Column::Bio, &["bio", "about", "biography", "note", "notes", "overmij", "over", "biografie", "omschrijving", "notities"]),
    (Column::Location, &["location", "place", "city", "town", "plaats", "woonplaats", "stad", "locatie"]),
    (Column::Timezone, &["timezone", "tz", "tijdzone"]),
    (Column::Language, &["language", "languages", "lang", "taal", "talen"]),
    (Column::Skills, &["skills", "skill", "expertise", "vaardigheden", "vaardigheid", "kennis", "deskundigheid"]),
    (Column::Groups, &["groups", "group", "teams", "team", "groepen", "groep"]),
    (Column::Chapter, &["chapter", "branch", "afdeling"]),
    (Column::Role, &["role", "roles", "rol", "rollen"]),
    (Column::JoinedAt, &["joinedat", "joined", "membersince", "since", "lidsinds", "sinds", "ingangsdatum", "startdatum"]),
    (Column::Consent, &["consent", "agreed", "toestemming", "akkoord"]),
    (Column::ExternalId, &["externalid", "id", "memberid", "membernumber", "uid", "lidnummer", "lidmaatschapsnummer", "nummer"]),
    (Column::Website, &["website", "url", "site", "homepage", "web", "webadres"]),
];

/// A heading without what does not count.
pub(super) fn folded(heading: &str) -> String {
    heading.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).take(60).collect()
}

pub(super) fn column(heading: &str) -> Option<Column> {
    let folded = folded(heading);
    NAMES.iter().find(|(_, names)| names.contains(&folded.as_str())).map(|(column, _)| *column)
}
