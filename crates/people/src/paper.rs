//! Sheets of A4 to print: text and codes, as PDF.
//!
//! The standard fonts of PDF (ISO 32000-1, 9.6.2.2) are in no file and know the letters of Western Europe only: accents of
//! others are left out, other scripts cannot be written with them.

use base::Result;
use pdf_writer::{Content, Name, Pdf, Rect, Ref, Str};
use unicode_normalization::UnicodeNormalization as _;

use crate::qr::modules as qr_modules;

/// A4 in points, and the margin.
const PAGE: (f32, f32) = (595.0, 842.0);
const MARGIN: f32 = 60.0;
/// A letter is about this wide, in sizes of the font; rather too wide than over the edge.
const WIDTH: f32 = 0.56;

/// A document that is written from the top down; a full page is followed by another.
pub struct Paper {
    pages: Vec<Content>,
    /// How far from the bottom the next line begins, points.
    y: f32,
}

impl Default for Paper {
    fn default() -> Paper {
        Paper { pages: vec![Content::new()], y: PAGE.1 - MARGIN }
    }
}

impl Paper {
    /// A paragraph in a size of points.
    pub fn text(mut self, size: f32, bold: bool, text: &str) -> Paper {
        let font = if bold { Name(b"B") } else { Name(b"R") };
        for line in wrapped(text, ((PAGE.0 - 2.0 * MARGIN) / (size * WIDTH)) as usize) {
            self.room(size * 1.3);
            let y = self.y;
            self.page().begin_text().set_font(font, size).next_line(MARGIN, y).show(Str(&encoded(&line))).end_text();
        }
        self.y -= size * 0.6;
        self
    }

    /// A link as a code in the middle, as large as there is room for, at most 340 points.
    pub fn code(mut self, link: &str) -> Result<Paper> {
        let (side, dark) = qr_modules(link)?;
        if self.y < 3.0 * MARGIN + 100.0 {
            self.room(self.y);
        }
        let one = 340.0_f32.min(self.y - 2.0 * MARGIN) / side as f32;
        let (left, top) = ((PAGE.0 - one * side as f32) / 2.0, self.y);
        let page = self.page();
        for (column, row) in dark {
            page.rect(left + column as f32 * one, top - (row + 1) as f32 * one, one, one);
        }
        page.fill_nonzero();
        self.y -= one * side as f32 + 10.0;
        Ok(self)
    }

    /// The finished file.
    pub fn finish(self) -> Vec<u8> {
        let (catalog, pages, regular, bold) = (Ref::new(1), Ref::new(2), Ref::new(3), Ref::new(4));
        // Of each page its own object and its content's.
        let ids: Vec<(Ref, Ref)> = (5..).step_by(2).map(|n| (Ref::new(n), Ref::new(n + 1))).take(self.pages.len()).collect();
        let mut pdf = Pdf::new();
        pdf.catalog(catalog).pages(pages);
        pdf.pages(pages).kids(ids.iter().map(|(page, _)| *page)).count(ids.len() as i32);
        for (content, (id, stream)) in self.pages.into_iter().zip(&ids) {
            let mut page = pdf.page(*id);
            page.parent(pages).media_box(Rect::new(0.0, 0.0, PAGE.0, PAGE.1)).contents(*stream);
            page.resources().fonts().pair(Name(b"R"), regular).pair(Name(b"B"), bold);
            drop(page);
            pdf.stream(*stream, &content.finish());
        }
        for (font, name) in [(regular, &b"Helvetica"[..]), (bold, &b"Helvetica-Bold"[..])] {
            pdf.type1_font(font).base_font(Name(name)).encoding_predefined(Name(b"WinAnsiEncoding"));
        }
        pdf.finish()
    }

    /// Goes down by `height`, on a new page when this one is full.
    fn room(&mut self, height: f32) {
        if self.y - height < MARGIN {
            self.pages.push(Content::new());
            self.y = PAGE.1 - MARGIN;
        }
        self.y -= height.min(PAGE.1 - 2.0 * MARGIN);
    }

    fn page(&mut self) -> &mut Content {
        let last = self.pages.len() - 1;
        &mut self.pages[last]
    }
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
    fn a_full_page_is_followed_by_another() {
        let short = Paper::default().text(30.0, true, "Guild of wood").code("https://guild.example/i/abc").unwrap().finish();
        assert!(short.starts_with(b"%PDF-1.") && short.ends_with(b"%%EOF"));
        assert!(short.windows(13).any(|part| part == b"Guild of wood"));
        let pages = |pdf: &[u8]| pdf.windows(9).filter(|part| *part == b"/MediaBox").count();
        let long = (0..100).fold(Paper::default(), |paper, _| paper.text(12.0, false, "a line")).finish();
        assert_eq!((pages(&short), pages(&long)), (1, 4));
    }
}
