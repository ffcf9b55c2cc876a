//! Whether two people mean the same source.

use super::place::place_key;
use crate::domain::source::{Source, Work};

/// Two outside sources are the same where they share an address, that of their
/// archive copies included, or, where one has no address, their title; two in
/// the article where their passages overlap.
#[must_use]
pub fn same_source(a: &Source, b: &Source) -> bool {
    match (a, b) {
        (Source::Outside(a), Source::Outside(b)) => same_work(a, b),
        (Source::InArticle { passage: a, .. }, Source::InArticle { passage: b, .. }) => {
            a.article == b.article && a.span.overlaps(b.span)
        }
        _ => false,
    }
}

fn same_work(a: &Work, b: &Work) -> bool {
    let (places, others) = (places_of(a), places_of(b));
    if places.iter().any(|place| others.contains(place)) {
        return true;
    }
    let (title, other) = (title_key(&a.title), title_key(&b.title));
    (places.is_empty() || others.is_empty()) && !title.is_empty() && title == other
}

/// Where a work is to be found, as [`place_key`]s: at most two.
#[must_use]
pub fn places_of(work: &Work) -> Vec<String> {
    let mut places: Vec<String> =
        [&work.url, &work.archive].into_iter().flatten().map(place_key).collect();
    places.dedup();
    places
}

/// A title as it is compared: its letters and digits, in lower case, with one
/// space between words.
#[must_use]
pub fn title_key(title: &str) -> String {
    let lower = title.to_lowercase();
    let words = lower.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    words.collect::<Vec<_>>().join(" ")
}
