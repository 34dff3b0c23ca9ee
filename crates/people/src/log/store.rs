//! SQL of the log of privileged actions.

use base::{Id, Result, Time, Tx, sql};

use super::model::{Entry, Group, Wanted};

macro_rules! entries {
    ($which:literal) => {
        concat!(
            "SELECT x.id, x.at, COALESCE(a.handle, ''), COALESCE(a.name, ''), x.verb, x.kind, x.object, COALESCE(c.slug, ''),
               COALESCE(c.name, ''), COALESCE(b.handle, ''), COALESCE(b.name, '')
             FROM activity x LEFT JOIN accounts a ON a.id = x.actor LEFT JOIN communities c ON c.id = x.community
             LEFT JOIN accounts b ON x.kind = 'account' AND b.id = x.object
             WHERE verb IN ('held', 'case_decided', 'case_undone', 'appealed', 'appeal_answered', 'warned', 'silenced', 'suspended',
               'sanction_lifted', 'rule_added', 'rule_ended', 'trust_changed', 'hidden', 'restored', 'closed', 'opened',
               'pinned', 'unpinned', 'moved', 'merged', 'split', 'turned', 'tag_merged', 'tag_changed', 'role_given',
               'role_ended', 'claim_granted', 'claim_refused', 'claimed', 'community_founded', 'settings_changed',
               'made_public', 'made_private', 'made_hidden', 'language_changed', 'area_added', 'area_changed', 'area_opened',
               'area_closed', 'area_removed', 'charter_published', 'charter_proposal_taken', 'charter_proposal_declined',
               'invited', 'invitation_ended', 'declined', 'unveiled', 'announced', 'announcement_reminded',
               'announcement_stopped', 'charter_reviewed', 'webhook_set', 'webhook_removed', 'chapter_founded',
               'founding_opened', 'founding_on_request', 'founding_closed', 'founding_accepted', 'founding_declined',
               'founder_link_made', 'sign_up_changed', 'mail_changed', 'provider_set', 'provider_removed', 'let_in',
               'joining_questions_changed', 'member_invited', 'claim_link_made', 'accounts_merged', 'deletion_asked',
               'deletion_taken_back', 'account_deleted', 'signed_out', 'sign_up_accepted', 'sign_up_declined', 'sign_in_link_made', 'admin_given', 'admin_taken', 'admin_joined')
               AND (x.at, x.id) < ($1, $2) AND x.at >= $3 ",
            $which,
            " {actor| AND +x.actor = $5}
                 {moderation| AND x.verb IN ('held', 'case_decided', 'case_undone', 'appealed', 'appeal_answered', 'warned', 'silenced', 'suspended', 'sanction_lifted', 'rule_added', 'rule_ended', 'trust_changed', 'unveiled')}
                 {content| AND x.verb IN ('hidden', 'restored', 'closed', 'opened', 'pinned', 'unpinned', 'moved', 'merged', 'split', 'turned', 'tag_merged', 'tag_changed', 'announced', 'announcement_reminded', 'announcement_stopped')}
                 {roles| AND x.verb IN ('role_given', 'role_ended', 'claim_granted', 'claim_refused', 'claimed')}
                 {settings| AND x.verb IN ('community_founded', 'settings_changed', 'made_public', 'made_private', 'made_hidden', 'language_changed', 'area_added', 'area_changed', 'area_opened', 'area_closed', 'area_removed', 'charter_published', 'charter_proposal_taken', 'charter_proposal_declined', 'charter_reviewed', 'webhook_set', 'webhook_removed', 'chapter_founded', 'founding_opened', 'founding_on_request', 'founding_closed', 'founding_accepted', 'founding_declined', 'founder_link_made', 'sign_up_changed', 'mail_changed', 'provider_set', 'provider_removed')}
                 {joining| AND x.verb IN ('invited', 'invitation_ended', 'declined', 'let_in', 'joining_questions_changed', 'member_invited', 'claim_link_made')}
                 {accounts| AND x.verb IN ('accounts_merged', 'deletion_asked', 'deletion_taken_back', 'account_deleted', 'signed_out', 'sign_up_accepted', 'sign_up_declined', 'sign_in_link_made', 'admin_given', 'admin_taken', 'admin_joined')}
             ORDER BY x.at DESC, x.id DESC LIMIT $4"
        )
    };
}

// `+x.actor`: by the index of privileged actions, which has the order; one of all that somebody did has it not.

/// The latest privileged actions in a community, or (nothing) on the whole site.
pub async fn entries(tx: &Tx, community: Option<Id>, wanted: &Wanted, limit: i64) -> Result<Vec<Entry>> {
    let (mut at, mut id) = wanted.after.unwrap_or((i64::MAX, i64::MAX));
    if let Some(Time(end)) = wanted.to.filter(|end| end.0 < at) {
        (at, id) = (end, 0);
    }
    let from = wanted.from.unwrap_or(Time(0));
    let query = match community {
        Some(community) => {
            sql!(list entries!("AND x.community = $6"), at, id, from, limit, wanted.actor, community)
        }
        None => sql!(list entries!(""), at, id, from, limit, wanted.actor),
    };
    let is = |group| wanted.group == Some(group);
    let query = query
        .when("actor", wanted.actor != 0)
        .when("moderation", is(Group::Moderation))
        .when("content", is(Group::Content))
        .when("roles", is(Group::Roles))
        .when("settings", is(Group::Settings))
        .when("joining", is(Group::Joining))
        .when("accounts", is(Group::Accounts));
    tx.all(query).await
}
