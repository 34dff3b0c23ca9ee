//! The numbers of the dump and what they mean. A number without a name here is kept as it is.

use serde::{Deserialize, Serialize};

/// What a post is. Written and read as the dump's number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(from = "i64", into = "i64")]
pub enum PostType {
    /// 1
    Question,
    /// 2
    Answer,
    /// 3: a tag wiki whose tag is gone.
    OrphanedTagWiki,
    /// 4: the short text of a tag.
    TagWikiExcerpt,
    /// 5: the long text of a tag.
    TagWiki,
    /// 6
    ModeratorNomination,
    /// 7
    WikiPlaceholder,
    /// 8
    PrivilegeWiki,
    /// Any other number.
    Other(i64),
}

impl From<i64> for PostType {
    fn from(number: i64) -> Self {
        match number {
            1 => Self::Question,
            2 => Self::Answer,
            3 => Self::OrphanedTagWiki,
            4 => Self::TagWikiExcerpt,
            5 => Self::TagWiki,
            6 => Self::ModeratorNomination,
            7 => Self::WikiPlaceholder,
            8 => Self::PrivilegeWiki,
            other => Self::Other(other),
        }
    }
}

impl From<PostType> for i64 {
    fn from(kind: PostType) -> Self {
        match kind {
            PostType::Question => 1,
            PostType::Answer => 2,
            PostType::OrphanedTagWiki => 3,
            PostType::TagWikiExcerpt => 4,
            PostType::TagWiki => 5,
            PostType::ModeratorNomination => 6,
            PostType::WikiPlaceholder => 7,
            PostType::PrivilegeWiki => 8,
            PostType::Other(other) => other,
        }
    }
}

/// What a vote says. Written and read as the dump's number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(from = "i64", into = "i64")]
pub enum VoteType {
    /// 1: the asker accepted this answer.
    Accepted,
    /// 2
    Up,
    /// 3
    Down,
    /// 5: a bookmark; one of the two kinds that name the voter.
    Favorite,
    /// 8: the other kind that names the voter.
    BountyStart,
    /// 9
    BountyClose,
    /// Any other number: offensive, close, reopen, delete, spam, moderator review, approved edit …
    Other(i64),
}

impl From<i64> for VoteType {
    fn from(number: i64) -> Self {
        match number {
            1 => Self::Accepted,
            2 => Self::Up,
            3 => Self::Down,
            5 => Self::Favorite,
            8 => Self::BountyStart,
            9 => Self::BountyClose,
            other => Self::Other(other),
        }
    }
}

impl From<VoteType> for i64 {
    fn from(kind: VoteType) -> Self {
        match kind {
            VoteType::Accepted => 1,
            VoteType::Up => 2,
            VoteType::Down => 3,
            VoteType::Favorite => 5,
            VoteType::BountyStart => 8,
            VoteType::BountyClose => 9,
            VoteType::Other(other) => other,
        }
    }
}

/// How two posts are linked. Written and read as the dump's number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(from = "i64", into = "i64")]
pub enum LinkType {
    /// 1: the text of one names the other.
    Linked,
    /// 3: the post was closed as a duplicate of the related one.
    Duplicate,
    /// Any other number.
    Other(i64),
}

impl From<i64> for LinkType {
    fn from(number: i64) -> Self {
        match number {
            1 => Self::Linked,
            3 => Self::Duplicate,
            other => Self::Other(other),
        }
    }
}

impl From<LinkType> for i64 {
    fn from(kind: LinkType) -> Self {
        match kind {
            LinkType::Linked => 1,
            LinkType::Duplicate => 3,
            LinkType::Other(other) => other,
        }
    }
}

/// What an entry of the history did, as the dump's number (there are over forty; the importer asks three questions).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct HistoryType(pub i64);

impl HistoryType {
    /// Its text is the Markdown of the body: first version, edit or rollback.
    pub fn is_body(self) -> bool {
        matches!(self.0, 2 | 5 | 8)
    }

    /// Its text is the title: first version, edit or rollback.
    pub fn is_title(self) -> bool {
        matches!(self.0, 1 | 4 | 7)
    }

    /// Its text is the list of tags (see [`parse_tags`](super::parse_tags)): first version, edit or rollback.
    pub fn is_tags(self) -> bool {
        matches!(self.0, 3 | 6 | 9)
    }
}
