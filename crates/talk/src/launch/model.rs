//! Steps, fields and answers; no SQL, no HTTP.

use std::collections::BTreeMap;

use base::{Problem, Time, codes};
use people::communities::Kind;
use people::invitations::Slot;
use web::{Joining, Visibility, lines, one_line};

codes! {
    /// The steps in order.
    pub enum Step { Domain = "domain", Squad = "squad", Charter = "charter", Rhythm = "rhythm", Doors = "doors" }
}

codes! {
    /// Whom a community is for.
    pub enum Serves { Professional = "professional", Customer = "customer", Association = "association", Internal = "internal" }
}

codes! {
    /// Who should be able to see it, as the wizard asks.
    pub enum Reads { Everybody = "everybody", Members = "members", Nobody = "nobody" }
}

impl Reads {
    /// What it means for the community.
    pub fn means(self) -> (Visibility, Joining) {
        match self {
            Reads::Everybody => (Visibility::Public, Joining::Open),
            Reads::Members => (Visibility::Private, Joining::Request),
            Reads::Nobody => (Visibility::Hidden, Joining::Invitation),
        }
    }
}

/// A field of one line, or one of several; and the longest that it takes, letters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shape {
    Line(usize),
    Lines(usize),
}

use Shape::{Line, Lines};

/// Places in the first circle: the field and what it is for.
pub const SLOTS: &[(&str, Slot)] = &[
    ("expert1", Slot::Expert),
    ("expert2", Slot::Expert),
    ("expert3", Slot::Expert),
    ("learner1", Slot::Learner),
    ("learner2", Slot::Learner),
    ("learner3", Slot::Learner),
    ("champion", Slot::Champion),
];

pub const QUESTIONS: [&str; 3] = ["question1", "question2", "question3"];

impl Step {
    /// The fields that this step asks for.
    pub fn fields(self) -> &'static [(&'static str, Shape)] {
        match self {
            Step::Domain => &[
                ("name", Line(80)),
                ("want", Lines(400)),
                ("question1", Line(150)),
                ("question2", Line(150)),
                ("question3", Line(150)),
                ("serves", Line(20)),
                ("kind", Line(20)),
                ("reads", Line(20)),
                ("language", Line(8)),
            ],
            Step::Squad => &[
                ("expert1", Line(60)),
                ("expert2", Line(60)),
                ("expert3", Line(60)),
                ("learner1", Line(60)),
                ("learner2", Line(60)),
                ("learner3", Line(60)),
                ("champion", Line(60)),
            ],
            Step::Charter => &[
                ("purpose", Lines(2000)),
                ("parts", Lines(1000)),
                ("outside", Lines(2000)),
                ("norms", Lines(2000)),
                ("goal", Line(200)),
            ],
            Step::Rhythm => &[
                ("ritual", Line(120)),
                ("about", Lines(600)),
                ("rhythm", Line(200)),
                ("day", Line(10)),
                ("hour", Line(5)),
                ("place", Line(200)),
                ("room", Line(60)),
                ("welcome", Lines(4000)),
            ],
            Step::Doors => &[],
        }
    }

    /// Its place in the row, from 1.
    pub fn number(self) -> usize {
        Step::ALL.iter().position(|step| *step == self).unwrap_or(0) + 1
    }

    pub fn next(self) -> Option<Step> {
        Step::ALL.get(self.number()).copied()
    }

    pub fn before(self) -> Option<Step> {
        self.number().checked_sub(2).and_then(|at| Step::ALL.get(at)).copied()
    }
}

/// What was answered so far, by field. What nobody touched is not in it: there the draft stands.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Answers(pub BTreeMap<String, String>);

impl Answers {
    pub fn read(json: &str) -> Answers {
        Answers(serde_json::from_str(json).unwrap_or_default())
    }

    pub fn json(&self) -> String {
        serde_json::to_string(&self.0).unwrap_or_default()
    }

