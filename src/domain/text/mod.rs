//! Text and places in it. Everything in `domain` counts Unicode code points
//! (Web Annotation Data Model §4.2.5); the DOM counts UTF-16 units, Rust counts
//! bytes; [`TextIndex`] alone converts.

mod drawable;
mod index;
pub(crate) mod segments;
mod sentences;
mod span;

pub use drawable::{MAX_JOINED, is_drawable};
pub use index::TextIndex;
pub use segments::{Segmenter, Segments};
pub use sentences::repair_sentences;
pub use span::Span;
