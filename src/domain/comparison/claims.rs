//! Which claim of the one notebook is which of the other.

use std::sync::Arc;

use crate::domain::outline::span_of;
use crate::domain::pairing::{Candidate, best_pairs};
use crate::domain::record::Record;
use crate::domain::text::Span;

/// How finely shares of text are told apart.
const FINE: u128 = 1 << 20;

/// Pairs claims, both sides in the order of the text. Two can be the same claim
/// where they share at least half of the shorter one's text: a whole sentence
/// and the half of it that matters are one claim with other ends. Of the
/// pairings, that one holds in which pairs share most (shared text over all text
/// of the two); where that is equal, that with more pairs, then kind, verdict and id (as in work begun for
/// the class) decide, in this order.
pub(super) fn pairs(key: &[Arc<Record>], theirs: &[Arc<Record>]) -> Vec<Candidate> {
    let mut candidates = Vec::new();
    for (left, claim) in key.iter().enumerate() {
        let Some(span) = span_of(claim) else { continue };
        for (right, other) in theirs.iter().enumerate() {
            let Some(place) = span_of(other) else { continue };
            if place.start >= span.end {
                break;
            }
            if let Some(worth) = share(span, place) {
                let worth = 8 * (worth + 1) + alike(claim, other);
                candidates.push(Candidate { left, right, worth });
            }
        }
    }
    best_pairs(&candidates)
}

/// What share of the text is in both, out of [`FINE`]; `None` below the threshold.
fn share(a: Span, b: Span) -> Option<u64> {
    let shared = a.clip(b)?.len();
    if shared < a.len().min(b.len()).div_ceil(2) {
        return None;
    }
    let all = a.len() + b.len() - shared;
    u64::try_from(shared as u128 * FINE / all as u128).ok()
}

fn alike(a: &Record, b: &Record) -> u64 {
    let says = |record: &Record| record.claim().map(|it| (it.kind.clone(), it.verdict.clone()));
    let ((kind, verdict), (other_kind, other_verdict)) = match (says(a), says(b)) {
        (Some(a), Some(b)) => (a, b),
        _ => return 0,
    };
    4 * u64::from(kind == other_kind)
        + 2 * u64::from(verdict == other_verdict)
        + u64::from(a.id == b.id)
}
