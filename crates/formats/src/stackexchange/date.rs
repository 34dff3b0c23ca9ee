//! Dates of the dump.

/// Milliseconds since 1970 in UTC of `2017-03-01T12:00:00.123`, with or without fraction and `Z`, or of a bare date.
///
/// `None` for anything else, also for days that no calendar has. Digits behind the third of a fraction are dropped.
pub fn parse_date(text: &str) -> Option<i64> {
    let text = text.trim();
    let text = text.strip_suffix(['Z', 'z']).unwrap_or(text);
    let (date, time) = match text.split_once(['T', ' ']) {
        Some((date, time)) => (date, Some(time)),
        None => (text, None),
    };
    let mut parts = date.split('-');
    let (year, month, day) = (number(parts.next()?, 4)?, number(parts.next()?, 2)?, number(parts.next()?, 2)?);
    if parts.next().is_some() || !(1..=12).contains(&month) || day < 1 || day > days_of(year, month) {
        return None;
    }
    let midnight = days_since_1970(year, month, day) * 86_400_000;
    Some(midnight + time.map_or(Some(0), milliseconds)?)
}

/// Milliseconds since midnight of `12:00:00.123`.
fn milliseconds(time: &str) -> Option<i64> {
    let (clock, fraction) = time.split_once('.').unwrap_or((time, "0"));
    let mut parts = clock.split(':');
    let (hour, minute, second) = (number(parts.next()?, 2)?, number(parts.next()?, 2)?, number(parts.next()?, 2)?);
    if parts.next().is_some() || hour > 23 || minute > 59 || second > 59 {
        return None;
    }
    if fraction.is_empty() || !fraction.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let thousandths = fraction.bytes().chain(*b"00").take(3).fold(0, |sum, digit| sum * 10 + i64::from(digit - b'0'));
    Some(((hour * 60 + minute) * 60 + second) * 1000 + thousandths)
}

/// A number of exactly `digits` digits: `parse` alone would take signs.
fn number(text: &str, digits: usize) -> Option<i64> {
    let plain = text.len() == digits && text.bytes().all(|byte| byte.is_ascii_digit());
    plain.then(|| text.parse().ok()).flatten()
}

fn days_of(year: i64, month: i64) -> i64 {
    let leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    match month {
        2 => 28 + i64::from(leap),
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

/// Howard Hinnant's `days_from_civil` (<https://howardhinnant.github.io/date_algorithms.html>); years begin in March, so
/// that the leap day is the last one.
fn days_since_1970(year: i64, month: i64, day: i64) -> i64 {
    let year = if month <= 2 { year - 1 } else { year };
    let era = year.div_euclid(400);
    let year_of_era = year.rem_euclid(400);
    let day_of_year = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;
    era * 146_097 + year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year - 719_468
}

#[cfg(test)]
mod tests {
    use super::parse_date;

    #[test]
    fn dates_are_utc_milliseconds() {
        assert_eq!(parse_date("1970-01-01T00:00:00.000"), Some(0));
        assert_eq!(parse_date("2017-03-01T12:00:00.123"), Some(1_488_369_600_123));
        assert_eq!(parse_date("2017-03-01T12:00:00.123Z"), Some(1_488_369_600_123));
        assert_eq!(parse_date("2017-03-01T12:00:00"), Some(1_488_369_600_000));
        assert_eq!(parse_date("2017-03-01 12:00:00.1"), Some(1_488_369_600_100));
        assert_eq!(parse_date("2017-03-01T12:00:00.1239999"), Some(1_488_369_600_123));
        assert_eq!(parse_date("2016-02-29"), Some(1_456_704_000_000));
        assert_eq!(parse_date("1969-12-31T23:59:59.999"), Some(-1));
    }

    #[test]
    fn what_is_no_date_is_refused() {
        for wrong in [
            "",
            "abc",
            "2017-02-29",
            "1900-02-29",
            "2017-13-01",
            "2017-00-01",
            "2017-01-00",
            "+017-01-01",
            "2017-01-01T24:00:00",
            "2017-01-01T00:60:00",
            "2017-01-01T00:00",
            "2017-01-01T00:00:00.",
            "2017-01-01T00:00:00.1a",
            "2017-01-01T00:00:00+02:00",
            "2017-1-1",
            "20170101",
            "2017-01-01-01",
        ] {
            assert_eq!(parse_date(wrong), None, "{wrong:?}");
        }
    }
}
