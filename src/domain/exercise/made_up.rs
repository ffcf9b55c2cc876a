//! A class that never was, to try the class view with: submissions for the
//! built-in exercise, each from a seed, each marked as made up.

use super::Submission;
use super::built_in::{KeyClaim, KeySource, Wording, begin, built_in_exercise, claims, sources};
use crate::domain::address::Address;
use crate::domain::article::{Article, built_in};
use crate::domain::claim::{Claim, Kind, Verdict};
use crate::domain::comparison::title_key;
use crate::domain::id::Id;
use crate::domain::link::{Link, Relation};
use crate::domain::notebook::Notebook;
use crate::domain::passage::Passage;
use crate::domain::person::{Person, pseudonym};
use crate::domain::record::{Body, Particulars};
use crate::domain::source::{Source, Work};
use crate::domain::text::Span;

/// The most submissions that are made up at once.
pub const MAX_MADE_UP: usize = 500;

/// So many submissions (at most [`MAX_MADE_UP`]) from a seed, always the same
/// ones. Each student finds the plain claims more often than the others, sets
/// some ends elsewhere, takes some for another kind, misses sources and finds a
/// claim or two that the key does not have.
#[must_use]
pub fn made_up_class(seed: u64, n: usize, wording: &Wording<'_>) -> Vec<Submission> {
    let article = built_in();
    let exercise = built_in_exercise(wording);
    let (claims, sources) = (claims(&article), sources());
    let words = words(&article);
    let mut class: Vec<Submission> = Vec::new();
    for student in 0..n.min(MAX_MADE_UP) {
        let salt = (student as u64).wrapping_mul(0xa076_1d64_78bd_642f);
        let mut chance = Chance(seed ^ salt);
        let taken = |name: &str| class.iter().any(|it| title_key(&it.name) == title_key(name));
        let mut name = pseudonym(chance.bytes());
        while taken(&name) {
            name = pseudonym(chance.bytes());
        }
        let school =
            School { article: &article, words: &words, claims: &claims, sources: &sources };
        let notebook = school.notebook(&mut chance, &name, wording);
        class.push(Submission { exercise: exercise.id.clone(), name, made_up: true, notebook });
    }
    class
}

/// Numbers that look random and follow from a seed (SplitMix64: Steele, Lea and
/// Flood 2014).
struct Chance(u64);

impl Chance {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    /// A number below `end`; 0 where there is none.
    fn below(&mut self, end: usize) -> usize {
        let end = (end as u64).max(1);
        // The remainder is smaller than `end`, which was a usize.
        usize::try_from(self.next() % end).unwrap_or(0)
    }

    fn percent(&mut self, percent: usize) -> bool {
        self.below(100) < percent
    }

    fn bytes<const N: usize>(&mut self) -> [u8; N] {
        std::array::from_fn(|_| (self.next() & 0xff) as u8)
    }

    fn id(&mut self) -> Id {
        Id::from_random(self.bytes())
    }

    fn pick<'a, T>(&mut self, all: &'a [T]) -> Option<&'a T> {
        all.get(self.below(all.len()))
    }
}

/// What every student has before them.
struct School<'a> {
    article: &'a Article,
    words: &'a [Span],
    claims: &'a [KeyClaim],
    sources: &'a [KeySource],
}

