//! Languages that people say they speak: codes, and the names by which they are typed and shown.

use crate::folding::name_key;

/// As many languages somebody may name.
pub const MOST: usize = 8;

/// Code, own name, English name.
const KNOWN: &[(&str, &str, &str)] = &[
    ("af", "Afrikaans", "Afrikaans"),
    ("ar", "العربية", "Arabic"),
    ("bg", "Български", "Bulgarian"),
    ("bn", "বাংলা", "Bengali"),
    ("ca", "Català", "Catalan"),
    ("cs", "Čeština", "Czech"),
    ("cy", "Cymraeg", "Welsh"),
    ("da", "Dansk", "Danish"),
    ("de", "Deutsch", "German"),
    ("el", "Ελληνικά", "Greek"),
    ("en", "English", "English"),
    ("es", "Español", "Spanish"),
    ("et", "Eesti", "Estonian"),
    ("eu", "Euskara", "Basque"),
    ("fa", "فارسی", "Persian"),
    ("fi", "Suomi", "Finnish"),
    ("fr", "Français", "French"),
    ("fy", "Frysk", "Frisian"),
    ("ga", "Gaeilge", "Irish"),
    ("gl", "Galego", "Galician"),
    ("he", "עברית", "Hebrew"),
    ("hi", "हिन्दी", "Hindi"),
    ("hr", "Hrvatski", "Croatian"),
    ("hu", "Magyar", "Hungarian"),
    ("id", "Bahasa Indonesia", "Indonesian"),
    ("is", "Íslenska", "Icelandic"),
    ("it", "Italiano", "Italian"),
    ("ja", "日本語", "Japanese"),
    ("ko", "한국어", "Korean"),
    ("lt", "Lietuvių", "Lithuanian"),
    ("lv", "Latviešu", "Latvian"),
    ("ms", "Bahasa Melayu", "Malay"),
    ("nl", "Nederlands", "Dutch"),
    ("no", "Norsk", "Norwegian"),
    ("pap", "Papiamentu", "Papiamento"),
    ("pl", "Polski", "Polish"),
    ("pt", "Português", "Portuguese"),
    ("ro", "Română", "Romanian"),
    ("ru", "Русский", "Russian"),
    ("sk", "Slovenčina", "Slovak"),
    ("sl", "Slovenščina", "Slovenian"),
    ("sq", "Shqip", "Albanian"),
    ("sr", "Српски", "Serbian"),
    ("srn", "Sranantongo", "Sranan Tongo"),
    ("sv", "Svenska", "Swedish"),
    ("sw", "Kiswahili", "Swahili"),
    ("ta", "தமிழ்", "Tamil"),
    ("th", "ไทย", "Thai"),
    ("tr", "Türkçe", "Turkish"),
    ("uk", "Українська", "Ukrainian"),
    ("ur", "اردو", "Urdu"),
    ("vi", "Tiếng Việt", "Vietnamese"),
    ("zh", "中文", "Chinese"),
];

/// Codes and own names of the languages that can be named.
pub fn known() -> impl Iterator<Item = (&'static str, &'static str)> {
    KNOWN.iter().map(|(code, own, _)| (*code, *own))
}

/// A language's own name; the code itself when it is none that is known.
pub fn name(code: &str) -> &str {
    KNOWN.iter().find(|(known, _, _)| *known == code).map_or(code, |(_, own, _)| own)
}

/// The code of a language by code, own or English name.
pub fn code(typed: &str) -> Option<&'static str> {
    let key = name_key(typed);
    let is = |name: &str| name_key(name) == key;
    KNOWN.iter().find(|(code, own, english)| is(code) || is(own) || is(english)).map(|(code, _, _)| *code)
}

/// The codes of a typed list (commas between), joined as they are kept; `None` when one is not known or they are too many.
pub fn codes(typed: &str) -> Option<String> {
    let mut codes = Vec::new();
    for word in typed.split([',', ';']).map(str::trim).filter(|word| !word.is_empty()) {
        let code = code(word)?;
        if !codes.contains(&code) {
            codes.push(code);
        }
    }
    (codes.len() <= MOST).then(|| codes.join(","))
}

/// Kept codes as people read them.
pub fn names(codes: &str) -> String {
    codes.split(',').filter(|code| !code.is_empty()).map(name).collect::<Vec<_>>().join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_are_read_and_shown() {
        assert_eq!(codes(" Dutch, english ;fr,nl,"), Some("nl,en,fr".into()));
        assert_eq!((codes(""), codes("espanol")), (Some(String::new()), Some("es".into())));
        assert_eq!(codes("Klingon"), None);
        assert_eq!(codes("af, ar, bg, bn, ca, cs, cy, da, de"), None, "too many");
        assert_eq!(names("nl,tr"), "Nederlands, Türkçe");
        for (own, _) in known() {
            assert_eq!(code(name(own)), Some(own), "{own}");
        }
    }
}
