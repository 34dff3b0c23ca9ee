//! One error for everything below HTTP; `web::Failure` maps it once to pages and problem JSON.

use std::fmt;

pub type Result<T, E = Error> = std::result::Result<T, E>;

/// What can go wrong, as far as the person in front of the screen is concerned.
#[derive(Debug)]
pub enum Error {
    /// There is no such thing, or the reader may not know of it.
    NotFound,
    /// The reader may know of it but not do this.
    Forbidden,
    /// What was typed cannot be taken; one problem per field.
    Invalid(Vec<Problem>),
    /// Somebody else changed it meanwhile, or it is busy.
    Conflict(String),
    /// Too much at once; may be tried again after so many seconds.
    Limited { retry_after: u32 },
    /// A part that is needed does not answer.
    Unavailable(String),
    /// Our fault. The cause is logged once and never shown.
    Internal(String),
}

/// One field that cannot be taken, and the message key that says why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    pub field: &'static str,
    pub message: &'static str,
}

impl Error {
    pub fn invalid(field: &'static str, message: &'static str) -> Error {
        Error::Invalid(vec![Problem { field, message }])
    }

    pub fn internal(cause: impl fmt::Display) -> Error {
        Error::Internal(cause.to_string())
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Error::NotFound => f.write_str("there is no such thing"),
            Error::Forbidden => f.write_str("this is not allowed"),
            Error::Invalid(problems) => {
                f.write_str("cannot be taken:")?;
                problems.iter().try_for_each(|p| write!(f, " {}: {}", p.field, p.message))
            }
            Error::Conflict(what) | Error::Unavailable(what) | Error::Internal(what) => f.write_str(what),
            Error::Limited { retry_after } => write!(f, "too much at once, try again in {retry_after} s"),
        }
    }
}

impl std::error::Error for Error {}

impl From<std::io::Error> for Error {
    fn from(cause: std::io::Error) -> Error {
        use std::io::ErrorKind::{QuotaExceeded, ReadOnlyFilesystem, StorageFull};
        match cause.kind() {
            StorageFull | QuotaExceeded | ReadOnlyFilesystem => Error::Unavailable(cause.to_string()),
            _ => Error::internal(cause),
        }
    }
}
