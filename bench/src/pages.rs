//! Pages as visitors and members get them, plain and packed, beside a bare handler that sends the same bytes.

use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::time::Duration;

use crate::generate;
use crate::load::{Asked, Load, get};
use crate::process::Server;
use crate::table::{Row, Table};

const CONNECTIONS: usize = 16;
const SEARCHES: usize = 4;

/// Who asks, and whether the answer can be one that is kept.
struct Reader<'a> {
    name: &'static str,
    cookie: &'a str,
    /// Each request at an address of its own: nothing kept fits.
    fresh: bool,
}

pub async fn measure(table: &mut Table, server: &Server, keep: &Path, posts: usize, cookie: &str, lasting: Duration) {
    let thread = generate::thread_path(&server.host, posts).await;
    let pages = [("site home", "/"), ("community home", "/c/bench"), ("list", "/c/bench/questions"), ("thread", &thread)];
    let readers = [
        Reader { name: "visitor, kept", cookie: "", fresh: false },
        Reader { name: "visitor, rendered", cookie: "", fresh: true },
        Reader { name: "signed in", cookie, fresh: false },
    ];
    let mut bodies = Vec::new();
    for (number, (name, path)) in pages.iter().enumerate() {
        let body = get(&server.host, path, "").await;
        table.size(format!("{name} with {posts} posts, kB"), body.len() as f64 / 1e3);
        bodies.extend(files(keep, number, &body));
    }
    let bare = Server::floor(&bodies);
    for packed in [false, true] {
        let coding = if packed { "packed" } else { "plain" };
        for (number, (name, path)) in pages.iter().enumerate() {
            let floor = Asked {
                paths: vec![format!("/{}", 2 * number + usize::from(packed))],
                cookie: String::new(),
                packed,
                connections: CONNECTIONS,
            };
            let floor = twice(&bare, &floor, lasting).await;
            table.row(Row::of(posts, format!("{name}, floor, {coding}"), floor, None));
            for reader in &readers {
                let paths = if reader.fresh { fresh(path) } else { vec![(*path).to_owned()] };
                let asked = Asked { paths, cookie: reader.cookie.to_owned(), packed, connections: CONNECTIONS };
                let loads = twice(server, &asked, lasting).await;
                table.row(Row::of(posts, format!("{name}, {}, {coding}", reader.name), loads, Some(floor)));
            }
        }
    }
    for (name, path, cookie) in
        [("search, visitor", "/c/bench/search?q=", ""), ("search, signed in", "/c/bench/search?q=", cookie)]
    {
        let paths = generate::words().into_iter().map(|word| format!("{path}{word}")).collect();
        let asked = Asked { paths, cookie: cookie.to_owned(), packed: true, connections: SEARCHES };
        table.row(Row::of(posts, format!("{name}, 4 at a time"), twice(server, &asked, lasting).await, None));
    }
}

pub async fn twice(server: &Server, asked: &Asked, lasting: Duration) -> [Load; 2] {
    [Load::of(server, asked, lasting).await, Load::of(server, asked, lasting).await]
}

fn fresh(path: &str) -> Vec<String> {
    (0..50_000).map(|n| format!("{path}?fresh={n}")).collect()
}

/// A page's bytes for the bare handler, plain and packed.
fn files(keep: &Path, number: usize, body: &[u8]) -> [PathBuf; 2] {
    let [plain, packed] = ["html", "gz"].map(|ending| keep.join(format!("floor-{number}.{ending}")));
    std::fs::write(&plain, body).unwrap();
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::new(4));
    encoder.write_all(body).unwrap();
    std::fs::write(&packed, encoder.finish().unwrap()).unwrap();
    [plain, packed]
}
