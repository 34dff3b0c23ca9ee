//! Properties of the wall that only this crate sees.

use proptest::prelude::*;

use crate::render;
use crate::wall::clean;

fn known(name: &str) -> bool {
    name == "ada"
}

#[test]
fn what_was_rendered_passes_the_wall_unchanged() {
    for source in [
        "# a\n\n## b @ada\n\n![x](/f/1/a.png \"t\") ![x](https://e.org/a.png) [l](/x?a=1&b=2 'q') $a<b$ $$c$$",
        "```rust\nfn a() -> &'static str { \"x\\n\" } // c\n```\n\n- [x] a\n- [ ] b\n\nx[^1] y[^b] z[^1]\n\n[^1]: one\n[^b]: two",
        "| a | b |\n|:-:|--:|\n| 1 | <kbd>x</kbd> |\n\n<details open><summary>s</summary>\n\n*t*\n\n</details>\n&nbsp;<ol start=3 reversed><li value=2>x</ol>",
    ] {
        let html = render(source, &known).html;
        assert_eq!(clean(&html), html);
    }
}

proptest! {
    #[test]
    fn rendered_markdown_passes_unchanged(source in "([#>*_`~|@!\\[\\]()$<&\n -]|ada|b|1\\.|/f/x|https://e\\.org|<b>|</b>|<img src=x>|\\[\\^1\\]:? ?){0,60}") {
        let html = render(&source, &known).html;
        prop_assert_eq!(clean(&html), html);
    }
}
