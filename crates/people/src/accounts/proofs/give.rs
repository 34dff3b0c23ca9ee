//! `GET /proof/{form}`: a challenge for a form, as JSON; nothing where none is asked for.

use axum::extract::State;
use axum::response::{IntoResponse as _, Response};
use base::Error;
use http::header;
use serde::Deserialize;
use web::{App, Failure, Path, Visited};

use super::challenge::{Challenge, For};
use super::effort;
use crate::accounts::sign_ups::rule;
use crate::trust::stamp;

#[derive(Deserialize)]
pub(super) struct Named {
    form: String,
}

pub(super) async fn give(State(app): State<App>, visit: Visited, Path(named): Path<Named>) -> Result<Response, Failure> {
    let form = For::from_code(&named.form).ok_or(Error::NotFound)?;
    let effort = app.db.read(|tx| async move { rule::read(&tx).await }).await?.effort();
    let most = effort.numbers(effort::load(&app, &visit).await?);
    if most == 0 {
        return Err(Error::NotFound.into());
    }
    let secret = stamp::secret(&app).await?;
    let challenge = Challenge::new(&secret, &app.random, form, most, visit.now)?;
    let headers = [(header::CONTENT_TYPE, "application/json"), (header::CACHE_CONTROL, "no-store")];
    Ok((headers, serde_json::to_string(&challenge).map_err(Error::internal)?).into_response())
}
