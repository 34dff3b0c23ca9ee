//! For all texts: no panic, nothing dangerous.

#![allow(clippy::allow_attributes, clippy::print_stdout, clippy::unwrap_used, clippy::expect_used, reason = "tests")]
mod common;

use common::{danger, render};
use proptest::prelude::*;

proptest! {
    #[test]
    fn any_text_is_safe(source in "\\PC{0,200}") {
        prop_assert_eq!(danger(&render(&source).html), None);
    }

    #[test]
    fn any_markup_is_safe(source in "([<>\"'=/&;:`#*\\[\\]()!$@ \n\t-]|script|style|svg|math|img|a|href|src|onload|javascript|data|x|&#106;|<!--|-->|\u{0}){0,80}") {
        let html = render(&source).html;
        prop_assert_eq!(danger(&html), None, "{}", html);
        let back = markup::from_html(&source);
        prop_assert_eq!(danger(&render(&back).html), None);
    }

    #[test]
    fn texts_and_slugs_hold(source in "\\PC{0,200}", chars in 0_usize..60) {
        let html = render(&source).html;
        prop_assert!(markup::excerpt(&html, chars).chars().count() <= chars);
        prop_assert!(!markup::excerpt(&html, chars).contains('\n'));
        let slug = markup::slug(&source);
        prop_assert!(!slug.is_empty() && slug.len() <= 80);
        prop_assert!(slug.bytes().all(|byte| byte == b'-' || byte.is_ascii_digit() || byte.is_ascii_lowercase()));
        prop_assert!(slug == "-" || (!slug.starts_with('-') && !slug.ends_with('-') && !slug.contains("--")));
        markup::plain(&source);
    }
}
