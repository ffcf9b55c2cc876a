//! Comparison against an implementation that tries everything.

use proptest::prelude::*;

use super::*;
use crate::domain::address::Address;
use crate::domain::article::built_in;
use crate::domain::claim::{Claim, Kind};
use crate::domain::link::{Link, Relation};
use crate::domain::notebook::Stamp;
use crate::domain::passage::Passage;
use crate::domain::record::{Body, Content, Particulars};
use crate::domain::source::{Source, Work};
use crate::domain::time::Timestamp;
use crate::domain::version::Writer;

/// A claim in short: where, what, and its links as (source, relation).
#[derive(Clone, Debug)]
pub(crate) struct Marked {
    pub(crate) span: Span,
    pub(crate) kind: u8,
    pub(crate) verdict: u8,
    pub(crate) links: Vec<(u8, u8)>,
}

pub(crate) fn any_marks(most: usize) -> impl Strategy<Value = Vec<Marked>> {
    let links = prop::collection::vec((0u8..7, 0u8..3), 0..4);
    let mark = (0usize..12, 1usize..7, 0u8..3, 0u8..3, links).prop_map(
        |(start, len, kind, verdict, links)| {
            let span = Span { start: 10 * start, end: 10 * (start + len) };
            Marked { span, kind, verdict, links }
        },
    );
    prop::collection::vec(mark, 0..=most)
}

pub(crate) fn id(who: u8, what: &str, n: usize) -> Id {
    Id::from_name(&format!("{who} {what} {n}"))
}

/// The sources that sketches link to: five outside, two in the article.
pub(crate) fn source(n: u8) -> Source {
    let outside = |url: &str, title: &str| {
        let url = Address::read(url).ok();
        Source::Outside(Work { title: title.into(), url, ..Work::default() })
    };
    let within = |start, end| Source::InArticle {
        passage: Passage::of(&built_in(), Span { start, end }).expect("it is in the text"),
        name: String::new(),
    };
    match n {
        0 => outside("https://example.org/a", "The A"),
        1 => outside("http://www.example.org/a/?utm_source=x", "Another title"),
        2 => outside("https://example.org/b", "B"),
        3 => outside("", "the a"),
        4 => outside("", ""),
        5 => within(0, 10),
        _ => within(5, 30),
    }
}

/// A notebook with these claims, and the sources that they need.
pub(crate) fn notebook(who: u8, marks: &[Marked]) -> Notebook {
    let article = built_in();
    let now = Timestamp::read("2026-09-20T14:03:11Z").expect("a sound time");
    let author = id(who, "person", 0);
    let particulars = Particulars { title: "x".into(), article: article.id().clone() };
    let mut bodies = vec![(id(who, "notebook", 0), Body::Notebook(particulars))];
    let mut needed: Vec<u8> = marks.iter().flat_map(|m| m.links.iter().map(|l| l.0)).collect();
    needed.sort();
    needed.dedup();
    for n in needed {
        bodies.push((id(who, "source", n.into()), Body::Source(source(n))));
    }
    for (at, mark) in marks.iter().enumerate() {
        let passage = Passage::of(&article, mark.span).expect("it is in the text");
        let verdicts = [None, Some(Verdict::Supported), Some(Verdict::Disputed)];
        let claim = Claim {
            verdict: verdicts[usize::from(mark.verdict)].clone(),
            ..Claim::new(passage, Kind::ALL[usize::from(mark.kind)].clone())
        };
        bodies.push((id(who, "claim", at), Body::Claim(claim)));
        for (n, (to, relation)) in mark.links.iter().enumerate() {
            let relation = Relation::ALL[usize::from(*relation)].clone();
            let link = Link::new(id(who, "claim", at), id(who, "source", (*to).into()), relation);
            bodies.push((id(who, "link", 100 * at + n), Body::Link(link)));
        }
    }
    let contents = bodies
        .into_iter()
        .map(|(id, body)| (id, Content::new(author.clone(), now.clone(), body)))
        .collect();
    let writer = Writer::named(&format!("w{who}")).expect("a sound name");
    Notebook::begin(id(who, "notebook", 0), contents, &Stamp { writer, now })
}

