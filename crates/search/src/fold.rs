//! Folding: the form in which words are compared. Lower case, without accents, ligatures apart.

use unicode_normalization::UnicodeNormalization;

/// Appends the folded form of `c` (`É` gives `e`, `ß` gives `ss`, `Ａ` gives `a`).
pub(crate) fn fold_char(c: char, out: &mut String) {
    if c.is_ascii() {
        out.push(c.to_ascii_lowercase());
        return;
    }
    // Decomposing would tear Hangul into letters and take the voicing marks from Kana.
    if is_run_script(c) {
        out.push(c);
        return;
    }
    for part in std::iter::once(c).nfkd() {
        if is_accent(part) {
            continue;
        }
        for lower in part.to_lowercase().filter(|c| !is_accent(*c)) {
            match without_stroke(lower) {
                Some(plain) => out.push_str(plain),
                None => out.push(lower),
            }
        }
    }
}

/// The folded form of a whole text: small letters without accents, in which words are compared.
pub fn fold(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        fold_char(c, &mut out);
    }
    out
}

/// Letters that Unicode does not decompose but people leave out of reach of their keyboards.
fn without_stroke(c: char) -> Option<&'static str> {
    Some(match c {
        'ß' => "ss",
        'ø' => "o",
        'æ' => "ae",
        'œ' => "oe",
        'đ' | 'ð' => "d",
        'þ' => "th",
        'ł' => "l",
        'ħ' => "h",
        'ı' => "i",
        'ŋ' => "n",
        'ŧ' => "t",
        'ς' => "σ",
        _ => return None,
    })
}

/// Marks that people leave out when they type: accents, Hebrew points, Arabic vowels, tatweel.
/// Vowel signs of other scripts (Devanagari, Thai …) are letters to their readers and stay.
pub(crate) fn is_accent(c: char) -> bool {
    matches!(u32::from(c),
        0x0300..=0x036F | 0x0591..=0x05C7 | 0x0610..=0x061A | 0x0640 | 0x064B..=0x0652 | 0x0670
        | 0x1AB0..=0x1AFF | 0x1DC0..=0x1DFF | 0x20D0..=0x20FF | 0xFE00..=0xFE0F | 0xFE20..=0xFE2F)
}

/// Scripts written without (or, Hangul, with changeable) spaces, which are indexed as bigrams.
pub(crate) fn is_run_script(c: char) -> bool {
    matches!(u32::from(c),
        0x3005..=0x3007 | 0x3040..=0x30FA | 0x30FC..=0x30FF | 0x31F0..=0x31FF | 0x3400..=0x4DBF
        | 0x4E00..=0x9FFF | 0xF900..=0xFAFF | 0xFF66..=0xFF9F | 0x20000..=0x3FFFF   // Han, Kana
        | 0x1100..=0x11FF | 0x3130..=0x318F | 0xAC00..=0xD7A3                       // Hangul
        | 0x0E01..=0x0E3A | 0x0E40..=0x0E4E | 0x0E81..=0x0ECD                       // Thai, Lao
        | 0x1000..=0x103F | 0x1780..=0x17D3) // Burmese, Khmer
}
