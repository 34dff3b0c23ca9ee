//! Which columns of this crate's tables name a person, and what follows for each.

use web::personal::{Column, Copied, Leaving};

const STAYS: Leaving = Leaving::Stays("it says who, and that is nobody");
const COUNTS: Leaving = Leaving::Stays("it still counts, for nobody");

const fn column(name: &'static str, copy: Copied, leaving: Leaving) -> Column {
    Column { name, copy, leaving }
}

pub const COLUMNS: &[Column] = &[
    column("bookmarks.account", Copied::In("bookmarks"), Leaving::Gone),
    column("deflections.account", Copied::In("answered"), Leaving::Stays("it counts, and what was asked is emptied")),
    column("expertise.account", Copied::In("expertise"), Leaving::Gone),
    column("follows.account", Copied::In("follows"), Leaving::Gone),
    column("imported.object", Copied::Not("ids of another place; what was brought stands in its own part"), STAYS),
    column("imported_badges.account", Copied::In("badges"), Leaving::Gone),
    column("launches.account", Copied::In("launches"), Leaving::Stays("of communities that are there; all others go")),
    column("mentions.account", Copied::In("mentions"), Leaving::Gone),
    column("metoos.account", Copied::In("me-too"), COUNTS),
    column("once_keys.account", Copied::Not("keys of forms, kept for a week"), Leaving::Gone),
    column("outcomes.account", Copied::In("outcomes"), COUNTS),
    column("poll_ballots.account", Copied::In("polls"), COUNTS),
    column("poll_voters.account", Copied::In("polls"), COUNTS),
    column("posts.author", Copied::In("posts"), Leaving::Stays("without a text where that was chosen")),
    column("posts.removed_by", Copied::Not("the log says what they took away"), STAYS),
    column("reactions.account", Copied::In("reactions"), COUNTS),
    column("reads.account", Copied::In("reading"), Leaving::Gone),
    column(
        "revisions.author",
        Copied::In("history"),
        Leaving::Stays("what they changed in texts of others, and in texts that stay"),
    ),
    column("thread_people.account", Copied::Not("counted from the posts"), STAYS),
    column("threads.active_by", Copied::Not("the newest post says it"), STAYS),
    column("threads.author", Copied::In("threads"), Leaving::Stays("without its title where that was chosen")),
    column("threads.removed_by", Copied::Not("the log says what they took away"), STAYS),
    column("votes.account", Copied::In("votes"), COUNTS),
    column("announcement_reads.account", Copied::In("announcements"), Leaving::Gone),
    column("announcements.told_to", Copied::Not("how far its readers were told"), STAYS),
    column("announcements.reminded_to", Copied::Not("how far its readers were reminded"), STAYS),
    column("founding_requests.account", Copied::In("founding"), Leaving::Gone),
    column("founding_requests.decided_by", Copied::Not("the log says what they decided"), STAYS),
    column("import_runs.account", Copied::In("imports"), Leaving::Gone),
];
