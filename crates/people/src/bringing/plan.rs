//! What a row of a list would do. Looking and writing ask the same question.

use base::{Id, Result, Tx};

use super::model::{Sketch, State};
use super::store::chapters::Named;
use super::store::{self, Subject, invited};
use crate::communities::Deed;

/// What becomes of somebody.
pub(super) struct Plan {
    pub state: State,
    /// Who they are here.
    pub account: Option<Id>,
    /// Their address, where it is to be filled in.
    pub email: Option<String>,
    /// The chapter that they become a member of, too.
    pub chapter: Option<Id>,
}

/// `chapters`: those that the list's people may be members of (see [`chapters::open_to`]).
pub(super) async fn plan(tx: &Tx, deed: Deed, sketch: &Sketch, chapters: &[Named]) -> Result<Plan> {
    let chapter = chapters.iter().find(|chapter| chapter.is_called(&sketch.chapter)).map(|chapter| chapter.id);
    let Some(account) = known(tx, deed.community, sketch).await? else {
        return Ok(Plan { state: State::New, account: None, email: None, chapter });
    };
    let subject = store::subject(tx, deed.community, account).await?;
    let chapter = match chapter {
        Some(chapter) if !subject.claimed && !store::was_member(tx, chapter, account).await? => Some(chapter),
        _ => None,
    };
    let mut email = None;
    let state = match subject.member {
        _ if subject.removed => State::Gone,
        None if subject.claimed && invited::was_asked(tx, deed.community, account).await? => State::Asked,
        None if subject.claimed => State::Invited,
        None => State::Joins,
        Some(_) if subject.left_at.is_some() => State::Left,
        Some(_) => {
            email = missing_email(tx, &subject, sketch).await?;
            // Who has signed in looks after their own profile, and who belongs to others, too, is not ours to describe.
            let fills = email.is_some() || chapter.is_some() || fills(&subject, sketch);
            let ours = fills && !subject.claimed && store::is_theirs_to_give(tx, deed, account).await?;
            if ours { State::Fills } else { State::Same }
        }
    };
    Ok(Plan { state, account: Some(account), email, chapter })
}

/// Whom a row means: by what this community's lists called them, by address, by handle among the members.
async fn known(tx: &Tx, community: Id, sketch: &Sketch) -> Result<Option<Id>> {
    for key in &sketch.keys {
        if let Some(account) = store::by_key(tx, community, key).await? {
            return Ok(Some(account));
        }
    }
    if !sketch.email.is_empty()
        && let Some(account) = store::by_email(tx, &sketch.email).await?
    {
        return Ok(Some(account));
    }
    match sketch.username.as_str() {
        "" => Ok(None),
        handle => store::member_by_handle(tx, community, handle).await,
    }
}

async fn missing_email(tx: &Tx, subject: &Subject, sketch: &Sketch) -> Result<Option<String>> {
    if subject.email.is_some() || sketch.email.is_empty() {
        return Ok(None);
    }
    let free = store::by_email(tx, &sketch.email).await?.is_none();
    Ok(free.then(|| sketch.email.clone()))
}

fn fills(subject: &Subject, sketch: &Sketch) -> bool {
    let fields = [
        (&subject.headline, &sketch.headline),
        (&subject.place, &sketch.place),
        (&subject.website, &sketch.website),
        (&subject.about_html, &sketch.about_html),
        (&subject.organisation, &sketch.organisation),
        (&subject.zone, &sketch.zone),
        (&subject.languages, &sketch.languages),
        (&subject.groups, &sketch.groups.join("\n")),
    ];
    let says = subject.skills.is_empty() && !subject.knows && !sketch.skills.is_empty();
    says || fields.into_iter().any(|(has, told)| has.is_empty() && !told.is_empty())
}
