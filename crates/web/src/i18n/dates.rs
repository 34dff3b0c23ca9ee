//! Moments as people say them.

use base::Time;
use jiff::Timestamp;
use jiff::tz::TimeZone;

use super::Tongue;

pub(super) fn ago(t: Tongue, time: Time, now: Time) -> String {
    let since = now.since(time);
    match since {
        ..Time::MINUTE => t.say("ago-now").to_owned(),
        Time::MINUTE..Time::HOUR => t.with("ago-minutes", "n", (since / Time::MINUTE).to_string()),
        Time::HOUR..Time::DAY => t.with("ago-hours", "n", (since / Time::HOUR).to_string()),
        _ if since < 2 * Time::DAY => t.say("ago-yesterday").to_owned(),
        _ if since < 7 * Time::DAY => t.with("ago-days", "n", (since / Time::DAY).to_string()),
        _ => day(t, time, now),
    }
}

pub(super) fn lasting(t: Tongue, millis: i64) -> String {
    let (days, hours, minutes) = (millis / Time::DAY, millis / Time::HOUR % 24, millis / Time::MINUTE % 60);
    let (big, small) = match (days, hours) {
        (0, 0) => return t.with("lasting-minutes", "n", minutes.max(1).to_string()),
        (0, _) => (
            t.with("lasting-hours", "n", hours.to_string()),
            (minutes > 0).then(|| t.with("lasting-minutes", "n", minutes.to_string())),
        ),
        (1..=6, _) => (t.count("lasting-days", days), (hours > 0).then(|| t.with("lasting-hours", "n", hours.to_string()))),
        _ => (t.count("lasting-days", days), None),
    };
    small.map_or(big.clone(), |small| format!("{big} {small}"))
}

pub(super) fn day(t: Tongue, time: Time, now: Time) -> String {
    let (Some(date), Some(today)) = (local(time), local(now)) else { return String::new() };
    let month = t.say_key(&format!("month-{}", date.month()));
    let shown = t.with2("date-day", "day", date.day().to_string(), "month", month);
    if date.year() == today.year() { shown } else { format!("{shown} {}", date.year()) }
}

pub(super) fn month(t: Tongue, time: Time, now: Time) -> String {
    let (Some(date), Some(today)) = (local(time), local(now)) else { return String::new() };
    let month = t.say_key(&format!("month-{}", date.month()));
    if date.year() == today.year() { month.to_owned() } else { format!("{month} {}", date.year()) }
}

pub(super) fn moment(t: Tongue, time: Time) -> String {
    let Some(date) = local(time) else { return String::new() };
    let month = t.say_key(&format!("month-{}", date.month()));
    let shown = t.with2("date-day", "day", date.day().to_string(), "month", month);
    format!("{shown} {}, {:02}:{:02} UTC", date.year(), date.hour(), date.minute())
}

fn local(time: Time) -> Option<jiff::Zoned> {
    Timestamp::from_millisecond(time.0).ok().map(|stamp| stamp.to_zoned(TimeZone::UTC))
}
