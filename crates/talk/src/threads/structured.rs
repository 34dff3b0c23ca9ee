//! schema.org data of a thread: `QAPage` for questions, `DiscussionForumPosting` for the rest.
//! Shape: <https://schema.org/QAPage>, <https://schema.org/DiscussionForumPosting>.

use serde::Serialize;
use web::App;

use super::model::Post;
use super::show::Loaded;

#[derive(Serialize)]
#[serde(tag = "@type")]
struct Person<'a> {
    name: &'a str,
}

#[derive(Serialize)]
#[serde(tag = "@type")]
#[serde(rename_all = "camelCase")]
struct Answer<'a> {
    text: String,
    upvote_count: i64,
    date_published: String,
    url: String,
    author: Person<'a>,
}

#[derive(Serialize)]
#[serde(tag = "@type")]
#[serde(rename_all = "camelCase")]
struct Question<'a> {
    name: &'a str,
    text: String,
    url: &'a str,
    author: Person<'a>,
    answer_count: i64,
    upvote_count: i64,
    date_published: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    accepted_answer: Option<Answer<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    suggested_answer: Vec<Answer<'a>>,
}

#[derive(Serialize)]
#[serde(tag = "@type")]
#[serde(rename_all = "camelCase")]
enum Data<'a> {
    #[serde(rename = "QAPage", rename_all = "camelCase")]
    Questions { main_entity: Question<'a> },
    #[serde(rename = "DiscussionForumPosting", rename_all = "camelCase")]
    Discussion { headline: &'a str, text: String, url: &'a str, author: Person<'a>, date_published: String, comment_count: i64 },
}

#[derive(Serialize)]
struct Document<'a> {
    #[serde(rename = "@context")]
    context: &'static str,
    #[serde(flatten)]
    data: Data<'a>,
}

/// JSON that can stand inside a script element.
pub(super) fn data(app: &App, path: &str, page: &Loaded) -> String {
    let thread = &page.thread;
    let (url, text) = (app.url(path), markup::plain(&page.opening.html));
    let author = Person { name: &thread.author_name };
    let date_published = thread.created_at.rfc3339();
    let data = if thread.kind.has_answers() {
        let (accepted, others): (Vec<&Post>, Vec<&Post>) = page.replies.iter().partition(|post| post.id == thread.accepted);
        let main_entity = Question {
            name: &thread.title,
            text,
            url: &url,
            author,
            answer_count: thread.replies,
            upvote_count: thread.score,
            date_published,
            accepted_answer: accepted.first().map(|best| answer(&url, best)),
            suggested_answer: others.iter().map(|post| answer(&url, post)).collect(),
        };
        Data::Questions { main_entity }
    } else {
        Data::Discussion { headline: &thread.title, text, url: &url, author, date_published, comment_count: thread.replies }
    };
    let json = serde_json::to_string(&Document { context: "https://schema.org", data }).unwrap_or_default();
    // `<` would let a text end the script element.
    json.replace('<', "\\u003c")
}

fn answer<'a>(url: &str, post: &'a Post) -> Answer<'a> {
    Answer {
        text: markup::plain(&post.html),
        upvote_count: post.score,
        date_published: post.created_at.rfc3339(),
        url: format!("{url}?at={0}#p{0}", post.id),
        author: Person { name: &post.author_name },
    }
}