impl School<'_> {
    fn notebook(&self, chance: &mut Chance, name: &str, wording: &Wording<'_>) -> Notebook {
        let (notebook, author) = (chance.id(), chance.id());
        let skill = chance.below(40);
        let about = Particulars { title: wording.title.into(), article: self.article.id().clone() };
        let person = Person { name: name.into() };
        let mut desk = Desk { bodies: Vec::new(), found: vec![None; self.sources.len()] };
        desk.bodies.push((notebook.clone(), Body::Notebook(about)));
        desk.bodies.push((author.clone(), Body::Person(person)));
        for claim in self.claims {
            if chance.percent(plainness(&claim.claim.kind) + skill) {
                self.mark(chance, &mut desk, claim, wording, skill);
            }
        }
        for _ in 0..chance.below(3) {
            self.mark_elsewhere(chance, &mut desk);
        }
        begin(notebook, &author, desk.bodies, "made-up")
    }

    /// A claim of the key as this student has it.
    fn mark(
        &self,
        chance: &mut Chance,
        desk: &mut Desk,
        key: &KeyClaim,
        wording: &Wording<'_>,
        skill: usize,
    ) {
        let span = self.shifted(chance, key.claim.passage.span);
        let Some(passage) = Passage::of(self.article, span) else { return };
        let mut claim = Claim::new(passage, key.claim.kind.clone());
        if chance.percent(30) {
            claim.kind = chance.pick(Kind::ALL).cloned().unwrap_or(claim.kind);
        }
        if chance.percent(75) {
            claim.verdict = key.claim.verdict.clone();
            if chance.percent(30) {
                claim.verdict = chance.pick(Verdict::ALL).cloned();
            }
            if chance.percent(40 + skill) {
                claim.reason = chance.pick(wording.reasons).map_or("", |reason| reason).into();
            }
        }
        let id = chance.id();
        desk.bodies.push((id.clone(), Body::Claim(claim)));
        for (_, link) in &key.links {
            if !chance.percent(35 + skill) {
                continue;
            }
            let usual = self.sources.iter().position(|source| source.id == link.source);
            let other = chance.percent(12).then(|| chance.below(self.sources.len()));
            let Some(at) = other.or(usual) else { continue };
            let mut relation = link.relation.clone();
            if chance.percent(20) {
                relation = chance.pick(Relation::ALL).cloned().unwrap_or(relation);
            }
            let source = self.source(chance, desk, at);
            let link = Link::new(id.clone(), source, relation);
            desk.bodies.push((chance.id(), Body::Link(link)));
        }
    }

    /// The student's own record of a source of the key.
    fn source(&self, chance: &mut Chance, desk: &mut Desk, at: usize) -> Id {
        if let Some(Some(id)) = desk.found.get(at) {
            return id.clone();
        }
        let id = chance.id();
        let work = self.sources.get(at).map_or_else(Work::default, |source| source.work.clone());
        // Some copy the address with what a search engine hung on it.
        let url = work.url.as_ref().filter(|_| chance.percent(20)).and_then(|url| {
            let separator = if url.as_str().contains('?') { '&' } else { '?' };
            Address::read(&format!("{}{separator}utm_source=search", url.as_str())).ok()
        });
        let work = Work { url: url.or(work.url), ..work };
        desk.bodies.push((id.clone(), Body::Source(Source::Outside(work))));
        if let Some(found) = desk.found.get_mut(at) {
            *found = Some(id.clone());
        }
        id
    }

    /// A few words somewhere that the student takes for a claim.
    fn mark_elsewhere(&self, chance: &mut Chance, desk: &mut Desk) {
        let first = chance.below(self.words.len());
        let last = first + 4 + chance.below(9);
        let Some(start) = self.words.get(first).map(|word| word.start) else { return };
        let block = self.article.block_span(self.article.block_at(start));
        let within = |word: &&Span| word.end <= block.end;
        let taken = self.words.iter().take(last).skip(first).take_while(within).last();
        let span = Span { start, end: taken.map_or(start, |word| word.end) };
        if let Some(passage) = Passage::of(self.article, span) {
            let kind = chance.pick(Kind::ALL).cloned().unwrap_or(Kind::Fact);
            desk.bodies.push((chance.id(), Body::Claim(Claim::new(passage, kind))));
        }
    }

    /// The same place, or a word or two more or fewer at its ends.
    fn shifted(&self, chance: &mut Chance, span: Span) -> Span {
        if chance.percent(45) {
            return span;
        }
        let block = self.article.block_span(self.article.block_at(span.start));
        let first = self.words.partition_point(|word| word.end <= span.start);
        let behind = self.words.partition_point(|word| word.start < span.end);
        let first = (first + chance.below(4)).saturating_sub(2);
        let last = (behind + chance.below(5)).saturating_sub(3);
        let start = self.words.get(first).map_or(span.start, |word| word.start);
        let end = self.words.get(last).map_or(span.end, |word| word.end);
        let moved = Span { start: start.max(block.start), end: end.min(block.end) };
        if moved.is_empty() { span } else { moved }
    }
}

/// What a student has written so far.
struct Desk {
    bodies: Vec<(Id, Body)>,
    /// Their record of each source of the key.
    found: Vec<Option<Id>>,
}

/// How often a claim of a kind is found, in percent, by who finds the least.
fn plainness(kind: &Kind) -> usize {
    match kind {
        Kind::Quantity => 60,
        Kind::Fact => 50,
        Kind::Attribution => 45,
        Kind::Causation => 35,
        _ => 25,
    }
}

