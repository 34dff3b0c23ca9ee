//! The permission that a route names. One function says what each means; the matrix is PRODUCT.md section 4.

use base::{Error, codes};

use crate::{Failure, Here, Visibility, Visit};

codes! {
    /// What it takes to ask for a route.
    pub enum Permission {
        /// Everybody, signed in or not.
        Anyone = "anyone",
        /// Somebody with an account.
        SignedIn = "signed-in",
        /// Who may know that the community of the address is there: everybody, unless it is hidden.
        Know = "know",
        /// Who may read the community of the address.
        Read = "read",
        /// Who may read the community as a whole, not only what was opened to guests.
        Inside = "inside",
        /// Who may write in the community: its members, and guests where something was opened to them. What exactly they
        /// may do to which thing, the command says.
        Write = "write",
        /// Who moderates the community: moderators and champions.
        Moderate = "moderate",
        /// Who leads the community: champions.
        Lead = "lead",
        /// An administrator of the site.
        Admin = "admin",
    }
}

impl Permission {
    /// Lets the visit through or says how to refuse it.
    ///
    /// A hidden community does not exist for others: the answer is the same as for an address that nobody ever made.
    pub fn check(self, visit: &Visit) -> Result<(), Failure> {
        match self {
            Permission::Anyone => Ok(()),
            Permission::SignedIn => visit.account.as_ref().map(|_| ()).ok_or(Failure::SignIn),
            Permission::Know => match &visit.here {
                Some(here) if here.visibility != Visibility::Hidden || !here.audiences.is_empty() => Ok(()),
                _ => Err(Error::NotFound.into()),
            },
            Permission::Read => may_read(visit),
            Permission::Inside => may_read(visit).and_then(|()| match &visit.here {
                Some(here) if here.whole => Ok(()),
                _ => Err(Error::Forbidden.into()),
            }),
            Permission::Write => has_role(visit, Failure::Join, |here| !here.writes.is_empty()),
            Permission::Moderate => has_role(visit, Error::Forbidden.into(), Here::moderates),
            Permission::Lead => has_role(visit, Error::Forbidden.into(), Here::leads),
            Permission::Admin => match &visit.account {
                None => Err(Failure::SignIn),
                Some(account) if account.admin => Ok(()),
                Some(_) => Err(Error::Forbidden.into()),
            },
        }
    }
}

/// Asks for more than reading: first of all one must be allowed to read, so that a hidden community stays hidden.
fn has_role(visit: &Visit, refusal: Failure, may: fn(&Here) -> bool) -> Result<(), Failure> {
    may_read(visit)?;
    match (&visit.account, &visit.here) {
        (None, _) => Err(Failure::SignIn),
        (_, Some(here)) if may(here) => Ok(()),
        (_, Some(Here { hold: Some(hold), .. })) => Err(Failure::Held(*hold)),
        _ => Err(refusal),
    }
}

fn may_read(visit: &Visit) -> Result<(), Failure> {
    let here = visit.here.as_ref().ok_or(Error::NotFound)?;
    match here.visibility {
        _ if !here.audiences.is_empty() => Ok(()),
        Visibility::Hidden => Err(Error::NotFound.into()),
        _ if here.hold.is_some() => here.hold.map_or(Ok(()), |hold| Err(Failure::Held(hold))),
        Visibility::Public | Visibility::Private if visit.account.is_none() => Err(Failure::SignIn),
        Visibility::Public | Visibility::Private => Err(Error::Forbidden.into()),
    }
}
