//! Words and rows of threads and posts; no SQL, no HTTP.

use base::{Id, Time, codes, record};
use web::{Area, Face, Tone};

codes! {
    /// What a thread is.
    pub enum Kind {
        Discussion = "discussion", Question = "question", HowWouldYou = "howwouldyou", Idea = "idea", Showcase = "showcase",
        Announcement = "announcement",
    }
}

codes! {
    /// The list that a thread stands in.
    pub enum Section { Discussions = "discussions", Questions = "questions", Ideas = "ideas" }
}

codes! {
    /// What a post is in its thread. A reply to a question is an answer.
    pub enum PostKind { Opening = "opening", Reply = "reply", Comment = "comment" }
}

codes! {
    /// Orders of a list.
    pub enum Sort { Latest = "latest", New = "new", Top = "top", Unanswered = "unanswered", Solved = "solved" }
}

codes! {
    /// How closely somebody follows a thread.
    pub enum Level { Watching = "watching", Mentions = "mentions", Muted = "muted" }
}

codes! {
    /// When a poll's results show.
    pub enum Results { Always = "always", Voted = "voted", Closed = "closed" }
}

codes! {
    /// How one thread points to another.
    pub enum LinkKind { Linked = "linked", Duplicate = "duplicate" }
}

/// What nobody said is a discussion.
impl Default for Kind {
    fn default() -> Kind {
        Kind::Discussion
    }
}

impl Kind {
    /// What any member writes, and what one kind of thread can be turned into; announcements are for who leads.
    pub const USUAL: &[Kind] = &[Kind::Discussion, Kind::Question, Kind::HowWouldYou, Kind::Idea, Kind::Showcase];

    pub fn section(self) -> Section {
        match self {
            Kind::Discussion | Kind::Showcase | Kind::Announcement => Section::Discussions,
            Kind::Question | Kind::HowWouldYou => Section::Questions,
            Kind::Idea => Section::Ideas,
        }
    }

    /// Whether replies are answers, of which one can be accepted.
    pub fn has_answers(self) -> bool {
        self == Kind::Question
    }

    /// Whether replies are voted on and ordered by score.
    pub fn is_ranked(self) -> bool {
        matches!(self, Kind::Question | Kind::HowWouldYou)
    }

    /// The log's word for opening such a thread.
    pub fn opening_verb(self) -> &'static str {
        if self.is_ranked() { "asked" } else { "started" }
    }

    /// The log's word for replying in such a thread.
    pub fn reply_verb(self) -> &'static str {
        if self.is_ranked() { "answered" } else { "replied" }
    }
}

impl Section {
    /// What somebody who starts from this list most likely wants to write.
    pub fn usual_kind(self) -> Kind {
        match self {
            Section::Discussions => Kind::Discussion,
            Section::Questions => Kind::Question,
            Section::Ideas => Kind::Idea,
        }
    }

    /// Orders that make sense there.
    pub fn sorts(self) -> &'static [Sort] {
        match self {
            Section::Questions => &[Sort::Latest, Sort::New, Sort::Top, Sort::Unanswered, Sort::Solved],
            Section::Discussions | Section::Ideas => &[Sort::Latest, Sort::New, Sort::Top, Sort::Unanswered],
        }
    }
}

/// Stands before the reason that somebody gave for deleting.
pub const SAID: &str = "said:";

/// The reason of what is out of sight until moderators have decided: it is kept.
pub const HELD: &str = "held";

fn said(why: Option<&String>) -> &str {
    why.and_then(|why| why.strip_prefix(SAID)).unwrap_or("")
}

/// The place of an answer among answers, ascending: accepted first, then the highest score.
pub fn place(kind: Kind, post: PostKind, accepted: bool, score: i64) -> i64 {
    match (kind.is_ranked(), post) {
        (true, PostKind::Reply) => -score - if accepted { 1 << 40 } else { 0 },
        _ => 0,
    }
}

record! {
    /// A thread in a list.
    #[derive(Clone, Debug)]
    pub struct Listed {
        pub id: Id,
        pub kind: Kind,
        pub title: String,
        pub slug: String,
        pub author_handle: String,
        pub author_name: String,
        pub created_at: Time,
        pub active_at: Time,
        pub active_by: String,
        pub replies: i64,
        pub score: i64,
        pub views: i64,
        pub solved: bool,
        pub waiting: bool,
        pub pinned: bool,
        pub closed_at: Option<Time>,
        pub area_slug: Option<String>,
        pub area_name: Option<String>,
        pub area_tone: Option<String>,
        /// The working group that it belongs to, and whether only that one reads it.
        pub group_name: Option<String>,
        pub apart: bool,
    }
}

