//! Which threads are worth keeping as practices, and why. Each sign counts by its logarithm against what is much (the tenth
//! thousand of views says less than the first), times a weight: that others had to ask the same says most, that a text was
//! polished least. All of this is a proposal to look at; the reasons stand beside it.

use super::gathered::{Answer, Gathered, Question};
use super::model::{Keep, Reason, Why};

const MOST: usize = 10;

const SIGNS: usize = 7;

/// Signs, their weights, and from where on each is much; what is larger than that in an export is its own measure.
const WEIGHTS: [(Reason, f64, i64); SIGNS] = [
    (Reason::Asked, 3.0, 10),
    (Reason::Voted, 3.0, 20),
    (Reason::Wanted, 2.0, 20),
    (Reason::Linked, 2.0, 10),
    (Reason::Viewed, 2.0, 1000),
    (Reason::Kept, 1.0, 10),
    (Reason::Edited, 0.5, 10),
];
/// That the asker said "this was it".
const ACCEPTED: f64 = 1.0;

/// The ten that are worth most. Only what has a good answer is: the accepted one, or the best of those with a vote; closed
/// questions and duplicates of others are left out.
pub(super) fn keep(all: &Gathered) -> Vec<Keep> {
    let mut best: Vec<(f64, &Question, &Answer, [i64; SIGNS])> = Vec::new();
    for question in all.questions.iter().filter(|question| !question.closed && !question.duplicate) {
        if let Some(answer) = answer(all, question) {
            best.push((0.0, question, answer, signs(question, answer)));
        }
    }
    let mut largest = WEIGHTS.map(|(_, _, much)| much);
    for (_, _, _, signs) in &best {
        for (most, sign) in largest.iter_mut().zip(signs) {
            *most = (*most).max(*sign);
        }
    }
    for (worth, question, _, signs) in &mut best {
        let parts = WEIGHTS.iter().zip(*signs).zip(largest).map(|(((_, weight, _), sign), most)| weight * level(sign, most));
        *worth = parts.sum::<f64>() + if question.accepted.is_some() { ACCEPTED } else { 0.0 };
    }
    best.sort_by(|(a, one, ..), (b, other, ..)| b.total_cmp(a).then(one.id.cmp(&other.id)));
    best.truncate(MOST);
    let told = best.into_iter().map(|(_, question, answer, signs)| Keep {
        id: question.id,
        title: question.title.clone(),
        by: all.name(answer.author).to_owned(),
        why: why(question, signs, largest),
    });
    told.collect()
}

/// The answer that would be kept.
fn answer<'a>(all: &'a Gathered, question: &Question) -> Option<&'a Answer> {
    if let Some(accepted) = question.accepted {
        return Some(&all.answers[accepted]);
    }
    let answers = question.answers.iter().map(|at| &all.answers[*at]);
    answers.filter(|answer| answer.score > 0).max_by_key(|answer| (answer.score, -answer.at))
}

/// In the order of [`WEIGHTS`].
fn signs(question: &Question, answer: &Answer) -> [i64; SIGNS] {
    let number = |n: u64| i64::try_from(n).unwrap_or(i64::MAX);
    [
        number(question.asked_again),
        answer.score.max(0),
        question.score.max(0),
        number(question.linked),
        question.views,
        number(question.favourites),
        number(question.edits + answer.edits),
    ]
}

/// From 0 to 1.
#[expect(clippy::cast_precision_loss, reason = "numbers of views stay far below 2^52")]
fn level(sign: i64, most: i64) -> f64 {
    (sign.max(0) as f64).ln_1p() / (most.max(1) as f64).ln_1p()
}

/// The three signs that say most about this thread, and that it was accepted.
fn why(question: &Question, signs: [i64; SIGNS], largest: [i64; SIGNS]) -> Vec<Why> {
    let mut why: Vec<(f64, Why)> = Vec::new();
    for (((what, weight, _), sign), most) in WEIGHTS.into_iter().zip(signs).zip(largest) {
        // Once asked again is asked twice.
        let n = if what == Reason::Asked { sign + 1 } else { sign };
        if sign > 0 {
            why.push((weight * level(sign, most), Why { what, n }));
        }
    }
    // That it was asked again is said first, whatever else there is.
    let first = |why: &Why| why.what != Reason::Asked;
    why.sort_by(|(a, one), (b, other)| first(one).cmp(&first(other)).then(b.total_cmp(a)));
    let mut why: Vec<Why> = why.into_iter().take(3).map(|(_, why)| why).collect();
    if question.accepted.is_some() {
        why.push(Why { what: Reason::Accepted, n: 1 });
    }
    why
}

#[cfg(test)]
mod tests {
    use super::super::gathered::{Answer, Gathered, Person, Question};
    use super::super::model::{Reason, Why};
    use super::keep;

    fn thread(id: i64, views: i64, asked_again: u64, answer: Option<usize>) -> Question {
        Question { id, title: format!("Q{id}"), views, asked_again, answers: answer.into_iter().collect(), ..Question::default() }
    }

    #[test]
    fn what_many_asked_comes_first_and_says_so() {
        let answer = |question, score| Answer { question, score, author: Some(0), ..Answer::default() };
        let all = Gathered {
            people: vec![Person { name: "Ann".into(), ..Person::default() }],
            questions: vec![
                thread(1, 34_000, 0, Some(0)),
                thread(2, 900, 11, Some(1)),
                thread(3, 99_000, 5, None),
                Question { closed: true, ..thread(4, 9_000, 0, Some(2)) },
                Question { duplicate: true, ..thread(5, 9_000, 0, Some(3)) },
                thread(6, 50, 0, Some(4)),
            ],
            answers: vec![answer(0, 41), answer(1, 12), answer(3, 50), answer(4, 50), answer(5, 0)],
            ..Gathered::default()
        };
        let kept = keep(&all);
        assert_eq!(kept.iter().map(|thread| thread.id).collect::<Vec<_>>(), [2, 1], "no answer, closed, duplicate, no vote");
        assert_eq!(kept[0].why[0], Why { what: Reason::Asked, n: 12 });
        assert_eq!((kept[1].by.as_str(), kept[1].why[0]), ("Ann", Why { what: Reason::Voted, n: 41 }));
        assert_eq!(kept[1].why[1], Why { what: Reason::Viewed, n: 34_000 });
    }
}
