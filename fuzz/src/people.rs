//! A list of people or chapters: CSV or vCards in any encoding.

use formats::members::{List, MOST_PEOPLE, Person, guarded, read, read_chapters, write_csv, write_vcard};

pub fn target(bytes: &[u8]) {
    let list = read(bytes);
    assert!(list.people.len() <= MOST_PEOPLE && list.problems.len() <= 2 * MOST_PEOPLE + 2);
    let lines = bytes.iter().filter(|byte| **byte == b'\n').count() as u64 + 1;
    let mut emails: Vec<&str> =
        list.people.iter().map(|person| person.email.as_str()).filter(|email| !email.is_empty()).collect();
    for person in &list.people {
        assert!(!person.name.is_empty() && !person.name.contains(['\n', '\r', '\0']), "{person:?}");
        assert!((1..=lines).contains(&person.line) || bytes.contains(&0), "{person:?} of {lines} lines");
        assert!(person.email.is_empty() || (person.email.contains('@') && person.email == person.email.to_lowercase()));
    }
    let all = emails.len();
    emails.sort_unstable();
    emails.dedup();
    assert_eq!(emails.len(), all, "nobody is in it twice");
    // What goes out is read again as the same people, and no cell is a formula.
    let formula = |person: &Person| guarded(&person.name).starts_with(['=', '+', '-', '@', '\t', '\r']);
    assert!(!list.people.iter().any(formula));
    same(&list, &read(write_csv(&list.people).as_bytes()));
    same(&list, &read(write_vcard(&list.people).as_bytes()));
    read_chapters(bytes);
}

fn same(list: &List, again: &List) {
    let names =
        |list: &List| list.people.iter().map(|Person { name, email, .. }| (name.clone(), email.clone())).collect::<Vec<_>>();
    // Without people there is nothing that a list could begin with.
    if !list.people.is_empty() {
        assert_eq!(names(list), names(again));
    }
}
