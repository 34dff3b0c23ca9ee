//! A list of people as CSV.

use super::MOST_PEOPLE;
use super::columns::{Column, column};
use super::list::{List, Person, Problem, What, email_of, line_of, lines_of, parts_of};
use super::table::{Row, rows};
use crate::stackexchange::parse_date;

pub(super) fn read(text: &str) -> List {
    let (mut list, mut rows) = (List::default(), rows(text));
    let Some(headings) = rows.next() else {
        list.problems.push(Problem::new(1, What::Headings, ""));
        return list;
    };
    let mut columns: Vec<Option<Column>> = Vec::new();
    for heading in &headings.cells {
        // The first of two with the same meaning counts.
        let known = column(heading).filter(|known| !columns.contains(&Some(*known)));
        let told = line_of(heading).chars().take(60).collect::<String>();
        if known.is_some() {
            list.understood.push(told);
        } else if !told.is_empty() {
            list.ignored.push(told);
        }
        columns.push(known);
    }
    let named = |column: &Option<Column>| matches!(column, Some(Column::Name | Column::First | Column::Last));
    if !columns.iter().any(named) {
        list.problems.push(Problem::new(headings.line, What::Headings, &headings.cells.join(", ")));
        return list;
    }
    for row in rows {
        if list.people.len() + list.problems.len() >= MOST_PEOPLE {
            list.problems.push(Problem::new(row.line, What::TooMany, ""));
            break;
        }
        match person(&row, &columns, &mut list.problems) {
            Ok(person) => list.people.push(person),
            Err((what, value)) => list.problems.push(Problem::new(row.line, what, &value)),
        }
    }
    list
}

fn person(row: &Row, columns: &[Option<Column>], told: &mut Vec<Problem>) -> Result<Person, (What, String)> {
    let cell = |wanted: Column| {
        let at = columns.iter().position(|column| *column == Some(wanted));
        at.and_then(|at| row.cells.get(at)).map_or("", String::as_str)
    };
    let one = |column: Column| line_of(cell(column));
    let parts = [one(Column::First), one(Column::Infix), one(Column::Last)];
    let name = Some(one(Column::Name)).filter(|name| !name.is_empty()).unwrap_or_else(|| line_of(&parts.join(" ")));
    let typed = one(Column::Email);
    if name.is_empty() {
        return Err((What::Name, typed));
    }
    if refuses(&one(Column::Consent)) {
        return Err((What::Consent, name));
    }
    let email = match typed.as_str() {
        "" => String::new(),
        typed => email_of(typed).ok_or_else(|| (What::Email, typed.to_owned()))?,
    };
    let date = one(Column::JoinedAt);
    let joined_at = date_of(&date);
    if joined_at.is_none() && !date.is_empty() {
        told.push(Problem::new(row.line, What::Date, &date));
    }
    Ok(Person {
        line: row.line,
        name,
        email,
        username: one(Column::Username).trim_start_matches('@').to_lowercase(),
        organisation: one(Column::Organisation),
        title: one(Column::Title),
        bio: lines_of(cell(Column::Bio)),
        location: one(Column::Location),
        timezone: one(Column::Timezone),
        language: one(Column::Language),
        skills: parts_of(cell(Column::Skills), &[';', '\n']),
        groups: parts_of(cell(Column::Groups), &[';', '\n']),
        chapter: one(Column::Chapter),
        role: one(Column::Role),
        joined_at,
        website: one(Column::Website),
        external_id: one(Column::ExternalId),
    })
}

/// Whether the cell says that somebody does not agree; an empty one says nothing.
fn refuses(consent: &str) -> bool {
    ["no", "n", "nee", "false", "0", "onwaar", "not given", "withdrawn"].contains(&consent.to_lowercase().as_str())
}

/// `2024-03-01`, the same with a time, or as it is written in Dutch, `1-3-2024` and `01/03/2024`.
fn date_of(text: &str) -> Option<i64> {
    let head = text.split(['+']).next().unwrap_or("");
    parse_date(head).or_else(|| {
        let parts: Vec<&str> = text.split(['-', '/', '.']).collect();
        let &[day, month, year] = parts.as_slice() else { return None };
        let fits = year.len() == 4 && [day, month].iter().all(|part| matches!(part.len(), 1 | 2));
        fits.then(|| parse_date(&format!("{year}-{month:0>2}-{day:0>2}"))).flatten()
    })
}
