//! From what was gathered to what is shown.

use std::collections::BTreeMap;

use base::Time;

use super::gathered::{Gathered, Person, Question};
use super::model::{Answerer, Duplicates, FEW, Gave, Half, Look, Month, Open, Original, People, Questions};
use super::waiting::{Wait, Waited, ratio};
use super::{areas, keeping};
use crate::imports::Report;

/// "Lately" is so many milliseconds at the end of the export.
const LATELY: i64 = 90 * Time::DAY;
const MONTHS: usize = 24;
const LISTED: usize = 10;
const NAMES: usize = 20;

/// Makes the report.
pub(super) fn sum(all: &Gathered, format: &'static str, source: String, import: Report) -> Look {
    let people = people(all);
    let few = (people.wrote as usize) < FEW;
    let all_areas = areas::areas(all);
    let on_one = all_areas.iter().filter(|area| area.on.is_some()).take(NAMES).cloned().collect();
    Look {
        source,
        format,
        from: moment(all.begin),
        until: moment(all.end),
        few,
        people,
        questions: questions(all, few),
        first_answer: Wait::of(waited(all, |question| first_answer(all, question)), few),
        acceptance: all.tells_acceptance.then(|| Wait::of(waited(all, acceptance(all)), few)),
        half_of_answers: half(&all.people),
        months: months(all),
        areas_in_all: all_areas.len() as u64,
        areas_on_one: on_one,
        areas: all_areas.into_iter().take(12).collect(),
        keep: keeping::keep(all),
        unanswered: unanswered(all),
        duplicates: duplicates(all),
        problems: import.problems.clone(),
        import,
    }
}

fn moment(at: i64) -> String {
    if at == 0 { String::new() } else { Time(at).rfc3339() }
}

fn people(all: &Gathered) -> People {
    let count = |test: fn(&Person) -> bool| all.people.iter().filter(|person| test(person)).count() as u64;
    let wrote: Vec<&Person> = all.people.iter().filter(|person| person.wrote()).collect();
    let accounts = usize::try_from(all.accounts).unwrap_or(usize::MAX).min(all.people.len());
    People {
        accounts: all.accounts,
        wrote: wrote.len() as u64,
        asked: count(|person| person.asked > 0),
        answered: count(|person| person.answered > 0),
        commented: count(|person| person.commented > 0),
        edited: count(|person| person.edited > 0),
        // Accounts stand before the names that were left.
        silent: all.people[..accounts].iter().filter(|person| !person.wrote()).count() as u64,
        lately: wrote.iter().filter(|person| person.last > all.end - LATELY).count() as u64,
        names: if wrote.len() < FEW { names(wrote) } else { Vec::new() },
    }
}

fn names(mut wrote: Vec<&Person>) -> Vec<Gave> {
    wrote.sort_by(|one, other| other.answered.cmp(&one.answered).then_with(|| one.name.cmp(&other.name)));
    let gave = wrote.into_iter().map(|person| Gave {
        name: person.name.clone(),
        questions: person.asked,
        answers: person.answered,
        accepted: person.accepted,
        comments: person.commented,
    });
    gave.collect()
}

fn questions(all: &Gathered, few: bool) -> Questions {
    let count = |test: fn(&Question) -> bool| all.questions.iter().filter(|question| test(question)).count();
    let (asked, answered) = (all.questions.len(), count(|question| !question.answers.is_empty()));
    let accepted = count(|question| question.accepted.is_some());
    let share = |part: usize| (!few && asked > 0).then(|| ratio(part, asked));
    Questions {
        asked: asked as u64,
        answers: all.answers.len() as u64,
        answered: answered as u64,
        answered_share: share(answered),
        accepted: accepted as u64,
        accepted_share: share(accepted),
        closed: count(|question| question.closed) as u64,
    }
}

/// How long each question waited for what `end` says; to the export's end when there is none.
fn waited(all: &Gathered, end: impl Fn(&Question) -> Option<i64>) -> Vec<Waited> {
    let waited = all.questions.iter().map(|question| match end(question) {
        // Merging can leave an answer that is older than its question.
        Some(at) => ((at - question.at).max(0), true),
        None => ((all.end - question.at).max(0), false),
    });
    waited.collect()
}

/// When somebody else than the asker answered first.
fn first_answer(all: &Gathered, question: &Question) -> Option<i64> {
    let answers = question.answers.iter().map(|at| &all.answers[*at]);
    answers.filter(|answer| answer.author.is_none() || answer.author != question.author).map(|answer| answer.at).min()
}

/// When the answer was accepted; not before it was there.
fn acceptance(all: &Gathered) -> impl Fn(&Question) -> Option<i64> {
    |question| question.accepted_at.or_else(|| question.accepted.map(|at| all.answers[at].at))
}

