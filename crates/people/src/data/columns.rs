//! Which columns of the tables of `base` and of this crate name a person, and what follows for each.

use web::personal::{Column, Copied, Leaving};

const STAYS: Leaving = Leaving::Stays("it says who, and that is nobody");

const fn column(name: &'static str, copy: Copied, leaving: Leaving) -> Column {
    Column { name, copy, leaving }
}

pub const COLUMNS: &[Column] = &[
    column("accounts.id", Copied::In("account"), Leaving::Stays("what others wrote points to it; name and everything else go")),
    column("accounts.removed_by", Copied::Not("it is somebody else's account"), STAYS),
    column("activity.actor", Copied::In("log"), STAYS),
    column("activity.object", Copied::Not("what others did to the account; it holds no more than that"), STAYS),
    column("brought_lists.account", Copied::In("lists"), Leaving::Gone),
    column("brought_people.account", Copied::In("lists"), Leaving::Gone),
    column("charter_comments.author", Copied::In("charter-comments"), Leaving::Stays("the text goes where that was chosen")),
    column("charter_comments.removed_by", Copied::Not("the log says what they took away"), STAYS),
    column("charter_goals.author", Copied::In("goals"), Leaving::Stays("the goal is the community's")),
    column("charter_goals.owner", Copied::In("goals"), Leaving::Gone),
    column("charter_proposals.author", Copied::In("charter-proposals"), Leaving::Stays("the text goes where that was chosen")),
    column("charter_proposals.closed_by", Copied::Not("the log says what they decided"), STAYS),
    column("charter_proposals.removed_by", Copied::Not("the log says what they took away"), STAYS),
    column("charter_readers.account", Copied::In("charter-read"), Leaving::Gone),
    column("charter_stances.account", Copied::In("charter-stances"), Leaving::Stays("the text goes where that was chosen")),
    column("charter_versions.author", Copied::In("charter-versions"), Leaving::Stays("the charter is the community's")),
    column("claim_links.account", Copied::In("sign-in-links"), Leaving::Gone),
    column("claim_links.made_by", Copied::Not("it lets somebody else in"), Leaving::Gone),
    column("claims.account", Copied::In("claims"), Leaving::Gone),
    column("claims.answered_by", Copied::Not("it is somebody else's claim; the log says what they decided"), STAYS),
    column("claims.claimant", Copied::In("claims"), Leaving::Gone),
    column("communities.removed_by", Copied::Not("the log says what they took away"), STAYS),
    column("data_copies.account", Copied::In("copies"), Leaving::Gone),
    column(
        "departures.account",
        Copied::Not("the account says when it goes"),
        Leaving::Stays("it says that an account was deleted"),
    ),
    column("departures.asked_by", Copied::Not("the log says what they asked for"), STAYS),
    column("drafts.account", Copied::In("drafts"), Leaving::Gone),
    column("facets.account", Copied::In("knowing"), Leaving::Gone),
    column("files.account", Copied::In("files"), Leaving::Stays("only what stands in texts that stay; all others go")),
    column("grants.account", Copied::In("roles"), Leaving::Gone),
    column("grants.deputy", Copied::In("roles"), Leaving::Gone),
    column("inbox.account", Copied::In("inbox"), Leaving::Gone),
    column("invitation_uses.account", Copied::In("came-by"), Leaving::Stays("so many came by an invitation")),
    column("invitations.invited_by", Copied::In("invitations"), Leaving::Stays("somebody came by it; it is ended")),
    column("join_requests.account", Copied::In("requests"), Leaving::Gone),
    column("join_requests.decided_by", Copied::Not("it is somebody else's request; the log says what they decided"), STAYS),
    column("mails.account", Copied::In("mail"), Leaving::Gone),
    column("members.account", Copied::In("memberships"), Leaving::Gone),
    column("reset_links.account", Copied::In("sign-in-links"), Leaving::Gone),
    column("sessions.account", Copied::In("sessions"), Leaving::Gone),
    column("sign_in_links.account", Copied::In("sign-in-links"), Leaving::Gone),
];
