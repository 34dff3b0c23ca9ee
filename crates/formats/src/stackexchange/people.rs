//! Users and their badges.

use serde::{Deserialize, Serialize};

use super::cells::Cells;
use super::rows::{Row, Sealed};

/// A row of `Users.xml`. There are no e-mail addresses in a dump.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct User {
    /// -1 is the site itself ("Community").
    pub id: i64,
    /// Points.
    pub reputation: Option<i64>,
    /// May be empty.
    pub display_name: String,
    /// UTC milliseconds.
    pub creation_date: Option<i64>,
    /// UTC milliseconds.
    pub last_access_date: Option<i64>,
    /// Free text.
    pub location: Option<String>,
    /// HTML.
    pub about_me: Option<String>,
    /// As typed by the person, not checked.
    pub website_url: Option<String>,
    /// Given, not received.
    pub up_votes: Option<i64>,
    /// Given, not received.
    pub down_votes: Option<i64>,
    /// Of the profile.
    pub views: Option<i64>,
    /// The same person on all sites of the network.
    pub account_id: Option<i64>,
}

impl Row for User {}
impl Sealed for User {
    fn read(cells: &mut Cells) -> Result<Self, String> {
        Ok(Self {
            id: Cells::must(cells.number("Id")?, "Id")?,
            reputation: cells.number("Reputation")?,
            display_name: cells.text("DisplayName").unwrap_or_default(),
            creation_date: cells.date("CreationDate")?,
            last_access_date: cells.date("LastAccessDate")?,
            location: cells.text("Location"),
            about_me: cells.text("AboutMe"),
            website_url: cells.text("WebsiteUrl"),
            up_votes: cells.number("UpVotes")?,
            down_votes: cells.number("DownVotes")?,
            views: cells.number("Views")?,
            account_id: cells.number("AccountId")?,
        })
    }
}

/// A row of `Badges.xml`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Badge {
    /// Of the award, not of the kind of badge.
    pub id: i64,
    /// Who has it.
    pub user_id: i64,
    /// `Informed`, or a tag where `tag_based`.
    pub name: String,
    /// UTC milliseconds.
    pub date: i64,
    /// 1 gold, 2 silver, 3 bronze; absent in dumps before 2014.
    pub class: Option<i64>,
    /// The name is a tag's.
    pub tag_based: Option<bool>,
}

impl Row for Badge {}
impl Sealed for Badge {
    fn read(cells: &mut Cells) -> Result<Self, String> {
        Ok(Self {
            id: Cells::must(cells.number("Id")?, "Id")?,
            user_id: Cells::must(cells.number("UserId")?, "UserId")?,
            name: cells.text("Name").unwrap_or_default(),
            date: Cells::must(cells.date("Date")?, "Date")?,
            class: cells.number("Class")?,
            tag_based: cells.truth("TagBased")?,
        })
    }
}
