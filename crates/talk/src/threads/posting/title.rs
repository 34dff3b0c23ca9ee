//! Titles and tags as people type them.

use base::{Error, Problem, Result};

/// Characters of a title.
const LEAST: usize = 6;
const MOST: usize = 150;
/// Tags of a thread, and characters of one.
const MOST_TAGS: usize = 5;
const LONGEST_TAG: usize = 40;

/// A title with single blanks and no control characters.
///
/// # Errors
/// `Invalid` on `title` when it is too short or too long.
pub(in crate::threads) fn title(typed: &str) -> Result<String> {
    let title = web::one_line(typed);
    match title.chars().count() {
        0..LEAST => Err(Error::invalid("title", "title-too-short")),
        LEAST..=MOST => Ok(title),
        _ => Err(Error::invalid("title", "title-too-long")),
    }
}

/// Tags from "water, scale": each once.
///
/// # Errors
/// `Invalid` on `tags` when there are too many or one is too long.
pub(in crate::threads) fn tags(typed: &str) -> Result<Vec<String>> {
    let mut tags: Vec<String> = Vec::new();
    for word in typed.split([',', ';', '\n']) {
        let name = web::one_line(word.trim().trim_start_matches('#'));
        if name.chars().count() > LONGEST_TAG {
            return Err(Error::invalid("tags", "tag-too-long"));
        }
        let is_known = tags.iter().any(|known| known.to_lowercase() == name.to_lowercase());
        if name.chars().any(char::is_alphanumeric) && !is_known {
            tags.push(name);
        }
    }
    // In one order for everybody: two writers who use the same tags do not wait for each other.
    tags.sort_by_key(|name| name.to_lowercase());
    if tags.len() > MOST_TAGS { Err(Error::invalid("tags", "tags-too-many")) } else { Ok(tags) }
}

/// Takes a value, or notes what is wrong with it.
pub(in crate::threads) fn gather<T: Default>(checked: Result<T>, problems: &mut Vec<Problem>) -> Result<T> {
    match checked {
        Err(Error::Invalid(found)) => {
            problems.extend(found);
            Ok(T::default())
        }
        other => other,
    }
}
