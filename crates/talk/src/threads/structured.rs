//! schema.org data of a thread: `QAPage` for questions, `DiscussionForumPosting` for the rest.
//! Shape: <https://schema.org/QAPage>, <https://schema.org/DiscussionForumPosting>.

use serde_json::{Value, json};
use web::App;

use super::model::Post;
use super::show::Loaded;

/// JSON that can stand inside a script element.
pub(super) fn data(app: &App, path: &str, page: &Loaded) -> String {
    let thread = &page.thread;
    let url = app.url(path);
    let text = markup::plain(&page.opening.html);
    let author = json!({ "@type": "Person", "name": thread.author_name });
    let data = if thread.kind.has_answers() {
        let mut question = json!({
            "@type": "Question", "name": thread.title, "text": text, "url": url, "author": author,
            "answerCount": thread.replies, "upvoteCount": thread.score, "datePublished": thread.created_at.rfc3339(),
        });
        let (accepted, others): (Vec<&Post>, Vec<&Post>) = page.replies.iter().partition(|post| post.id == thread.accepted);
        if let Some(best) = accepted.first() {
            question["acceptedAnswer"] = answer(&url, best);
        }
        if !others.is_empty() {
            question["suggestedAnswer"] = others.iter().map(|post| answer(&url, post)).collect();
        }
        json!({ "@context": "https://schema.org", "@type": "QAPage", "mainEntity": question })
    } else {
        json!({
            "@context": "https://schema.org", "@type": "DiscussionForumPosting", "headline": thread.title, "text": text,
            "url": url, "author": author, "datePublished": thread.created_at.rfc3339(), "commentCount": thread.replies,
        })
    };
    // `<` would let a text end the script element.
    data.to_string().replace('<', "\\u003c")
}

fn answer(url: &str, post: &Post) -> Value {
    json!({
        "@type": "Answer", "text": markup::plain(&post.html), "upvoteCount": post.score, "datePublished": post.created_at.rfc3339(),
        "url": format!("{url}?at={0}#p{0}", post.id), "author": { "@type": "Person", "name": post.author_name },
    })
}
