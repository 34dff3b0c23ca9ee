//! Pictures of people: refused, or made anew within the bounds, readable, and with nothing of what came along.

use std::io::Cursor;

use image::ImageReader;
use pictures::{LARGE, MOST_SIDE, Picture, SMALL, prepare};

/// Pixels that a run has the patience for: more are read by the same code, but take up to a second.
const PATIENCE: u64 = 1 << 20;

pub fn target(bytes: &[u8]) {
    if is_slow(bytes) {
        return;
    }
    let Ok(sizes) = prepare(bytes) else { return };
    fits(&sizes.large, LARGE);
    if let Some(small) = &sizes.small {
        fits(small, SMALL);
        assert!(sizes.large.width.max(sizes.large.height) > SMALL);
    }
    // What was made is taken again and stays as it is.
    let again = prepare(&sizes.large.bytes).unwrap();
    assert_eq!((again.large.width, again.large.height), (sizes.large.width, sizes.large.height));
}

fn is_slow(bytes: &[u8]) -> bool {
    let size = ImageReader::new(Cursor::new(bytes)).with_guessed_format().ok().and_then(|reader| reader.into_dimensions().ok());
    size.is_some_and(|(width, height)| width.max(height) <= MOST_SIDE && u64::from(width) * u64::from(height) > PATIENCE)
}

fn fits(picture: &Picture, longest: u32) {
    assert!((1..=longest).contains(&picture.width) && (1..=longest).contains(&picture.height));
    assert_eq!(pictures::Kind::of(&picture.bytes), Some(picture.kind));
    let read = image::load_from_memory(&picture.bytes).unwrap();
    assert_eq!((read.width(), read.height()), (picture.width, picture.height));
    let bare = |name: &[u8]| !picture.bytes.windows(name.len()).any(|window| window == name);
    assert!(picture.kind == pictures::Kind::Jpeg || (bare(b"tEXt") && bare(b"eXIf") && bare(b"iCCP")));
}
