//! QR codes (ISO/IEC 18004) of links.

use std::fmt::Write as _;

use base::{Error, Result};
use qrcode::{Color, EcLevel, QrCode};

/// White modules around a code, as the standard asks for.
const QUIET: usize = 4;

/// The dark modules of a code: side length, and (column, row) of each, quiet zone included.
pub(crate) fn modules(text: &str) -> Result<(usize, Vec<(usize, usize)>)> {
    let code = QrCode::with_error_correction_level(text, EcLevel::M).map_err(Error::internal)?;
    let width = code.width();
    let dark = code.to_colors().into_iter().enumerate().filter(|(_, color)| *color == Color::Dark);
    Ok((width + 2 * QUIET, dark.map(|(at, _)| (at % width + QUIET, at / width + QUIET)).collect()))
}

/// A code as an SVG picture that scales; black on white in every theme, or phones would not read it.
pub fn svg(text: &str, label: &str) -> Result<String> {
    let (side, dark) = modules(text)?;
    let mut path = String::with_capacity(dark.len() * 12);
    for (x, y) in dark {
        let _ = write!(path, "M{x} {y}h1v1h-1z");
    }
    let label = askama::filters::escape(label, askama::filters::Html).map_err(Error::internal)?;
    Ok(format!(
        "<svg class=\"qr\" viewBox=\"0 0 {side} {side}\" role=\"img\" aria-label=\"{label}\" shape-rendering=\"crispEdges\"><rect width=\"{side}\" height=\"{side}\" fill=\"#fff\"/><path d=\"{path}\" fill=\"#000\"/></svg>"
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_has_its_corners() {
        let (side, dark) = modules("https://guild.example/i/abcdefghijklmnop").unwrap();
        assert!(side >= 21 + 8 && dark.iter().all(|(x, y)| (4..side - 4).contains(x) && (4..side - 4).contains(y)));
        // The finder patterns: 7 by 7 in three corners.
        for corner in [(4, 4), (side - 5, 4), (4, side - 5)] {
            assert!(dark.contains(&corner), "{corner:?}");
        }
        assert!(!dark.contains(&(side - 5, side - 5)) || side > 29);
        assert!(svg("x", "a \"b\" <c>").unwrap().contains("a &#34;b&#34; &#60;c&#62;"));
    }
}
