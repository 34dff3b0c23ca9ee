//! Tests of the whole program in process, on both engines. One binary, by behaviour.

#![expect(clippy::unwrap_used, reason = "tests")]

mod accounts;
mod addressing;
mod announcements;
mod asking_in;
mod authenticator;
mod bringing;
mod by_mail;
mod charter;
mod claiming;
mod codes;
mod copying;
mod crowd;
mod deleting;
mod distance;
mod drafting;
mod enumerating;
mod flagging;
mod groups;
mod growing;
mod guessing;
mod hostile;
mod importing;
mod indexing;
mod inviting;
mod joining;
mod keeping;
mod keeping_spam;
mod launching;
mod looking;
mod mailing;
mod managing;
mod members;
mod mending;
mod moderating;
mod passkeys;
mod permissions;
mod profile;
mod proofs;
mod proposing;
mod provider;
mod quality;
mod roles;
mod rules;
mod searching;
mod sessions;
mod sign_ups;
mod signing_in;
mod single_sign_on;
mod smtp;
mod somebody;
mod tagging;
mod unnamed;
mod uploading;
mod visibility;
mod voting;
mod webhook;
mod writing;

use testkit::{Engine, World};

/// A world with the whole program's features.
pub async fn world(engine: Engine) -> World {
    World::new(engine, guildhall::features, &guildhall::migrations()).await
}
