//! Moments: UTC milliseconds since 1970, as they stand in the database.

use std::borrow::Borrow;

use crate::Value;
use crate::db::{Column, Row};

/// A moment in UTC milliseconds since 1970-01-01T00:00:00Z.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize)]
#[serde(transparent)]
pub struct Time(pub i64);

impl Time {
    pub const SECOND: i64 = 1000;
    pub const MINUTE: i64 = 60 * Time::SECOND;
    pub const HOUR: i64 = 60 * Time::MINUTE;
    pub const DAY: i64 = 24 * Time::HOUR;

    pub fn plus(self, millis: i64) -> Time {
        Time(self.0.saturating_add(millis))
    }

    /// Milliseconds from `earlier` to this moment.
    pub fn since(self, earlier: impl Borrow<Time>) -> i64 {
        self.0.saturating_sub(earlier.borrow().0)
    }

    /// The end of a day written as `2026-11-25`, in UTC.
    pub fn end_of_day(day: &str) -> Option<Time> {
        let date: jiff::civil::Date = day.parse().ok()?;
        let start = date.at(0, 0, 0, 0).to_zoned(jiff::tz::TimeZone::UTC).ok()?.timestamp().as_millisecond();
        Some(Time(start).plus(Time::DAY))
    }

    /// RFC 3339 in UTC, to the second: `2026-11-22T13:05:00Z`. For machines: feeds, `<time>`, JSON.
    pub fn rfc3339(self) -> String {
        match jiff::Timestamp::from_millisecond(self.0) {
            Ok(stamp) => stamp.strftime("%Y-%m-%dT%H:%M:%SZ").to_string(),
            Err(_) => String::new(),
        }
    }
}

impl Column for Time {
    fn column(row: &Row<'_>, index: usize) -> crate::Result<Time> {
        i64::column(row, index).map(Time)
    }
}

impl From<Time> for Value {
    fn from(time: Time) -> Value {
        Value::Int(time.0)
    }
}

impl From<Option<Time>> for Value {
    fn from(time: Option<Time>) -> Value {
        time.map_or(Value::Null, Value::from)
    }
}
