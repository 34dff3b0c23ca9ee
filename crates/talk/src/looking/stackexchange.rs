//! A Stack Exchange dump, gathered: each file goes through once, texts are let go at once.

use ahash::{AHashMap, AHashSet};
use base::Result;
use formats::stackexchange::{Comment, Dump, Post, PostHistory, PostLink, User, Vote, VoteType};

use super::gathered::{Answer, Gathered, Person, Question};
use crate::imports::Report;
use crate::imports::stackexchange::decide::{self, Taken};
use crate::imports::stackexchange::{Watch, stage};
use crate::threads::model::LinkKind;

/// Where a post of the dump stands.
#[derive(Clone, Copy)]
enum Place {
    Question(usize),
    Answer(usize),
    /// An answer that nothing can be done with.
    Orphan,
}

#[derive(Default)]
struct Gathering {
    all: Gathered,
    /// The site's own account is nobody.
    users: AHashMap<i64, Option<usize>>,
    /// Names of whom the dump tells no more.
    named: AHashMap<String, usize>,
    tags: AHashMap<String, usize>,
    posts: AHashMap<i64, Place>,
    questions: AHashMap<i64, usize>,
    /// Until all questions are read.
    waiting: Vec<(i64, i64, Answer)>,
    /// Accepted answer → question.
    accepted: AHashMap<i64, usize>,
    comments: AHashSet<i64>,
    revisions: AHashSet<i64>,
    favourites: AHashSet<(i64, i64)>,
    links: AHashSet<(usize, usize, bool)>,
}

/// Reads a dump; beside what is in it the report says what an import into an empty place would do with each row.
pub(super) fn gather(dump: &Dump, watch: &mut Watch) -> Result<(Gathered, Report)> {
    let (mut report, mut it) = (Report::default(), Gathering::default());
    for missing in dump.missing() {
        report.problem(format!("{} is missing; what it would tell is not in the numbers", missing.name()));
    }
    let (size, mut read) = (dump.size(), 0);
    stage::each(dump.users(), "users", &mut report, watch, (&mut read, size), |row, report| it.user(row, report))?;
    stage::each(dump.posts(), "posts", &mut report, watch, (&mut read, size), |row, report| it.post(row, report))?;
    it.join(&mut report);
    stage::each(dump.comments(), "comments", &mut report, watch, (&mut read, size), |row, report| it.comment(&row, report))?;
    stage::each(dump.votes(), "votes", &mut report, watch, (&mut read, size), |row, report| it.vote(&row, report))?;
    stage::each(dump.post_history(), "revisions", &mut report, watch, (&mut read, size), |row, report| it.edit(&row, report))?;
    stage::each(dump.post_links(), "links", &mut report, watch, (&mut read, size), |row, report| it.link(&row, report))?;
    stage::each(dump.tags(), "tags", &mut report, watch, (&mut read, size), |_, report| {
        taken(report, "tags");
        Ok(())
    })?;
    stage::each(dump.badges(), "badges", &mut report, watch, (&mut read, size), |row, report| {
        let known = it.users.contains_key(&row.user_id);
        if known {
            taken(report, "badges")
        } else {
            left(report, "badges", decide::NO_USER)
        }
        Ok(())
    })?;
    Ok((it.all, report))
}

fn taken(report: &mut Report, kind: &'static str) {
    let counts = report.of(kind);
    counts.read += 1;
    counts.created += 1;
}

fn left(report: &mut Report, kind: &'static str, why: &str) {
    let counts = report.of(kind);
    counts.read += 1;
    counts.skip(why, 1);
}

impl Gathering {
    fn user(&mut self, user: User, report: &mut Report) -> Result<()> {
        if user.id == -1 {
            self.users.insert(-1, None);
            left(report, "users", decide::SYSTEM);
            return Ok(());
        }
        if self.users.contains_key(&user.id) {
            report.of("users").read += 1;
            report.of("users").unchanged += 1;
            return Ok(());
        }
        self.users.insert(user.id, Some(self.all.people.len()));
        self.all.people.push(Person { name: decide::name(&user.display_name, user.id), ..Person::default() });
        self.all.accounts += 1;
        taken(report, "users");
        Ok(())
    }

