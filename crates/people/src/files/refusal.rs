//! Why a file was not taken, for the person who brought it.

use axum::response::Response;
use base::codes;
use http::StatusCode;
use serde_json::json;
use web::{Tongue, respond};

codes! {
    /// What is wrong with a file; the word is the end of its message key.
    pub enum Refusal {
        /// Nothing is in it.
        Empty = "empty",
        /// More bytes than a picture may have.
        HeavyPicture = "heavy-picture",
        /// More bytes than a file may have.
        Heavy = "heavy",
        /// More pixels than a picture may have.
        Large = "large",
        /// Of a kind that is not taken, or not of the kind that its name says.
        Kind = "kind",
        /// A picture that cannot be read.
        Broken = "broken",
        /// The connection ended before the file did.
        Cut = "cut",
        /// Too many files that stand in nothing yet.
        Many = "many",
        /// No room on the disk, or the database does not answer.
        Unavailable = "unavailable",
        /// Something broke on our side.
        Failed = "failed",
    }
}

impl Refusal {
    pub(super) fn status(self) -> StatusCode {
        match self {
            Refusal::HeavyPicture | Refusal::Heavy => StatusCode::PAYLOAD_TOO_LARGE,
            Refusal::Kind => StatusCode::UNSUPPORTED_MEDIA_TYPE,
            Refusal::Empty | Refusal::Large | Refusal::Broken | Refusal::Cut => StatusCode::UNPROCESSABLE_ENTITY,
            Refusal::Many => StatusCode::TOO_MANY_REQUESTS,
            Refusal::Unavailable => StatusCode::SERVICE_UNAVAILABLE,
            Refusal::Failed => StatusCode::INTERNAL_SERVER_ERROR,
        }
    }

    /// In the reader's words.
    pub(super) fn words(self, t: Tongue) -> &'static str {
        t.say_key(&format!("file-refused-{self}"))
    }

    /// As the composer's script takes it.
    pub(super) fn answer(self, t: Tongue) -> Response {
        respond(self.status(), "application/json", json!({ "title": self.words(t) }).to_string())
    }
}

impl From<pictures::Problem> for Refusal {
    fn from(problem: pictures::Problem) -> Refusal {
        match problem {
            pictures::Problem::Foreign => Refusal::Kind,
            pictures::Problem::Heavy => Refusal::HeavyPicture,
            pictures::Problem::Large => Refusal::Large,
            pictures::Problem::Broken => Refusal::Broken,
        }
    }
}
