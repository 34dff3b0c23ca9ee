//! Words of working groups; no SQL, no HTTP.

use base::{Id, Time, codes, record};
use web::Face;

codes! {
    /// How somebody stands to a group.
    pub enum State { In = "in", Asked = "asked", Left = "left" }
}

record! {
    /// A working group.
    #[derive(Clone, Debug)]
    pub struct Group {
        pub id: Id,
        pub community: Id,
        pub name: String,
        pub slug: String,
        pub goal: String,
        /// Who leads it; 0 while nobody does.
        pub lead: Id,
        pub lead_handle: String,
        pub lead_name: String,
        /// Whether what it says is read by its members only.
        pub closed: bool,
        /// Who reads what it says.
        pub audience: Id,
        pub created_at: Time,
        pub ends_at: Option<Time>,
        pub ended_at: Option<Time>,
        pub result: String,
        /// The thread that tells the community of the result; 0 for none.
        pub told: Id,
        pub people: i64,
        pub rev: i64,
    }
}

impl Group {
    pub fn is_open(&self) -> bool {
        self.ended_at.is_none()
    }

    /// Who leads it.
    pub fn face(&self) -> Option<Face> {
        (self.lead != 0).then(|| Face { handle: self.lead_handle.clone(), name: self.lead_name.clone() })
    }

    /// A moment of the last day on which it is in time.
    pub fn last_day(&self) -> Option<Time> {
        self.ends_at.map(|end| end.plus(-1))
    }

    /// Whether its day has come and it has not ended.
    pub fn is_over_time(&self, now: &Time) -> bool {
        self.is_open() && self.ends_at.is_some_and(|end| end <= *now)
    }
}

/// A group as it shall be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wanted {
    pub name: String,
    pub slug: String,
    pub goal: String,
    pub ends_at: Option<Time>,
}
