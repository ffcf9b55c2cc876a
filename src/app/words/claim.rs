//! Claims: kinds, verdicts, cards.

use crate::domain::claim::{Claim, Kind, Verdict};

pub const CLAIMS: &str = "Claims";
pub const KIND: &str = "Kind of claim";
pub const VERDICT: &str = "Verdict";
pub const NO_VERDICT: &str = "Not checked yet";
pub const REASON: &str = "Reason for the verdict";
pub const TAGS: &str = "Tags, separated by commas";
pub const CHANGE_BOUNDARIES: &str = "Change boundaries";
pub const BIN: &str = "Put in the bin";
pub const CLOSE: &str = "Close this claim";
pub const BY: &str = "by";
pub const NONE: &str = "No claims yet. Select a passage of the article to mark the first one.";
pub const NO_SOURCE: &str = "no source yet";
pub const CONFLICT: &str = "This was changed in two places at once. Choose which version stays; undo brings the other back.";
pub const KEEP_THIS: &str = "Keep this version";

/// The name of a kind.
#[must_use]
pub fn kind(kind: &Kind) -> String {
    match kind {
        Kind::Fact => "Fact".into(),
        Kind::Quantity => "Quantity".into(),
        Kind::Causation => "Causation".into(),
        Kind::Attribution => "Attribution".into(),
        Kind::Prediction => "Prediction".into(),
        Kind::Opinion => "Opinion".into(),
        Kind::Other(key) => super::shortened(key, 40),
    }
}

/// What a kind means, in a line.
#[must_use]
pub fn kind_help(kind: &Kind) -> &'static str {
    match kind {
        Kind::Fact => "Something is or was the case",
        Kind::Quantity => "A number, an amount, a rank",
        Kind::Causation => "One thing brought about another",
        Kind::Attribution => "Somebody said or thinks something",
        Kind::Prediction => "Something will be the case",
        Kind::Opinion => "A judgement that no source can settle",
        Kind::Other(_) => "",
    }
}

/// The name of a verdict.
#[must_use]
pub fn verdict(verdict: &Verdict) -> String {
    match verdict {
        Verdict::Supported => "Supported".into(),
        Verdict::PartlySupported => "Partly supported".into(),
        Verdict::Disputed => "Disputed".into(),
        Verdict::NotCheckable => "Not checkable".into(),
        Verdict::Other(key) => super::shortened(key, 40),
    }
}

/// "Claim 3, Quantity: four companies and eight people".
#[must_use]
pub fn name(number: usize, kind_name: &str, quote: &str) -> String {
    format!("Claim {number}, {kind_name}: {}", super::shortened(quote, 80))
}

/// The name of a claim's card: what it shows, and the words of the claim.
#[must_use]
pub fn card(number: usize, claim: &Claim, kind_name: &str, verdict_name: Option<&str>) -> String {
    let verdict_ = verdict_name.map(|verdict| format!(", {verdict}")).unwrap_or_default();
    let quote = super::shortened(&claim.passage.quote.exact, 80);
    format!("Claim {number}, {kind_name}{verdict_}: {quote}")
}

/// Said once where a claim begins in the text.
#[must_use]
pub fn begins(number: usize, kind_name: &str) -> String {
    format!("claim {number}, {kind_name}: ")
}

/// Said once where a claim ends.
#[must_use]
pub fn ends(number: usize) -> String {
    format!(" end of claim {number} ")
}

/// "2 sources", "no source yet".
#[must_use]
pub fn sources(n: usize) -> String {
    if n == 0 { NO_SOURCE.into() } else { super::count(n, "source", "sources") }
}

/// Said once where a source in the article begins.
pub const SOURCE_BEGINS: &str = "source: ";
/// Said once where it ends.
pub const SOURCE_ENDS: &str = " end of source ";

/// The region beside the article.
pub const MARGIN: &str = "Claims and sources";

/// A version in which the thing was erased.
pub const ERASED: &str = "Erased";

/// "Claims, 3".
#[must_use]
pub fn tab(name: &str, count: usize) -> String {
    format!("{name}, {count}")
}

/// Under the cards, where there are more than are drawn at once.
#[must_use]
pub fn more(left: usize) -> String {
    format!("Show more claims at this place ({left} left)")
}
