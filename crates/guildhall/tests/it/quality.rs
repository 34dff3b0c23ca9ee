//! The labelled questions, brought as a dump and searched through the API: better than plain BM25 by at least a quarter.

#[path = "../../../search/tests/collection/mod.rs"]
mod collection;

use std::collections::{HashMap, HashSet};
use std::fmt::Write as _;

use collection::{Baseline, average_precision, data_file, read};
use talk::imports::stackexchange::{self, Options};
use testkit::Engine;
use web::Visibility;

fn attribute(text: &str) -> String {
    let kept: String = text.chars().filter(|c| !c.is_control() || *c == '\n').collect();
    kept.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;").replace('\n', "&#xA;")
}

#[tokio::test(flavor = "multi_thread")]
async fn the_api_finds_related_questions_better_than_plain_bm25() {
    let Some(path) = data_file() else {
        println!("skipped: no data folder");
        return;
    };
    let collection = read(&std::fs::read_to_string(path).unwrap());
    let world = crate::world(Engine::Sqlite).await;
    let folder = world.folder.path().join("forum");
    std::fs::create_dir_all(&folder).unwrap();
    let mut posts = String::from("<posts>");
    for (id, title, body) in &collection.threads {
        let body = attribute(&format!("<p>{}</p>", attribute(body)));
        writeln!(posts, "<row Id=\"{id}\" PostTypeId=\"1\" CreationDate=\"2016-01-01T00:00:00.000\" Score=\"0\" Title=\"{}\" Body=\"{body}\" />", attribute(title)).unwrap();
    }
    std::fs::write(folder.join("Posts.xml"), posts + "</posts>").unwrap();
    let options = Options {
        path: folder,
        community: "forum".into(),
        name: None,
        source: "forum".into(),
        visibility: Visibility::Public,
        language: "en".into(),
        site_url: None,
        dry_run: false,
        prune: false,
        folder: world.folder.path().to_path_buf(),
    };
    stackexchange::import(world.db(), &world.app.clock, options, Box::new(|_, _, _| {})).await.unwrap();
    world.drain().await;
    let mut by_title: HashMap<&str, Vec<i64>> = HashMap::new();
    for (id, title, _) in &collection.threads {
        by_title.entry(title.as_str()).or_default().push(*id);
    }
    let baseline = Baseline::new(&collection);
    let visitor = world.visitor();
    let (mut plain, mut ours, mut judged) = (0.0, 0.0, 0.0);
    for question in collection.questions.iter().filter(|question| !question.relevant.is_empty()) {
        let text: String = question.text.chars().take(300).collect();
        let answer = visitor.get(&format!("/api/v1/search?q={}&community=forum&limit=10", web::encoded(&text))).await.json();
        let mut seen = HashSet::new();
        // Threads are told apart by their titles; of equal titles each stands once.
        let found: Vec<i64> = answer["hits"]
            .as_array()
            .unwrap()
            .iter()
            .filter_map(|hit| {
                let ids = by_title.get(hit["title"].as_str().unwrap().trim())?;
                ids.iter().copied().find(|id| seen.insert(*id))
            })
            .collect();
        ours += average_precision(&found, &question.relevant);
        plain += average_precision(&baseline.search(&text), &question.relevant);
        judged += 1.0;
    }
    println!("through the API: baseline {:.4}, ours {:.4}, ratio {:.3}", plain / judged, ours / judged, ours / plain);
    assert!(ours >= 1.25 * plain, "ratio {}", ours / plain);
}