impl Listed {
    pub fn face(&self) -> Face {
        Face { handle: self.author_handle.clone(), name: self.author_name.clone() }
    }

    /// Nobody wrote in it but its author, or only once.
    pub fn is_untouched(&self) -> bool {
        self.replies == 0 && self.active_at == self.created_at
    }

    pub fn area(&self) -> Option<Area> {
        area(self.area_slug.as_ref(), self.area_name.as_ref(), self.area_tone.as_ref())
    }

    /// The sort keys that a cursor holds.
    pub fn keys(&self, sort: Sort) -> Vec<i64> {
        let key = match sort {
            Sort::Latest | Sort::Solved => self.active_at.0,
            Sort::New | Sort::Unanswered => self.created_at.0,
            Sort::Top => self.score,
        };
        vec![key, self.id]
    }
}

fn area(slug: Option<&String>, name: Option<&String>, tone: Option<&String>) -> Option<Area> {
    let tone = tone.and_then(|tone| Tone::from_code(tone)).unwrap_or(Tone::Slate);
    Some(Area { slug: slug?.clone(), name: name?.clone(), tone })
}

record! {
    /// A thread on its own page.
    #[derive(Clone, Debug)]
    pub struct Thread {
        pub id: Id,
        pub community: Id,
        pub audience: Id,
        pub kind: Kind,
        pub section: Section,
        pub title: String,
        pub slug: String,
        pub author: Id,
        pub author_name: String,
        pub created_at: Time,
        pub active_at: Time,
        pub accepted: Id,
        pub accepted_at: Time,
        pub replies: i64,
        pub comments: i64,
        pub people: i64,
        pub views: i64,
        pub score: i64,
        pub closed_at: Option<Time>,
        pub closed_why: String,
        pub rev: i64,
        pub area_id: Id,
        pub solved_at: Time,
        pub metoo: i64,
        pub pinned: bool,
        pub removed_at: Option<Time>,
        pub removed_by: Option<Id>,
        pub removed_why: Option<String>,
        pub area_slug: Option<String>,
        pub area_name: Option<String>,
        pub area_tone: Option<String>,
        /// The working group that it belongs to; 0 for none. Only that one reads it when it stands apart.
        pub group_id: Id,
        pub apart: bool,
        pub group_name: Option<String>,
    }
}

impl Thread {
    /// The reason that somebody gave for deleting it.
    pub fn why_removed(&self) -> &str {
        said(self.removed_why.as_ref())
    }

    /// When it was deleted, for those who still see it.
    pub fn gone_at(&self) -> &Time {
        self.removed_at.as_ref().unwrap_or(&self.created_at)
    }

    pub fn area(&self) -> Option<Area> {
        area(self.area_slug.as_ref(), self.area_name.as_ref(), self.area_tone.as_ref())
    }
}

record! {
    /// A post as its thread shows it.
    #[derive(Clone, Debug)]
    pub struct Post {
        pub id: Id,
        pub parent: Id,
        pub kind: PostKind,
        pub author: Id,
        pub author_handle: String,
        pub author_name: String,
        pub created_at: Time,
        pub place: i64,
        pub edited_at: Option<Time>,
        pub edits: i64,
        pub html: String,
        pub html_version: i64,
        pub score: i64,
        pub origin: String,
        pub origin_url: String,
        pub licence: String,
        pub removed_at: Option<Time>,
        pub removed_by: Option<Id>,
        pub removed_why: Option<String>,
    }
}

impl Post {
    /// The reason that somebody gave for deleting it.
    pub fn why_removed(&self) -> &str {
        said(self.removed_why.as_ref())
    }

    /// When it was deleted, for those who still see it.
    pub fn gone_at(&self) -> &Time {
        self.removed_at.as_ref().unwrap_or(&self.created_at)
    }

    pub fn face(&self) -> Face {
        Face { handle: self.author_handle.clone(), name: self.author_name.clone() }
    }
}

record! {
    /// A tag with the number of threads that have it.
    #[derive(Clone, Debug)]
    pub struct Tag {
        pub id: Id,
        pub slug: String,
        pub name: String,
        pub about: String,
        pub threads: i64,
    }
}
