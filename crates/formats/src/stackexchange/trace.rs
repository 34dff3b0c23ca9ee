//! What was done to posts: history, votes, links.

use serde::{Deserialize, Serialize};

use super::cells::Cells;
use super::kinds::{HistoryType, LinkType, VoteType};
use super::rows::{Row, Sealed};

/// A row of `PostHistory.xml`. The latest entry of a post for which [`HistoryType::is_body`] holds has its Markdown.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PostHistory {
    /// Rises with time for one post.
    pub id: i64,
    /// What was done.
    pub post_history_type_id: HistoryType,
    /// May dangle.
    pub post_id: i64,
    /// The same for all entries of one act.
    pub revision_guid: Option<String>,
    /// UTC milliseconds.
    pub creation_date: i64,
    /// Absent when the account was deleted.
    pub user_id: Option<i64>,
    /// The name of a deleted account.
    pub user_display_name: Option<String>,
    /// Why, in the words of the editor; the number of a reason where a post was closed.
    pub comment: Option<String>,
    /// Markdown, title, tags, or JSON of the voters, by `post_history_type_id`.
    pub text: Option<String>,
    /// As in [`Post::content_license`](super::Post::content_license).
    pub content_license: Option<String>,
}

impl Row for PostHistory {}
impl Sealed for PostHistory {
    fn read(cells: &mut Cells) -> Result<Self, String> {
        Ok(Self {
            id: Cells::must(cells.number("Id")?, "Id")?,
            post_history_type_id: HistoryType(Cells::must(cells.number("PostHistoryTypeId")?, "PostHistoryTypeId")?),
            post_id: Cells::must(cells.number("PostId")?, "PostId")?,
            revision_guid: cells.text("RevisionGUID"),
            creation_date: Cells::must(cells.date("CreationDate")?, "CreationDate")?,
            user_id: cells.number("UserId")?,
            user_display_name: cells.text("UserDisplayName"),
            comment: cells.text("Comment"),
            text: cells.text("Text"),
            content_license: cells.text("ContentLicense"),
        })
    }
}

/// A row of `Votes.xml`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Vote {
    /// A sequence of its own.
    pub id: i64,
    /// May dangle.
    pub post_id: i64,
    /// What it says.
    pub vote_type_id: VoteType,
    /// UTC milliseconds of midnight: the hour is not published.
    pub creation_date: Option<i64>,
    /// Only of favourites and begun bounties.
    pub user_id: Option<i64>,
    /// Points of a bounty.
    pub bounty_amount: Option<i64>,
}

impl Row for Vote {}
impl Sealed for Vote {
    fn read(cells: &mut Cells) -> Result<Self, String> {
        Ok(Self {
            id: Cells::must(cells.number("Id")?, "Id")?,
            post_id: Cells::must(cells.number("PostId")?, "PostId")?,
            vote_type_id: Cells::must(cells.number("VoteTypeId")?, "VoteTypeId")?.into(),
            creation_date: cells.date("CreationDate")?,
            user_id: cells.number("UserId")?,
            bounty_amount: cells.number("BountyAmount")?,
        })
    }
}

/// A row of `PostLinks.xml`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PostLink {
    /// A sequence of its own.
    pub id: i64,
    /// UTC milliseconds.
    pub creation_date: Option<i64>,
    /// From; may dangle.
    pub post_id: i64,
    /// To; may dangle.
    pub related_post_id: i64,
    /// How.
    pub link_type_id: LinkType,
}

impl Row for PostLink {}
impl Sealed for PostLink {
    fn read(cells: &mut Cells) -> Result<Self, String> {
        Ok(Self {
            id: Cells::must(cells.number("Id")?, "Id")?,
            creation_date: cells.date("CreationDate")?,
            post_id: Cells::must(cells.number("PostId")?, "PostId")?,
            related_post_id: Cells::must(cells.number("RelatedPostId")?, "RelatedPostId")?,
            link_type_id: Cells::must(cells.number("LinkTypeId")?, "LinkTypeId")?.into(),
        })
    }
}
