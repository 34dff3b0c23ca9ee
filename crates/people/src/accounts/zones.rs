//! Time zones that people say they live in: names of the IANA database, which comes with the program.

use base::Time;
use jiff::Timestamp;
use jiff::tz::TimeZone;

/// What is offered while somebody types; every other name of the database is taken, too.
pub const COMMON: &[&str] = &[
    "Europe/Amsterdam",
    "Europe/Brussels",
    "Europe/London",
    "Europe/Dublin",
    "Europe/Lisbon",
    "Europe/Madrid",
    "Europe/Paris",
    "Europe/Berlin",
    "Europe/Zurich",
    "Europe/Vienna",
    "Europe/Rome",
    "Europe/Copenhagen",
    "Europe/Oslo",
    "Europe/Stockholm",
    "Europe/Helsinki",
    "Europe/Warsaw",
    "Europe/Prague",
    "Europe/Budapest",
    "Europe/Bucharest",
    "Europe/Athens",
    "Europe/Istanbul",
    "Europe/Kyiv",
    "Africa/Casablanca",
    "Africa/Lagos",
    "Africa/Cairo",
    "Africa/Nairobi",
    "Africa/Johannesburg",
    "Asia/Jerusalem",
    "Asia/Dubai",
    "Asia/Karachi",
    "Asia/Kolkata",
    "Asia/Dhaka",
    "Asia/Bangkok",
    "Asia/Jakarta",
    "Asia/Singapore",
    "Asia/Shanghai",
    "Asia/Tokyo",
    "Asia/Seoul",
    "Australia/Perth",
    "Australia/Sydney",
    "Pacific/Auckland",
    "America/Paramaribo",
    "America/Curacao",
    "America/Sao_Paulo",
    "America/Buenos_Aires",
    "America/Bogota",
    "America/Mexico_City",
    "America/New_York",
    "America/Chicago",
    "America/Denver",
    "America/Los_Angeles",
    "America/Vancouver",
    "UTC",
];

/// A zone as the database writes it, whatever the case it was typed in.
pub fn read(typed: &str) -> Option<String> {
    let known = typed == "UTC" || typed.contains('/');
    let zone = TimeZone::get(typed).ok().filter(|_| known)?;
    zone.iana_name().map(str::to_owned)
}

/// The time of day in a zone: `14:05`.
pub fn clock(zone: &str, now: Time) -> Option<String> {
    let zone = TimeZone::get(zone).ok()?;
    let there = Timestamp::from_millisecond(now.0).ok()?.to_zoned(zone);
    Some(format!("{:02}:{:02}", there.hour(), there.minute()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn zones_are_those_of_the_database() {
        for zone in COMMON {
            assert_eq!(read(zone).as_deref(), Some(*zone));
        }
        assert_eq!(read("europe/amsterdam").as_deref(), Some("Europe/Amsterdam"));
        for bad in ["", "Amsterdam", "Mars/Phobos", "../../etc/passwd", "/etc/localtime"] {
            assert_eq!(read(bad), None, "{bad}");
        }
        // 2026-07-01T12:00:00Z
        assert_eq!(clock("Europe/Amsterdam", Time(1_782_907_200_000)).as_deref(), Some("14:00"));
    }
}
