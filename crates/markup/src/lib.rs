//! Markdown to safe HTML, and what is needed around it. Pure: no clock, no network, no files.
//!
//! [`render`] goes one way for everybody's text: the source is cleared of control characters, comrak parses it (CommonMark
//! with tables, strikethrough, autolinks, task lists, footnotes and `$`-mathematics), mentions, mathematics and code are
//! put into the tree, and the resulting HTML, whatever came in as raw HTML included, passes one wall (ammonia with
//! lists of our own), behind which links and images are finished. Sources that would cost too much are shown as plain text.
//!
//! # Classes in the HTML
//! `mention` (a), `image-link` (a, in place of a foreign image), `picture` (a, around one of ours, see [`with_pictures`]), `math-inline` and `math-display` (span; the text is TeX),
//! `footnotes` (section), `footnote-ref` (sup), `footnote-backref` (a), `task-list-item` (li), `task-list-item-checkbox`
//! (input), `language-…` (code), and inside of code:
//!
//! | class | what |
//! |---|---|
//! | `hl-comment`, `hl-string`, `hl-keyword`, `hl-storage`, `hl-constant`, `hl-variable`, `hl-support`, `hl-entity`, `hl-invalid` | first words of TextMate scopes |
//! | `hl-numeric`, `hl-language`, `hl-escape`, `hl-regexp`, `hl-operator`, `hl-function`, `hl-class`, `hl-type`, `hl-tag`, `hl-attribute-name`, `hl-parameter` | beside them |
//! | `hl-heading`, `hl-bold`, `hl-italic`, `hl-inserted`, `hl-deleted`, `hl-changed` | in Markdown and diffs |

mod bounds;
mod code;
mod finish;
mod foreign;
mod mention;
mod pictures;
mod plain;
mod render;
mod slug;
mod tags;
mod tree;
mod wall;

#[cfg(test)]
mod tests;

pub use foreign::from_html;
pub use pictures::with_pictures;
pub use plain::{excerpt, plain};
pub use render::{Rendered, render};
pub use slug::slug;

/// Rises when [`render`] makes other HTML of the same source; stored beside the HTML.
pub const VERSION: i64 = 2;
