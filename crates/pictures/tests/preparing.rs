//! What becomes of pictures, by behaviour.

#![expect(clippy::unwrap_used, reason = "tests")]

mod made;

use image::{GenericImageView as _, ImageFormat, Rgba};
use made::{drawing, fading, file, photograph, with_exif};
use pictures::{Kind, LARGE, Problem, SMALL, fitted, prepare};

#[test]
fn a_photograph_comes_in_two_sizes() {
    let sizes = prepare(&file(&photograph(3000, 1500), ImageFormat::Jpeg)).unwrap();
    assert_eq!((sizes.large.width, sizes.large.height, sizes.large.kind), (LARGE, 1000, Kind::Jpeg));
    let small = sizes.small.unwrap();
    assert_eq!((small.width, small.height, small.kind), (SMALL, 320, Kind::Jpeg));
    for picture in [&sizes.large, &small] {
        let again = image::load_from_memory_with_format(&picture.bytes, ImageFormat::Jpeg).unwrap();
        assert_eq!(again.dimensions(), (picture.width, picture.height));
    }
}

#[test]
fn a_small_picture_stays_as_large_as_it_is() {
    let sizes = prepare(&file(&photograph(300, 200), ImageFormat::Png)).unwrap();
    assert_eq!((sizes.large.width, sizes.large.height, sizes.large.kind), (300, 200, Kind::Jpeg));
    assert!(sizes.small.is_none());
}

#[test]
fn drawings_and_what_is_see_through_stay_sharp() {
    let drawn = prepare(&file(&drawing(900, 700), ImageFormat::Png)).unwrap();
    assert_eq!((drawn.large.kind, drawn.small.unwrap().kind), (Kind::Png, Kind::Png));
    for format in [ImageFormat::Png, ImageFormat::WebP] {
        let faded = prepare(&file(&fading(700, 300), format)).unwrap();
        let small = image::load_from_memory(&faded.small.unwrap().bytes).unwrap();
        assert_eq!(faded.large.kind, Kind::Png);
        assert!(small.color().has_alpha() && small.get_pixel(1, 1).0[3] < 20);
    }
}

#[test]
fn it_is_turned_upright_and_tells_nothing() {
    let mut lying = photograph(80, 40).into_rgb8();
    for (x, y) in (0..20).flat_map(|x| (0..20).map(move |y| (x, y))) {
        lying.put_pixel(x, y, image::Rgb([250, 10, 10]));
    }
    let file = with_exif(&file(&lying.into(), ImageFormat::Jpeg), 6);
    assert!(holds(&file, b"GPS"));
    let sizes = prepare(&file).unwrap();
    // 6: what is left of the file's top is right of the picture's.
    assert_eq!((sizes.large.width, sizes.large.height), (40, 80));
    let upright = image::load_from_memory(&sizes.large.bytes).unwrap();
    let Rgba([red, green, ..]) = upright.get_pixel(34, 5);
    assert!(red > 200 && green < 80, "the red corner is at the top right: {red} {green}");
    for secret in [&b"GPS"[..], b"Exif", b"Ada"] {
        assert!(!holds(&sizes.large.bytes, secret));
    }
}

fn holds(bytes: &[u8], what: &[u8]) -> bool {
    bytes.windows(what.len()).any(|window| window == what)
}

#[test]
fn what_stands_behind_the_end_is_gone() {
    let mut file = file(&drawing(50, 50), ImageFormat::Png);
    file.extend(b"PK\x03\x04<script>alert(1)</script>");
    assert!(!holds(&prepare(&file).unwrap().large.bytes, b"script"));
}

#[test]
fn the_first_frame_of_a_moving_picture_stays() {
    let mut bytes = Vec::new();
    let mut encoder = image::codecs::gif::GifEncoder::new(&mut bytes);
    let frames = [photograph(40, 30), drawing(40, 30)].map(|image| image::Frame::new(image.into_rgba8()));
    encoder.encode_frames(frames).unwrap();
    drop(encoder);
    let sizes = prepare(&bytes).unwrap();
    assert_eq!((sizes.large.width, sizes.large.height), (40, 30));
}

#[test]
fn bombs_are_refused_before_they_burst() {
    assert_eq!(prepare(&claiming_png(60_000, 60_000)), Err(Problem::Large));
    assert_eq!(prepare(&claiming_png(12_000, 12_000)), Err(Problem::Large));
    assert_eq!(prepare(&claiming_png(12_001, 1)), Err(Problem::Large));
    assert!(prepare(&claiming_png(1 << 31, 1)).is_err());
    // A canvas of 65,535 by 65,535.
    let mut gif = file(&drawing(8, 8), ImageFormat::Gif);
    gif[6..10].fill(0xff);
    assert_eq!(prepare(&gif), Err(Problem::Large));
    let mut long = file(&drawing(8, 8), ImageFormat::Png);
    long.resize(pictures::MOST_BYTES + 1, 0);
    assert_eq!(prepare(&long), Err(Problem::Heavy));
}

#[test]
fn what_is_no_picture_is_told_so() {
    for file in [&b""[..], b"<svg xmlns='http://www.w3.org/2000/svg'/>", b"%PDF-1.7", b"<html>", b"RIFF1234WAVE", b"BM1234"] {
        assert_eq!(prepare(file), Err(Problem::Foreign));
    }
    for start in [&b"\x89PNG\r\n\x1a\n"[..], b"\xff\xd8\xff\xe0", b"GIF89a", b"RIFF1234WEBP"] {
        assert_eq!(prepare(start), Err(Problem::Broken));
    }
}

#[test]
fn sides_are_scaled_in_proportion() {
    assert_eq!(fitted(640, 480, 640), (640, 480));
    assert_eq!(fitted(12_000, 1, 640), (640, 1));
    assert_eq!(fitted(1000, 2000, 640), (320, 640));
}

/// A PNG of a few bytes that claims to be `width` by `height`.
fn claiming_png(width: u32, height: u32) -> Vec<u8> {
    let mut png = file(&drawing(8, 8), ImageFormat::Png);
    png[16..20].copy_from_slice(&width.to_be_bytes());
    png[20..24].copy_from_slice(&height.to_be_bytes());
    let sum = checksum(&png[12..29]).to_be_bytes();
    png[29..33].copy_from_slice(&sum);
    png
}

/// CRC 32 as in PNG, annex D.
fn checksum(bytes: &[u8]) -> u32 {
    let step = |sum: u32, byte: &u8| {
        (0..8).fold(sum ^ u32::from(*byte), |sum, _| if sum & 1 == 1 { 0xedb8_8320 ^ (sum >> 1) } else { sum >> 1 })
    };
    !bytes.iter().fold(u32::MAX, step)
}
