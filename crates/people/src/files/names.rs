//! Names of files: as they are kept, in addresses, in Markdown, in headers.

use base::Id;

/// Letters of a name.
const MOST: usize = 100;

/// The name that somebody's file keeps: one line without folders, bounded, with its ending.
pub(super) fn clean(name: &str) -> String {
    let last = name.rsplit(['/', '\\']).next().unwrap_or_default();
    // Letters that turn the direction of writing make `exe.txt` of `txt.exe`.
    let turns =
        |letter: char| matches!(letter, '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}');
    let kept: String = last.chars().filter(|letter| !letter.is_control() && !turns(*letter)).collect();
    let kept = kept.trim_matches([' ', '.']);
    let (stem, ending) = kept.rsplit_once('.').map_or((kept, String::new()), |(stem, ending)| (stem, format!(".{ending}")));
    if ending.chars().count() > 12 {
        return kept.chars().take(MOST).collect();
    }
    let stem: String = stem.chars().take(MOST - ending.chars().count()).collect();
    if stem.trim().is_empty() { format!("file{ending}") } else { format!("{}{ending}", stem.trim()) }
}

/// `name` with the ending of what it became.
pub(super) fn with_ending(name: &str, ending: &str) -> String {
    format!("{}.{ending}", stem(name))
}

fn stem(name: &str) -> &str {
    name.rsplit_once('.').map_or(name, |(stem, _)| stem)
}

/// Where a file is.
pub(super) fn address(id: Id, name: &str) -> String {
    format!("/f/{id}/{}", web::encoded(name))
}

/// How a text shows a file.
pub(super) fn markdown(id: Id, name: &str, is_picture: bool) -> String {
    let (mark, label) = if is_picture { ("!", stem(name)) } else { ("", name) };
    let mut escaped = String::with_capacity(label.len());
    for letter in label.chars() {
        if matches!(letter, '\\' | '[' | ']' | '*' | '_' | '`' | '<' | '&' | '!' | '$' | '~' | '@') {
            escaped.push('\\');
        }
        escaped.push(letter);
    }
    format!("{mark}[{escaped}]({})", address(id, name))
}

/// `Content-Disposition` (RFC 6266): a name in ASCII for old programs, the whole one (RFC 8187) for others.
pub(super) fn disposition(how: &str, name: &str) -> String {
    let plain = |letter: char| if (' '..='~').contains(&letter) && !"\"\\%".contains(letter) { letter } else { '_' };
    let ascii: String = name.chars().map(plain).collect();
    format!("{how}; filename=\"{ascii}\"; filename*=UTF-8''{}", web::encoded(name))
}

/// Files that a text (Markdown or HTML) names by their addresses, each once, at most 200.
pub fn referenced(text: &str) -> Vec<Id> {
    let mut found = Vec::new();
    for rest in text.split("/f/").skip(1) {
        let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
        let id = rest[..digits].parse::<Id>().ok().filter(|id| *id > 0 && rest[digits..].starts_with('/'));
        if let Some(id) = id.filter(|id| !found.contains(id))
            && found.len() < 200
        {
            found.push(id);
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_made_harmless() {
        assert_eq!(clean("photo.jpg"), "photo.jpg");
        assert_eq!(clean("C:\\Users\\Ada\\my photo.jpg"), "my photo.jpg");
        assert_eq!(clean("../../etc/passwd"), "passwd");
        assert_eq!(clean("a\r\nSet-Cookie: x\0.txt"), "aSet-Cookie: x.txt");
        assert_eq!(clean("gpj\u{202e}.exe"), "gpj.exe");
        assert_eq!((clean(""), clean("..."), clean(" .png")), ("file".into(), "file".into(), "png".into()));
        let long = clean(&format!("{}.jpeg", "é".repeat(400)));
        assert!(long.chars().count() == 100 && long.ends_with("é.jpeg"));
    }

    #[test]
    fn markdown_holds_any_name() {
        assert_eq!(markdown(12, "photo.jpg", true), "![photo](/f/12/photo.jpg)");
        assert_eq!(markdown(7, "a [b](c) d.pdf", false), "[a \\[b\\](c) d.pdf](/f/7/a%20%5Bb%5D%28c%29%20d.pdf)");
    }

    #[test]
    fn headers_hold_any_name() {
        assert_eq!(
            disposition("attachment", "naïve \"x\".pdf"),
            "attachment; filename=\"na_ve _x_.pdf\"; filename*=UTF-8''na%C3%AFve%20%22x%22.pdf"
        );
    }

    #[test]
    fn texts_tell_their_files() {
        let text = "![a](/f/12/a.jpg) <img src=\"/f/3/b.png?size=small\"> /f/12/a.jpg https://x.test/f/9/z /f/0/ /f/x/ /f/5 /f/99999999999999999999/";
        assert_eq!(referenced(text), [12, 3, 9]);
    }
}
