//! The look as a text for a terminal of 80 columns.

use std::fmt::Write as _;

use base::Time;
use talk::looking::model::{Area, Reason, Why};
use talk::looking::{Look, Wait};

const WIDTH: usize = 80;
/// Where the numbers end.
const NUMBERS: usize = 36;

/// Paragraph by paragraph, with a line for each figure.
pub fn text(look: &Look) -> String {
    let mut out = String::new();
    let days = |moment: &str| moment.chars().take(10).collect::<String>();
    put(&mut out, format!("{}: Stack Exchange, {} to {}", look.source, days(&look.from), days(&look.until)));
    put(&mut out, "Nothing was created or changed. This is what is in it.");
    people(&mut out, look);
    questions(&mut out, look);
    half(&mut out, look);
    areas(&mut out, look);
    threads(&mut out, look);
    import(&mut out, look);
    out
}

fn people(out: &mut String, look: &Look) {
    let people = &look.people;
    title(out, "People");
    let lately = format!("{} in the last 90 days of it", number(people.lately));
    row(out, "accounts", people.accounts, &format!("{} never wrote", number(people.silent)));
    row(out, "wrote something", people.wrote, &lately);
    row(out, "asked", people.asked, "");
    row(out, "answered", people.answered, "");
    row(out, "commented", people.commented, "");
    row(out, "edited", people.edited, "");
    if look.few && people.wrote > 0 {
        put(out, "\n  They are few, so here are names instead of shares.");
        for gave in &people.names {
            let told = format!(
                "{}, {} ({} accepted), {}",
                counted(gave.questions, "question"),
                counted(gave.answers, "answer"),
                gave.accepted,
                counted(gave.comments, "comment")
            );
            put(out, format!("  {:<26} {told}", cut(&gave.name, 26)));
        }
    }
}

fn questions(out: &mut String, look: &Look) {
    let questions = &look.questions;
    title(out, "Questions");
    let share = |share: Option<f64>| share.map(percent).unwrap_or_default();
    row(out, "asked", questions.asked, "");
    row(out, "with an answer", questions.answered, &share(questions.answered_share));
    row(out, "with an accepted answer", questions.accepted, &share(questions.accepted_share));
    row(out, "closed", questions.closed, "");
    row(out, "answers", questions.answers, "");
    put(out, "");
    wait(out, "first answer by another", Some(&look.first_answer));
    wait(out, "accepted answer", look.acceptance.as_ref());
    put(out, "  Who waits still is counted in, to the end of the dump (Kaplan-Meier). Of");
    put(out, "  acceptances only the day is known.");
}

fn wait(out: &mut String, what: &str, wait: Option<&Wait>) {
    let told = match wait {
        None => "the dump does not say when".to_owned(),
        Some(wait) => {
            let median = wait.median_ms.map_or_else(|| "less than half ever".into(), |ms| format!("half after {}", lasting(ms)));
            let shares = [(wait.within_day, "a day"), (wait.within_week, "a week")];
            let shares: Vec<_> =
                shares.iter().filter_map(|(share, of)| Some(format!("{} in {of}", percent((*share)?)))).collect();
            [median, shares.join(", ")].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join("; ")
        }
    };
    put(out, format!("  {what:<24} {told}"));
}

fn half(out: &mut String, look: &Look) {
    let half = &look.half_of_answers;
    title(out, "Who answers");
    if half.people == 0 {
        put(out, "  Nobody yet.");
        return;
    }
    let give = if half.people == 1 { "gives" } else { "give" };
    put(out, format!("  {} of {} who answered {give} half of the answers:", number(half.people), number(half.of)));
    for name in &half.names {
        put(out, format!("  {:<26} {:>7}", cut(&name.name, 26), number(name.answers)));
    }
    more(out, half.people, half.names.len());
}

fn areas(out: &mut String, look: &Look) {
    title(out, "Areas (tags)");
    if look.areas.is_empty() {
        put(out, "  None.");
        return;
    }
    put(out, format!("  {:<26} {:>9} {:>9} {:>9} {:>9}", "", "questions", "answered", "accepted", "answers"));
    for area in &look.areas {
        let Area { name, questions, answered, accepted, answers, .. } = area;
        let numbers = [questions, answered, accepted, answers].map(|n| format!(" {:>9}", number(*n))).concat();
        put(out, format!("  {:<26}{numbers}", cut(name, 26)));
    }
    more(out, look.areas_in_all, look.areas.len());
    if !look.areas_on_one.is_empty() {
        put(out, "\n  These hang on one person:");
    }
    for area in &look.areas_on_one {
        let Some(on) = &area.on else { continue };
        let what = if on.what == "accepted" { "accepted answers" } else { "answers" };
        let told = format!("{} of {} {what}: {}", on.gave, on.of, on.name);
        put(out, format!("  {:<26} {}", cut(&area.name, 26), cut(&told, WIDTH - 29)));
    }
}

