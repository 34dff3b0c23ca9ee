//! A data directory with the demo's people in it.

use std::path::{Path, PathBuf};
use std::process::Output;

use base::{Db, Location, Value, db::archive};
use guildhall::House;
use testkit::Engine;

use crate::guildhall;

pub struct Place {
    pub folder: tempfile::TempDir,
    pub url: Option<String>,
}

impl Place {
    /// Nothing yet.
    pub fn empty(engine: Engine) -> Place {
        let folder = tempfile::tempdir().unwrap();
        let url = match testkit::location(engine, folder.path()) {
            Location::Server(url) => Some(url),
            Location::File(_) => None,
        };
        Place { folder, url }
    }

    /// The coffee guild, and a file that somebody brought.
    pub async fn seeded(engine: Engine) -> Place {
        let place = Place::empty(engine);
        guildhall::demo::seed(&place.house().await).await.unwrap();
        let file = place.blob();
        std::fs::create_dir_all(file.parent().unwrap()).unwrap();
        std::fs::write(file, b"abc").unwrap();
        place
    }

    pub async fn house(&self) -> House {
        House::open(&self.data(), self.url.as_deref()).await.unwrap()
    }

    pub fn data(&self) -> PathBuf {
        self.folder.path().join("data")
    }

    /// Where the file stands that somebody brought: it holds `abc`.
    pub fn blob(&self) -> PathBuf {
        self.data().join("files/ba/7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")
    }

    pub fn path(&self, name: &str) -> String {
        self.folder.path().join(name).display().to_string()
    }

    pub fn location(&self) -> Location {
        self.url.clone().map_or_else(|| Location::File(self.data().join("guildhall.sqlite")), Location::Server)
    }

    /// Flags that name this place.
    pub fn flags(&self) -> Vec<String> {
        let mut flags = vec!["--data".to_owned(), self.data().display().to_string()];
        flags.extend(self.url.iter().flat_map(|url| ["--database-url".to_owned(), url.clone()]));
        flags
    }

    pub fn run(&self, arguments: &[&str]) -> Output {
        guildhall(arguments).args(self.flags()).output().unwrap()
    }

    /// What a command says when it refuses.
    pub fn refused(&self, arguments: &[&str]) -> String {
        let output = self.run(arguments);
        let told = String::from_utf8_lossy(&output.stderr).into_owned();
        assert_eq!(output.status.code(), Some(2), "{arguments:?}: {told}");
        told
    }

    /// The names of what stands in the data directory, but for locks.
    pub fn names(&self) -> Vec<String> {
        names(&self.data())
    }
}

pub fn names(folder: &Path) -> Vec<String> {
    let mut names: Vec<String> =
        std::fs::read_dir(folder).into_iter().flatten().map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    names.retain(|name| !name.ends_with(".lock"));
    names.sort();
    names
}

/// Every row of every table, in words, sorted.
pub async fn everything(location: &Location) -> Vec<String> {
    let db = Db::open(location).await.unwrap();
    let read = |tx: base::Tx| async move {
        let mut lines = Vec::new();
        for table in archive::tables(&tx).await? {
            let named = |row: Vec<Value>| {
                let mut cells: Vec<String> =
                    table.columns.iter().zip(row).map(|((name, _), value)| format!("{name}={value:?}")).collect();
                cells.sort();
                lines.push(format!("{} {}", table.name, cells.join(" ")));
                Ok(())
            };
            archive::rows(&tx, &table, named).await?;
        }
        Ok(lines)
    };
    let mut lines = db.read(read).await.unwrap();
    lines.sort();
    assert!(lines.len() > 500, "the demo has more than {} rows", lines.len());
    lines
}

/// A question that holds a word of its own.
pub async fn ask(house: &House, word: &str) {
    use base::activity::Origin;
    use base::{Id, sql};
    use talk::threads::Kind;
    use talk::threads::model::PostKind;
    use talk::threads::store::recount;
    use talk::threads::store::writing::{self, NewPost, NewThread, Writing};

    let (now, title) = (house.clock.now(), format!("About zzz{word}"));
    let write = move |tx: base::Tx| async move {
        let (community, audience, author): (Id, Id, Id) =
            tx.one(sql!(scan "a test", "SELECT community, audience, author FROM threads ORDER BY id LIMIT 1")).await?;
        let writing = Writing { origin: Origin::Lived, now, community, audience };
        let thread = NewThread {
            community,
            audience,
            area: 0,
            kind: Kind::Question,
            title,
            author,
            created_at: now,
            active_at: now,
            active_by: author,
            views: 0,
            score: 0,
            pinned: false,
            closed_at: None,
            closed_why: String::new(),
            group_id: 0,
            apart: false,
        };
        let id = writing::insert_thread(&tx, writing, &thread).await?;
        let opening = NewPost {
            kind: PostKind::Opening,
            parent: 0,
            author,
            created_at: now,
            edited_at: None,
            edits: 0,
            source: "How?".into(),
            html: "<p>How?</p>".into(),
            score: 0,
            accepted: false,
            origin: String::new(),
            origin_url: String::new(),
            licence: String::new(),
        };
        writing::insert_post(&tx, writing, id, Kind::Question, &opening).await?;
        recount::thread(&tx, id).await
    };
    house.db.write(write).await.unwrap();
}
