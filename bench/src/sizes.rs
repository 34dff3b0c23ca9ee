//! Start, memory with the demo, weights of styles and scripts, and an import.

use std::path::Path;
use std::time::{Duration, Instant};

use crate::load::get;
use crate::process::{Server, run};
use crate::table::Table;

/// The index's writer is let go after 30 idle seconds.
const IDLE: Duration = Duration::from_secs(35);

pub async fn measure(table: &mut Table, keep: &Path, dump: Option<&Path>) {
    demo(table, &keep.join("demo")).await;
    if let Some(dump) = dump {
        import(table, &keep.join("imported"), dump);
    }
}

async fn demo(table: &mut Table, data: &Path) {
    let _ = std::fs::remove_dir_all(data);
    let started = Instant::now();
    let server = Server::guildhall(data, &["demo", "--json", "--listen", "127.0.0.1:0"]);
    table.size("the demo is ready after, ms".into(), started.elapsed().as_secs_f64() * 1e3);
    for path in ["/", "/c/coffee", "/c/coffee/questions", "/c/coffee/members", "/search?q=water"] {
        get(&server.host, path, "").await;
    }
    table.size("memory with the demo just made, MB".into(), server.memory());
    tokio::time::sleep(IDLE).await;
    table.size("memory with the demo, idle, MB".into(), server.memory());
    let page = String::from_utf8(get(&server.host, "/", "").await).unwrap();
    let mut packed = 0;
    for name in page.split("\"/assets/").skip(1).filter_map(|rest| rest.split('"').next()) {
        if name.contains(".css") || name.contains(".js") {
            packed += get(&server.host, &format!("/assets/{name}"), "theme=light\r\nAccept-Encoding: gzip").await.len();
        }
    }
    table.size("styles and scripts of every page, packed, kB".into(), packed as f64 / 1e3);
}

fn import(table: &mut Table, data: &Path, dump: &Path) {
    let _ = std::fs::remove_dir_all(data);
    let started = Instant::now();
    let (report, peak) = run(data, &["import", "stackexchange", dump.to_str().unwrap(), "--community", "ai", "--report", "json"]);
    let seconds = started.elapsed().as_secs_f64();
    let report: serde_json::Value = serde_json::from_str(report.lines().last().unwrap()).unwrap();
    table.size("import, rows".into(), rows(&report) as f64);
    table.size("import with indexing, rows/s".into(), rows(&report) as f64 / seconds);
    table.size("import, peak memory, MB".into(), peak);
}

/// The rows that were read. Acceptances and favourites are read out of other rows.
fn rows(report: &serde_json::Value) -> u64 {
    let kinds = report.as_object().unwrap().iter().filter(|(kind, _)| !["accepted", "favourites"].contains(&kind.as_str()));
    kinds.map(|(_, count)| count["read"].as_u64().unwrap()).sum()
}
