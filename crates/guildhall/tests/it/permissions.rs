//! The permission of each route, written down a second time: who weakens one changes this list, too, and is seen to.

use std::fmt::Write as _;

#[test]
fn every_route_has_the_permission_that_was_agreed() {
    let rules = guildhall::features().into_iter().flat_map(|feature| feature.routes.rules());
    let mut lines: Vec<String> = rules.map(|rule| format!("{:?} {} {}", rule.permission, rule.method, rule.path)).collect();
    lines.sort();
    let agreed = include_str!("permissions.txt");
    let mut differences = String::new();
    for line in lines.iter().filter(|line| !agreed.lines().any(|known| known == *line)) {
        writeln!(differences, "+ {line}").unwrap();
    }
    for line in agreed.lines().filter(|line| !lines.iter().any(|known| known == line)) {
        writeln!(differences, "- {line}").unwrap();
    }
    assert!(differences.is_empty(), "crates/guildhall/tests/it/permissions.txt says otherwise:\n{differences}");
}
