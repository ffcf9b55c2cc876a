//! How alike two people's marks are: F1, for every two and on average. Not
//! corrected for chance: whoever marks everything overlaps with everybody.

use super::unitizing::merged;
use super::{MIN_RATERS, Refusal, real, sum};
use crate::domain::pairing::{Candidate, best_pairs};
use crate::domain::text::Span;

/// What is counted as the same.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Measure {
    /// Code points that both marked.
    Text,
    /// Stretches whose two ends are each at most this many code points apart.
    Stretches {
        /// How many.
        slack: usize,
    },
}

/// The mean of F1 over pairs of people.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Overlap {
    /// 1 where all mark the same, 0 where nobody marks what another one did.
    pub value: f64,
    /// How many pairs it is the mean of.
    pub pairs: usize,
}

/// F1 of two people: twice what they share over what both have. `None` where
/// neither marked anything.
#[must_use]
pub fn f1(first: &[Span], second: &[Span], measure: Measure) -> Option<f64> {
    let [first, second] = [first, second].map(|spans| counted(spans, measure));
    f1_of(&first, &second, measure)
}

/// What counts of a person's marks.
struct Counted {
    /// In the order of the text, each once, none empty.
    spans: Vec<Span>,
    /// How much that is, as the measure has it.
    size: usize,
}

fn counted(spans: &[Span], measure: Measure) -> Counted {
    match measure {
        Measure::Text => {
            let spans = merged(spans.to_vec(), usize::MAX);
            let size = spans.iter().map(|span| span.len()).sum();
            Counted { spans, size }
        }
        Measure::Stretches { .. } => {
            let spans = distinct(spans);
            Counted { size: spans.len(), spans }
        }
    }
}

fn f1_of(first: &Counted, second: &Counted, measure: Measure) -> Option<f64> {
    let all = first.size + second.size;
    let shared = match measure {
        Measure::Text => shared_text(&first.spans, &second.spans),
        Measure::Stretches { slack } => paired(&first.spans, &second.spans, slack),
    };
    (all > 0).then(|| 2.0 * real(shared) / real(all))
}

/// The mean over every two people. Those of whom neither marked anything are
/// left out.
///
/// # Errors
/// [`Refusal::TooFewRaters`] where there are fewer than two, and
/// [`Refusal::TooFewUnits`] where nobody marked anything.
pub fn mean_f1(people: &[Vec<Span>], measure: Measure) -> Result<Overlap, Refusal> {
    if people.len() < MIN_RATERS {
        return Err(Refusal::TooFewRaters { found: people.len(), needed: MIN_RATERS });
    }
    let people: Vec<Counted> = people.iter().map(|spans| counted(spans, measure)).collect();
    let mut found = Vec::new();
    for (i, first) in people.iter().enumerate() {
        found.extend(people.iter().skip(i + 1).filter_map(|second| f1_of(first, second, measure)));
    }
    match found.len() {
        0 => Err(Refusal::TooFewUnits { found: 0, needed: 1 }),
        pairs => Ok(Overlap { value: sum(found) / real(pairs), pairs }),
    }
}

/// In order, each once, none empty.
fn distinct(spans: &[Span]) -> Vec<Span> {
    let mut spans: Vec<Span> = spans.iter().filter(|span| !span.is_empty()).copied().collect();
    crate::domain::order::sort_by(&mut spans, Ord::cmp);
    spans.dedup();
    spans
}

fn shared_text(first: &[Span], second: &[Span]) -> usize {
    let (mut shared, mut from) = (0, 0);
    for span in first {
        from += second.iter().skip(from).take_while(|other| other.end <= span.start).count();
        let meeting = second.iter().skip(from).take_while(|other| other.start < span.end);
        shared += meeting.filter_map(|other| span.clip(*other)).map(Span::len).sum::<usize>();
    }
    shared
}

