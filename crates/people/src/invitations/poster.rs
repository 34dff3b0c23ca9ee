//! `GET /c/{community}/manage/invitations/{id}/poster.pdf`: the invitation as a sheet of A4 to hang up.

use axum::extract::State;
use axum::response::Response;
use http::StatusCode;
use web::{App, Failure, Path, Visited, respond};

use super::show;
use crate::paper::Paper;

pub(super) async fn pdf(State(app): State<App>, visit: Visited, Path(named): Path<show::Named>) -> Result<Response, Failure> {
    let (here, t) = (visit.here()?, visit.tongue);
    let (invitation, _) = show::find(&app, &visit, named.id()?).await?;
    let link = app.link(&invitation.path());
    let sheet =
        Paper::default().text(30.0, true, &here.name).text(15.0, false, &here.tagline).text(17.0, true, t.say("poster-scan"));
    let sheet = sheet.code(&link)?.text(12.0, false, t.say("poster-or")).text(12.0, true, &link);
    Ok(respond(StatusCode::OK, "application/pdf", sheet.finish()))
}
