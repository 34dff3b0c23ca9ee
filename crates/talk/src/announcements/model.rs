//! Words of announcements; no SQL, no HTTP.

use base::{Id, Time, record};
use web::Face;

/// So long one stands on top unless somebody says otherwise, ms.
pub const USUAL: i64 = 30 * Time::DAY;

record! {
    /// What makes a thread an announcement.
    #[derive(Clone, Debug)]
    pub struct Announcement {
        pub thread: Id,
        pub community: Id,
        pub author: Id,
        pub title: String,
        pub slug: String,
        /// Whether everybody is asked to say that they have read and understood it.
        pub confirm: bool,
        pub until: Time,
        /// When the reminder was asked for.
        pub reminder_at: Option<Time>,
    }
}

record! {
    /// An announcement as it stands on top of the home page.
    #[derive(Clone, Debug)]
    pub struct Standing {
        pub thread: Id,
        pub slug: String,
        pub title: String,
        pub author: String,
        pub created_at: Time,
        pub confirm: bool,
    }
}

record! {
    /// Somebody who has said that they read it, or has not.
    #[derive(Clone, Debug)]
    pub struct Reader {
        pub account: Id,
        pub handle: String,
        pub name: String,
        pub confirmed_at: Option<Time>,
    }
}

impl Reader {
    pub fn face(&self) -> Face {
        Face { handle: self.handle.clone(), name: self.name.clone() }
    }
}
