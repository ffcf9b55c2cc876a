//! What holds for any text and any passage.

use super::*;
use proptest::prelude::*;

/// Words of several scripts, marks and white space, many of them more than once.
fn text() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        4 => "[a-e]{1,3} ",
        2 => "[a-zé]{2,8} ",
        1 => Just("\n\n".to_owned()),
        1 => Just(". ".to_owned()),
        1 => Just("“so”, ".to_owned()),
        1 => Just("漢字かな".to_owned()),
        1 => Just("e\u{301}👩‍👩‍👧‍👦 ".to_owned()),
        1 => Just("שלום 12.5% ".to_owned()),
    ];
    prop::collection::vec(piece, 0..60).prop_map(|pieces| pieces.concat())
}

/// Words of which none is there twice.
fn distinct() -> impl Strategy<Value = String> {
    (6usize..60).prop_map(|count| {
        let words: Vec<String> = (0..count).map(|at| format!("word{}", at * 7919 % 1000)).collect();
        words.join(" ")
    })
}

fn slice(text: &str, span: Span) -> String {
    text.chars().skip(span.start).take(span.len()).collect()
}

/// What a passage's selectors say.
#[derive(Clone, Debug)]
struct Marked {
    span: Span,
    exact: String,
    prefix: String,
    suffix: String,
}

impl Marked {
    fn of(text: &str, a: usize, b: usize) -> Option<Self> {
        let len = text.chars().count();
        if len == 0 {
            return None;
        }
        let (a, b) = (a % len, b % len);
        let span = Span { start: a.min(b), end: a.max(b) + 1 };
        let before = Span { start: span.start.saturating_sub(32), end: span.start };
        let behind = Span { start: span.end, end: (span.end + 32).min(len) };
        let [exact, prefix, suffix] = [span, before, behind].map(|span| slice(text, span));
        Some(Self { span, exact, prefix, suffix })
    }

    fn selectors(&self) -> Selectors<'_> {
        Selectors {
            position: Some(self.span),
            exact: Some(&self.exact),
            prefix: Some(&self.prefix),
            suffix: Some(&self.suffix),
        }
    }
}

fn marked(text: &str, ends: &[(usize, usize)]) -> Vec<Marked> {
    ends.iter().filter_map(|(a, b)| Marked::of(text, *a, *b)).collect()
}

fn ends() -> impl Strategy<Value = Vec<(usize, usize)>> {
    prop::collection::vec((0usize..400, 0usize..400), 1..6)
}

proptest! {
    #[test]
    fn an_unchanged_text_gives_every_passage_back(text in text(), ends in ends()) {
        let marked = marked(&text, &ends);
        let passages: Vec<Selectors<'_>> = marked.iter().map(Marked::selectors).collect();
        for old in [Some(text.as_str()), None] {
            for (found, marked) in anchor(&passages, old, &text).iter().zip(&marked) {
                prop_assert_eq!(found.place, Some(marked.span));
                prop_assert_eq!(found.state, AnchorState::Exact);
                prop_assert_eq!(found.changes, Changes::default());
            }
        }
    }

    #[test]
    fn a_place_is_within_the_text(
        old in text(),
        new in prop_oneof![text(), "\\PC{0,60}"],
        words in prop::collection::vec(prop::option::of(prop_oneof![text(), "\\PC{0,20}"]), 9),
        position in prop::option::of((any::<usize>(), any::<usize>())),
        ends in ends(),
    ) {
        let marked = marked(&old, &ends);
        let mut passages: Vec<Selectors<'_>> = marked.iter().map(Marked::selectors).collect();
        let span = position.map(|(start, end)| Span { start, end });
        for words in words.chunks(3) {
            let [exact, prefix, suffix] = [0, 1, 2].map(|at| words[at].as_deref());
            passages.push(Selectors { position: span, exact, prefix, suffix });
            passages.push(Selectors { position: None, exact, prefix, suffix });
            passages.push(Selectors { position: span, exact: None, prefix, suffix });
        }
        let len = new.chars().count();
        for old in [Some(old.as_str()), None] {
            let all = anchor(&passages, old, &new);
            prop_assert_eq!(all.len(), passages.len());
            for found in all {
                prop_assert!((0.0..=1.0).contains(&found.confidence));
                prop_assert_eq!(found.place.is_none(), found.state == AnchorState::Lost);
                if let Some(place) = found.place {
                    prop_assert!(place.start < place.end && place.end <= len);
                }
            }
        }
    }

    #[test]
    fn what_is_put_in_front_moves_a_passage(text in distinct(), ends in ends()) {
        let marked: Vec<Marked> =
            marked(&text, &ends).into_iter().filter(|one| !one.exact.trim().is_empty()).collect();
        let passages: Vec<Selectors<'_>> = marked.iter().map(Marked::selectors).collect();
        let front = "A paragraph that was not there before.\n\n";
        let new = format!("{front}{text}");
        let by = front.chars().count();
        for (found, marked) in anchor(&passages, Some(&text), &new).iter().zip(&marked) {
            prop_assert_eq!(found.state, AnchorState::Moved);
            let place = found.place.map(|place| slice(&new, place));
            prop_assert_eq!(place.as_ref(), Some(&marked.exact));
            prop_assert_eq!(found.place.map(|place| place.start), Some(marked.span.start + by));
        }
        // By selectors alone, a cut word has no place of its own.
        let whole: Vec<Selectors<'_>> =
            passages.iter().copied().filter(|one| one.exact.is_some_and(|exact| exact.len() > 24)).collect();
        for (found, passage) in anchor(&whole, None, &new).iter().zip(&whole) {
            prop_assert_eq!(found.state, AnchorState::Moved);
            let place = found.place.map(|place| slice(&new, place));
            prop_assert_eq!(place.as_deref(), passage.exact);
        }
    }

    #[test]
    fn the_order_of_passages_does_not_matter(old in text(), new in text(), ends in ends()) {
        let marked = marked(&old, &ends);
        let passages: Vec<Selectors<'_>> = marked.iter().map(Marked::selectors).collect();
        let backward: Vec<Selectors<'_>> = passages.iter().rev().copied().collect();
        for old in [Some(old.as_str()), None] {
            let mut reversed = anchor(&backward, old, &new);
            reversed.reverse();
            prop_assert_eq!(anchor(&passages, old, &new), reversed);
        }
    }
}

