//! The clock is a parameter: the program has the machine's, a test turns its own.

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use crate::Time;

/// Tells the time. Cheap to clone; clones of a fixed clock share their hands.
#[derive(Clone, Debug)]
pub struct Clock(Option<Arc<AtomicI64>>);

impl Clock {
    /// The machine's clock.
    pub fn system() -> Clock {
        Clock(None)
    }

    /// A clock that stands until it is turned.
    pub fn at(time: Time) -> Clock {
        Clock(Some(Arc::new(AtomicI64::new(time.0))))
    }

    pub fn now(&self) -> Time {
        match &self.0 {
            Some(hands) => Time(hands.load(Ordering::Relaxed)),
            None => Time(system_millis()),
        }
    }

    /// Turns a fixed clock forward; the machine's clock does not turn.
    pub fn advance(&self, millis: i64) {
        if let Some(hands) = &self.0 {
            hands.fetch_add(millis, Ordering::Relaxed);
        }
    }
}

#[expect(clippy::disallowed_methods, reason = "the one place that may ask the machine for the time")]
fn system_millis() -> i64 {
    std::time::SystemTime::now()
        .duration_since(std::time::UNIX_EPOCH)
        .map_or(0, |since| i64::try_from(since.as_millis()).unwrap_or(i64::MAX))
}
