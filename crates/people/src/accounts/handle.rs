//! Handles: which can be taken, and one made from a name.

/// Letters of a handle.
const SHORTEST: usize = 2;
const LONGEST: usize = 30;

/// Words that would be taken for the program, for somebody in charge, or for everybody.
const RESERVED: &[&str] = &[
    "system",
    "admin",
    "administrator",
    "root",
    "guildhall",
    "moderator",
    "champion",
    "steward",
    "support",
    "help",
    "staff",
    "team",
    "me",
    "you",
    "everyone",
    "everybody",
    "all",
    "here",
    "channel",
    "nobody",
    "anonymous",
    "null",
    "undefined",
    "account",
    "join",
    "new",
    "settings",
    "sign-in",
    "sign-out",
    "api",
    "www",
    "mail",
    "info",
    "abuse",
    "security",
    "postmaster",
    "webmaster",
    "noreply",
    "no-reply",
];

/// Why `handle` cannot be taken: the key of a message. Whether somebody has it, the database says.
pub(super) fn problem(handle: &str) -> Option<&'static str> {
    let inner = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || matches!(c, '-' | '_');
    let ends = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphanumeric());
    let shaped = (SHORTEST..=LONGEST).contains(&handle.len()) && handle.chars().all(inner);
    if !shaped || !ends(handle.chars().next()) || !ends(handle.chars().next_back()) {
        return Some("handle-unreadable");
    }
    RESERVED.contains(&handle).then_some("handle-reserved")
}

/// A handle made from a name; somebody may have it already. There is room for a number behind it.
pub(crate) fn of_name(name: &str) -> String {
    let mut handle = markup::slug(name);
    handle.truncate(LONGEST - 6);
    let handle = handle.trim_matches('-').to_owned();
    match problem(&handle) {
        None => handle,
        Some("handle-reserved") => format!("the-{handle}"),
        Some(_) => "member".into(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn handles() {
        for good in ["ada", "ada-lovelace", "a_1", "a1", &"a".repeat(30)] {
            assert_eq!(problem(good), None, "{good}");
        }
        for bad in ["", "a", "Ada", "-ada", "ada-", "a b", "adä", "system", "me", &"a".repeat(31)] {
            assert!(problem(bad).is_some(), "{bad}");
        }
        for (name, wanted) in [
            ("Ada Lovelace", "ada-lovelace"),
            ("Jürgen Groß", "jurgen-gross"),
            ("李", "member"),
            ("Admin", "the-admin"),
            ("Q", "member"),
        ] {
            assert_eq!(of_name(name), wanted);
        }
        assert_eq!(problem(&of_name(&"long name ".repeat(9))), None);
    }
}
