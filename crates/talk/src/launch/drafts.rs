//! Drafts: what a field says before anybody touched it, made from the answers so far. The sentences stand in
//! `drafts/en.ftl` and `drafts/nl.ftl`, by kind and by whom the community is for; they are in the community's language.

use base::Time;
use people::communities::Kind;
use web::{App, Language, Tongue};

use super::model::{Answers, QUESTIONS};

/// Words that say nothing about a domain.
const EMPTY: &[&str] = &[
    "about",
    "after",
    "before",
    "better",
    "between",
    "could",
    "doing",
    "every",
    "from",
    "have",
    "which",
    "there",
    "their",
    "these",
    "those",
    "when",
    "what",
    "where",
    "with",
    "would",
    "should",
    "people",
    "often",
    "welke",
    "waarom",
    "wanneer",
    "moeten",
    "kunnen",
    "hebben",
    "zonder",
    "tussen",
    "beste",
    "altijd",
    "worden",
    "eigenlijk",
];

pub struct Drafts {
    t: Tongue,
    now: Time,
}

impl Drafts {
    /// Drafts in the community's language; in English where there are none in it.
    pub fn of(app: &App, answers: &Answers, now: Time) -> Drafts {
        let language = Language::from_code(answers.get("language")).unwrap_or(Language::English);
        Drafts { t: app.texts.tongue(language), now }
    }

    /// What stands in a field: the answer, or the draft where nobody answered yet.
    pub fn field(&self, answers: &Answers, field: &str) -> String {
        match answers.0.get(field) {
            Some(answer) => answer.clone(),
            None => self.draft(answers, field),
        }
    }

    /// All fields filled in: what will be made.
    pub fn filled(&self, answers: &Answers) -> Answers {
        let fields = super::model::Step::ALL.iter().flat_map(|step| step.fields());
        Answers(fields.map(|(field, _)| ((*field).to_owned(), self.field(answers, field))).collect())
    }

    fn draft(&self, answers: &Answers, field: &str) -> String {
        let (kind, serves) = (answers.kind(), answers.serves());
        let by_kind = |what: &str| self.t.say_key(&format!("draft-{what}-{kind}")).to_owned();
        let by_serves = |what: &str| self.t.say_key(&format!("draft-{what}-{serves}")).to_owned();
        match field {
            "kind" => kind.code().to_owned(),
            "serves" => serves.code().to_owned(),
            "reads" => answers.reads().code().to_owned(),
            "purpose" => {
                let want = answers.get("want").trim_end_matches(['.', '!']);
                let first = self.t.with_key(&format!("draft-purpose-{kind}"), "want", want);
                format!("{first}\n{}", by_serves("purpose"))
            }
            "parts" => parts(answers).join("\n"),
            "outside" => by_serves("outside"),
            "norms" => format!("{}\n{}", by_kind("norms"), by_serves("norms")),
            "goal" => by_kind("goal"),
            "ritual" => by_kind("ritual"),
            "about" => by_kind("about"),
            "rhythm" => by_kind("rhythm"),
            "room" => by_kind("room"),
            "day" => self.first_day(kind),
            "hour" => "16:00".to_owned(),
            "welcome" => {
                let name = answers.get("name");
                format!("{}\n\n{}", self.t.with_key(&format!("draft-welcome-{kind}"), "name", name), by_serves("welcome"))
            }
            _ => String::new(),
        }
    }

    /// A Thursday, ten to sixteen days ahead: time enough to ask people, soon enough to be remembered. Where the drafted rhythm is
    /// the first Thursday of the month, the next one of those.
    fn first_day(&self, kind: Kind) -> String {
        let soonest = self.now.0.div_euclid(Time::DAY) + 10;
        // 1970 began on a Thursday.
        let thursday = soonest + (7 - soonest.rem_euclid(7)) % 7;
        let dates = (0..6).map(|week| Time((thursday + 7 * week) * Time::DAY).rfc3339().chars().take(10).collect::<String>());
        let fits = |date: &String| kind != Kind::Knowledge || date.get(8..).is_some_and(|day| day <= "07");
        dates.into_iter().find(fits).unwrap_or_default()
    }

    /// The first posts beside the welcome: title and text of the thread where people say who they are.
    pub fn hello(&self) -> (String, String) {
        (self.t.say("draft-hello-title").to_owned(), self.t.say("draft-hello").to_owned())
    }

    /// What stands below one of the leader's three questions.
    pub fn asked(&self) -> String {
        self.t.say("draft-asked").to_owned()
    }

    pub fn welcome_title(&self, name: &str) -> String {
        self.t.with("draft-welcome-title", "name", name)
    }
}

/// Areas from the leader's own words: of each question the word that says most about it.
fn parts(answers: &Answers) -> Vec<String> {
    let mut parts: Vec<String> = Vec::new();
    for question in QUESTIONS {
        let words = answers
            .get(question)
            .split(|c: char| !c.is_alphanumeric() && c != '-')
            .filter(|word| word.chars().count() > 4 && !EMPTY.contains(&word.to_lowercase().as_str()));
        // The longest; of equal ones the last, which is where languages like to put what matters.
        if let Some(word) = words.max_by_key(|word| word.chars().count()) {
            let mut letters = word.chars();
            let part: String = letters.next().into_iter().flat_map(char::to_uppercase).chain(letters).collect();
            if !parts.iter().any(|known| known.to_lowercase() == part.to_lowercase()) {
                parts.push(part);
            }
        }
    }
    parts
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn areas_come_from_the_questions() {
        let mut answers = Answers::default();
        for (field, question) in
            QUESTIONS.iter().zip(["Which grinder should I buy?", "How hard may the water be?", "Why is it sour?"])
        {
            answers.0.insert((*field).to_owned(), question.to_owned());
        }
        assert_eq!(parts(&answers), ["Grinder", "Water"]);
    }
}
