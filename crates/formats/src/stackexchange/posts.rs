//! Posts, comments and tags.

use serde::{Deserialize, Serialize};

use super::cells::Cells;
use super::kinds::PostType;
use super::rows::{Row, Sealed};

/// A row of `Posts.xml`: question, answer, tag wiki …
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Post {
    /// One sequence for questions and answers.
    pub id: i64,
    /// What it is.
    pub post_type_id: PostType,
    /// Of a question; may dangle.
    pub accepted_answer_id: Option<i64>,
    /// The question of an answer; may dangle.
    pub parent_id: Option<i64>,
    /// UTC milliseconds.
    pub creation_date: i64,
    /// Up votes less down votes; 0 where absent.
    pub score: i64,
    /// Of a question.
    pub view_count: Option<i64>,
    /// Rendered HTML, to be sanitized; the Markdown is in the history. May be empty.
    pub body: String,
    /// Absent when the account was deleted.
    pub owner_user_id: Option<i64>,
    /// The name of a deleted account or of a visitor.
    pub owner_display_name: Option<String>,
    /// Absent when never edited or when the account was deleted.
    pub last_editor_user_id: Option<i64>,
    /// The name of a deleted account.
    pub last_editor_display_name: Option<String>,
    /// UTC milliseconds.
    pub last_edit_date: Option<i64>,
    /// UTC milliseconds.
    pub last_activity_date: Option<i64>,
    /// Of a question; plain text.
    pub title: Option<String>,
    /// Of a question, in the order of the dump.
    pub tags: Vec<String>,
    /// Of a question.
    pub answer_count: Option<i64>,
    /// Comments below it.
    pub comment_count: Option<i64>,
    /// Bookmarks.
    pub favorite_count: Option<i64>,
    /// UTC milliseconds; present when closed.
    pub closed_date: Option<i64>,
    /// UTC milliseconds; present when a community wiki.
    pub community_owned_date: Option<i64>,
    /// `CC BY-SA 4.0`; must be shown with the author's name.
    pub content_license: Option<String>,
}

impl Row for Post {}
impl Sealed for Post {
    fn read(cells: &mut Cells) -> Result<Self, String> {
        Ok(Self {
            id: Cells::must(cells.number("Id")?, "Id")?,
            post_type_id: Cells::must(cells.number("PostTypeId")?, "PostTypeId")?.into(),
            accepted_answer_id: cells.number("AcceptedAnswerId")?,
            parent_id: cells.number("ParentId")?,
            creation_date: Cells::must(cells.date("CreationDate")?, "CreationDate")?,
            score: cells.number("Score")?.unwrap_or(0),
            view_count: cells.number("ViewCount")?,
            body: cells.text("Body").unwrap_or_default(),
            owner_user_id: cells.number("OwnerUserId")?,
            owner_display_name: cells.text("OwnerDisplayName"),
            last_editor_user_id: cells.number("LastEditorUserId")?,
            last_editor_display_name: cells.text("LastEditorDisplayName"),
            last_edit_date: cells.date("LastEditDate")?,
            last_activity_date: cells.date("LastActivityDate")?,
            title: cells.text("Title"),
            tags: cells.text("Tags").map(|tags| parse_tags(&tags)).unwrap_or_default(),
            answer_count: cells.number("AnswerCount")?,
            comment_count: cells.number("CommentCount")?,
            favorite_count: cells.number("FavoriteCount")?,
            closed_date: cells.date("ClosedDate")?,
            community_owned_date: cells.date("CommunityOwnedDate")?,
            content_license: cells.text("ContentLicense"),
        })
    }
}

/// The names in `<rust><parsing>` (older dumps) or `|rust|parsing|` (newer ones), also in texts of the history.
pub fn parse_tags(text: &str) -> Vec<String> {
    text.split(['<', '>', '|']).map(str::trim).filter(|tag| !tag.is_empty()).map(str::to_owned).collect()
}

/// A row of `Comments.xml`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Comment {
    /// A sequence of its own.
    pub id: i64,
    /// May dangle.
    pub post_id: i64,
    /// Up votes; 0 where absent.
    pub score: i64,
    /// Markdown of the small kind (links, emphasis, code), one line.
    pub text: String,
    /// UTC milliseconds.
    pub creation_date: i64,
    /// Absent when the account was deleted.
    pub user_id: Option<i64>,
    /// The name of a deleted account.
    pub user_display_name: Option<String>,
    /// As in [`Post::content_license`].
    pub content_license: Option<String>,
}

impl Row for Comment {}
impl Sealed for Comment {
    fn read(cells: &mut Cells) -> Result<Self, String> {
        Ok(Self {
            id: Cells::must(cells.number("Id")?, "Id")?,
            post_id: Cells::must(cells.number("PostId")?, "PostId")?,
            score: cells.number("Score")?.unwrap_or(0),
            text: cells.text("Text").unwrap_or_default(),
            creation_date: Cells::must(cells.date("CreationDate")?, "CreationDate")?,
            user_id: cells.number("UserId")?,
            user_display_name: cells.text("UserDisplayName"),
            content_license: cells.text("ContentLicense"),
        })
    }
}

/// A row of `Tags.xml`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Tag {
    /// A sequence of its own.
    pub id: i64,
    /// Lower case with hyphens.
    pub tag_name: String,
    /// Questions that carry it.
    pub count: Option<i64>,
    /// A post of type 4.
    pub excerpt_post_id: Option<i64>,
    /// A post of type 5.
    pub wiki_post_id: Option<i64>,
    /// Members may not put it on questions.
    pub is_moderator_only: Option<bool>,
    /// Questions of a meta site must carry one of these.
    pub is_required: Option<bool>,
}

impl Row for Tag {}
impl Sealed for Tag {
    fn read(cells: &mut Cells) -> Result<Self, String> {
        Ok(Self {
            id: Cells::must(cells.number("Id")?, "Id")?,
            tag_name: Cells::must(cells.text("TagName"), "TagName")?,
            count: cells.number("Count")?,
            excerpt_post_id: cells.number("ExcerptPostId")?,
            wiki_post_id: cells.number("WikiPostId")?,
            is_moderator_only: cells.truth("IsModeratorOnly")?,
            is_required: cells.truth("IsRequired")?,
        })
    }
}
