//! Attribute values to text.

/// Resolves references and line ends of an attribute's value. `replaced` counts characters that XML cannot hold.
///
/// # Errors
/// A message for references that XML does not define: nothing but the five names and numbers is ever expanded, whatever a
/// DOCTYPE says. Line breaks written literally stay line breaks (XML would make them spaces and so spoil Markdown).
pub(super) fn unescape(raw: &str, replaced: &mut u64) -> Result<String, String> {
    let mut text = String::with_capacity(raw.len());
    let mut rest = raw;
    while let Some(at) = rest.find(special) {
        text.push_str(&rest[..at]);
        let tail = &rest[at + 1..];
        rest = match rest.as_bytes()[at] {
            b'&' => {
                // A name is short; without this bound a stray `&` in a long text would cost a search to its end.
                let window = tail.char_indices().nth(12).map_or(tail, |(end, _)| &tail[..end]);
                let Some(end) = window.find(';') else {
                    return Err("a bare & in a value".to_owned());
                };
                text.push(reference(&tail[..end], replaced)?);
                &tail[end + 1..]
            }
            b'\r' => {
                text.push('\n');
                tail.strip_prefix('\n').unwrap_or(tail)
            }
            _ => {
                *replaced += 1;
                text.push(char::REPLACEMENT_CHARACTER);
                tail
            }
        };
    }
    text.push_str(rest);
    Ok(text)
}

/// Characters that do not stand for themselves; all are one byte long.
fn special(letter: char) -> bool {
    letter == '&' || (letter < ' ' && letter != '\n' && letter != '\t')
}

fn reference(name: &str, replaced: &mut u64) -> Result<char, String> {
    let number = match name {
        "amp" => return Ok('&'),
        "lt" => return Ok('<'),
        "gt" => return Ok('>'),
        "quot" => return Ok('"'),
        "apos" => return Ok('\''),
        _ => match name.strip_prefix('#') {
            Some(digits) => digits,
            None => return Err(format!("unknown entity &{name};")),
        },
    };
    let (digits, radix) = number.strip_prefix(['x', 'X']).map_or((number, 10), |hex| (hex, 16));
    if digits.is_empty() || !digits.chars().all(|digit| digit.is_digit(radix)) {
        return Err(format!("unknown reference &{name};"));
    }
    let letter = u32::from_str_radix(digits, radix).ok().and_then(char::from_u32);
    Ok(letter.filter(|letter| !matches!(letter, '\0'..='\u{8}' | '\u{b}' | '\u{c}' | '\u{e}'..='\u{1f}')).unwrap_or_else(|| {
        *replaced += 1;
        char::REPLACEMENT_CHARACTER
    }))
}

#[cfg(test)]
mod tests {
    use super::unescape;

    #[test]
    fn references_become_characters() {
        let mut replaced = 0;
        assert_eq!(
            unescape("a &lt;b&gt; &amp;amp; &quot;&apos;&#xA;&#13;&#x1F600;", &mut replaced).unwrap(),
            "a <b> &amp; \"'\n\r😀"
        );
        assert_eq!(unescape("one\r\ntwo\rthree\n", &mut replaced).unwrap(), "one\ntwo\nthree\n");
        assert_eq!(replaced, 0);
    }

    #[test]
    fn impossible_characters_are_replaced_and_counted() {
        let mut replaced = 0;
        let text = unescape("a&#x0;b&#xD800;c&#x110000;d&#999999999;e\u{1}f", &mut replaced).unwrap();
        assert_eq!(text, "a\u{fffd}b\u{fffd}c\u{fffd}d\u{fffd}e\u{fffd}f");
        assert_eq!(replaced, 5);
    }

    #[test]
    fn nothing_else_is_expanded() {
        for wrong in [
            "&lol;",
            "AT&T",
            "&",
            "&;",
            "&#;",
            "&#x;",
            "&#xZZ;",
            "&#-1;",
            "&# 1;",
            "&aaaaaaaaaaaaaaaaaaaaaaaaaaa;",
            "&ééééééééééééé",
        ] {
            assert!(unescape(wrong, &mut 0).is_err(), "{wrong:?}");
        }
    }
}
