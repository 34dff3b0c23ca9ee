//! `GET /c/{community}/members/{handle}/record.pdf`: what somebody gave here, on paper, for an appraisal. For themselves and
//! for who leads.

use axum::extract::State;
use axum::response::Response;
use base::{Error, Id, Time, Tx};
use http::StatusCode;
use people::communities::model::AudienceKind;
use people::communities::store as communities;
use people::groups::{Group, store as groups};
use people::paper::Paper;
use serde::Deserialize;
use web::{App, Failure, Here, Path, Visited, respond};

use super::person::{self, Person};
use super::store::{self, Answer};

/// Answers that stand on it.
const MOST: i64 = 40;

#[derive(Deserialize)]
pub(super) struct Named {
    handle: String,
}

pub(super) async fn pdf(State(app): State<App>, visit: Visited, Path(named): Path<Named>) -> Result<Response, Failure> {
    let (here, t) = (visit.here()?, visit.tongue);
    if !person::may_print(&visit, &named.handle) {
        return Err(Error::Forbidden.into());
    }
    let (place, now) = (here.clone(), visit.now);
    let load = move |tx: Tx| async move { load(&tx, &place, &named.handle, now).await };
    let (person, answers, groups) = app.db.read(load).await?;
    // The day with its year: paper is read later.
    let day = |at: &Time| t.moment(at).split(',').next().unwrap_or_default().to_owned();
    let standing = &person.standing;
    let mut paper = Paper::default()
        .text(24.0, true, &person.profile.name)
        .text(13.0, false, &t.with2("record-in", "community", &here.name, "date", day(&now)))
        .text(12.0, false, &t.with("member-since", "date", day(&standing.joined_at)));
    for role in &person.roles {
        paper = paper.text(12.0, false, t.say_key(&format!("role-{role}")));
    }
    paper = paper
        .text(14.0, true, t.say("record-gave"))
        .text(12.0, false, &t.count("answers-count", standing.answers))
        .text(12.0, false, &t.count("accepted-count", standing.accepted))
        .text(12.0, false, &t.count("questions-count", standing.questions));
    if !groups.is_empty() {
        paper = paper.text(14.0, true, t.say("menu-groups"));
    }
    for group in &groups {
        let leads = if group.lead == person.profile.id { format!(" ({})", t.say("group-leads")) } else { String::new() };
        let over = group.ended_at.map_or_else(String::new, |at| format!("; {}", t.with("group-ended-on", "day", day(&at))));
        let from = format!("{}{over}", day(&group.created_at));
        paper = paper.text(11.0, true, &format!("{}{leads}", group.name)).text(9.0, false, &from);
    }
    if !answers.is_empty() {
        paper = paper.text(14.0, true, t.say("record-evidence"));
    }
    for answer in &answers {
        let mark = if answer.accepted { format!(" ({})", t.say("accepted").to_lowercase()) } else { String::new() };
        let link = app.url(&format!("/c/{}/t/{}", here.slug, answer.thread));
        paper = paper.text(11.0, true, &format!("{}{mark}", answer.title)).text(
            9.0,
            false,
            &format!("{} · {link}", day(&answer.created_at)),
        );
    }
    Ok(respond(StatusCode::OK, "application/pdf", paper.finish()))
}

async fn load(tx: &Tx, here: &Here, handle: &str, now: Time) -> base::Result<(Person, Vec<Answer>, Vec<Group>)> {
    let person = person::load(tx, here, handle, None, now).await?;
    // The paper goes to people outside: what only a group reads is not on it.
    let known = communities::audiences(tx, here.id).await?;
    let apart = |id: &Id| known.iter().any(|(known, kind, _)| known == id && *kind == AudienceKind::Group);
    let audiences: Vec<Id> = here.audiences.iter().copied().filter(|id| !apart(id)).collect();
    let answers = store::answers(tx, here.id, person.profile.id, &audiences, None, MOST).await?;
    let groups = groups::of_person(tx, here.id, person.profile.id, false).await?;
    Ok((person, answers, groups))
}
