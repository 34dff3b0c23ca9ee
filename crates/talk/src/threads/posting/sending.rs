//! What replies, comments and conclusions have in common: the text is composed, the post is written, and the browser is led
//! to it; or the form comes back with what was wrong.

use axum::response::Response;
use base::{Error, Id, Problem, Result, Time, Tx, codes};
use web::{App, Failure, Here, Page, Visit};

use super::limits::Writer;
use super::write::{self, Sent, Shown, Writing};
use crate::threads::model::PostKind;
use crate::threads::rights::Rights;
use crate::threads::store::held::{self, HeldThread};
use crate::threads::store::posting::{self, Composed};
use crate::threads::store::{handling, moderating};

codes! {
    /// What is written; also the last word of its address and the first of its draft's place.
    pub enum What { Reply = "reply", Comment = "comment", Conclude = "conclude" }
}

/// What is written, and the thread or (of a comment) the post that it belongs to.
#[derive(Clone, Copy, Debug)]
pub(in crate::threads) struct Aim {
    pub what: What,
    pub id: Id,
}

impl Aim {
    pub fn place(self) -> String {
        format!("{}/{}", self.what, self.id)
    }

    /// The thread as it stands.
    async fn look(self, tx: &Tx, here: &Here) -> Result<HeldThread> {
        if self.what != What::Comment {
            return held::look(tx, here.id, &here.audiences, self.id).await?.there();
        }
        let (thread, post) = held::look_at_post(tx, here.id, &here.audiences, self.id).await?;
        post.there()?;
        thread.there()
    }

    /// What its page says and where it sends to.
    fn form(self, visit: &Visit, thread: &HeldThread) -> Writing {
        let t = visit.tongue;
        let base = visit.here.as_ref().map(|here| format!("/c/{}", here.slug)).unwrap_or_default();
        let (heading, label, button) = match (self.what, thread.kind.is_ranked()) {
            (What::Reply, true) => ("write-answer", "write-answer", "send-answer"),
            (What::Reply, false) => ("write-reply", "write-reply", "send-reply"),
            (What::Comment, _) => ("write-comment", "write-comment", "send-comment"),
            (What::Conclude, _) => ("conclude", "conclude-text", "send-conclude"),
        };
        let (kind, id) = (if self.what == What::Comment { "posts" } else { "threads" }, self.id);
        let at = if self.what == What::Comment { format!("?at={id}#p{id}") } else { String::new() };
        Writing {
            heading: t.say_key(heading),
            label: t.say_key(label),
            button: t.say_key(button),
            about: thread.title.clone(),
            back: format!("{base}/t/{}/{}{at}", thread.id, thread.slug),
            action: format!("{base}/{kind}/{id}/{}", self.what),
            frame: if self.what == What::Comment { format!("comment-{id}") } else { String::new() },
            place: self.place(),
            ..Writing::default()
        }
    }
}

/// A text on its way into the database.
pub(in crate::threads) struct Task {
    pub aim: Aim,
    pub rights: Rights,
    pub here: Here,
    pub text: Composed,
    pub now: Time,
    once: String,
    /// The form's key as it came: it says when the form was made.
    form: String,
}

impl Task {
    /// What the form made when it was sent before. Asked after the thread is locked.
    pub async fn made_before(&self, tx: &Tx) -> Result<Option<Id>> {
        posting::take_once(tx, self.rights.account, &self.once, self.now).await
    }

    /// Adds the post; its draft is not needed any more, and the same form makes no other.
    pub async fn add(&self, tx: &Tx, thread: &HeldThread, kind: PostKind, parent: Id) -> Result<Id> {
        let now = self.now;
        let writing = thread.writing(now);
        let place = posting::Place { kind, parent, accepted: self.aim.what == What::Conclude };
        let writer = Writer { here: &self.here, account: self.rights.account, now };
        let fate = writer.may(tx, &self.text, Some(thread), &self.form).await?;
        let author = self.rights.acting(thread.author);
        let post = posting::add(tx, writing, thread, author, place, &self.text).await?;
        people::drafts::store::forget(tx, self.rights.account, self.here.id, &self.aim.place()).await?;
        posting::note_once(tx, self.rights.account, &self.once, post).await?;
        writer.settle(tx, fate, post, author).await?;
        Ok(post)
    }
}

