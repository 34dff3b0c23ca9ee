//! From pixels to bytes: scaled, in eight bits, with nothing beside the picture.

use fast_image_resize::Resizer;
use image::codecs::jpeg::JpegEncoder;
use image::codecs::png::{CompressionType, FilterType, PngEncoder};
use image::{DynamicImage, ExtendedColorType, GenericImageView as _, ImageEncoder as _};

use crate::{Kind, Picture, Problem, fitted};

/// Of 100; below, text in photographs begins to smear.
const QUALITY: u8 = 85;

/// The picture with its longer side at most `longest`; `None` when it is no larger.
pub(crate) fn scaled(image: &DynamicImage, longest: u32) -> Result<Option<DynamicImage>, Problem> {
    let (width, height) = image.dimensions();
    let wanted = fitted(width, height, longest);
    if wanted == (width, height) {
        return Ok(None);
    }
    let mut small = DynamicImage::new(wanted.0, wanted.1, image.color());
    Resizer::new().resize(image, &mut small, None).map_err(|_| Problem::Broken)?;
    Ok(Some(small))
}

/// Whether something shines through.
pub(crate) fn is_see_through(image: &DynamicImage) -> bool {
    image.color().has_alpha() && image.pixels().any(|(_, _, pixel)| pixel.0[3] < u8::MAX)
}

/// Encodes; the encoders write no metadata unless they are asked to.
pub(crate) fn write(image: &DynamicImage, kind: Kind) -> Result<Picture, Problem> {
    let (width, height) = image.dimensions();
    let mut bytes = Vec::new();
    let written = match kind {
        Kind::Jpeg => {
            let pixels = image.to_rgb8();
            JpegEncoder::new_with_quality(&mut bytes, QUALITY).write_image(&pixels, width, height, ExtendedColorType::Rgb8)
        }
        _ => {
            let encoder = PngEncoder::new_with_quality(&mut bytes, CompressionType::Default, FilterType::Adaptive);
            if is_see_through(image) {
                encoder.write_image(&image.to_rgba8(), width, height, ExtendedColorType::Rgba8)
            } else {
                encoder.write_image(&image.to_rgb8(), width, height, ExtendedColorType::Rgb8)
            }
        }
    };
    written.map_err(|_| Problem::Broken)?;
    Ok(Picture { kind: if kind == Kind::Jpeg { kind } else { Kind::Png }, bytes, width, height })
}
