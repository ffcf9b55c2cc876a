//! Bibliographies as CSL-JSON (`csl-data.json` of CSL 1.0.2), which reference
//! managers read and write.
//!
//! The schema allows no field but its own, so what it has no place for goes into
//! `custom`, under the key `claimlight`: the source's id, version and maker, its
//! kind, the three answers, and fields that nobody here knows. What a
//! bibliography says beyond what a [`Work`](crate::domain::source::Work) can
//! hold (parts of names, seasons, volumes, its own ids) is kept in the source's
//! unknown fields, some of them under the key `csl`, and written back as it was
//! while the source still says the same.
//!
//! Sources in the article are left out: they are words of a text, no works.

mod read;
#[cfg(test)]
mod tests;
mod write;

pub use read::read_sources;
pub use write::write_sources;

/// The media type of a bibliography.
pub const MEDIA_TYPE: &str = "application/vnd.citationstyles.csl+json";

/// Our own part of `custom`.
const OWN: &str = "claimlight";

/// What a source's unknown fields hold a bibliography's own under, where the
/// name means something else to us.
const KEPT: &str = "csl";

/// The type of a work of which only the kind is known, in the reader's words.
fn type_of(kind: &str, has_address: bool) -> &'static str {
    match kind {
        "news" | "state media" => "article-newspaper",
        "official statement" => "document",
        "government data" => "dataset",
        "research" => "article-journal",
        "law" => "legislation",
        "legal analysis" => "article",
        "interview" => "interview",
        "social media" => "post",
        "reference work" => "entry-encyclopedia",
        _ if has_address => "webpage",
        _ => "document",
    }
}
