//! Pictures of people as pages may show them: checked by content, bounded, turned upright, and encoded again in two sizes
//! without anything that came along (place, camera, comments, colour profile, whatever stood behind the end). Pure.
//!
//! What comes out is JPEG for photographs, and PNG where there is transparency or where few colours show a drawing or a
//! screenshot. Of a moving picture (GIF, WebP, PNG) the first frame stays.

mod decode;
mod encode;
mod kind;

pub use kind::Kind;

/// A file over this is not looked at, bytes.
pub const MOST_BYTES: usize = 20 << 20;
/// Longest side that is decoded, pixels.
pub const MOST_SIDE: u32 = 12_000;
/// Most pixels that are decoded: a picture of 50 megapixels takes 150 to 200 MB while it is decoded.
pub const MOST_PIXELS: u64 = 50_000_000;
/// Longer side of the large size, pixels.
pub const LARGE: u32 = 2000;
/// Longer side of the small size, pixels.
pub const SMALL: u32 = 640;

/// Why a file is no picture for us.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Problem {
    /// No PNG, JPEG, GIF or WebP by its first bytes, whatever its name says.
    Foreign,
    /// More than [`MOST_BYTES`].
    Heavy,
    /// More pixels than [`MOST_SIDE`] and [`MOST_PIXELS`] allow, or more memory than they need.
    Large,
    /// Begins like a picture but cannot be read to its end.
    Broken,
}

impl std::fmt::Display for Problem {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Problem::Foreign => "this is no picture",
            Problem::Heavy => "this file is too large",
            Problem::Large => "this picture has too many pixels",
            Problem::Broken => "this picture is broken",
        })
    }
}

impl std::error::Error for Problem {}

/// An encoded picture.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Picture {
    pub kind: Kind,
    pub bytes: Vec<u8>,
    pub width: u32,
    pub height: u32,
}

/// A picture in its two sizes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sizes {
    /// At most [`LARGE`] on the longer side.
    pub large: Picture,
    /// At most [`SMALL`] on the longer side; `None` when the large one is no larger.
    pub small: Option<Picture>,
}

/// Reads a file of whatever origin and makes both sizes. Takes up to a second and blocks.
pub fn prepare(file: &[u8]) -> Result<Sizes, Problem> {
    let read = decode::read(file)?;
    let large = encode::scaled(&read.image, LARGE)?;
    let mut large = large.unwrap_or(read.image);
    large.apply_orientation(read.orientation);
    let kind = if read.photograph && !encode::is_see_through(&large) { Kind::Jpeg } else { Kind::Png };
    let small = encode::scaled(&large, SMALL)?.map(|small| encode::write(&small, kind)).transpose()?;
    Ok(Sizes { large: encode::write(&large, kind)?, small })
}

/// Width and height when the longer side is at most `longest`; never larger than it was, never 0.
pub fn fitted(width: u32, height: u32, longest: u32) -> (u32, u32) {
    let side = width.max(height);
    if side <= longest {
        return (width, height);
    }
    let part = |length: u32| {
        let scaled = (u64::from(length) * u64::from(longest) + u64::from(side) / 2) / u64::from(side);
        u32::try_from(scaled).unwrap_or(longest).max(1)
    };
    (part(width), part(height))
}
