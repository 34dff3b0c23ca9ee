//! The built web assets, as the build script found them.

include!(concat!(env!("OUT_DIR"), "/assets.rs"));