    pub fn get(&self, field: &str) -> &str {
        self.0.get(field).map_or("", String::as_str)
    }

    pub fn kind(&self) -> Kind {
        Kind::from_code(self.get("kind")).unwrap_or(Kind::Practice)
    }

    pub fn serves(&self) -> Serves {
        Serves::from_code(self.get("serves")).unwrap_or(Serves::Professional)
    }

    pub fn reads(&self) -> Reads {
        Reads::from_code(self.get("reads")).unwrap_or(Reads::Everybody)
    }

    /// The questions that were given.
    pub fn questions(&self) -> impl Iterator<Item = &str> {
        QUESTIONS.iter().map(|field| self.get(field)).filter(|question| !question.is_empty())
    }

    /// People of the first circle with their places, without the founder.
    pub fn squad(&self) -> impl Iterator<Item = (&str, Slot)> {
        SLOTS.iter().map(|(field, slot)| (self.get(field), *slot)).filter(|(name, _)| !name.is_empty())
    }

    /// Takes what a step's form said. What came back as it was `drafted` stays a draft, which follows the other answers.
    pub fn take(&mut self, step: Step, form: &[(String, String)], drafted: &Answers) {
        for (field, shape) in step.fields() {
            if let Some((_, typed)) = form.iter().find(|(name, _)| name == field) {
                let (text, most) = match *shape {
                    Line(most) => (one_line(typed), most),
                    Lines(most) => (lines(typed), most),
                };
                let text: String = text.chars().take(most).collect();
                if self.0.contains_key(*field) || text != drafted.get(field) {
                    self.0.insert((*field).to_owned(), text);
                }
            }
        }
    }

    /// What must be answered before a step can be left for the next.
    pub fn problems(&self, step: Step, now: Time) -> Vec<Problem> {
        let mut problems = Vec::new();
        if step == Step::Domain {
            if !(2..=80).contains(&self.get("name").chars().count()) {
                problems.push(Problem { field: "name", message: "settings-name-length" });
            }
            if self.get("want").is_empty() {
                problems.push(Problem { field: "want", message: "launch-want-missing" });
            }
        }
        let day = self.get("day");
        if step == Step::Rhythm && !day.is_empty() {
            match Time::end_of_day(day) {
                None => problems.push(Problem { field: "day", message: "launch-day-unreadable" }),
                Some(end) if end < now => problems.push(Problem { field: "day", message: "launch-day-past" }),
                Some(_) => {}
            }
        }
        problems
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_step_takes_its_own_fields_only() {
        let mut answers = Answers::default();
        let form = [("name", " Coffee  Guild "), ("outside", "selling"), ("want", "Better\r\ncoffee")];
        let form: Vec<(String, String)> = form.iter().map(|(a, b)| ((*a).to_owned(), (*b).to_owned())).collect();
        answers.take(Step::Domain, &form, &Answers::default());
        let drafted = Answers([("purpose".to_owned(), "Better\ncoffee".to_owned())].into());
        let back = |text: &str| vec![("purpose".to_owned(), text.to_owned())];
        answers.take(Step::Charter, &back("Better\r\ncoffee"), &drafted);
        assert!(!answers.0.contains_key("purpose"), "nobody touched it");
        answers.take(Step::Charter, &back("Best coffee"), &drafted);
        answers.take(Step::Charter, &back("Better coffee"), &drafted);
        assert_eq!(answers.0.remove("purpose").as_deref(), Some("Better coffee"));
        assert_eq!((answers.get("name"), answers.get("want"), answers.get("outside")), ("Coffee Guild", "Better\ncoffee", ""));
        assert_eq!(Answers::read(&answers.json()), answers);
        assert!(answers.problems(Step::Domain, Time(0)).is_empty());
        assert_eq!(Answers::default().problems(Step::Domain, Time(0)).len(), 2);
        assert_eq!((Step::Domain.next(), Step::Domain.before(), Step::Doors.next()), (Some(Step::Squad), None, None));
    }
}