/// Shows the form with the draft of its place in it, behind which `more` is put; for those whom `may` lets.
pub(in crate::threads) async fn page(
    app: &App,
    visit: &Visit,
    aim: Aim,
    more: String,
    may: fn(&Rights, &HeldThread) -> bool,
) -> Result<Response, Failure> {
    let (here, rights) = (visit.here()?.clone(), Rights::of(visit)?);
    let account = rights.account;
    let (thread, draft) = app
        .db
        .read(move |tx| async move {
            let thread = aim.look(&tx, &here).await?;
            Ok((thread, people::drafts::store::find(&tx, account, here.id, &aim.place()).await?))
        })
        .await?;
    if !may(&rights, &thread) {
        return Err(Error::Forbidden.into());
    }
    let (draft_rev, kept) = draft.map_or((0, String::new()), |draft| (draft.rev, draft.source));
    let text = if kept.is_empty() || more.is_empty() { kept + &more } else { format!("{kept}\n\n{more}") };
    let form = Writing { draft_rev, ..aim.form(visit, &thread) };
    write::show(app, visit, form, Shown { text, ..Shown::default() }).await
}

/// Composes the text and lets `write` write it; leads to the post.
pub(in crate::threads) async fn send<F>(
    app: &App,
    visit: &Visit,
    aim: Aim,
    sent: Sent,
    may: fn(&Rights, &HeldThread) -> bool,
    write: fn(Tx, Task) -> F,
) -> Result<Response, Failure>
where
    F: Future<Output = Result<(HeldThread, Id)>> + Send + 'static,
{
    let (here, rights) = (visit.here()?.clone(), Rights::of(visit)?);
    let asker = rights.clone();
    let done = match sent.composed(app, visit).await {
        Ok(text) => {
            let once = posting::once_key(&sent.once, &[&aim.place(), &text.source]);
            let task = Task { aim, rights, here: here.clone(), text, now: visit.now, once, form: sent.once.clone() };
            app.db.write(move |tx| write(tx, task)).await
        }
        Err(error) => Err(error),
    };
    match done {
        Ok((_, post)) if is_gone(app, here.id, post).await? => Ok(Page::go(format!("/c/{}/held", here.slug))),
        Ok((thread, post)) => Ok(Page::go(format!("/c/{}/t/{}/{}?at={post}#p{post}", here.slug, thread.id, thread.slug))),
        Err(Error::Invalid(problems)) => {
            let thread = app.db.read(move |tx| async move { aim.look(&tx, &here).await }).await?;
            if !may(&asker, &thread) {
                return Err(Error::Forbidden.into());
            }
            write::show(app, visit, aim.form(visit, &thread), sent.back(problems)).await
        }
        // The thread was merged meanwhile: the form goes on to what took it in.
        Err(Error::NotFound) if aim.what == What::Reply => {
            let (community, audiences) = (here.id, here.audiences.clone());
            let led = app.db.read(move |tx| async move { moderating::led_on(&tx, community, aim.id, &audiences).await }).await?;
            let (_, id, _) = led.filter(|(slug, _, _)| *slug == here.slug).ok_or(Error::NotFound)?;
            let aim = Aim { id, ..aim };
            let thread = app.db.read(move |tx| async move { aim.look(&tx, &here).await }).await?;
            let problems = vec![Problem { field: "source", message: "thread-was-merged" }];
            write::show(app, visit, aim.form(visit, &thread), sent.back(problems)).await
        }
        Err(other) => Err(other.into()),
    }
}

/// Whether a post that was just written is out of sight: it waits for a look.
pub(super) async fn is_gone(app: &App, community: Id, post: Id) -> Result<bool> {
    app.db.read(move |tx| async move { Ok(handling::looked_at(&tx, community, &[post]).await?.iter().any(|one| one.gone)) }).await
}
