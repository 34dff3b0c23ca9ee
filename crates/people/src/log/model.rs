//! Entries of the log of privileged actions; no SQL, no HTTP.

use base::{Id, Time, codes, record};

codes! {
    /// Kinds of privileged actions, as one filters by them.
    pub enum Group {
        Moderation = "moderation", Content = "content", Roles = "roles", Settings = "settings", Joining = "joining",
        Accounts = "accounts",
    }
}

record! {
    /// One action.
    #[derive(Clone, Debug)]
    pub struct Entry {
        pub id: Id,
        pub at: Time,
        /// Empty for the program itself.
        pub handle: String,
        pub name: String,
        pub verb: String,
        pub kind: String,
        pub object: Id,
        /// Slug and name of the community; empty for the site.
        pub slug: String,
        pub community: String,
        /// Of actions about a person: who it was about.
        pub about_handle: String,
        pub about: String,
    }
}

impl Entry {
    /// Where what it was about stands; nothing for what has no page.
    pub fn path(&self) -> Option<String> {
        let base = format!("/c/{}", self.slug);
        if self.slug.is_empty() {
            return None;
        }
        match self.kind.as_str() {
            "account" if !self.about_handle.is_empty() => Some(format!("{base}/members/{}", self.about_handle)),
            "case" => Some(format!("{base}/manage/queue/{}", self.object)),
            // Why they looked stands there.
            "thread" if self.verb == "unveiled" => Some(format!("{base}/threads/{}/asker", self.object)),
            "thread" => Some(format!("{base}/t/{}", self.object)),
            "post" => Some(format!("{base}/posts/{}", self.object)),
            _ => None,
        }
    }
}

/// What the log is asked for.
#[derive(Clone, Debug, Default)]
pub struct Wanted {
    /// 0: everybody.
    pub actor: Id,
    pub group: Option<Group>,
    /// From the start of a day, to the end of one.
    pub from: Option<Time>,
    pub to: Option<Time>,
    /// Behind (time, id).
    pub after: Option<(i64, i64)>,
}
