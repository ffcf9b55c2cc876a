//! Work beside a key.

use super::{classroom, count, shortened};
use crate::domain::claim::Verdict;
use crate::domain::comparison::{CompareError, Ends, Tally, VerdictResult};
use crate::domain::exercise::Exercise;

pub const NONE: &str = "There is no key yet. A key is a worked notebook on the same article: the one that is open, a file, or the built-in one.";
pub const NONE_ALONE: &str = "Choose the key that your teacher gave you. It stays a file: nothing of it goes into your notebook.";
pub const USE_OPEN: &str = "Use the open notebook";
pub const USE_FILE: &str = "Use a key file";
pub const USE_BUILT_IN: &str = "Use the built-in key";
pub const COMPARE: &str = "Compare";
pub const NOT_A_KEY: &str = "This file is no key for the article that is open here.";
pub const WHOLE_CLASS: &str = "the whole class";
pub const STUDENTS: &str = "Each submission beside the key";
pub const KEY_CLAIMS: &str = "Each claim of the key";
pub const CLAIM: &str = "Claim of the key";
pub const PAIRED: &str = "Found";
pub const SAME: &str = "Same";
pub const ENDS: &str = "Boundary differs";
pub const KIND: &str = "Other kind";
pub const VERDICT: &str = "Other verdict";
pub const NO_VERDICT: &str = "No verdict";
pub const MISSED: &str = "Missed";
pub const EXTRA: &str = "Extra";
pub const SAME_LINKS: &str = "Links: same";
pub const OTHER_RELATION: &str = "Links: other relation";
pub const OTHER_SOURCE: &str = "Links: other source";
pub const MISSED_LINKS: &str = "Links: missed";
pub const EXTRA_LINKS: &str = "Links: extra";
pub const CLAIM_BY_CLAIM: &str = "Claim by claim";
pub const DIFFERS: &str = "Differs";
pub const NOT_IN_KEY: &str = "Not in the key";
pub const REASON: &str = "The key’s reason:";
pub const WHY: &str = "The key’s reasons";
pub const ASK: &str = "Think about:";

/// Why two notebooks are not compared.
#[must_use]
pub fn error(why: CompareError) -> &'static str {
    match why {
        CompareError::OtherArticle => "This work and the key are on different articles.",
        CompareError::TooMany => "There are more claims or links in it than can be compared.",
    }
}

/// All numbers in two sentences.
#[must_use]
pub fn tally(tally: &Tally) -> String {
    format!(
        "{} of the key found, {} of them the same in everything; {} missed; {} not in the key. Boundary differs: {}. Other kind: {}. Other verdict: {}. No verdict: {}.",
        count(tally.paired, "claim", "claims"),
        tally.same,
        tally.missed,
        tally.extra,
        tally.other_ends,
        tally.other_kind,
        tally.other_verdict,
        tally.no_verdict,
    )
}

/// Where the ends stand; nothing where they are the same.
#[must_use]
pub fn ends(ends: Ends) -> Option<String> {
    let side = |by: isize, verb: &str| match by {
        0 => None,
        by => {
            let n = count(by.unsigned_abs(), "character", "characters");
            let way = if by < 0 { "earlier" } else { "later" };
            Some(format!("{verb} {n} {way}"))
        }
    };
    let said: Vec<String> = [side(ends.start_by(), "begins"), side(ends.end_by(), "ends")]
        .into_iter()
        .flatten()
        .collect();
    (!said.is_empty())
        .then(|| format!("Boundary differs: it {} than in the key.", said.join(" and ")))
}

/// "Other kind: Fact; the key says Quantity."
#[must_use]
pub fn other_kind(theirs: &str, key: &str) -> String {
    format!("Other kind: {theirs}; the key says {key}.")
}

/// What the verdict is to the key's; nothing where it is the same.
#[must_use]
pub fn verdict(
    exercise: &Exercise,
    result: VerdictResult,
    theirs: Option<&Verdict>,
    key: Option<&Verdict>,
) -> Option<String> {
    let name = |it| classroom::verdict(exercise, it);
    match result {
        VerdictResult::Same => None,
        VerdictResult::Other => {
            Some(format!("Other verdict: {}; the key says {}.", name(theirs), name(key)))
        }
        VerdictResult::Missing => Some(format!("No verdict; the key says {}.", name(key))),
        VerdictResult::Extra => Some(format!("Verdict {}; the key has none.", name(theirs))),
    }
}

/// The same source for the same.
#[must_use]
pub fn same_link(relation: &str, source: &str) -> String {
    format!("Same source: {relation}, “{}”.", shortened(source, 120))
}

/// The same source for something else.
#[must_use]
pub fn other_relation(theirs: &str, key: &str, source: &str) -> String {
    format!("Other relation: {theirs}; the key says {key}, of “{}”.", shortened(source, 120))
}

/// Another source for the same.
#[must_use]
pub fn other_source(relation: &str, theirs: &str, key: &str) -> String {
    format!(
        "Other source: {relation}, “{}”; the key has “{}”.",
        shortened(theirs, 120),
        shortened(key, 120)
    )
}

/// In the key alone.
#[must_use]
pub fn missed_link(relation: &str, source: &str) -> String {
    format!("Missed source: {relation}, “{}”.", shortened(source, 120))
}

/// Not in the key.
#[must_use]
pub fn extra_link(relation: &str, source: &str) -> String {
    format!("Source that is not in the key: {relation}, “{}”.", shortened(source, 120))
}
