//! The forms in which names, handles and addresses are compared.

/// Names are found by the beginning of this form. Whoever changes a name sets it, too.
pub fn name_key(name: &str) -> String {
    search::fold(name.trim())
}

/// Handles and e-mail addresses are compared in this form.
pub fn key(text: &str) -> String {
    text.trim().to_lowercase()
}

/// Names as people put them in order: `Chapter 2` before `Chapter 10`.
pub fn natural_key(name: &str) -> Vec<(String, u64)> {
    let (mut parts, mut rest) = (Vec::new(), name_key(name));
    while !rest.is_empty() {
        let word = rest.find(|c: char| c.is_ascii_digit()).unwrap_or(rest.len());
        let digits = rest[word..].find(|c: char| !c.is_ascii_digit()).map_or(rest.len(), |end| word + end);
        parts.push((rest[..word].to_owned(), rest[word..digits].parse().unwrap_or(0)));
        rest = rest[digits..].to_owned();
    }
    parts
}

/// The first text behind all that begin with `prefix`.
pub fn behind(prefix: &str) -> String {
    format!("{prefix}\u{10ffff}")
}

#[cfg(test)]
mod tests {
    use super::natural_key;

    #[test]
    fn numbers_count_in_names() {
        let mut names = ["Chapter 10", "chapter 2", "Chapter 1", "Utrecht", "Chapter 2b", "99999999999999999999999"];
        names.sort_by_key(|name| natural_key(name));
        assert_eq!(names, ["99999999999999999999999", "Chapter 1", "chapter 2", "Chapter 2b", "Chapter 10", "Utrecht"]);
    }
}
