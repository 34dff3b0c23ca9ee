//! SQL of somebody's copy, by what it is about.

mod account;
mod charter;
mod memberships;
mod moderation;

use web::personal::Part;

pub const PARTS: &[&[Part]] = &[account::PARTS, memberships::PARTS, charter::PARTS, moderation::PARTS];
