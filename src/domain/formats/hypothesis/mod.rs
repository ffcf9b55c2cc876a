//! Hypothesis JSON: the file that its sidebar exports and imports, and what its
//! API answers (`client/src/types/api.ts`, `h/docs/_extra/api-reference`).
//!
//! What it has no place for goes into tags and Markdown, which are all that an
//! import into Hypothesis keeps besides passage and address:
//!
//! | ours | there |
//! |---|---|
//! | claim | annotation with the tags `claim`, `type:…`, `verdict:…`; its text is the reason, then a list of the links |
//! | link | `- supports (strong): [title](address "source:2") — "words of the source" — why`, and the tag `relation:…` |
//! | source in the article | annotation with the tags `source`, `source:2`; its text is the name |
//! | source outside | page note with the same tags; its text is `[title](address)`, then `- author: …` and so on |
//!
//! Not held: the notebook's name, versions and conflicts, what lies in the bin or
//! was erased, what a link says of itself (id, author, times) and the words around
//! those that it quotes. Positions are UTF-16 units there, code points here.

mod accounts;
mod markdown;
mod ordinary;
mod read;
mod sources;
mod tags;
#[cfg(test)]
mod tests;
mod write;

pub(super) use read::{is_hypothesis, read};
pub use write::write_hypothesis;
