//! For all bytes: no panic, an end; for all cuts: a prefix.

#![allow(clippy::allow_attributes, clippy::print_stdout, clippy::unwrap_used, clippy::expect_used, reason = "tests")]

use formats::stackexchange::{Post, Rows, Tag, parse_date, parse_tags};
use proptest::prelude::*;

fn read(file: &[u8]) -> Vec<Tag> {
    Rows::<Tag>::new("Tags.xml", Box::new(std::io::Cursor::new(file.to_vec())), 0).filter_map(Result::ok).collect()
}

proptest! {
    #[test]
    fn any_bytes_are_read_to_an_end(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        let count = Rows::<Post>::new("Posts.xml", Box::new(std::io::Cursor::new(bytes.clone())), 0).count();
        prop_assert!(count <= bytes.len() * 2 + 2);
    }

    #[test]
    fn any_markup_is_read_to_an_end(text in "(<|>|/|<row |<row Id=\"1\" TagName=\"x\"|\"|'|=|&|&amp;|&#x0;|;|<!--|-->|<!DOCTYPE|\\[|\\]|<\\?|\\?>|<tags>|</tags>|Id| |\n|\r|é){0,60}") {
        read(text.as_bytes());
        parse_tags(&text);
    }

    #[test]
    fn any_text_is_a_date_or_not(text in "[0-9TZ:. +-]{0,30}|\\PC{0,30}") {
        parse_date(&text);
    }

    #[test]
    fn a_cut_file_yields_a_prefix(names in prop::collection::vec("[a-z<>&\"' é\n]{0,12}", 0..8), cut in any::<prop::sample::Index>()) {
        let mut file = String::from("\u{feff}<?xml version=\"1.0\"?>\n<tags>\n");
        for (id, name) in names.iter().enumerate() {
            let name = name.replace('&', "&amp;").replace('<', "&lt;").replace('"', "&quot;");
            file.push_str(&format!("  <row Id=\"{id}\" TagName=\"{name}\" />\n"));
        }
        file.push_str("</tags>\n");
        let whole = read(file.as_bytes());
        prop_assert_eq!(whole.len(), names.len());
        prop_assert!(whole.iter().zip(&names).all(|(tag, name)| tag.tag_name == *name));
        let cut = cut.index(file.len());
        let part = read(&file.as_bytes()[..cut]);
        prop_assert_eq!(&part[..], &whole[..part.len()]);
    }
}
