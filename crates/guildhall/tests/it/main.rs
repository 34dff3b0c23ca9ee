//! Tests of the whole program in process, on both engines. One binary, by behaviour.

#![expect(clippy::unwrap_used, reason = "tests")]

mod asking_in;
mod bringing;
mod charter;
mod copying;
mod crowd;
mod deleting;
mod drafting;
mod enumerating;
mod growing;
mod hostile;
mod importing;
mod indexing;
mod inviting;
mod joining;
mod keeping;
mod launching;
mod looking;
mod mailing;
mod managing;
mod members;
mod mending;
mod moderating;
mod permissions;
mod profile;
mod quality;
mod roles;
mod rules;
mod searching;
mod signing_in;
mod smtp;
mod somebody;
mod tagging;
mod uploading;
mod visibility;
mod voting;
mod writing;

use testkit::{Engine, World};

/// A world with the whole program's features.
pub async fn world(engine: Engine) -> World {
    World::new(engine, guildhall::features, &guildhall::migrations()).await
}
