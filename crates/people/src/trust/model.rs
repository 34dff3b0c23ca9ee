//! The limits of new members; no SQL, no HTTP.

use serde::{Deserialize, Serialize};

/// What holds for new members of a community. Defaults as other forums have them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Trust {
    /// Somebody is new for so many days; 0: nobody is.
    pub new_days: i64,
    /// The first so many members never meet any of it.
    pub free_members: i64,
    /// In the first day.
    pub threads: i64,
    pub replies: i64,
    /// In one post.
    pub mentions: i64,
    pub links: i64,
    pub images: i64,
    pub attachments: i64,
    /// In one thread of somebody else.
    pub replies_in_thread: i64,
    /// Between two threads, and two posts, s.
    pub thread_gap: i64,
    pub post_gap: i64,
    /// A first post that was typed faster is held for a look, s.
    pub typing: i64,
}

impl Default for Trust {
    fn default() -> Trust {
        Trust {
            new_days: 3,
            free_members: 50,
            threads: 3,
            replies: 10,
            mentions: 2,
            links: 2,
            images: 1,
            attachments: 0,
            replies_in_thread: 3,
            thread_gap: 120,
            post_gap: 30,
            typing: 3,
        }
    }
}

impl Trust {
    /// Names of the fields, in the order of the page.
    pub(super) const FIELDS: [&'static str; 12] = [
        "new_days",
        "free_members",
        "threads",
        "replies",
        "replies_in_thread",
        "thread_gap",
        "post_gap",
        "mentions",
        "links",
        "images",
        "attachments",
        "typing",
    ];

    /// A field by its name.
    pub(super) fn field(&mut self, name: &str) -> Option<&mut i64> {
        Some(match name {
            "new_days" => &mut self.new_days,
            "free_members" => &mut self.free_members,
            "threads" => &mut self.threads,
            "replies" => &mut self.replies,
            "replies_in_thread" => &mut self.replies_in_thread,
            "thread_gap" => &mut self.thread_gap,
            "post_gap" => &mut self.post_gap,
            "mentions" => &mut self.mentions,
            "links" => &mut self.links,
            "images" => &mut self.images,
            "attachments" => &mut self.attachments,
            "typing" => &mut self.typing,
            _ => return None,
        })
    }
}
