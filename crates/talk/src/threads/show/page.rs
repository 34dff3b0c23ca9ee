//! A thread's page as its template sees it: who may do what, and what is whose.

use base::{Id, Time};
use web::{Composer, Face, Paging, Shell};

use super::load::Loaded;
use crate::expertise::model::Knower;
use crate::threads::model::{Kind, LinkKind, Listed, Post, Thread};
use crate::threads::rights::Rights;
use crate::threads::store::reading;
use crate::threads::store::voting::Outcome;
use crate::threads::voting::vote;

#[derive(askama::Template)]
#[template(path = "threads/templates/show.html")]
pub(super) struct ThreadPage<'a> {
    pub shell: Shell<'a>,
    pub page: Loaded,
    pub related: Vec<Listed>,
    /// Whether this is the thread's first page.
    pub first: bool,
    pub paging: Paging,
    pub rights: Option<Rights>,
    pub composer: Composer,
    pub once: String,
    pub kinds: &'static [Kind],
    /// Somebody said that this thread answers what they were about to ask.
    pub thanks: bool,
}

impl ThreadPage<'_> {
    fn comments_of(&self, post: &Id) -> Vec<&Post> {
        self.page.comments.iter().filter(|comment| comment.parent == *post).collect()
    }

    fn reactions_of(&self, post: &Id) -> Vec<(&str, i64)> {
        let of = self.page.reactions.iter().filter(|(id, _, _)| id == post);
        of.map(|(_, emoji, count)| (emoji.as_str(), *count)).collect()
    }

    fn is_mine(&self, account: &Id) -> bool {
        self.rights.as_ref().is_some_and(|rights| rights.is(*account))
    }

    /// Whether it was asked without a name.
    fn is_unnamed(&self) -> bool {
        self.page.opening.author_handle.starts_with(people::veils::store::FIRST_WORD)
    }

    fn may_write(&self) -> bool {
        self.rights.as_ref().is_some_and(|rights| rights.writes(self.page.thread.audience))
    }

    fn may(&self, rule: impl Fn(&Rights, &Thread) -> bool) -> bool {
        self.rights.as_ref().is_some_and(|rights| rule(rights, &self.page.thread))
    }

    fn may_reply(&self) -> bool {
        self.may(|rights, thread| rights.reply(thread))
    }

    fn may_edit(&self, post: &Post) -> bool {
        self.may(|rights, thread| rights.edit(thread, post.author))
    }

    fn may_remove(&self, post: &Post) -> bool {
        self.may(|rights, thread| rights.remove(thread, post.kind, post.author))
    }

    fn may_accept(&self) -> bool {
        self.page.thread.kind.has_answers() && self.may(|rights, thread| rights.accept(thread))
    }

    fn may_sort(&self) -> bool {
        self.may_write() && self.may(|rights, thread| rights.sort(thread))
    }

    /// Whether the reader reads the community as a whole: then they may know of its groups.
    fn whole(&self) -> bool {
        self.shell.visit.here.as_ref().is_some_and(|here| here.whole)
    }

    fn may_pin(&self) -> bool {
        self.may(|rights, thread| rights.pin(thread))
    }

    fn may_conclude(&self) -> bool {
        self.may(|rights, thread| rights.conclude(thread))
    }

    fn moderates(&self) -> bool {
        self.rights.as_ref().is_some_and(Rights::moderates)
    }

    fn is_votable(&self, post: &Post) -> bool {
        vote::is_votable(self.page.thread.kind, post.kind)
    }

    fn may_vote(&self, post: &Post) -> bool {
        self.is_votable(post) && self.may_reply() && !self.is_mine(&post.author)
    }

    fn has_down(&self) -> bool {
        vote::has_down(self.page.thread.kind)
    }

    fn my_vote(&self, post: &Id) -> i64 {
        let votes = self.page.reader.as_ref().map(|reader| reader.votes.as_slice()).unwrap_or_default();
        votes.iter().find(|(id, _)| id == post).map_or(0, |(_, value)| *value)
    }

    fn is_my_sign(&self, post: &Id, emoji: &str) -> bool {
        self.page.reader.as_ref().is_some_and(|reader| reader.reactions.iter().any(|(id, sign)| id == post && sign == emoji))
    }

    /// Whether the reader keeps an author at a distance: what they wrote is folded.
    fn is_folded(&self, author: &Id) -> bool {
        self.page.reader.as_ref().is_some_and(|reader| reader.folded.contains(author))
    }

    fn says_me_too(&self) -> bool {
        self.page.reader.as_ref().is_some_and(|reader| reader.mine.metoo)
    }

    fn is_saved(&self) -> bool {
        self.page.reader.as_ref().is_some_and(|reader| reader.mine.bookmarked)
    }

    fn follows(&self, level: &str) -> bool {
        let own = self.page.reader.as_ref().and_then(|reader| reader.mine.level.as_deref()).unwrap_or("mentions");
        own == level
    }

    /// Whether a reply is new to the reader: behind their place, and not their own.
    fn is_new(&self, post: &Post) -> bool {
        let Some(reader) = self.page.reader.as_ref().filter(|reader| reader.unread.is_some()) else { return false };
        let place = (reader.mine.read_at.unwrap_or(i64::MAX), reader.mine.read_post.unwrap_or(0));
        (post.created_at.0, post.id) > place && !self.is_mine(&post.author)
    }

    /// Whether the "New" line stands above a reply; among ranked answers each new one says so itself.
    fn is_first_new(&self, post: &Id) -> bool {
        self.page.reader.as_ref().is_some_and(|reader| reader.unread == Some(*post))
    }

    /// The newest post on this page, for the place of whoever reads it.
    fn last_seen(&self) -> Id {
        let shown = self.page.replies.iter().chain([&self.page.opening]);
        shown.max_by_key(|post| (post.created_at, post.id)).map_or(0, |post| post.id)
    }

    fn may_restore(&self, post: &Post) -> bool {
        self.rights.as_ref().is_some_and(|rights| rights.restore(post.author, post.removed_by))
    }

    fn removed(&self) -> &[Post] {
        self.page.reader.as_ref().map(|reader| reader.removed.as_slice()).unwrap_or_default()
    }

    fn knowers(&self) -> &[Knower] {
        self.page.reader.as_ref().map(|reader| reader.knowers.as_slice()).unwrap_or_default()
    }

    fn worked(&self) -> i64 {
        self.page.outcomes.iter().filter(|outcome| outcome.worked).count() as i64
    }

    fn did_not_work(&self) -> Vec<&Outcome> {
        self.page.outcomes.iter().filter(|outcome| !outcome.worked).collect()
    }

    /// Whether this reader is asked how it went: the asker and who had the same problem.
    fn is_asked_how_it_went(&self) -> bool {
        let answered = self.page.outcomes.iter().any(|outcome| self.is_mine(&outcome.account));
        // Not before one can know.
        let due = self.shell.visit.now.since(self.page.thread.solved_at) >= 14 * Time::DAY && self.page.thread.solved_at.0 > 0;
        due && self.page.thread.accepted > 0
            && self.page.thread.kind.has_answers()
            && !answered
            && (self.is_mine(&self.page.thread.author) || self.says_me_too())
            && !self.is_mine(&self.accepted_author())
    }

    fn accepted_author(&self) -> Id {
        self.page.replies.iter().find(|post| post.id == self.page.thread.accepted).map_or(0, |post| post.author)
    }

    fn role_of(&self, account: &Id) -> Option<&'static str> {
        let role = self.page.roles.get(account)?;
        Some(self.shell.t.say_key(&format!("role-{role}")))
    }

    fn duplicates(&self) -> Vec<&reading::Linked> {
        self.links(LinkKind::Duplicate).collect()
    }

    fn linked(&self) -> Vec<&reading::Linked> {
        self.links(LinkKind::Linked).take(8).collect()
    }

    /// The links of one kind to threads that the visitor may read.
    fn links(&self, kind: LinkKind) -> impl Iterator<Item = &reading::Linked> {
        let audiences = self.shell.visit.here.as_ref().map(|here| &here.audiences);
        let readable = move |link: &&reading::Linked| audiences.is_some_and(|all| all.contains(&link.audience));
        self.page.links.iter().filter(move |link| link.kind == kind).filter(readable)
    }

    fn faces(&self) -> Vec<Face> {
        let people = self.page.people.iter();
        people.map(|(handle, name, _)| Face { handle: handle.clone(), name: name.clone() }).collect()
    }

    fn path(&self) -> String {
        format!("{}/t/{}/{}", self.shell.base(), self.page.thread.id, self.page.thread.slug)
    }
}
