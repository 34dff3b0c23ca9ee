//! `POST /admin/chapters/{parent}/{id}`: founds the chapters of a list, in one transaction, each with its champion. A chapter that is there
//! already stays as it is.

use axum::extract::State as Held;
use axum::response::Response;
use base::activity::Origin;
use base::{Id, Result as Found, Tx};
use formats::members::{Chapter, Person};
use web::{App, Failure, Joining, Language, Page, Path, Texts, Tongue, Visibility, Visited};

use super::chapters::{Loaded, Named, load};
use super::model::{Counts, Sketch, State};
use super::plan as people;
use super::store;
use super::store::chapters::{self, Parent};
use super::write;
use crate::accounts::store::secrets;
use crate::communities::model::{NewCommunity, is_slug};
use crate::communities::{Deed, Role, store as communities};
use crate::members::store as members;

/// Letters of the longest name and place.
const LONGEST: usize = 80;

/// What becomes of a chapter.
pub(super) struct Plan {
    pub state: State,
    pub slug: String,
}

/// The address of a chapter: as told, or made of its name.
pub(super) fn slug_of(chapter: &Chapter) -> Option<String> {
    let told = chapter.slug.as_str();
    let slug = match told {
        "" => markup::slug(&chapter.name).chars().take(40).collect::<String>().trim_matches('-').to_owned(),
        told => told.to_owned(),
    };
    is_slug(&slug).then_some(slug)
}

pub(super) async fn plan(tx: &Tx, parent: Id, chapter: &Chapter) -> Found<Plan> {
    let name = web::one_line(&chapter.name);
    let Some(slug) = slug_of(chapter).filter(|_| (2..=LONGEST).contains(&name.chars().count())) else {
        return Ok(Plan { state: State::Unreadable, slug: String::new() });
    };
    let state = match chapters::by_slug(tx, &slug).await? {
        None => State::New,
        Some((_, of)) if of == Some(parent) => State::Same,
        Some(_) => State::Taken,
    };
    Ok(Plan { state, slug })
}

pub(super) async fn write(Held(app): Held<App>, visit: Visited, Path(named): Path<Named>) -> Result<Response, Failure> {
    let Loaded { parent, stored, list } = load(&app, named).await?;
    let texts = app.texts;
    let (id, by, now) = (stored.id, visit.account()?.id, visit.now);
    let to = format!("/admin/chapters/{}/{id}", parent.slug);
    let people: Vec<Person> = list.chapters.iter().map(champion).collect();
    let sketches = super::preview::sketches(&people).await?;
    let rows: Vec<(Chapter, Sketch)> = list.chapters.into_iter().zip(sketches).collect();
    let found = move |tx: Tx| async move {
        // The same form twice: the second one comes here when all is done.
        if store::lock_list(&tx, id).await?.is_none() {
            return Ok(());
        }
        let mut came = Counts::default();
        for (chapter, sketch) in &rows {
            let plan = plan(&tx, parent.id, chapter).await?;
            if plan.state == State::New {
                let deed = Deed { community: parent.id, by, now };
                found(&tx, texts, deed, &parent, chapter, plan.slug, sketch).await?;
                came.made += 1;
            }
        }
        communities::bump(&tx, parent.id).await?;
        store::advance(&tx, id, rows.len() as i64, came).await?;
        store::finish(&tx, id, now).await
    };
    app.db.write(found).await?;
    Ok(Page::go(to))
}

/// The champion as a person of a list.
fn champion(chapter: &Chapter) -> Person {
    let name = if chapter.champion.is_empty() { chapter.name.clone() } else { chapter.champion.clone() };
    // Who has no address is known by the chapter, not by a name that others may have, too.
    let key =
        if chapter.email.is_empty() { format!("champion of {}", slug_of(chapter).unwrap_or_default()) } else { String::new() };
    Person { name, email: chapter.email.clone(), external_id: key, ..Person::default() }
}

/// What a chapter is, in its own language.
fn tagline(t: Tongue, parent: &Parent, place: &str) -> String {
    match place {
        "" => t.with("chapters-tagline-of", "parent", &parent.name),
        place => t.with2("chapters-tagline", "parent", &parent.name, "place", place),
    }
}

/// Founds one chapter below its parent. What the list leaves open is as in the parent.
async fn found(
    tx: &Tx,
    texts: &'static Texts,
    deed: Deed,
    parent: &Parent,
    chapter: &Chapter,
    slug: String,
    sketch: &Sketch,
) -> Found<()> {
    let short = |text: &str| web::one_line(text).chars().take(LONGEST).collect::<String>();
    let visibility = Visibility::from_code(&chapter.visibility).unwrap_or(parent.visibility);
    let known = |code: &str| ["en", "nl", "de", "fr", "es", "und"].contains(&code);
    let language = Some(&chapter.language).filter(|code| known(code)).unwrap_or(&parent.language).clone();
    let t = texts.tongue(Language::from_code(&language).unwrap_or(Language::English));
    let joining = if visibility == Visibility::Public { parent.joining } else { Joining::Invitation };
    let new = NewCommunity {
        slug,
        name: short(&chapter.name),
        tagline: tagline(t, parent, &short(&chapter.place)),
        kind: parent.kind,
        language,
        visibility,
        joining,
        created_at: deed.now.0,
    };
    let id = communities::found(tx, &new, Some(deed.by), deed.now).await?;
    chapters::adopt(tx, Deed { community: id, ..deed }, parent.id, &short(&chapter.place)).await?;
    if chapter.champion.is_empty() && chapter.email.is_empty() {
        return Ok(());
    }
    // A member of a chapter is a member of its parent.
    let plan = people::plan(tx, deed, sketch, &[]).await?;
    if plan.state == State::Gone {
        return Ok(());
    }
    // No address is ever proved: an account that somebody signs in to leads only where the parent knows them.
    let stranger = matches!(plan.state, State::Joins | State::Invited | State::Asked);
    let account = write::one(tx, deed, sketch, plan, &mut Counts::default()).await?;
    if stranger && secrets::is_claimed(tx, account).await? {
        return Ok(());
    }
    members::join(tx, id, account, deed.now, Origin::Imported, deed.now).await?;
    communities::grant(tx, id, account, Role::Champion, None, deed.now).await
}
