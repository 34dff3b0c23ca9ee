//! Bytes to text, whatever saved them.

use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};

/// Text of a file: UTF-8 or UTF-16, with or without a mark in front, else windows-1252 (as spreadsheets save). NUL is left out.
pub fn decode(bytes: &[u8]) -> String {
    let encoding = match Encoding::for_bom(bytes) {
        Some((encoding, _)) => encoding,
        None => guess(bytes),
    };
    // Takes the mark away.
    let (text, _, _) = encoding.decode(bytes);
    text.replace('\0', "")
}

/// Latin letters in UTF-16 have a zero as every other byte.
fn guess(bytes: &[u8]) -> &'static Encoding {
    let head = &bytes[..bytes.len().min(200)];
    let zeros = |odd: usize| head.iter().skip(odd).step_by(2).filter(|byte| **byte == 0).count() * 2;
    match (zeros(0), zeros(1)) {
        (_, odd) if head.len() > 3 && odd * 2 > head.len() => UTF_16LE,
        (even, _) if head.len() > 3 && even * 2 > head.len() => UTF_16BE,
        _ if std::str::from_utf8(bytes).is_ok() => UTF_8,
        _ => WINDOWS_1252,
    }
}

/// Text of a piece that names its encoding (`ISO-8859-1`); a name that nobody knows is none.
pub(super) fn decode_as(bytes: &[u8], label: Option<&str>) -> String {
    match label.and_then(|label| Encoding::for_label(label.as_bytes())) {
        Some(encoding) => encoding.decode_without_bom_handling(bytes).0.replace('\0', ""),
        None => decode(bytes),
    }
}
