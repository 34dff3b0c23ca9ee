//! For programs that read: Atom feeds, sitemap, robots.

use std::fmt::Write as _;

use axum::extract::{Path, State};
use axum::response::Response;
use base::{Id, Result as Found, Time, Tx, sql};
use http::StatusCode;
use serde::Deserialize;
use web::{App, Failure, Feature, Permission, Routes, Visited, respond};

use crate::threads::store::{lists, reading};

/// Addresses in one sitemap file; the protocol allows 50,000.
const PER_SITEMAP: i64 = 20_000;

pub fn feature() -> Feature {
    Feature {
        name: "feeds",
        routes: Routes::new()
            .get("/c/{community}/feed.atom", "/c/{community}/feed.atom", Permission::Read, feed)
            .get("/sitemap.xml", "/sitemap.xml", Permission::Anyone, sitemap)
            .get("/sitemaps/{after}", "/sitemaps/0", Permission::Anyone, sitemap_part)
            .get("/robots.txt", "/robots.txt", Permission::Anyone, robots),
        ..Feature::default()
    }
}

/// The newest threads of a community. Format: RFC 4287.
async fn feed(State(app): State<App>, visit: Visited) -> Result<Response, Failure> {
    let here = visit.here()?;
    let (community, audiences) = (here.id, here.audiences.clone());
    let threads = app
        .db
        .read(move |tx| async move {
            let threads = lists::newest(&tx, community, &audiences, 30).await?;
            let mut entries = Vec::with_capacity(threads.len());
            for thread in threads {
                let opening = reading::opening(&tx, thread.id).await?;
                entries.push((thread, opening.map(|post| post.html).unwrap_or_default()));
            }
            Ok(entries)
        })
        .await?;
    let home = app.url(&format!("/c/{}", here.slug));
    let updated = threads.iter().map(|(thread, _)| thread.created_at).max().unwrap_or(Time(0));
    let mut xml = format!(
        "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<feed xmlns=\"http://www.w3.org/2005/Atom\"><title>{}</title><id>{home}</id>\
         <link href=\"{home}\"/><link rel=\"self\" href=\"{home}/feed.atom\"/><updated>{}</updated>",
        escaped(&here.name),
        updated.rfc3339()
    );
    for (thread, html) in &threads {
        let url = format!("{home}/t/{}/{}", thread.id, thread.slug);
        let _ = write!(
            xml,
            "<entry><title>{}</title><id>{home}/t/{}</id><link href=\"{url}\"/><published>{}</published><updated>{}</updated>\
             <author><name>{}</name></author><content type=\"html\">{}</content></entry>",
            escaped(&thread.title),
            thread.id,
            thread.created_at.rfc3339(),
            thread.created_at.rfc3339(),
            escaped(&thread.author_name),
            escaped(html)
        );
    }
    xml.push_str("</feed>");
    Ok(respond(StatusCode::OK, "application/atom+xml; charset=utf-8", xml))
}

/// Which sitemap files there are; public communities only. Format: <https://www.sitemaps.org/protocol.html>.
async fn sitemap(State(app): State<App>) -> Result<Response, Failure> {
    let newest: Option<(Id,)> =
        app.db.optional(sql!(list "SELECT id FROM threads WHERE id > 0 AND removed_at IS NULL ORDER BY id DESC LIMIT 1")).await?;
    let parts = newest.map_or(0, |(id,)| id / PER_SITEMAP);
    let mut xml = String::from(
        "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<sitemapindex xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">",
    );
    for part in 0..=parts {
        let _ = write!(xml, "<sitemap><loc>{}</loc></sitemap>", app.url(&format!("/sitemaps/{}", part * PER_SITEMAP)));
    }
    xml.push_str("</sitemapindex>");
    Ok(respond(StatusCode::OK, "application/xml", xml))
}

#[derive(Deserialize)]
struct Part {
    after: String,
}

async fn sitemap_part(State(app): State<App>, Path(part): Path<Part>) -> Result<Response, Failure> {
    let after: Id = part.after.parse().map_err(|_| base::Error::NotFound)?;
    let rows = app.db.read(move |tx| async move { public_threads(&tx, after).await }).await?;
    let mut xml = String::from(
        "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">",
    );
    for (community, id, slug, active_at) in rows {
        let url = app.url(&format!("/c/{community}/t/{id}/{slug}"));
        let _ = write!(xml, "<url><loc>{url}</loc><lastmod>{}</lastmod></url>", active_at.rfc3339());
    }
    xml.push_str("</urlset>");
    Ok(respond(StatusCode::OK, "application/xml", xml))
}

/// Threads that everybody may read, by ranges of ids.
async fn public_threads(tx: &Tx, after: Id) -> Found<Vec<(String, Id, String, Time)>> {
    tx.all(sql!(
        list "SELECT c.slug, t.id, t.slug, t.active_at FROM threads t JOIN communities c ON c.id = t.community
              WHERE t.id > $1 AND t.id <= $2 AND c.visibility = 'public' AND c.removed_at IS NULL
                AND t.apart = 0 AND t.removed_at IS NULL",
        after, after.saturating_add(PER_SITEMAP)
    ))
    .await
}

async fn robots(State(app): State<App>) -> Response {
    let body = format!(
        "User-agent: *\nDisallow: /search\nDisallow: /sign-in\nDisallow: /api/\n\nSitemap: {}\n",
        app.url("/sitemap.xml")
    );
    respond(StatusCode::OK, "text/plain; charset=utf-8", body)
}

fn escaped(text: &str) -> String {
    // XML 1.0 has no way to write most control characters.
    let kept = text.chars().filter(|c| (!c.is_control() || matches!(c, '\n' | '\t')) && !matches!(c, '\u{fffe}' | '\u{ffff}'));
    kept.collect::<String>().replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}