    /// Who wrote something, as the import finds it out.
    fn author(&mut self, id: Option<i64>, left: Option<&str>) -> Option<usize> {
        if let Some(person) = id.and_then(|id| self.users.get(&id)) {
            return *person;
        }
        let name = decide::left_name(id, left)?;
        let next = self.all.people.len();
        let at = *self.named.entry(name.clone()).or_insert(next);
        if at == next {
            self.all.people.push(Person { name: decide::name(&name, 0), ..Person::default() });
        }
        Some(at)
    }

    fn post(&mut self, post: Post, report: &mut Report) -> Result<()> {
        let of = match decide::post(&post) {
            Taken::Left(kind, why) => {
                left(report, kind, &why);
                return Ok(());
            }
            Taken::Question => None,
            Taken::Answer(question) => Some(question),
        };
        let kind = if of.is_some() { "answers" } else { "questions" };
        if self.posts.contains_key(&post.id) {
            left(report, kind, decide::TWICE);
            return Ok(());
        }
        let author = self.author(post.owner_user_id, post.owner_display_name.as_deref());
        if let Some(question) = of {
            self.posts.insert(post.id, Place::Orphan);
            let answer = Answer { question: 0, at: post.creation_date, author, score: post.score, edits: 0 };
            self.waiting.push((post.id, question, answer));
            return Ok(());
        }
        taken(report, kind);
        let at = self.all.questions.len();
        self.posts.insert(post.id, Place::Question(at));
        self.questions.insert(post.id, at);
        if let Some(person) = self.all.wrote(author, post.creation_date) {
            person.asked += 1;
        }
        if let Some(answer) = post.accepted_answer_id {
            report.of("accepted").read += 1;
            self.accepted.insert(answer, at);
        }
        let tags = post.tags.into_iter().map(|tag| self.tag(tag)).collect();
        self.all.questions.push(Question {
            id: post.id,
            title: post.title.filter(|title| !title.trim().is_empty()).unwrap_or_else(|| format!("#{}", post.id)),
            at: post.creation_date,
            author,
            tags,
            views: post.view_count.unwrap_or(0).max(0),
            score: post.score,
            closed: post.closed_date.is_some(),
            ..Question::default()
        });
        Ok(())
    }

    fn tag(&mut self, tag: String) -> usize {
        let next = self.all.tags.len();
        let at = *self.tags.entry(tag.clone()).or_insert(next);
        if at == next {
            self.all.tags.push(tag);
        }
        at
    }

    /// Brings answers to their questions, now that all are read.
    fn join(&mut self, report: &mut Report) {
        for (id, question, mut answer) in std::mem::take(&mut self.waiting) {
            let Some(of) = self.questions.get(&question).copied() else {
                left(report, "answers", decide::NO_QUESTION);
                continue;
            };
            taken(report, "answers");
            let at = self.all.answers.len();
            answer.question = of;
            self.posts.insert(id, Place::Answer(at));
            self.all.questions[of].answers.push(at);
            let accepted = self.accepted.get(&id) == Some(&of);
            if accepted {
                self.all.questions[of].accepted = Some(at);
                report.of("accepted").created += 1;
            }
            if let Some(person) = self.all.wrote(answer.author, answer.at) {
                person.answered += 1;
                person.accepted += u64::from(accepted);
            }
            self.all.answers.push(answer);
        }
        let accepted = report.of("accepted");
        accepted.skip(decide::NO_ANSWER, accepted.read - accepted.created);
    }

    fn comment(&mut self, comment: &Comment, report: &mut Report) -> Result<()> {
        match self.posts.get(&comment.post_id) {
            None | Some(Place::Orphan) => left(report, "comments", decide::NO_POST),
            Some(_) if !self.comments.insert(comment.id) => left(report, "comments", decide::TWICE),
            Some(_) => {
                taken(report, "comments");
                let author = self.author(comment.user_id, comment.user_display_name.as_deref());
                if let Some(person) = self.all.wrote(author, comment.creation_date) {
                    person.commented += 1;
                }
            }
        }
        Ok(())
    }

