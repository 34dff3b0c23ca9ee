//! A data directory with a guild of wood in it: four questions, and ada, who may do everything there.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::process::Command;

use base::{Db, Location};
use testkit::Engine;

use crate::{Server, get, guildhall, json};

pub struct House {
    pub folder: tempfile::TempDir,
    pub url: Option<String>,
    /// A session of ada's.
    pub cookie: String,
}

impl House {
    pub fn new(engine: Engine) -> House {
        let folder = tempfile::tempdir().unwrap();
        let url = match testkit::location(engine, folder.path()) {
            Location::Server(url) => Some(url),
            Location::File(_) => None,
        };
        House::at(folder, url)
    }

    pub fn at(folder: tempfile::TempDir, url: Option<String>) -> House {
        let mut house = House { folder, url, cookie: String::new() };
        let source = house.folder.path().join("wood-2016");
        dump(&source);
        let source = source.display().to_string();
        json(&house.command(&["import", "stackexchange", &source, "--community", "wood", "--report", "json"]).output().unwrap());
        json(&house.command(&["admin", "create-account", "--handle", "ada", "--admin"]).output().unwrap());
        let champion = ["admin", "grant", "--community", "wood", "--handle", "ada", "--role", "champion"];
        json(&house.command(&champion).output().unwrap());
        house.cookie = house.sign_in();
        house
    }

    pub fn data(&self) -> PathBuf {
        self.folder.path().join("data")
    }

    pub fn command(&self, arguments: &[&str]) -> Command {
        let mut command = guildhall(arguments);
        command.arg("--data").arg(self.data());
        command.args(self.url.iter().flat_map(|url| ["--database-url", url]));
        command
    }

    pub fn serving(&self) -> Command {
        self.command(&["serve", "--listen", "127.0.0.1:0"])
    }

    pub fn serve(&self) -> Server {
        Server::start(self.serving())
    }

    fn sign_in(&self) -> String {
        let server = self.serve();
        let host = server.host();
        let mut asked = self.command(&["admin", "sign-in-link", "--handle", "ada", "--public-url", &format!("http://{host}")]);
        let link = json(&asked.output().unwrap());
        let path = link["url"].as_str().unwrap().split(&host).nth(1).unwrap().to_owned();
        get(&host, &path, "").split("set-cookie: ").nth(1).and_then(|rest| rest.split(';').next()).unwrap().to_owned()
    }

    /// The database, behind the program's back.
    pub async fn db(&self) -> Db {
        match &self.url {
            Some(url) => Db::open(&Location::Server(url.clone())).await.unwrap(),
            None => db_in(&self.data()).await,
        }
    }
}

/// The database of a folder.
pub async fn db_in(folder: &Path) -> Db {
    Db::open(&Location::File(folder.join("guildhall.sqlite"))).await.unwrap()
}

fn dump(folder: &Path) {
    std::fs::create_dir_all(folder).unwrap();
    let mut posts = String::from("<posts>");
    for n in 1..=4 {
        writeln!(posts, "<row Id=\"{n}\" PostTypeId=\"1\" CreationDate=\"2016-03-01T10:00:00.000\" Score=\"2\" Body=\"&lt;p&gt;About glue&lt;/p&gt;\" OwnerUserId=\"1\" Title=\"Question number {n}\" Tags=\"|glue|\" />").unwrap();
    }
    std::fs::write(folder.join("Posts.xml"), posts + "</posts>").unwrap();
    let users = "<users><row Id=\"1\" DisplayName=\"Person\" CreationDate=\"2016-03-01T10:00:00.000\" /></users>";
    std::fs::write(folder.join("Users.xml"), users).unwrap();
    for (name, root) in [("Comments", "comments"), ("Votes", "votes"), ("Tags", "tags"), ("Badges", "badges")] {
        std::fs::write(folder.join(format!("{name}.xml")), format!("<{root}></{root}>")).unwrap();
    }
    for (name, root) in [("PostHistory", "posthistory"), ("PostLinks", "postlinks")] {
        std::fs::write(folder.join(format!("{name}.xml")), format!("<{root}></{root}>")).unwrap();
    }
}
