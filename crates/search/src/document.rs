//! What is put into the index.

/// What a document is, and so what its `id` names.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Kind {
    /// An opening post with its title.
    Thread,
    /// A reply, answer or comment.
    Post,
    /// An account's public profile.
    Person,
    /// A tag with its description.
    Tag,
}

impl Kind {
    /// The number that stands for the kind in the index; changing one needs a new schema version.
    pub(crate) fn code(self) -> u64 {
        match self {
            Kind::Thread => 0,
            Kind::Post => 1,
            Kind::Person => 2,
            Kind::Tag => 3,
        }
    }

    pub(crate) fn from_code(code: u64) -> Kind {
        match code {
            0 => Kind::Thread,
            1 => Kind::Post,
            2 => Kind::Person,
            _ => Kind::Tag,
        }
    }
}

/// The language of a text: which endings are cut and which words carry no meaning.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Language {
    English,
    Dutch,
    German,
    French,
    Spanish,
    /// Any other: words are compared as they are written.
    Other,
}

impl Language {
    /// From a language tag such as `en`, `en-GB` or `nl_NL`; unknown ones give `Other`.
    pub fn from_code(code: &str) -> Language {
        let primary = code.split(['-', '_']).next().unwrap_or_default();
        match primary.to_ascii_lowercase().as_str() {
            "en" => Language::English,
            "nl" => Language::Dutch,
            "de" => Language::German,
            "fr" => Language::French,
            "es" => Language::Spanish,
            _ => Language::Other,
        }
    }
}

/// What is true of a thread or post, for `is:` filters. Opposites are both said, so that a filter
/// for either is a plain lookup.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum State {
    Question,
    Discussion,
    Idea,
    Showcase,
    HowWouldYou,
    Solved,
    Unsolved,
    Answered,
    Unanswered,
    Closed,
    Open,
    /// This post is the accepted answer.
    Accepted,
    Announcement,
}

impl State {
    pub(crate) fn code(self) -> u64 {
        self as u64
    }

    /// From the value of an `is:` filter (`solved`, `question`, `how-would-you` …), in any case;
    /// None when there is no such state.
    pub fn from_name(name: &str) -> Option<State> {
        let plain: String = name.chars().filter(|c| c.is_alphanumeric()).collect();
        Some(match plain.to_lowercase().as_str() {
            "question" => State::Question,
            "discussion" => State::Discussion,
            "idea" => State::Idea,
            "showcase" => State::Showcase,
            "howwouldyou" => State::HowWouldYou,
            "solved" => State::Solved,
            "unsolved" => State::Unsolved,
            "answered" => State::Answered,
            "unanswered" => State::Unanswered,
            "closed" => State::Closed,
            "open" => State::Open,
            "accepted" => State::Accepted,
            "announcement" => State::Announcement,
            _ => return None,
        })
    }
}

/// One searchable thing. Only ids and terms derived from the texts reach the index.
#[derive(Clone, Debug)]
pub struct Document {
    /// With `id` the identity: putting another of the same kind and id replaces it.
    pub kind: Kind,
    pub id: i64,
    /// The thread that it belongs to (its own id for a `Thread`); 0 when there is none.
    pub thread: i64,
    /// 0 for what belongs to the site as a whole.
    pub community: i64,
    /// Who may read it; a search names the audiences that it may return.
    pub audience: i64,
    pub author: i64,
    pub area: i64,
    pub tags: Vec<i64>,
    pub is: Vec<State>,
    /// UTC milliseconds.
    pub created_at: i64,
    pub language: Language,
    /// For a `Post` the title of its thread.
    pub title: String,
    /// Plain text, without markup.
    pub body: String,
}