/// How many stretches can be paired with one of the other's, each once.
fn paired(first: &[Span], second: &[Span], slack: usize) -> usize {
    let mut candidates = Vec::new();
    let mut from = 0;
    for (left, span) in first.iter().enumerate() {
        let too_early = |other: &&Span| other.start.saturating_add(slack) < span.start;
        from += second.iter().skip(from).take_while(too_early).count();
        for (right, other) in second.iter().enumerate().skip(from) {
            if other.start > span.start.saturating_add(slack) {
                break;
            }
            if span.end.abs_diff(other.end) <= slack {
                candidates.push(Candidate { left, right, worth: 1 });
            }
        }
    }
    // Two that could go with nobody else go together.
    let mut choices = [vec![0_u8; first.len()], vec![0_u8; second.len()]];
    for it in &candidates {
        for (choices, at) in choices.iter_mut().zip([it.left, it.right]) {
            choices[at] = choices[at].saturating_add(1);
        }
    }
    let all = candidates.len();
    candidates.retain(|it| choices[0][it.left] > 1 || choices[1][it.right] > 1);
    let settled = all - candidates.len();
    if candidates.is_empty() { settled } else { settled + best_pairs(&candidates).len() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn spans(ends: &[(usize, usize)]) -> Vec<Span> {
        ends.iter().map(|(start, end)| Span { start: *start, end: *end }).collect()
    }

    #[test]
    fn the_text_and_the_stretches_are_counted() {
        let (first, second) = (spans(&[(0, 10), (20, 30)]), spans(&[(5, 10), (20, 32), (40, 45)]));
        // 15 shared, 20 and 22 marked.
        assert_eq!(f1(&first, &second, Measure::Text), Some(30.0 / 42.0));
        let stretches = |slack| f1(&first, &second, Measure::Stretches { slack });
        assert_eq!(stretches(0), Some(0.0));
        assert_eq!(stretches(2), Some(0.4));
        assert_eq!(stretches(5), Some(0.8));
        // Of one's own marks the second does not count again.
        let twice = spans(&[(0, 10), (5, 10), (20, 30)]);
        assert_eq!(f1(&twice, &first, Measure::Text), Some(1.0));
        assert_eq!(f1(&[], &[], Measure::Text), None);
        assert_eq!(f1(&first, &[], Measure::Text), Some(0.0));
    }

    #[test]
    fn the_mean_is_of_all_pairs_that_say_something() {
        let one = spans(&[(0, 10)]);
        let people = [one.clone(), one.clone(), Vec::new(), Vec::new()];
        let found = mean_f1(&people, Measure::Text).expect("there is enough");
        // One pair alike, four with one empty side, one with two.
        assert_eq!((found.value, found.pairs), (0.2, 5));
        let none = Refusal::TooFewRaters { found: 1, needed: 2 };
        assert_eq!(mean_f1(&[one], Measure::Text), Err(none));
        let none = Refusal::TooFewUnits { found: 0, needed: 1 };
        assert_eq!(mean_f1(&[Vec::new(), Vec::new()], Measure::Text), Err(none));
    }

    fn any_spans() -> impl Strategy<Value = Vec<Span>> {
        let span =
            (0usize..50, 1usize..12).prop_map(|(start, len)| Span { start, end: start + len });
        prop::collection::vec(span, 0..8)
    }

    proptest! {
        #[test]
        fn text_is_counted_place_by_place(first in any_spans(), second in any_spans()) {
            let on = |spans: &[Span], at: usize| spans.iter().any(|span| span.contains(at));
            let count = |marked: &dyn Fn(usize) -> bool| (0..70).filter(|at| marked(*at)).count();
            let shared = count(&|at| on(&first, at) && on(&second, at));
            let all = count(&|at| on(&first, at)) + count(&|at| on(&second, at));
            let expected = (all > 0).then(|| 2.0 * real(shared) / real(all));
            prop_assert_eq!(f1(&first, &second, Measure::Text), expected);
        }

        #[test]
        fn stretches_are_paired_as_well_as_can_be(first in any_spans(), second in any_spans(), slack in 0usize..6) {
            let [first, second] = [distinct(&first), distinct(&second)];
            let mut all = Vec::new();
            for (left, a) in first.iter().enumerate() {
                for (right, b) in second.iter().enumerate() {
                    if a.start.abs_diff(b.start) <= slack && a.end.abs_diff(b.end) <= slack {
                        all.push(Candidate { left, right, worth: 1 });
                    }
                }
            }
            prop_assert_eq!(paired(&first, &second, slack), best_pairs(&all).len());
        }

        #[test]
        fn order_does_not_matter_and_what_is_the_same_is_1(
            people in prop::collection::vec(any_spans(), 2..5), slack in 0usize..6
        ) {
            for measure in [Measure::Text, Measure::Stretches { slack }] {
                let mut turned = people.clone();
                turned.reverse();
                turned.iter_mut().for_each(|spans| spans.reverse());
                prop_assert_eq!(mean_f1(&turned, measure), mean_f1(&people, measure));
                let mine = f1(&people[0], &people[0], measure);
                prop_assert_eq!(mine, (!people[0].is_empty()).then_some(1.0));
            }
        }
    }
}
