//! Files made for a test.

use std::io::Cursor;

use image::{DynamicImage, ImageFormat, Rgb, RgbImage, Rgba, RgbaImage};

/// Something with as many colours as a photograph: no two neighbours are alike.
pub fn photograph(width: u32, height: u32) -> DynamicImage {
    RgbImage::from_fn(width, height, |x, y| {
        let wave = |by: u32| u8::try_from((x * 7 + y * by + (x * y) % 31) % 256).unwrap();
        Rgb([wave(3), wave(11), wave(5)])
    })
    .into()
}

/// Black on white, as a drawing or a window.
pub fn drawing(width: u32, height: u32) -> DynamicImage {
    RgbImage::from_fn(width, height, |x, y| if (x / 9 + y / 9) % 5 == 0 { Rgb([0; 3]) } else { Rgb([255; 3]) }).into()
}

/// A photograph that fades away.
pub fn fading(width: u32, height: u32) -> DynamicImage {
    let photograph = photograph(width, height).into_rgb8();
    RgbaImage::from_fn(width, height, |x, y| {
        let Rgb([r, g, b]) = *photograph.get_pixel(x, y);
        Rgba([r, g, b, u8::try_from(x % 256).unwrap()])
    })
    .into()
}

pub fn file(image: &DynamicImage, format: ImageFormat) -> Vec<u8> {
    let mut bytes = Cursor::new(Vec::new());
    image.write_to(&mut bytes, format).unwrap();
    bytes.into_inner()
}

/// A JPEG that says by EXIF how to turn it and, beside that, where it was taken.
pub fn with_exif(jpeg: &[u8], orientation: u8) -> Vec<u8> {
    // TIFF, little-endian, one directory of one entry (0x0112, SHORT, 1 value), then the secret.
    let mut exif = b"Exif\0\0II*\0\x08\0\0\0\x01\0\x12\x01\x03\0\x01\0\0\0".to_vec();
    exif.extend([orientation, 0, 0, 0, 0, 0, 0, 0]);
    exif.extend(b"GPS 52.3702 N 4.8952 E, taken by Ada");
    let length = u16::try_from(exif.len() + 2).unwrap().to_be_bytes();
    let mut out = jpeg[..2].to_vec();
    out.extend([0xff, 0xe1]);
    out.extend(length);
    out.extend(exif);
    out.extend(&jpeg[2..]);
    out
}
