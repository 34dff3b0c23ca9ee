//! `GET /c/{community}/manage/invitations/{id}/poster.pdf`: the invitation as a sheet of A4 to hang up.
//!
//! The standard fonts of PDF (ISO 32000-1, 9.6.2.2) are in no file and know the letters of Western Europe only: accents of
//! others are left out, other scripts cannot be written with them.

use axum::extract::State;
use axum::response::Response;
use base::Result as Done;
use http::StatusCode;
use pdf_writer::{Content, Name, Pdf, Rect, Ref, Str};
use unicode_normalization::UnicodeNormalization as _;
use web::{App, Failure, Path, Visited, respond};

use super::{qr, show};

/// A4 in points, and the margin.
const PAGE: (f32, f32) = (595.0, 842.0);
const MARGIN: f32 = 60.0;
/// A letter is about this wide, in sizes of the font; rather too wide than over the edge.
const WIDTH: f32 = 0.56;

pub(super) async fn pdf(State(app): State<App>, visit: Visited, Path(named): Path<show::Named>) -> Result<Response, Failure> {
    let here = visit.here()?;
    let (invitation, _) = show::find(&app, &visit, named.id()?).await?;
    let link = app.url(&invitation.path());
    let lines =
        [(30.0, true, here.name.as_str()), (15.0, false, here.tagline.as_str()), (17.0, true, visit.tongue.say("poster-scan"))];
    Ok(respond(StatusCode::OK, "application/pdf", sheet(&lines, &link, visit.tongue.say("poster-or"))?))
}

/// A sheet with lines of text (size, bold, words), the link as a code, and the link in letters.
fn sheet(lines: &[(f32, bool, &str)], link: &str, or: &str) -> Done<Vec<u8>> {
    let mut content = Content::new();
    let mut y = PAGE.1 - MARGIN;
    let write = |content: &mut Content, y: &mut f32, size: f32, bold: bool, text: &str| {
        for line in wrapped(text, ((PAGE.0 - 2.0 * MARGIN) / (size * WIDTH)) as usize) {
            *y -= size * 1.3;
            let font = if bold { Name(b"B") } else { Name(b"R") };
            content.begin_text().set_font(font, size).next_line(MARGIN, *y).show(Str(&encoded(&line))).end_text();
        }
        *y -= size * 0.7;
    };
    for (size, bold, text) in lines {
        write(&mut content, &mut y, *size, *bold, text);
    }
    let (side, dark) = qr::modules(link)?;
    let one = 340.0_f32.min(y - 2.0 * MARGIN) / side as f32;
    let left = (PAGE.0 - one * side as f32) / 2.0;
    for (column, row) in dark {
        content.rect(left + column as f32 * one, y - (row + 1) as f32 * one, one, one);
    }
    content.fill_nonzero();
    y -= one * side as f32 + 10.0;
    write(&mut content, &mut y, 12.0, false, or);
    write(&mut content, &mut y, 12.0, true, link);
    let (catalog, pages, page, regular, bold, stream) =
        (Ref::new(1), Ref::new(2), Ref::new(3), Ref::new(4), Ref::new(5), Ref::new(6));
    let mut pdf = Pdf::new();
    pdf.catalog(catalog).pages(pages);
    pdf.pages(pages).kids([page]).count(1);
    let mut first = pdf.page(page);
    first.parent(pages).media_box(Rect::new(0.0, 0.0, PAGE.0, PAGE.1)).contents(stream);
    first.resources().fonts().pair(Name(b"R"), regular).pair(Name(b"B"), bold);
    drop(first);
    for (font, name) in [(regular, &b"Helvetica"[..]), (bold, &b"Helvetica-Bold"[..])] {
        pdf.type1_font(font).base_font(Name(name)).encoding_predefined(Name(b"WinAnsiEncoding"));
    }
    pdf.stream(stream, &content.finish());
    Ok(pdf.finish())
}

/// Lines of at most `most` letters; a longer word is cut.
fn wrapped(text: &str, most: usize) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for word in text.split_whitespace() {
        let letters: Vec<char> = word.chars().collect();
        for part in letters.chunks(most.max(1)) {
            let part: String = part.iter().collect();
            match lines.last_mut() {
                Some(line) if line.chars().count() + 1 + part.chars().count() <= most && part.len() == word.len() => {
                    line.push(' ');
                    line.push_str(&part);
                }
                _ => lines.push(part),
            }
        }
    }
    lines
}

/// Text in the encoding of the standard fonts (windows-1252).
fn encoded(text: &str) -> Vec<u8> {
    let own = |c: char| match c {
        '€' => Some(0x80),
        '…' => Some(0x85),
        '‘' => Some(0x91),
        '’' => Some(0x92),
        '“' => Some(0x93),
        '”' => Some(0x94),
        '•' => Some(0x95),
        '–' => Some(0x96),
        '—' => Some(0x97),
        ' '..='~' | '\u{a0}'..='ÿ' => u8::try_from(u32::from(c)).ok(),
        _ => None,
    };
    let bare = |c: char| c.nfd().next().filter(char::is_ascii).map_or(b'?', |c| c as u8);
    text.chars().map(|c| own(c).unwrap_or_else(|| bare(c))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_are_written_as_far_as_the_fonts_go() {
        assert_eq!(encoded("Café – Łódź"), b"Caf\xe9 \x96 ?\xf3dz");
        assert_eq!(wrapped("one two three", 7), ["one two", "three"]);
        assert_eq!(wrapped("abcdefghij", 4), ["abcd", "efgh", "ij"]);
    }

    #[test]
    fn a_sheet_is_a_pdf() {
        let made = sheet(&[(30.0, true, "Guild of wood")], "https://guild.example/i/abc", "or").unwrap();
        assert!(made.starts_with(b"%PDF-1.") && made.ends_with(b"%%EOF"));
        assert!(made.windows(13).any(|part| part == b"Guild of wood"));
    }
}
