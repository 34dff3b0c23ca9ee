//! Words of invitations and who may make which; no SQL, no HTTP.

use base::{Id, Time, codes, record};
use web::Here;

use crate::communities::Role;

codes! {
    /// A place in the first circle of a community; the role that goes with it is another thing.
    pub enum Slot { Nobody = "", Expert = "expert", Learner = "learner", Champion = "champion" }
}

/// The longest an invitation lasts, days.
pub const LONGEST: i64 = 365;
/// So long it lasts unless somebody says otherwise, days.
pub const USUAL: i64 = 30;

/// An invitation to be.
#[derive(Clone, Debug)]
pub struct NewInvitation {
    pub community: Id,
    pub code: String,
    pub role: Role,
    pub area: Id,
    pub slot: Slot,
    /// Whom it is meant for; empty for whoever gets it.
    pub name: String,
    pub expires_at: Time,
    /// So many may come by it; 0 for any number.
    pub most: i64,
}

record! {
    /// An invitation as who made it sees it.
    #[derive(Clone, Debug)]
    pub struct Invitation {
        pub id: Id,
        pub code: String,
        pub role: Role,
        pub area: Id,
        pub slot: Slot,
        pub name: String,
        pub invited_by: Id,
        pub inviter: String,
        pub created_at: Time,
        pub expires_at: Time,
        pub most: i64,
        pub uses: i64,
        pub ended: bool,
    }
}

impl Invitation {
    pub fn path(&self) -> String {
        format!("/i/{}", self.code)
    }

    /// Whether somebody can still come by it.
    pub fn is_open(&self, now: &Time) -> bool {
        !self.ended && self.expires_at > *now && (self.most == 0 || self.uses < self.most)
    }
}

/// As many come by an invitation that a member made.
pub const MOST_OF_MEMBERS: i64 = 10;
/// As many a member makes in a day.
pub const MOST_A_DAY: u32 = 10;

/// Roles that somebody may invite to: any for who leads; that of a member for who keeps something here (moderators,
/// stewards), and for members where the community lets them.
pub fn may_give(leads: bool, keeps: bool, member_who_may: bool) -> &'static [Role] {
    if leads {
        &[Role::Member, Role::Moderator, Role::Champion, Role::Steward, Role::Guest]
    } else if keeps || member_who_may {
        &[Role::Member]
    } else {
        &[]
    }
}

/// [`may_give`] for who asks.
pub fn gives(here: &Here) -> &'static [Role] {
    may_give(here.leads(), keeps(here), here.roles.member && here.lets_members_invite())
}

fn keeps(here: &Here) -> bool {
    here.moderates() || !here.roles.steward.is_empty()
}

/// As many may come by one invitation of who asks; 5000 is what one makes for a hall.
pub fn most(here: &Here) -> i64 {
    if keeps(here) { 5000 } else { MOST_OF_MEMBERS }
}

/// Whether somebody sees invitations that others made.
pub fn sees_all(here: &Here) -> bool {
    here.moderates()
}