/// The share of text, counted place by place; nothing below the threshold.
pub(crate) fn slow_share(a: Span, b: Span) -> Option<(usize, usize)> {
    let count = |holds: &dyn Fn(usize) -> bool| (0..200).filter(|at| holds(*at)).count();
    let shared = count(&|at| a.contains(at) && b.contains(at));
    let all = count(&|at| a.contains(at) || b.contains(at));
    let shorter = count(&|at| a.contains(at)).min(count(&|at| b.contains(at)));
    (2 * shared >= shorter && shared > 0).then_some((shared, all))
}

/// All ways in which two rows can be paired, each as (left, right).
fn beside(key: &Notebook, theirs: &Notebook) -> Result<Comparison, CompareError> {
    let [key, theirs] = [key, theirs].map(|it| Outlined::of(it.clone()));
    compare(&key, &theirs)
}

fn all_pairings(left: usize, right: usize) -> Vec<Vec<(usize, usize)>> {
    if left == 0 {
        return vec![Vec::new()];
    }
    let mut all = Vec::new();
    for rest in all_pairings(left - 1, right) {
        all.push(rest.clone());
        for to in 0..right {
            if rest.iter().all(|(_, taken)| *taken != to) {
                all.push(rest.iter().copied().chain([(left - 1, to)]).collect());
            }
        }
    }
    all
}

/// How good a pairing of claims is, by the rules as they are documented.
fn worth(
    key: &[Marked],
    theirs: &[Marked],
    pairing: &[(usize, usize)],
) -> Option<(u64, usize, usize)> {
    let mut total = (0, 0, 0);
    for (a, b) in pairing {
        let (a, b) = (&key[*a], &theirs[*b]);
        let (shared, all) = slow_share(a.span, b.span)?;
        total.0 += (shared as u64) * (1 << 20) / all as u64 + 1;
        total.1 += usize::from(a.kind == b.kind);
        total.2 += usize::from(a.verdict == b.verdict);
    }
    Some(total)
}

/// As (same, same source, same relation): the best of all pairings of links.
fn slow_links(key: &[(u8, u8)], theirs: &[(u8, u8)]) -> (usize, usize, usize) {
    let count = |pairing: &Vec<(usize, usize)>| -> Option<(usize, usize, usize)> {
        let mut total = (0, 0, 0);
        for (a, b) in pairing {
            let (a, b) = (key[*a], theirs[*b]);
            match (same_source(&source(a.0), &source(b.0)), a.1 == b.1) {
                (true, true) => total.0 += 1,
                (true, false) => total.1 += 1,
                (false, true) => total.2 += 1,
                (false, false) => return None,
            }
        }
        Some(total)
    };
    all_pairings(key.len(), theirs.len()).iter().filter_map(count).max().expect("one is empty")
}

