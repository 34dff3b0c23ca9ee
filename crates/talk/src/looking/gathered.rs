//! What an export tells, whatever program it comes from: people, questions, answers, what hangs on them.

/// Somebody who wrote, or only has an account.
#[derive(Clone, Debug, Default)]
pub(super) struct Person {
    pub name: String,
    pub asked: u64,
    pub answered: u64,
    /// Of the answers.
    pub accepted: u64,
    pub commented: u64,
    pub edited: u64,
    /// When they last wrote something, in UTC milliseconds; 0 when never.
    pub last: i64,
}

impl Person {
    /// Whether they ever wrote something.
    pub fn wrote(&self) -> bool {
        self.asked + self.answered + self.commented > 0
    }
}

/// A question. Others are named by their place in the lists of [`Gathered`].
#[derive(Clone, Debug, Default)]
pub(super) struct Question {
    pub id: i64,
    pub title: String,
    pub at: i64,
    pub author: Option<usize>,
    pub tags: Vec<usize>,
    pub views: i64,
    pub score: i64,
    pub closed: bool,
    pub answers: Vec<usize>,
    pub accepted: Option<usize>,
    /// When that was, at least.
    pub accepted_at: Option<i64>,
    /// How often its text was edited.
    pub edits: u64,
    /// How many later questions were closed because this one was there.
    pub asked_again: u64,
    /// It is one of those itself.
    pub duplicate: bool,
    /// How many other threads lead here.
    pub linked: u64,
    /// How many keep it.
    pub favourites: u64,
}

#[derive(Clone, Debug, Default)]
pub(super) struct Answer {
    pub question: usize,
    pub at: i64,
    pub author: Option<usize>,
    pub score: i64,
    pub edits: u64,
}

/// All of it.
#[derive(Clone, Debug, Default)]
pub(super) struct Gathered {
    pub people: Vec<Person>,
    /// How many of them have an account; the others are names that deleted ones left.
    pub accounts: u64,
    pub questions: Vec<Question>,
    /// Those whose question is there.
    pub answers: Vec<Answer>,
    /// Names of tags.
    pub tags: Vec<String>,
    /// Links between threads, duplicates not among them.
    pub links: u64,
    /// Whether the export says when answers were accepted.
    pub tells_acceptance: bool,
    /// The moments of its first and last thing.
    pub begin: i64,
    pub end: i64,
}

impl Gathered {
    /// Takes note of a moment at which something happened.
    pub fn saw(&mut self, at: i64) {
        self.begin = if self.begin == 0 { at } else { self.begin.min(at) };
        self.end = self.end.max(at);
    }

    /// The same, of something that somebody wrote.
    pub fn wrote(&mut self, author: Option<usize>, at: i64) -> Option<&mut Person> {
        self.saw(at);
        let person = &mut self.people[author?];
        person.last = person.last.max(at);
        Some(person)
    }

    /// What somebody is called; nothing when nobody knows.
    pub fn name(&self, person: Option<usize>) -> &str {
        person.map_or("", |at| &self.people[at].name)
    }
}