    fn vote(&mut self, vote: &Vote, report: &mut Report) -> Result<()> {
        let place = match self.posts.get(&vote.post_id) {
            None | Some(Place::Orphan) => {
                left(report, "votes", decide::NO_POST);
                return Ok(());
            }
            Some(place) => *place,
        };
        taken(report, "votes");
        if let Some(at) = vote.creation_date {
            self.all.saw(at);
        }
        match (vote.vote_type_id, place, vote.creation_date) {
            (VoteType::Accepted, Place::Answer(answer), Some(day)) => {
                self.all.tells_acceptance = true;
                let Answer { question, at, .. } = self.all.answers[answer];
                let question = &mut self.all.questions[question];
                // The hour is not published: it was on that day, and not before there was the answer.
                if question.accepted == Some(answer) {
                    question.accepted_at = Some(day.max(at));
                }
            }
            (VoteType::Favorite, Place::Question(at), _) => self.favourite(vote, at, report),
            _ => {}
        }
        Ok(())
    }

    fn favourite(&mut self, vote: &Vote, question: usize, report: &mut Report) {
        let Some(user) = vote.user_id else { return };
        if !self.favourites.insert((vote.post_id, user)) {
            return;
        }
        self.all.questions[question].favourites += 1;
        let known = self.users.contains_key(&user);
        if known { taken(report, "favourites") } else { left(report, "favourites", decide::NO_USER) }
    }

    fn edit(&mut self, entry: &PostHistory, report: &mut Report) -> Result<()> {
        let kind = entry.post_history_type_id;
        let place = match self.posts.get(&entry.post_id) {
            None | Some(Place::Orphan) => {
                left(report, "revisions", decide::NO_POST);
                return Ok(());
            }
            Some(_) if !decide::is_edit(kind) => {
                left(report, "revisions", decide::NO_EDIT);
                return Ok(());
            }
            Some(_) if !self.revisions.insert(entry.id) => {
                left(report, "revisions", decide::TWICE);
                return Ok(());
            }
            Some(place) => *place,
        };
        taken(report, "revisions");
        // The first three numbers are how it was written; those behind them changed it.
        let changes = kind.0 > 3;
        if changes && kind.is_body() {
            match place {
                Place::Question(at) => self.all.questions[at].edits += 1,
                Place::Answer(at) => self.all.answers[at].edits += 1,
                Place::Orphan => {}
            }
        }
        if changes {
            let author = self.author(entry.user_id, entry.user_display_name.as_deref());
            self.all.saw(entry.creation_date);
            if let Some(at) = author {
                self.all.people[at].edited += 1;
            }
        }
        Ok(())
    }

    fn link(&mut self, link: &PostLink, report: &mut Report) -> Result<()> {
        let kind = match decide::link(link.link_type_id) {
            Ok(kind) => kind,
            Err(why) => {
                left(report, "links", why);
                return Ok(());
            }
        };
        let (Some(from), Some(to)) = (self.thread(link.post_id), self.thread(link.related_post_id)) else {
            left(report, "links", decide::NO_POST);
            return Ok(());
        };
        if from == to {
            left(report, "links", decide::OWN_THREAD);
            return Ok(());
        }
        let duplicate = kind == LinkKind::Duplicate;
        if !self.links.insert((from, to, duplicate)) {
            report.of("links").read += 1;
            report.of("links").unchanged += 1;
            return Ok(());
        }
        taken(report, "links");
        if duplicate {
            self.all.questions[from].duplicate = true;
            self.all.questions[to].asked_again += 1;
        } else {
            self.all.questions[to].linked += 1;
            self.all.links += 1;
        }
        Ok(())
    }

    fn thread(&self, post: i64) -> Option<usize> {
        match self.posts.get(&post)? {
            Place::Question(at) => Some(*at),
            Place::Answer(at) => Some(self.all.answers[*at].question),
            Place::Orphan => None,
        }
    }
}
