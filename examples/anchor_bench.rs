//! Anchoring as one call from JavaScript, for `tests/bench/anchor.mjs`.

/// Between the parts of a passage, and between passages.
#[cfg(target_arch = "wasm32")]
const SEPARATOR: char = '\u{1F}';

/// Anchors passages: `quotes` holds exact, prefix and suffix of each, parted by
/// U+001F, `positions` the start and end of each. Gives start and end of each,
/// both -1 where it is lost.
#[cfg(target_arch = "wasm32")]
#[wasm_bindgen::prelude::wasm_bindgen]
#[must_use]
pub fn anchor(old: Option<String>, new: &str, quotes: &str, positions: &[u32]) -> Vec<i32> {
    use claimlight::domain::anchor::{Selectors, anchor};
    use claimlight::domain::text::Span;

    let mut parts = quotes.split(SEPARATOR);
    let passages: Vec<Selectors<'_>> = positions
        .chunks_exact(2)
        .map(|ends| Selectors {
            position: Some(Span { start: ends[0] as usize, end: ends[1] as usize }),
            exact: parts.next(),
            prefix: parts.next(),
            suffix: parts.next(),
        })
        .collect();
    anchor(&passages, old.as_deref(), new)
        .iter()
        .flat_map(|found| found.place.map_or([-1, -1], |at| [at.start as i32, at.end as i32]))
        .collect()
}

fn main() {}