/// Which of the marks a claim is.
fn which(marks: &[Marked], who: u8, claim: &Id) -> usize {
    (0..marks.len()).find(|at| id(who, "claim", *at) == *claim).expect("it is one of them")
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(192))]

    #[test]
    fn every_number_is_what_trying_everything_gives(key in any_marks(4), theirs in any_marks(4)) {
        let found = beside(&notebook(1, &key), &notebook(2, &theirs)).expect("they compare");
        let tally = found.tally();
        prop_assert_eq!(tally.paired + tally.missed, key.len());
        prop_assert_eq!(tally.paired + tally.extra, theirs.len());
        let mut pairing = Vec::new();
        let mut slow = Tally { missed: tally.missed, extra: tally.extra, ..Tally::default() };
        for claim in &found.claims {
            let ClaimResult::Paired(pair) = claim else { continue };
            let (at, to) = (which(&key, 1, &pair.key), which(&theirs, 2, &pair.theirs));
            pairing.push((at, to));
            let (a, b) = (&key[at], &theirs[to]);
            let links = slow_links(&a.links, &b.links);
            slow.paired += 1;
            slow.other_ends += usize::from(a.span != b.span);
            slow.other_kind += usize::from(a.kind != b.kind);
            slow.no_verdict += usize::from(a.verdict > 0 && b.verdict == 0);
            slow.other_verdict += usize::from(b.verdict > 0 && a.verdict != b.verdict);
            slow.same_links += links.0;
            slow.other_relation += links.1;
            slow.other_source += links.2;
            let paired = links.0 + links.1 + links.2;
            slow.missed_links += a.links.len() - paired;
            slow.extra_links += b.links.len() - paired;
            let all_links = links.0 == a.links.len() && links.0 == b.links.len();
            let same = (a.span, a.kind, a.verdict) == (b.span, b.kind, b.verdict);
            slow.same += usize::from(same && all_links);
            let ends = (pair.ends.start_by(), pair.ends.end_by());
            let apart = |a: usize, b: usize| b as isize - a as isize;
            prop_assert_eq!(ends, (apart(a.span.start, b.span.start), apart(a.span.end, b.span.end)));
        }
        prop_assert_eq!(tally, slow);
        let best = all_pairings(key.len(), theirs.len())
            .iter()
            .filter_map(|pairing| worth(&key, &theirs, pairing))
            .map(|(share, kinds, verdicts)| share * 8 + 4 * kinds as u64 + 2 * verdicts as u64)
            .max();
        let (share, kinds, verdicts) = worth(&key, &theirs, &pairing).expect("all may be paired");
        prop_assert_eq!(Some(share * 8 + 4 * kinds as u64 + 2 * verdicts as u64), best);
    }

    #[test]
    fn a_notebook_beside_itself_is_all_the_same(marks in any_marks(9)) {
        let notebook = notebook(1, &marks);
        let found = beside(&notebook, &notebook).expect("they compare");
        let links = marks.iter().map(|mark| mark.links.len()).sum();
        let all = Tally { paired: marks.len(), same: marks.len(), same_links: links, ..Tally::default() };
        prop_assert_eq!(found.tally(), all);
        for claim in &found.claims {
            let ClaimResult::Paired(pair) = claim else { panic!("{claim:?}") };
            prop_assert_eq!(&pair.key, &pair.theirs);
        }
    }

    #[test]
    fn the_order_of_marking_does_not_matter(
        key in any_marks(6), (theirs, turned) in any_marks(6).prop_flat_map(|marks| {
            (Just(marks.clone()), Just(marks).prop_shuffle())
        })
    ) {
        let key = notebook(1, &key);
        let tally = |marks: &[Marked]| {
            let tally = beside(&key, &notebook(2, marks)).expect("they compare").tally();
            // Of equal claims with different links either may be paired.
            (tally.paired, tally.missed, tally.extra)
        };
        prop_assert_eq!(tally(&turned), tally(&theirs));
    }
}

#[test]
fn what_cannot_be_compared_is_refused() {
    let mark = Marked { span: Span { start: 0, end: 9 }, kind: 0, verdict: 0, links: Vec::new() };
    let one = notebook(1, std::slice::from_ref(&mark));
    let none = Notebook::empty(id(3, "notebook", 0));
    assert_eq!(beside(&one, &none), Err(CompareError::OtherArticle));
    assert_eq!(beside(&none, &none), Err(CompareError::OtherArticle));
    let many = notebook(2, &vec![mark.clone(); MAX_CLAIMS + 1]);
    assert_eq!(beside(&one, &many), Err(CompareError::TooMany));
    assert_eq!(beside(&many, &one), Err(CompareError::TooMany));
    let linked = Marked { links: vec![(0, 0); MAX_LINKS + 1], ..mark };
    assert_eq!(beside(&one, &notebook(2, &[linked])), Err(CompareError::TooMany));
}

#[test]
fn a_crowd_at_one_place_is_compared_in_time() {
    let mark = |n: usize| Marked {
        span: Span { start: n % 40, end: 100 + n % 60 },
        kind: u8::try_from(n % 3).expect("small"),
        verdict: 0,
        links: Vec::new(),
    };
    let crowd: Vec<Marked> = (0..MAX_CLAIMS).map(mark).collect();
    let notebook = notebook(1, &crowd);
    let tally = beside(&notebook, &notebook).expect("they compare").tally();
    assert_eq!((tally.paired, tally.missed, tally.extra), (MAX_CLAIMS, 0, 0));
}

#[test]
fn the_same_source_in_other_words() {
    let same = |a, b| same_source(&source(a), &source(b));
    for (a, b) in [(0, 0), (0, 1), (0, 3), (5, 6)] {
        assert!(same(a, b) && same(b, a), "{a} {b}");
    }
    // Another address is another source, whatever the title; no name is no source's.
    for (a, b) in [(0, 2), (1, 3), (4, 4), (0, 5), (3, 4)] {
        assert!(!same(a, b) && !same(b, a), "{a} {b}");
    }
}
