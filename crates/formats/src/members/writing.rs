//! Lists as they go out.

use super::list::Person;

/// What a spreadsheet takes for the beginning of a formula.
const FORMULA: [char; 6] = ['=', '+', '-', '@', '\t', '\r'];

/// Whether a cell is a formula, or one that was guarded already.
pub(super) fn is_formula(cell: &str) -> bool {
    cell.trim_start_matches('\'').starts_with(FORMULA)
}

/// A cell that a spreadsheet does not run: with `'` in front where it would be a formula.
pub fn guarded(cell: &str) -> String {
    if is_formula(cell) { format!("'{cell}") } else { cell.to_owned() }
}

/// Rows as CSV with a mark for spreadsheets, CRLF at the ends of lines.
fn written<'a>(rows: impl Iterator<Item = Vec<std::borrow::Cow<'a, str>>>) -> String {
    let mut writer = ::csv::WriterBuilder::new().terminator(::csv::Terminator::CRLF).from_writer("\u{feff}".as_bytes().to_vec());
    for row in rows {
        // Memory takes everything, and rows are of one length.
        let _ = writer.write_record(row.iter().map(|cell| guarded(cell)));
    }
    let bytes = writer.into_inner().unwrap_or_default();
    String::from_utf8(bytes).unwrap_or_default()
}

/// People as CSV that [`super::read`] takes again.
pub fn write_csv(people: &[Person]) -> String {
    let headings = [
        "name",
        "username",
        "email",
        "title",
        "organisation",
        "location",
        "timezone",
        "language",
        "skills",
        "groups",
        "chapter",
        "website",
        "bio",
        "joined_at",
        "external_id",
    ];
    let row = |person: &Person| {
        let date = person.joined_at.map(date).unwrap_or_default();
        let (skills, groups) = (person.skills.join("; "), person.groups.join("; "));
        let fields = [&person.name, &person.username, &person.email, &person.title, &person.organisation, &person.location];
        let says = [&person.timezone, &person.language, &skills, &groups, &person.chapter];
        let more = [&person.website, &person.bio, &date, &person.external_id];
        fields.into_iter().chain(says).chain(more).map(|field| field.clone().into()).collect()
    };
    let first = headings.map(Into::into).to_vec();
    written(std::iter::once(first).chain(people.iter().map(row)))
}

/// A personal link in a list of such.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Link {
    /// The person's name.
    pub name: String,
    /// Empty where none is known.
    pub email: String,
    /// What it is for: the community.
    pub community: String,
    pub link: String,
}

/// Links as CSV.
pub fn write_links(links: &[Link]) -> String {
    let row = |link: &Link| [&link.name, &link.email, &link.community, &link.link].map(|cell| cell.clone().into()).to_vec();
    let first = ["name", "email", "community", "link"].map(Into::into).to_vec();
    written(std::iter::once(first).chain(links.iter().map(row)))
}

/// People as vCards (4.0) that [`super::read`] takes again.
pub fn write_vcard(people: &[Person]) -> String {
    let mut out = String::new();
    for person in people {
        out.push_str("BEGIN:VCARD\r\nVERSION:4.0\r\n");
        let place = if person.location.is_empty() { String::new() } else { format!(";;;{};;;", escaped(&person.location)) };
        let fields = [
            ("FN", escaped(&person.name)),
            ("EMAIL", escaped(&person.email)),
            ("TITLE", escaped(&person.title)),
            ("ORG", escaped(&person.organisation)),
            ("ADR", place),
            ("TZ", escaped(&person.timezone)),
            ("URL", person.website.replace(['\r', '\n'], "")),
            ("NOTE", escaped(&person.bio)),
            ("UID", escaped(&person.external_id)),
            ("CATEGORIES", person.groups.iter().map(|group| escaped(group)).collect::<Vec<_>>().join(",")),
            ("X-CHAPTER", escaped(&person.chapter)),
            ("X-HANDLE", escaped(&person.username)),
        ];
        // One line for each language; and for each skill, by RFC 6715, 2.1.
        let spoken = person.language.split(',').map(|language| ("LANG", escaped(language.trim())));
        let skills = person.skills.iter().map(|skill| ("EXPERTISE", escaped(skill)));
        for (name, value) in fields.into_iter().chain(spoken).chain(skills).filter(|(_, value)| !value.is_empty()) {
            fold(&mut out, &format!("{name}:{value}"));
        }
        out.push_str("END:VCARD\r\n");
    }
    out
}

fn escaped(text: &str) -> String {
    let text = text.replace('\\', "\\\\").replace(',', "\\,").replace(';', "\\;");
    text.replace("\r\n", "\\n").replace(['\r', '\n'], "\\n")
}

/// Lines are at most 75 bytes long (RFC 6350, 3.2) and break between letters.
fn fold(out: &mut String, line: &str) {
    let mut length = 0;
    for c in line.chars() {
        if length + c.len_utf8() > 75 {
            out.push_str("\r\n ");
            length = 1;
        }
        out.push(c);
        length += c.len_utf8();
    }
    out.push_str("\r\n");
}

/// The day of a moment, `2024-03-01`; the way back of `parse_date`, by the same source.
fn date(milliseconds: i64) -> String {
    let days = milliseconds.div_euclid(86_400_000).clamp(-100_000_000, 100_000_000) + 719_468;
    let era = days.div_euclid(146_097);
    let day_of_era = days.rem_euclid(146_097);
    let year_of_era = (day_of_era - day_of_era / 1460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let month = (5 * day_of_year + 2) / 153;
    let day = day_of_year - (153 * month + 2) / 5 + 1;
    let (month, more) = if month < 10 { (month + 3, 0) } else { (month - 9, 1) };
    format!("{:04}-{month:02}-{day:02}", year_of_era + era * 400 + more)
}
