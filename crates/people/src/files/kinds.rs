//! Which files are taken, by name and by content. Both must agree: a name alone proves nothing.

use super::refusal::Refusal;

/// Bytes of a file that is no picture.
pub(super) const MOST: u64 = 50 << 20;

/// What a file is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// To be made anew, whatever its name says.
    Picture,
    /// To be downloaded as this media type.
    Download(&'static str),
}

/// Signs by which the content of a kind is known.
#[derive(Clone, Copy)]
enum Sign {
    /// The file begins so.
    Starts(&'static [u8]),
    /// This stands at byte 4 (ISO 14496-12, 4.3).
    Box(&'static [u8]),
    /// RIFF with this form (at byte 8).
    Riff(&'static [u8]),
    /// MPEG audio: an ID3 tag or a frame's eleven set bits.
    Mpeg,
    /// No NUL, unless it says that it is UTF-16.
    Text,
}

/// Media types with the endings of their names. What a browser would run (SVG, HTML) is a download of bytes.
const TAKEN: &[(&str, &[&str], Sign)] = &[
    ("application/pdf", &["pdf"], Sign::Starts(b"%PDF-")),
    ("application/vnd.openxmlformats-officedocument.wordprocessingml.document", &["docx"], ZIP),
    ("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", &["xlsx"], ZIP),
    ("application/vnd.openxmlformats-officedocument.presentationml.presentation", &["pptx"], ZIP),
    ("application/vnd.oasis.opendocument.text", &["odt"], ZIP),
    ("application/vnd.oasis.opendocument.spreadsheet", &["ods"], ZIP),
    ("application/vnd.oasis.opendocument.presentation", &["odp"], ZIP),
    ("application/vnd.oasis.opendocument.graphics", &["odg"], ZIP),
    ("application/msword", &["doc"], OLE),
    ("application/vnd.ms-excel", &["xls"], OLE),
    ("application/vnd.ms-powerpoint", &["ppt"], OLE),
    ("application/rtf", &["rtf"], Sign::Starts(b"{\\rtf")),
    ("application/zip", &["zip"], ZIP),
    ("text/plain; charset=utf-8", &["txt", "log"], Sign::Text),
    ("text/markdown; charset=utf-8", &["md"], Sign::Text),
    ("text/csv; charset=utf-8", &["csv", "tsv"], Sign::Text),
    ("application/json", &["json"], Sign::Text),
    ("text/calendar; charset=utf-8", &["ics"], Sign::Text),
    ("application/octet-stream", &["svg", "html", "htm", "xml"], Sign::Text),
    ("audio/mpeg", &["mp3"], Sign::Mpeg),
    ("audio/mp4", &["m4a"], Sign::Box(b"ftyp")),
    ("audio/ogg", &["ogg", "oga", "opus"], Sign::Starts(b"OggS")),
    ("audio/wav", &["wav"], Sign::Riff(b"WAVE")),
    ("audio/flac", &["flac"], Sign::Starts(b"fLaC")),
    ("video/mp4", &["mp4", "m4v"], Sign::Box(b"ftyp")),
    ("video/quicktime", &["mov"], Sign::Box(b"ftyp")),
    ("video/webm", &["webm"], Sign::Starts(&[0x1a, 0x45, 0xdf, 0xa3])),
    ("video/ogg", &["ogv"], Sign::Starts(b"OggS")),
];

const ZIP: Sign = Sign::Starts(b"PK\x03\x04");
const OLE: Sign = Sign::Starts(&[0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]);

/// As many bytes of a file's beginning are looked at.
pub(super) const HEAD: usize = 4096;

/// What a file is by its name and its first [`HEAD`] bytes.
pub(super) fn kind_of(name: &str, head: &[u8]) -> Result<Kind, Refusal> {
    if head.is_empty() {
        return Err(Refusal::Empty);
    }
    if pictures::Kind::of(head).is_some() {
        return Ok(Kind::Picture);
    }
    let ending = name.rsplit_once('.').map(|(_, ending)| ending.to_ascii_lowercase()).unwrap_or_default();
    let known = TAKEN.iter().find(|(_, endings, _)| endings.contains(&ending.as_str()));
    match known {
        Some((media_type, _, sign)) if sign.is_in(head) => Ok(Kind::Download(media_type)),
        _ => Err(Refusal::Kind),
    }
}

/// The most bytes of a file that begins so, and what is said of more.
pub(super) fn bound(head: &[u8]) -> (u64, Refusal) {
    match pictures::Kind::of(head) {
        Some(_) => (pictures::MOST_BYTES as u64, Refusal::HeavyPicture),
        None => (MOST, Refusal::Heavy),
    }
}

impl Sign {
    fn is_in(self, head: &[u8]) -> bool {
        match self {
            Sign::Starts(start) => head.starts_with(start),
            Sign::Box(name) => head.get(4..8) == Some(name),
            Sign::Riff(form) => head.starts_with(b"RIFF") && head.get(8..12) == Some(form),
            Sign::Mpeg => head.starts_with(b"ID3") || matches!(head, [0xff, second, ..] if second & 0xe0 == 0xe0),
            Sign::Text => head.starts_with(&[0xff, 0xfe]) || head.starts_with(&[0xfe, 0xff]) || !head.contains(&0),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn name_and_content_must_agree() {
        assert_eq!(kind_of("a.PDF", b"%PDF-1.7"), Ok(Kind::Download("application/pdf")));
        assert_eq!(kind_of("a.pdf", b"<html>"), Err(Refusal::Kind));
        assert_eq!(kind_of("a.png", b"<svg>"), Err(Refusal::Kind), "a picture is one by its content only");
        assert_eq!(kind_of("a.txt", b"\xff\xd8\xff\xe0"), Ok(Kind::Picture));
        assert_eq!(kind_of("a.txt", b"MZ\0\0"), Err(Refusal::Kind));
        assert_eq!(kind_of("a.exe", b"MZ"), Err(Refusal::Kind));
        assert_eq!(kind_of("a", b"text"), Err(Refusal::Kind));
        assert_eq!(kind_of("a.txt", b""), Err(Refusal::Empty));
        assert_eq!(kind_of("a.mp4", b"\0\0\0\x18ftypmp42"), Ok(Kind::Download("video/mp4")));
    }

    #[test]
    fn what_a_browser_would_run_is_only_bytes() {
        for name in ["a.svg", "a.html", "a.htm", "a.xml"] {
            assert_eq!(kind_of(name, b"<svg onload='x'>"), Ok(Kind::Download("application/octet-stream")));
        }
        assert_eq!(kind_of("a.xhtml", b"<html>"), Err(Refusal::Kind));
    }
}
