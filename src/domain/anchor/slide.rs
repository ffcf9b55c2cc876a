//! Puts what was added or taken out where a reader would see it.
//!
//! Where "The dog. The cat." became of "The cat.", a diff may as well say that
//! "dog. The" was put in: the same words can be cut at several places.

use super::diff::NONE;
use super::tokens::Tokens;

/// How far a cut is moved: it keeps the cost linear.
const FAR: usize = 64;

/// Moves each pure addition and each pure removal to where it starts at the
/// strongest break. Linear.
pub(super) fn slide(old: &Tokens, new: &Tokens, pairs: &mut [u32]) {
    let mut at = 1;
    while at < pairs.len() {
        let (left, right) = (pairs[at - 1], pairs[at]);
        if left != NONE && right != NONE && right > left + 1 {
            added(old, new, pairs, at);
        } else if left != NONE && right == NONE {
            let mut end = at;
            while end < pairs.len() && pairs[end] == NONE {
                end += 1;
            }
            if end < pairs.len() && pairs[end] == left + 1 {
                removed(old, pairs, at, end);
            }
            at = end;
        }
        at += 1;
    }
}

/// New words stand between the partners of `at - 1` and `at`.
fn added(old: &Tokens, new: &Tokens, pairs: &mut [u32], at: usize) {
    let (low, high) = (pairs[at - 1] as usize + 1, pairs[at] as usize);
    let mut best = (new.gap(low), 0);
    for back in 1..=FAR.min(at) {
        let is = at - back;
        if pairs[is] == NONE
            || pairs[is] as usize + back != low
            || old.ids[is] != new.ids[high - back]
        {
            break;
        }
        if new.gap(low - back) > best.0 {
            best = (new.gap(low - back), back);
        }
    }
    if best.1 > 0 {
        for back in 1..=best.1 {
            pairs[at - back] = (high - back) as u32;
        }
        return;
    }
    for on in 1..=FAR.min(pairs.len() - at) {
        let is = at + on - 1;
        if pairs[is] == NONE
            || pairs[is] as usize + 1 != high + on
            || old.ids[is] != new.ids[low + on - 1]
        {
            break;
        }
        if new.gap(low + on) > best.0 {
            best = (new.gap(low + on), on);
        }
    }
    for on in 0..best.1 {
        pairs[at + on] = (low + on) as u32;
    }
}

/// The old words `low..high` are gone, and nothing stands in their place.
fn removed(old: &Tokens, pairs: &mut [u32], low: usize, high: usize) {
    let mut best = (old.gap(low), 0);
    for back in 1..=FAR.min(low) {
        let (is, other) = (low - back, high - back);
        if pairs[is] == NONE
            || pairs[is] as usize + back != pairs[low - 1] as usize + 1
            || old.ids[is] != old.ids[other]
        {
            break;
        }
        if old.gap(is) > best.0 {
            best = (old.gap(is), back);
        }
    }
    for back in 1..=best.1 {
        pairs[high - back] = pairs[low - back];
        pairs[low - back] = NONE;
    }
}
