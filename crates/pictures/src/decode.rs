//! From bytes to pixels, within bounds.

use std::collections::HashSet;
use std::io::Cursor;

use image::codecs::gif::GifDecoder;
use image::codecs::jpeg::JpegDecoder;
use image::codecs::png::PngDecoder;
use image::codecs::webp::WebPDecoder;
use image::error::ImageError;
use image::metadata::Orientation;
use image::{DynamicImage, GenericImageView as _, ImageDecoder, Limits};

use crate::{Kind, MOST_BYTES, MOST_PIXELS, MOST_SIDE, Problem};

/// Memory for the pixels and what a decoder needs beside them, bytes.
const MOST_MEMORY: u64 = 256 << 20;
/// Pixels on each axis that tell a photograph.
const LOOKS: u32 = 256;

pub(crate) struct Read {
    pub(crate) image: DynamicImage,
    /// How to turn it upright.
    pub(crate) orientation: Orientation,
    pub(crate) photograph: bool,
}

pub(crate) fn read(file: &[u8]) -> Result<Read, Problem> {
    let kind = Kind::of(file).ok_or(Problem::Foreign)?;
    if file.len() > MOST_BYTES {
        return Err(Problem::Heavy);
    }
    let from = Cursor::new(file);
    let (image, orientation) = match kind {
        // Told early, since it reads a profile before anything can be asked.
        Kind::Png => decode(PngDecoder::with_limits(from, limits()).map_err(told)?),
        Kind::Jpeg => decode(JpegDecoder::new(from).map_err(told)?),
        Kind::Gif => decode(GifDecoder::new(from).map_err(told)?),
        Kind::Webp => decode(WebPDecoder::new(from).map_err(told)?),
    }?;
    let photograph = kind == Kind::Jpeg || has_many_colours(&image);
    Ok(Read { image, orientation, photograph })
}

fn limits() -> Limits {
    let mut limits = Limits::default();
    limits.max_image_width = Some(MOST_SIDE);
    limits.max_image_height = Some(MOST_SIDE);
    limits.max_alloc = Some(MOST_MEMORY);
    limits
}

fn decode(mut decoder: impl ImageDecoder) -> Result<(DynamicImage, Orientation), Problem> {
    let (width, height) = decoder.dimensions();
    if width == 0 || height == 0 {
        return Err(Problem::Broken);
    }
    if u64::from(width) * u64::from(height) > MOST_PIXELS || decoder.total_bytes() > MOST_MEMORY {
        return Err(Problem::Large);
    }
    decoder.set_limits(limits()).map_err(told)?;
    // A picture with odd metadata is still a picture.
    let orientation = decoder.orientation().unwrap_or(Orientation::NoTransforms);
    let image = DynamicImage::from_decoder(decoder).map_err(told)?;
    Ok((image, orientation))
}

fn told(error: ImageError) -> Problem {
    match error {
        ImageError::Limits(_) => Problem::Large,
        _ => Problem::Broken,
    }
}

/// Whether a grid of pixels shows more colours than drawings and screenshots have.
fn has_many_colours(image: &DynamicImage) -> bool {
    let (width, height) = image.dimensions();
    let (across, down) = (width.min(LOOKS), height.min(LOOKS));
    let place = |n: u32, looks: u32, length: u32| (u64::from(n) * u64::from(length) / u64::from(looks)) as u32;
    let looks = (0..down).flat_map(|y| (0..across).map(move |x| (x, y)));
    let colours: HashSet<[u8; 4]> =
        looks.map(|(x, y)| image.get_pixel(place(x, across, width), place(y, down, height)).0).collect();
    colours.len() > 256 + (across * down / 16) as usize
}