/// Contributor absence factor (CHAOSS) of answers: how few give half.
fn half(people: &[Person]) -> Half {
    let mut answerers: Vec<&Person> = people.iter().filter(|person| person.answered > 0).collect();
    answerers.sort_by(|one, other| other.answered.cmp(&one.answered).then_with(|| one.name.cmp(&other.name)));
    let answers: u64 = answerers.iter().map(|person| person.answered).sum();
    let (mut sum, mut few) = (0, 0);
    for person in &answerers {
        if 2 * sum >= answers {
            break;
        }
        sum += person.answered;
        few += 1;
    }
    let names = answerers.iter().take(few.min(NAMES));
    let names = names.map(|person| Answerer { name: person.name.clone(), answers: person.answered }).collect();
    Half { people: few as u64, of: answerers.len() as u64, answers, names }
}

fn months(all: &Gathered) -> Vec<Month> {
    let month = |at: i64| Time(at).rfc3339().chars().take(7).collect::<String>();
    let mut counted: BTreeMap<String, (u64, u64)> = BTreeMap::new();
    for question in &all.questions {
        counted.entry(month(question.at)).or_default().0 += 1;
    }
    for answer in &all.answers {
        counted.entry(month(answer.at)).or_default().1 += 1;
    }
    let (Some(first), Some(last)) = (counted.keys().next().cloned(), counted.keys().next_back().cloned()) else {
        return Vec::new();
    };
    let mut months = Vec::new();
    let mut at = last;
    while months.len() < MONTHS && at >= first {
        let (questions, answers) = counted.get(&at).copied().unwrap_or_default();
        let before = month_before(&at);
        months.push(Month { month: at, questions, answers });
        at = before;
    }
    months.reverse();
    months
}

/// `2017-01` → `2016-12`; nothing when it is no month.
fn month_before(month: &str) -> String {
    let parts = month.split_once('-').and_then(|(year, month)| Some((year.parse::<i64>().ok()?, month.parse::<i64>().ok()?)));
    match parts {
        Some((year, 1)) => format!("{:04}-12", year - 1),
        Some((year, month)) => format!("{year:04}-{:02}", month - 1),
        None => String::new(),
    }
}

fn unanswered(all: &Gathered) -> Vec<Open> {
    let mut open: Vec<&Question> = all.questions.iter().filter(|q| q.answers.is_empty() && !q.closed).collect();
    open.sort_by_key(|question| (-question.views, question.id));
    let open = open.into_iter().take(LISTED).map(|question| Open {
        id: question.id,
        title: question.title.clone(),
        views: question.views,
        asked: moment(question.at),
    });
    open.collect()
}

fn duplicates(all: &Gathered) -> Duplicates {
    let mut asked: Vec<&Question> = all.questions.iter().filter(|question| question.asked_again > 0).collect();
    asked.sort_by_key(|question| (std::cmp::Reverse(question.asked_again), question.id));
    let originals = asked.into_iter().take(LISTED);
    let originals = originals.map(|q| Original { id: q.id, title: q.title.clone(), times: q.asked_again + 1 }).collect();
    let questions = all.questions.iter().filter(|question| question.duplicate).count() as u64;
    Duplicates { questions, originals, links: all.links }
}

#[cfg(test)]
mod tests {
    use super::super::gathered::{Gathered, Person, Question};
    use super::{half, month_before, months};

    fn people(answers: &[u64]) -> Vec<Person> {
        let person = |(n, answered): (usize, &u64)| Person { name: format!("P{n}"), answered: *answered, ..Person::default() };
        answers.iter().enumerate().map(person).collect()
    }

    #[test]
    fn half_of_the_answers_come_from_so_few() {
        // The first is the example of CHAOSS, "contributor absence factor".
        for (answers, few) in
            [(&[1000, 202, 90, 33, 332, 343, 42, 433][..], 2), (&[1, 1, 1, 1], 2), (&[7], 1), (&[0, 0], 0), (&[], 0)]
        {
            assert_eq!(half(&people(answers)).people, few, "{answers:?}");
        }
        let told = half(&people(&[3, 0, 9]));
        assert_eq!((told.names[0].name.as_str(), told.of, told.answers), ("P2", 2, 12));
    }

    #[test]
    fn months_have_no_gaps() {
        assert_eq!(month_before("2017-01"), "2016-12");
        assert_eq!(month_before("2017-11"), "2017-10");
        let at = |day: i64| Question { at: day * 86_400_000, ..Question::default() };
        let all = Gathered { questions: vec![at(16_800), at(16_870), at(16_871)], ..Gathered::default() };
        let told: Vec<(String, u64)> = months(&all).into_iter().map(|month| (month.month, month.questions)).collect();
        let wanted = [("2015-12", 1), ("2016-01", 0), ("2016-02", 0), ("2016-03", 2)];
        assert_eq!(told, wanted.map(|(month, n)| (month.to_owned(), n)));
    }
}
