//! How long a typical post takes; prints, and fails only far from the aim.

#![allow(clippy::allow_attributes, clippy::print_stdout, clippy::unwrap_used, clippy::expect_used, reason = "tests")]
mod common;

use std::hint::black_box;
use std::time::Instant;

const POST: &str = "Hello @ada, thank you for **yesterday**! I tried what [the guide](https://example.org/guide) says:\n\n\
1. take the *first* one\n2. look at `config.toml`\n3. ask @bob_b\n\n> It should work with $x^2 + y$ as well.\n\n\
It costs $5 and $10 in the shop, see https://example.com/shop?a=1&b=2 for more.\n\n\
| what | how many |\n|---|---:|\n| apples | 3 |\n| pears | 12 |\n\n## What is left\n\n- [x] write it down\n- [ ] tell everybody\n\n";

#[test]
fn a_typical_post() {
    let prose = "The quick brown fox jumps over the lazy dog, and then it *rests* for a while in the shade of the old oak tree. "
        .repeat(7);
    let post = format!("{POST}{prose}");
    black_box(common::render(&post));
    let times = 500;
    let begin = Instant::now();
    for _ in 0..times {
        black_box(common::render(black_box(&post)));
    }
    let each = begin.elapsed() / times;
    println!("{} bytes: {each:?} each", post.len());
    println!("{}", common::render(&post).html);
    let code = format!("{post}\n```rust\n{}```\n", "pub fn add(a: i32, b: i32) -> i32 { a + b } // sum\n".repeat(10));
    black_box(common::render(&code));
    let begin = Instant::now();
    for _ in 0..50 {
        black_box(common::render(black_box(&code)));
    }
    println!("with ten lines of code: {:?} each", begin.elapsed() / 50);
    assert!(each.as_millis() < 10);
}
