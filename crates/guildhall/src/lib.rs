//! The program: command line, wiring, jobs, embedded assets. The binary is a few lines over this; tests use it, too.

pub mod admin;
mod archive;
mod assets;
pub mod cli;
pub mod demo;
mod features;
mod house;
mod import;
mod look;
mod say;
mod serve;

pub use features::{features, migrations};
pub use house::House;
