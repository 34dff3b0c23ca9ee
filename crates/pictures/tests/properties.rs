//! Broken files of all sorts: never a panic, never more than the bounds.

#![expect(clippy::unwrap_used, reason = "tests")]

mod made;

use image::ImageFormat;
use made::{drawing, fading, file, photograph, with_exif};
use pictures::{LARGE, SMALL, prepare};
use proptest::prelude::*;

fn files() -> Vec<Vec<u8>> {
    vec![
        file(&photograph(90, 60), ImageFormat::Jpeg),
        with_exif(&file(&photograph(33, 50), ImageFormat::Jpeg), 8),
        file(&drawing(90, 60), ImageFormat::Png),
        file(&fading(60, 70), ImageFormat::Png),
        file(&photograph(64, 48).into_luma16().into(), ImageFormat::Png),
        file(&drawing(70, 60), ImageFormat::Gif),
        file(&fading(50, 40), ImageFormat::WebP),
    ]
}

/// Whatever comes out can be read and fits.
fn keeps_to_its_bounds(file: &[u8]) {
    let Ok(sizes) = prepare(file) else { return };
    for (picture, longest) in std::iter::once((&sizes.large, LARGE)).chain(sizes.small.as_ref().map(|small| (small, SMALL))) {
        assert!(picture.width <= longest && picture.height <= longest);
        let again = image::load_from_memory(&picture.bytes).unwrap();
        assert_eq!((again.width(), again.height()), (picture.width, picture.height));
    }
}

/// Deterministic, and every place once: cut off anywhere.
#[test]
fn a_file_may_end_anywhere() {
    for file in files() {
        for end in (0..file.len()).step_by(file.len() / 60 + 1) {
            keeps_to_its_bounds(&file[..end]);
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_bytes_may_be_wrong(which in 0_usize..7, wrong in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..12)) {
        let mut file = files().swap_remove(which);
        for (place, byte) in wrong {
            let at = place.index(file.len());
            file[at] = byte;
        }
        keeps_to_its_bounds(&file);
    }

    #[test]
    fn anything_may_follow_a_beginning(which in 0_usize..4, rest in prop::collection::vec(any::<u8>(), 0..400)) {
        let starts = [&b"\x89PNG\r\n\x1a\n"[..], b"\xff\xd8\xff", b"GIF89a", b"RIFF\0\x01\0\0WEBPVP8 "];
        let mut file = starts[which].to_vec();
        file.extend(rest);
        keeps_to_its_bounds(&file);
    }
}
