//! Dates in `before:` and `after:`.

const DAY: i64 = 86_400_000;

/// The time that `2026`, `2026-11` or `2026-11-22` spans in UTC milliseconds, from its first to
/// the first after it; None for anything else. `before:` takes the first bound, `after:` the second
/// when the span itself shall not count, the first when it shall.
pub fn period(text: &str) -> Option<(i64, i64)> {
    let mut numbers = text.split('-');
    let year = number(numbers.next()?, 4)?;
    let month = numbers.next().map(|part| number(part, 2));
    let day = numbers.next().map(|part| number(part, 2));
    if numbers.next().is_some() || !(1..=9999).contains(&year) {
        return None;
    }
    match (month, day) {
        (None, _) => Some((days(year, 1, 1) * DAY, days(year + 1, 1, 1) * DAY)),
        (Some(month), None) => {
            let month = month.filter(|m| (1..=12).contains(m))?;
            let (next_year, next) = if month == 12 { (year + 1, 1) } else { (year, month + 1) };
            Some((days(year, month, 1) * DAY, days(next_year, next, 1) * DAY))
        }
        (Some(month), Some(day)) => {
            let month = month.filter(|m| (1..=12).contains(m))?;
            let (first, end) = period(&format!("{year:04}-{month:02}"))?;
            let day = day.filter(|d| *d >= 1 && *d <= (end - first) / DAY)?;
            let start = first + (day - 1) * DAY;
            Some((start, start + DAY))
        }
    }
}

fn number(text: &str, digits: usize) -> Option<i64> {
    let plain = text.len() == digits && text.bytes().all(|b| b.is_ascii_digit());
    plain.then(|| text.parse().ok()).flatten()
}

/// Days from 1970-01-01 to a date of the Gregorian calendar, counting years from March so that the
/// leap day is a year's last.
fn days(year: i64, month: i64, day: i64) -> i64 {
    let year = if month <= 2 { year - 1 } else { year };
    let era = year.div_euclid(400);
    let of_era = year.rem_euclid(400);
    let of_year = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;
    era * 146_097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719_468
}
