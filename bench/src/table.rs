//! What was measured, as a table that can be laid beside the last one.

use std::collections::BTreeMap;
use std::path::Path;

use crate::load::Load;

/// Loads of one kind, in two rounds.
pub struct Row {
    posts: usize,
    name: String,
    loads: [Load; 2],
    /// Requests a second, of the floor's.
    of_floor: Option<f64>,
}

impl Row {
    pub fn of(posts: usize, name: String, loads: [Load; 2], floor: Option<[Load; 2]>) -> Row {
        let rate = |loads: [Load; 2]| (loads[0].per_second + loads[1].per_second) / 2.0;
        Row { posts, name, loads, of_floor: floor.map(|floor| rate(loads) / rate(floor)) }
    }

    fn mean(&self, part: impl Fn(&Load) -> f64) -> f64 {
        (part(&self.loads[0]) + part(&self.loads[1])) / 2.0
    }

    fn key(&self) -> String {
        format!("{} posts: {}", self.posts, self.name)
    }
}

#[derive(Default)]
pub struct Table {
    rows: Vec<Row>,
    sizes: Vec<(String, f64)>,
}

type Kept = BTreeMap<String, f64>;

impl Table {
    pub fn row(&mut self, row: Row) {
        eprintln!("  {}: {:.0}/s", row.name, row.mean(|load| load.per_second));
        self.rows.push(row);
    }

    pub fn size(&mut self, name: String, value: f64) {
        eprintln!("  {name}: {value:.1}");
        self.sizes.push((name, value));
    }

    /// Prints everything, with what the last run of this form measured.
    pub fn print(&self, sizes: &[usize], last: &Path) {
        let last: Kept = std::fs::read(last).ok().and_then(|bytes| serde_json::from_slice(&bytes).ok()).unwrap_or_default();
        let before = |key: &str| last.get(key).map_or(String::new(), |value| figure(*value));
        for posts in sizes {
            println!("\n| {posts} posts | a second | again | p50 ms | p99 ms | server µs each | of the floor | last time µs |");
            println!("|---|---|---|---|---|---|---|---|");
            for row in self.rows.iter().filter(|row| row.posts == *posts) {
                println!(
                    "| {} | {:.0} | {:.0} | {} | {} | {} | {} | {} |",
                    row.name,
                    row.loads[0].per_second,
                    row.loads[1].per_second,
                    figure(row.mean(|load| load.p50)),
                    figure(row.mean(|load| load.p99)),
                    figure(row.mean(|load| load.cost)),
                    row.of_floor.map_or(String::new(), |part| format!("{part:.2}")),
                    before(&row.key()),
                );
            }
        }
        self.print_growth(sizes);
        println!("\n| | measured | last time |\n|---|---|---|");
        for (name, value) in &self.sizes {
            println!("| {name} | {} | {} |", figure(*value), before(name));
        }
    }

    /// How much longer the same takes with the most posts than with the fewest.
    fn print_growth(&self, sizes: &[usize]) {
        let (Some(fewest), Some(most)) = (sizes.iter().min(), sizes.iter().max()) else { return };
        if fewest == most {
            return;
        }
        println!("\n| p50 with {most} posts, of that with {fewest} | | processor time |\n|---|---|---|");
        for row in self.rows.iter().filter(|row| row.posts == *most) {
            if let Some(small) = self.rows.iter().find(|small| small.posts == *fewest && small.name == row.name) {
                let grown = |part: fn(&Load) -> f64| figure(row.mean(part) / small.mean(part));
                println!("| {} | {} | {} |", row.name, grown(|load| load.p50), grown(|load| load.cost));
            }
        }
    }

    /// Keeps the figures for the next run.
    pub fn keep(&self, file: &Path) {
        let costs = self.rows.iter().map(|row| (row.key(), row.mean(|load| load.cost)));
        let kept: Kept = costs.chain(self.sizes.clone()).filter(|(_, value)| value.is_finite()).collect();
        std::fs::write(file, serde_json::to_vec_pretty(&kept).unwrap()).unwrap();
    }
}

/// Three digits that matter.
fn figure(value: f64) -> String {
    match value {
        value if value.is_nan() => String::new(),
        value if value < 10.0 => format!("{value:.2}"),
        value if value < 100.0 => format!("{value:.1}"),
        value => format!("{value:.0}"),
    }
}
