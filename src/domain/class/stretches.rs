//! Stretches that several people marked, put together where they are alike.

use crate::domain::order::{sort_by, sort_by_key};
use crate::domain::text::Span;

/// How finely shares of text are told apart.
const FINE: u64 = 1 << 20;

/// A group of stretches that are alike.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct Cluster {
    /// The stretch in the middle: that to which most people's are alike.
    pub(super) centre: Span,
    /// Which of the given ones are in it, in their order.
    pub(super) members: Vec<usize>,
}

/// Whether two stretches share at least half of all their text.
pub(super) fn are_alike(a: Span, b: Span) -> bool {
    a.clip(b).is_some_and(|both| 2 * both.len() >= a.cover(b).len())
}

/// The share of their text that is in both, out of [`FINE`].
pub(super) fn closeness(a: Span, b: Span) -> u64 {
    let both = a.clip(b).map_or(0, Span::len) as u64;
    both * FINE / (a.cover(b).len().max(1) as u64)
}

/// A stretch that is marked somewhere, with who marked exactly it.
struct Place {
    span: Span,
    marks: Vec<usize>,
    people: usize,
    /// How many people marked something alike that is still free.
    support: usize,
    /// How close that is, added up.
    close: u64,
    free: bool,
}

/// Groups stretches, each with the person who marked it. Again and again, that
/// stretch to which most people's are alike (of several the one that they are
/// closest to, then the first in the text) takes all that are alike to it. Only
/// where things stand and how many people marked them counts, never who came
/// first. The groups come in the order of the text.
pub(super) fn clusters(marks: &[(Span, usize)]) -> Vec<Cluster> {
    let mut places = places(marks);
    let starts: Vec<usize> = places.iter().map(|place| place.span.start).collect();
    // What is alike to a stretch begins at most its own length away from it.
    let near = |span: Span| {
        let (first, last) = (span.start.saturating_sub(span.len()), span.end);
        starts.partition_point(|start| *start < first)
            ..starts.partition_point(|start| *start < last)
    };
    for at in 0..places.len() {
        let span = places[at].span;
        let (mut support, mut close) = (0, 0);
        for place in near(span).filter_map(|other| places.get(other)) {
            if are_alike(span, place.span) {
                support += place.people;
                close += closeness(span, place.span) * place.people as u64;
            }
        }
        (places[at].support, places[at].close) = (support, close);
    }
    let mut clusters = Vec::new();
    while let Some(centre) = next(&places) {
        let span = places[centre].span;
        let mut members = Vec::new();
        for at in near(span) {
            if !places[at].free || !are_alike(span, places[at].span) {
                continue;
            }
            places[at].free = false;
            members.append(&mut places[at].marks);
            let (gone, people) = (places[at].span, places[at].people);
            for other in near(gone) {
                let place = &mut places[other];
                if place.free && are_alike(place.span, gone) {
                    place.support -= people;
                    place.close -= closeness(place.span, gone) * people as u64;
                }
            }
        }
        sort_by(&mut members, Ord::cmp);
        clusters.push(Cluster { centre: span, members });
    }
    sort_by_key(&mut clusters, |cluster| cluster.centre);
    clusters
}

/// The free stretch with the most support.
fn next(places: &[Place]) -> Option<usize> {
    let mut best: Option<usize> = None;
    for (at, place) in places.iter().enumerate().filter(|(_, place)| place.free) {
        let rank = |place: &Place| (place.support, place.close);
        if best.is_none_or(|best| rank(place) > rank(&places[best])) {
            best = Some(at);
        }
    }
    best
}

/// Each stretch once, in the order of the text.
fn places(marks: &[(Span, usize)]) -> Vec<Place> {
    let mut order: Vec<usize> = (0..marks.len()).filter(|at| !marks[*at].0.is_empty()).collect();
    sort_by_key(&mut order, |at| marks[*at]);
    let mut places: Vec<Place> = Vec::new();
    let mut last_person = None;
    for at in order {
        let (span, person) = marks[at];
        match places.last_mut() {
            Some(place) if place.span == span => {
                place.marks.push(at);
                place.people += usize::from(last_person != Some(person));
            }
            _ => {
                let marks = vec![at];
                places.push(Place { span, marks, people: 1, support: 0, close: 0, free: true });
            }
        }
        last_person = Some(person);
    }
    places
}
