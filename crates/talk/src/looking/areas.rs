//! Tags as areas: how they are used, and which hang on one person.

use ahash::AHashMap;

use super::gathered::Gathered;
use super::model::{Area, OnOne};

/// From so many answers on it is said that one person gives half of them.
const ENOUGH: u64 = 10;

/// All areas that have questions, the largest first.
pub(super) fn areas(all: &Gathered) -> Vec<Area> {
    let mut areas: Vec<Area> = all.tags.iter().map(|name| named(name)).collect();
    // By tag and person: answers, accepted ones.
    let mut gave: AHashMap<(usize, usize), (u64, u64)> = AHashMap::new();
    for question in &all.questions {
        for tag in &question.tags {
            let area = &mut areas[*tag];
            area.questions += 1;
            area.answered += u64::from(!question.answers.is_empty());
            area.accepted += u64::from(question.accepted.is_some());
            area.answers += question.answers.len() as u64;
            for answer in &question.answers {
                if let Some(author) = all.answers[*answer].author {
                    let sums = gave.entry((*tag, author)).or_default();
                    sums.0 += 1;
                    sums.1 += u64::from(question.accepted == Some(*answer));
                }
            }
        }
    }
    let mut first: Vec<(usize, usize, u64, u64)> = gave.into_iter().map(|((tag, who), (n, yes))| (tag, who, n, yes)).collect();
    first.sort_unstable();
    for (tag, who, answers, accepted) in first {
        let area = &mut areas[tag];
        let given = [("answers", answers, area.answers), ("accepted", accepted, area.accepted)];
        let half = given.into_iter().find(|(_, gave, of)| *of >= ENOUGH && 2 * gave >= *of);
        if let Some((what, gave, of)) = half
            && area.on.as_ref().is_none_or(|on| gave * on.of > on.gave * of)
        {
            area.on = Some(OnOne { name: all.name(Some(who)).to_owned(), what, gave, of });
        }
    }
    areas.retain(|area| area.questions > 0);
    areas.sort_by(|one, other| other.questions.cmp(&one.questions).then_with(|| one.name.cmp(&other.name)));
    areas
}

fn named(name: &str) -> Area {
    Area { name: name.to_owned(), questions: 0, answered: 0, accepted: 0, answers: 0, on: None }
}

#[cfg(test)]
mod tests {
    use super::super::gathered::{Answer, Gathered, Person, Question};
    use super::areas;

    /// `answers` of each area by the two people, all accepted by one of them or not.
    fn world(by: &[(u64, u64)]) -> Gathered {
        let people = ["Ann", "Bo"].map(|name| Person { name: name.into(), ..Person::default() }).into();
        let mut all = Gathered { people, ..Gathered::default() };
        for (tag, (ann, bo)) in by.iter().enumerate() {
            all.tags.push(format!("tag{tag}"));
            for author in (0..*ann).map(|_| 0).chain((0..*bo).map(|_| 1)) {
                let (question, answer) = (all.questions.len(), all.answers.len());
                let accepted = (author == 1).then_some(answer);
                all.questions.push(Question { tags: vec![tag], answers: vec![answer], accepted, ..Question::default() });
                all.answers.push(Answer { question, author: Some(author), ..Answer::default() });
            }
        }
        all
    }

    #[test]
    fn half_of_ten_hangs_on_one() {
        let found = areas(&world(&[(6, 4), (5, 4), (20, 10)]));
        assert_eq!(found.iter().map(|area| area.name.as_str()).collect::<Vec<_>>(), ["tag2", "tag0", "tag1"]);
        let on = |at: usize| found[at].on.as_ref().map(|on| (on.name.as_str(), on.what, on.gave, on.of));
        assert_eq!(on(1), Some(("Ann", "answers", 6, 10)));
        assert_eq!(on(2), None, "nine answers are too few to say it");
        assert_eq!(on(0), Some(("Bo", "accepted", 10, 10)), "all that was accepted is his");
    }
}