fn threads(out: &mut String, look: &Look) {
    title(out, "Worth keeping as practices");
    if look.keep.is_empty() {
        put(out, "  Nothing yet: no question has a good answer.");
    }
    for (n, thread) in (1..).zip(&look.keep) {
        put(out, format!("  {n:>2}. {}", cut(&thread.title, WIDTH - 6)));
        let why: Vec<String> = thread.why.iter().map(reason).collect();
        put(out, format!("      {}", cut(&why.join(", "), WIDTH - 6)));
    }
    if !look.unanswered.is_empty() {
        title(out, "Still unanswered, most viewed first");
    }
    for open in &look.unanswered {
        put(out, format!("  {:>7} views  {}", number(u(open.views)), cut(&open.title, WIDTH - 17)));
    }
    title(out, "Asked more than once");
    let duplicates = &look.duplicates;
    let closed = counted(duplicates.questions, "question");
    put(out, format!("  {closed} closed as duplicates; {} between threads beside.", counted(duplicates.links, "link")));
    for original in &duplicates.originals {
        put(out, format!("  {:>7} times  {}", number(original.times), cut(&original.title, WIDTH - 17)));
    }
}

fn import(out: &mut String, look: &Look) {
    title(out, "An import into an empty place would bring");
    for (kind, counts) in &look.import.kinds {
        if counts.created > 0 || counts.skipped.is_empty() {
            row(out, called(kind), counts.created, "");
        }
    }
    let left: Vec<_> = look.import.kinds.iter().filter(|(_, counts)| !counts.skipped.is_empty()).collect();
    if !left.is_empty() {
        title(out, "and leave");
    }
    for (kind, counts) in left {
        for (why, n) in &counts.skipped {
            row(out, called(kind), *n, why);
        }
    }
    if !look.problems.is_empty() {
        put(out, format!("\n{} with the files, told above.", counted(look.problems.len() as u64, "problem")));
    }
}

fn called(kind: &str) -> &str {
    match kind {
        "accepted" => "accepted answers",
        "other_posts" => "other posts",
        _ => kind,
    }
}

/// A reason in words.
fn reason(why: &Why) -> String {
    let n = number(u(why.n));
    match why.what {
        Reason::Asked => format!("asked {n} times"),
        Reason::Linked => format!("linked from {}", counted(u(why.n), "thread")),
        Reason::Viewed => format!("viewed {n} times"),
        Reason::Voted => format!("answer voted +{n}"),
        Reason::Wanted => format!("question voted +{n}"),
        Reason::Kept => format!("saved by {n}"),
        Reason::Edited => format!("improved {n} times"),
        Reason::Accepted => "accepted".to_owned(),
    }
}

fn put(out: &mut String, line: impl AsRef<str>) {
    let _ = writeln!(out, "{}", line.as_ref().trim_end());
}

fn title(out: &mut String, text: &str) {
    put(out, format!("\n{text}"));
}

/// A name, its number under the others, and what there is to say beside it.
fn row(out: &mut String, what: &str, n: u64, beside: &str) {
    let width = NUMBERS - 2 - what.chars().count();
    put(out, format!("  {what}{:>width$}  {beside}", number(n)));
}

fn more(out: &mut String, of: u64, told: usize) {
    let left = of.saturating_sub(told as u64);
    if left > 0 {
        put(out, format!("  and {} more", number(left)));
    }
}

fn number(n: u64) -> String {
    let digits = n.to_string();
    let mut out = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

fn u(n: i64) -> u64 {
    n.try_into().unwrap_or(0)
}

fn counted(n: u64, what: &str) -> String {
    format!("{} {what}{}", number(n), if n == 1 { "" } else { "s" })
}

fn percent(share: f64) -> String {
    format!("{:.0} %", share * 100.0)
}

fn lasting(millis: i64) -> String {
    let (days, hours, minutes) = (millis / Time::DAY, millis / Time::HOUR % 24, millis / Time::MINUTE % 60);
    match (days, hours) {
        (0, 0) => format!("{} min", minutes.max(1)),
        (0, _) => format!("{hours} h {minutes} min"),
        (..7, 1..) => format!("{} {hours} h", counted(u(days), "day")),
        _ => counted(u(days), "day"),
    }
}

/// At most `width` characters of a text, on one line.
fn cut(text: &str, width: usize) -> String {
    let text: String = text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    if text.chars().count() <= width {
        return text;
    }
    text.chars().take(width - 1).chain(['…']).collect()
}

#[cfg(test)]
mod tests {
    use super::{counted, cut, lasting, number};

    #[test]
    fn numbers_are_readable() {
        assert_eq!((number(0), number(999), number(1_234_567)), ("0".into(), "999".into(), "1,234,567".into()));
        assert_eq!((counted(1, "link"), counted(2, "link")), ("1 link".into(), "2 links".into()));
        assert_eq!(lasting(30_000), "1 min");
        assert_eq!(lasting(30_180_000), "8 h 23 min");
        assert_eq!(lasting(208_800_000), "2 days 10 h");
        assert_eq!(lasting(14_256_000_000), "165 days");
        assert_eq!(cut("a\tbcdef", 5), "a bc…");
    }
}
