//! `GET /c/{community}/manage/invitations/{id}`: one invitation with everything that hands it on; `POST …/end`.

use axum::extract::State;
use axum::response::Response;
use base::{Error, Id, Result as Done, Tx};
use serde::Deserialize;
use web::{App, Context, Failure, Here, Page, Path, Shell, Visit, Visited, encoded};

use super::model::{Invitation, gives, sees_all};
use super::store::{self, Comer};
use crate::address::Reach;
use crate::communities::Deed;
use crate::qr;

#[derive(Deserialize)]
pub(super) struct Named {
    id: String,
}

impl Named {
    pub fn id(&self) -> Done<Id> {
        self.id.parse().map_err(|_| Error::NotFound)
    }
}

#[derive(askama::Template)]
#[template(path = "invitations/templates/show.html")]
struct ShowPage<'a> {
    shell: Shell<'a>,
    invitation: Invitation,
    comers: Vec<Comer>,
    link: String,
    /// Whether nobody but this computer can open the link: then there is no code to scan, and the page says what to do.
    only_here: bool,
    /// The code as a picture.
    picture: String,
    /// `mailto:` with subject and text.
    mail: String,
}

/// The invitation, for those who may see it.
pub(super) async fn find(app: &App, visit: &Visit, id: Id) -> Done<(Invitation, Vec<Comer>)> {
    let here = visit.here()?;
    let (community, account) = (here.id, visit.account()?.id);
    let look = move |tx: Tx| async move {
        let found = store::one(&tx, community, id).await?.ok_or(Error::NotFound)?;
        let comers = store::comers(&tx, id).await?;
        Ok((found, comers))
    };
    let (found, comers) = app.db.read(look).await?;
    if may_see(here, &found, account) { Ok((found, comers)) } else { Err(Error::NotFound) }
}

fn may_see(here: &Here, invitation: &Invitation, account: Id) -> bool {
    let given = gives(here).contains(&invitation.role);
    given && (sees_all(here) || invitation.invited_by == account)
}

pub(super) async fn page(State(app): State<App>, visit: Visited, Path(named): Path<Named>) -> Result<Response, Failure> {
    let (here, t) = (visit.here()?, visit.tongue);
    let (invitation, comers) = find(&app, &visit, named.id()?).await?;
    let link = app.link(&invitation.path());
    let only_here = Reach::only_here(&link);
    let subject = t.with("invitation-mail-subject", "community", &here.name);
    let text = t.with2("invitation-mail-text", "community", &here.name, "link", &link);
    let mail = format!("mailto:?subject={}&body={}", encoded(&subject), encoded(&text));
    let picture = qr::svg(&link, t.say("invitation-code"))?;
    let title = if invitation.name.is_empty() {
        t.say("invitation-title").to_owned()
    } else {
        t.with("invitation-title-for", "name", &invitation.name)
    };
    let context = Context { title, place: "manage", robots: "noindex", ..Context::default() };
    Page::render(&ShowPage { shell: Shell::new(&app, &visit, context), invitation, comers, link, only_here, picture, mail })
}

pub(super) async fn end(State(app): State<App>, visit: Visited, Path(named): Path<Named>) -> Result<Response, Failure> {
    let (deed, slug) = (Deed::of(&visit)?, visit.here()?.slug.clone());
    let (invitation, _) = find(&app, &visit, named.id()?).await?;
    app.db.write(move |tx| async move { store::end(&tx, deed, invitation.id).await }).await?;
    Ok(Page::go(format!("/c/{slug}/manage/invitations")))
}