/// The article's words: what stands between spaces.
fn words(article: &Article) -> Vec<Span> {
    let mut words = Vec::new();
    let mut start = None;
    for (at, c) in article.text().chars().chain([' ']).enumerate() {
        match (c.is_whitespace(), start) {
            (false, None) => start = Some(at),
            (true, Some(from)) => {
                words.push(Span { start: from, end: at });
                start = None;
            }
            _ => {}
        }
    }
    words
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::class::{Class, Member};
    use crate::domain::comparison::compare;
    use crate::domain::exercise::{Ask, Exercise, Item, What, built_in_key, checklist};
    use crate::domain::outline::Outlined;
    use crate::domain::record::Record;

    const WORDING: Wording<'_> = Wording {
        title: "What does it rest on?",
        instructions: "Mark five claims.",
        author: "The key",
        reasons: &["Two sources say so."],
    };

    #[test]
    fn a_seed_always_gives_the_same_class() {
        let class = made_up_class(7, 30, &WORDING);
        assert_eq!(class.len(), 30);
        assert_eq!(made_up_class(7, 12, &WORDING), class[..12]);
        assert_ne!(made_up_class(8, 30, &WORDING), class);
        assert_eq!(made_up_class(1, 5_000, &WORDING).len(), MAX_MADE_UP);
    }

    #[test]
    fn it_is_a_class_like_others() {
        let (article, (key, _)) = (built_in(), built_in_key(&WORDING));
        let key = Outlined::of(key);
        for seed in 0..8 {
            let class = made_up_class(seed, 30, &WORDING);
            let mut names: Vec<_> = class.iter().map(|it| it.name.clone()).collect();
            names.sort();
            names.dedup();
            assert_eq!(names.len(), 30);
            let (mut paired, mut missed, mut extra, mut differing) = (0, 0, 0, 0);
            for submission in &class {
                assert!(submission.made_up);
                let records = submission.notebook.records();
                let passages: Vec<_> = records.filter_map(|it| it.passage()).collect();
                assert!(passages.iter().all(|passage| passage.holds_in(&article)));
                let theirs = Outlined::of(submission.notebook.clone());
                let tally = compare(&key, &theirs).expect("one article").tally();
                paired += tally.paired;
                missed += tally.missed;
                extra += tally.extra;
                differing += tally.other_ends.min(tally.other_kind).min(tally.missed_links);
            }
            assert!(paired > 6 * 30 && missed > 3 * 30 && extra > 10 && differing > 10);
            let members = class.into_iter().map(|it| Member::of(it.name, it.notebook));
            let class = Class::of(article.id(), members.collect()).expect("it is small");
            let found = class.claims();
            // Every claim of the key is found by somebody, where it stands.
            for claim in claims(&article) {
                let span = claim.claim.passage.span;
                assert!(found.iter().any(|it| it.span.overlaps(span)), "{span:?}");
            }
            assert!(found.iter().any(|it| it.found.len() > 15));
        }
    }

    /// Counts what a line says, from the records alone.
    fn slow(notebook: &Notebook, what: What) -> (usize, usize) {
        let live: Vec<&Record> =
            notebook.records().filter(|it| it.is_live()).map(|it| &**it).collect();
        let claims: Vec<_> = live.iter().filter_map(|it| Some((&it.id, it.claim()?))).collect();
        let links: Vec<_> = live.iter().filter_map(|it| it.link()).collect();
        let judged: Vec<_> = claims.iter().filter(|it| it.1.verdict.is_some()).collect();
        let sources = live.iter().filter(|it| it.source().is_some());
        match what {
            What::Claims => (claims.len(), 5),
            What::Links => (links.len(), 4),
            What::Sources => {
                (sources.filter(|it| links.iter().any(|link| link.source == it.id)).count(), 3)
            }
            What::Every(Ask::ClaimsSourced) => {
                let has = |id: &Id| links.iter().any(|link| link.claim == *id);
                (claims.iter().filter(|it| has(it.0)).count(), claims.len())
            }
            What::Every(Ask::ClaimsJudged) => (judged.len(), claims.len()),
            What::Every(Ask::VerdictsReasoned) => {
                (judged.iter().filter(|it| !it.1.reason.is_empty()).count(), judged.len())
            }
            What::Every(Ask::LinksReasoned) => {
                (links.iter().filter(|link| !link.reason.is_empty()).count(), links.len())
            }
            What::Every(Ask::LinksQuoted) => {
                (links.iter().filter(|link| link.evidence.is_some()).count(), links.len())
            }
            What::Every(Ask::KindsOffered) => {
                let offered = |claim: &Claim| claim.kind == Kind::Fact;
                (claims.iter().filter(|it| offered(it.1)).count(), claims.len())
            }
        }
    }

    #[test]
    fn the_checklist_counts_what_is_there() {
        let mut exercise = built_in_exercise(&WORDING);
        exercise.minimum.links = 4;
        exercise.asks = Ask::ALL.to_vec();
        exercise.kinds.truncate(1);
        for submission in made_up_class(3, 40, &WORDING) {
            let items = checklist(&exercise, &submission.notebook);
            assert_eq!(items.len(), 9);
            for Item { what, done, of } in items {
                assert_eq!((done, of), slow(&submission.notebook, what), "{what:?}");
            }
        }
    }

    #[test]
    fn what_is_not_asked_for_is_not_in_the_checklist() {
        let notebook = Notebook::empty(Id::from_name("x"));
        let without = |exercise: Exercise| -> Vec<What> {
            checklist(&exercise, &notebook).iter().map(|item| item.what).collect()
        };
        let exercise = Exercise { asks: Ask::ALL.to_vec(), ..built_in_exercise(&WORDING) };
        let no_sources = without(Exercise { sources: false, ..exercise.clone() });
        let every = What::Every;
        let rest = [Ask::ClaimsJudged, Ask::VerdictsReasoned, Ask::KindsOffered];
        assert_eq!(no_sources, [What::Claims, every(rest[0]), every(rest[1]), every(rest[2])]);
        let no_verdicts = without(Exercise { verdicts: Vec::new(), ..exercise });
        assert!(!no_verdicts.contains(&every(Ask::ClaimsJudged)));
        assert!(!no_verdicts.contains(&every(Ask::VerdictsReasoned)));
        // Every one of none is not done; two of two is.
        let done = |done, of| Item { what: What::Claims, done, of }.is_done();
        assert!(!done(0, 0) && !done(1, 2) && done(2, 2) && done(3, 2));
    }
}