const OLD: &str = "Officials said on Monday that exports rose by 12 percent. The ministry did not \
    comment. A second report is expected in June, after the vote in parliament.";

fn one(exact: &str, old: Option<&str>, new: &str) -> (Anchored, String) {
    let start = OLD.find(exact).map_or(0, |at| OLD[..at].chars().count());
    let passage = Selectors {
        position: Some(Span { start, end: start + exact.chars().count() }),
        exact: Some(exact),
        ..Selectors::default()
    };
    let found = anchor(&[passage], old, new)[0];
    (found, found.place.map(|place| slice(new, place)).unwrap_or_default())
}

#[test]
fn a_changed_number_or_direction_asks() {
    let new = OLD.replace("12 percent", "21 percent").replace("exports rose", "exports fell");
    for old in [Some(OLD), None] {
        let (found, words) = one("exports rose by 12 percent", old, &new);
        assert_eq!(words, "exports fell by 21 percent");
        assert_eq!(found.state, AnchorState::Changed);
        assert!(found.changes.number && found.changes.direction && found.changes.asks());
        assert!(!found.changes.negation);
    }
}

#[test]
fn a_lost_not_asks() {
    let new = OLD.replace("did not comment", "did comment");
    let (found, words) = one("The ministry did not comment.", Some(OLD), &new);
    assert_eq!(words, "The ministry did comment.");
    assert!(found.changes.negation && found.state == AnchorState::Changed);
}

#[test]
fn a_deleted_sentence_is_lost_and_a_moved_one_found() {
    let sentence = "The ministry did not comment. ";
    let deleted = OLD.replace(sentence, "");
    for old in [Some(OLD), None] {
        assert_eq!(one("The ministry did not comment.", old, &deleted).0.state, AnchorState::Lost);
        let moved = format!("{deleted} {}", sentence.trim());
        let (found, words) = one("The ministry did not comment.", old, &moved);
        assert_eq!((found.state, words.as_str()), (AnchorState::Moved, sentence.trim()));
    }
}

#[test]
fn what_is_typeset_differently_only_moves() {
    let old = "He said \"it's over\" - and left.";
    let new = "HE SAID  “it’s over” – and\nleft.";
    let len = old.chars().count();
    let passage = Selectors {
        position: Some(Span { start: 0, end: len }),
        exact: Some(old),
        ..Selectors::default()
    };
    let found = anchor(&[passage], Some(old), new)[0];
    assert!(found.changes.form && !found.changes.is_changed());
    assert_eq!(found.place, Some(Span { start: 0, end: new.chars().count() }));
    assert_eq!(found.state, AnchorState::Moved);
}
