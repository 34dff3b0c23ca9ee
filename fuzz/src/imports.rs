//! A whole dump on its way into the database. Its files stand behind each other, each after a line `=== Posts.xml`.

use std::cell::RefCell;
use std::path::Path;

use axum::Router;
use axum::body::Body;
use formats::stackexchange::FileName;
use http::Request;
use talk::imports::stackexchange::{Options, import};
use talk::imports::{Counts, Report};
use testkit::{Engine, World};
use tower::ServiceExt as _;
use web::Visibility;

use crate::house::RUNTIME;

/// After so many dumps everything begins anew.
const LASTING: u32 = 40;

thread_local! {
    static PLACE: RefCell<Option<Place>> = const { RefCell::new(None) };
}

struct Place {
    world: World,
    router: Router,
    dumps: u32,
}

pub fn target(bytes: &[u8]) {
    PLACE.with_borrow_mut(|place| {
        if place.as_ref().is_none_or(|place| place.dumps >= LASTING) {
            *place = Some(RUNTIME.block_on(Place::new()));
        }
        if let Some(place) = place {
            RUNTIME.block_on(place.take(bytes));
        }
    });
}

impl Place {
    async fn new() -> Place {
        let world = World::new(Engine::Sqlite, guildhall::features, &guildhall::migrations()).await;
        Place { router: web::router(&world.app, guildhall::features()), world, dumps: 0 }
    }

    async fn take(&mut self, bytes: &[u8]) {
        self.dumps += 1;
        let dump = tempfile::tempdir().unwrap();
        unpack(bytes, dump.path());
        let community = format!("dump-{}", self.dumps);
        let Some(first) = self.import(dump.path(), &community).await else { return };
        adds_up(&first);
        // The same again brings nothing.
        let again = self.import(dump.path(), &community).await.expect("what was taken once is taken twice");
        adds_up(&again);
        let same = |counts: &Counts| (counts.created, counts.updated, counts.hidden) == (0, 0, 0);
        assert!(again.kinds.values().all(same), "{first:#?} {again:#?}");
        let wrong = self.world.wrong_counters().await;
        assert!(wrong.is_empty(), "{wrong:?}");
        self.world.drain().await;
        for page in ["", "/questions", "/discussions", "/tags", "/members", "/feed.atom", "/search?q=a"] {
            let request = Request::get(format!("/c/{community}{page}")).body(Body::empty()).unwrap();
            let answer = self.router.clone().oneshot(request).await.unwrap();
            assert!(!answer.status().is_server_error(), "{page}: {}", answer.status());
        }
    }

    async fn import(&self, dump: &Path, community: &str) -> Option<Report> {
        let options = Options {
            path: dump.to_owned(),
            community: community.to_owned(),
            name: None,
            source: "fuzz".to_owned(),
            visibility: Visibility::Public,
            language: "en".to_owned(),
            site_url: Some("https://site.test".to_owned()),
            dry_run: false,
            prune: true,
            folder: self.world.folder.path().to_owned(),
        };
        match import(self.world.db(), &self.world.app.clock, options, Box::new(|_, _, _| {})).await {
            Err(base::Error::Internal(why)) => panic!("the fault of the program: {why}"),
            done => done.ok(),
        }
    }
}

fn adds_up(report: &Report) {
    for (kind, counts) in &report.kinds {
        let skipped: u64 = counts.skipped.values().sum();
        assert_eq!(counts.read, counts.created + counts.updated + counts.unchanged + skipped, "{kind}: {report:#?}");
    }
}

/// Writes the files; a dump has posts, if only none.
fn unpack(bytes: &[u8], folder: &Path) {
    std::fs::write(folder.join(FileName::Posts.name()), b"<posts></posts>").unwrap();
    let mut file: Option<&str> = None;
    let mut content = Vec::new();
    for line in bytes.split_inclusive(|byte| *byte == b'\n') {
        let named = line.strip_prefix(b"=== ").and_then(|name| std::str::from_utf8(name).ok());
        let Some(name) = named.and_then(|name| FileName::ALL.into_iter().find(|file| file.name() == name.trim())) else {
            content.extend_from_slice(line);
            continue;
        };
        keep(folder, file, &mut content);
        file = Some(name.name());
    }
    keep(folder, file, &mut content);
}

fn keep(folder: &Path, file: Option<&str>, content: &mut Vec<u8>) {
    if let Some(name) = file {
        std::fs::write(folder.join(name), &*content).unwrap();
    }
    content.clear();
}
