//! Every number of a class against an implementation that is slow and obvious.

use proptest::prelude::*;

use super::*;
use crate::domain::agreement::Outcome;
use crate::domain::agreement::boundaries::{Measure, mean_f1};
use crate::domain::agreement::kappa::kappa;
use crate::domain::agreement::krippendorff::{Scale, alpha};
use crate::domain::agreement::links::{Distance, Set, set_alpha};
use crate::domain::agreement::unitizing::unitizing_alpha;
use crate::domain::article::{Article, built_in};
use crate::domain::claim::{Kind, Verdict};
use crate::domain::comparison::tests::{Marked, any_marks, id, notebook, source};
use crate::domain::comparison::{MAX_CLAIMS, places_of, title_key};
use crate::domain::link::Relation;
use crate::domain::source::Source;
use crate::domain::text::Span;
use crate::domain::text::segments::tests::Uax29;

const VERDICTS: [Option<Verdict>; 3] = [None, Some(Verdict::Supported), Some(Verdict::Disputed)];

fn class(work: &[Vec<Marked>]) -> Class {
    let members = (0u8..).zip(work).map(|(who, marks)| member(who, marks)).collect();
    Class::of(built_in().id(), members).expect("it is small enough")
}

fn agree_on_links(class: &Class) -> Outcome {
    let links = class.links(&class.claims(), &class.sources());
    class.agree_on_links(&links, Distance::Masi, Between::All)
}

fn member(who: u8, marks: &[Marked]) -> Member {
    Member::of(format!("Heron {who}"), notebook(who, marks))
}

fn any_work() -> impl Strategy<Value = Vec<Vec<Marked>>> {
    prop::collection::vec(any_marks(6), 0..6)
}

/// So much of it that there is enough to speak of agreement.
fn much_work() -> impl Strategy<Value = Vec<Vec<Marked>>> {
    prop::collection::vec(any_marks(24), 2..6)
}

fn text_of(span: Span) -> Vec<usize> {
    (0..300).filter(|at| span.contains(*at)).collect()
}

/// What two stretches share, and all that they cover.
fn shares(a: Span, b: Span) -> (usize, usize) {
    let (a, b) = (text_of(a), text_of(b));
    let shared = a.iter().filter(|at| b.contains(at)).count();
    (shared, a.len() + b.len() - shared)
}

fn alike(a: Span, b: Span) -> bool {
    let (shared, all) = shares(a, b);
    shared > 0 && 2 * shared >= all
}

/// Groups (person, stretch) by the rule, working everything out anew each round.
fn slow_clusters(mut left: Vec<(usize, Span)>) -> Vec<(Span, Vec<(usize, Span)>)> {
    let mut found = Vec::new();
    while !left.is_empty() {
        let mut each: Vec<(usize, Span)> = left.clone();
        each.sort();
        each.dedup();
        let mut centres: Vec<Span> = each.iter().map(|(_, span)| *span).collect();
        centres.sort();
        centres.dedup();
        let rank = |centre: &Span| {
            let near = each.iter().filter(|(_, span)| alike(*centre, *span));
            let close = |span: Span| {
                let (shared, all) = shares(*centre, span);
                shared * (1 << 20) / all
            };
            (near.clone().count(), near.map(|(_, span)| close(*span)).sum::<usize>())
        };
        let best = centres.iter().map(rank).max().expect("there is one");
        let centre = *centres.iter().find(|centre| rank(centre) == best).expect("it was found");
        let (inside, outside) = left.iter().partition(|(_, span)| alike(centre, *span));
        left = outside;
        found.push((centre, inside));
    }
    found.sort_by_key(|(centre, _)| *centre);
    found
}

/// Counts, the most first, then in the order of the things themselves.
fn counted<T: Ord + Clone>(all: &[T]) -> Vec<(T, usize)> {
    let mut each = all.to_vec();
    each.sort();
    each.dedup();
    let mut counts: Vec<_> = each
        .into_iter()
        .map(|one| (one.clone(), all.iter().filter(|it| **it == one).count()))
        .collect();
    counts.sort_by_key(|counted| std::cmp::Reverse(counted.1));
    counts
}

fn kind(mark: &Marked) -> Kind {
    Kind::ALL[usize::from(mark.kind)].clone()
}

/// The mark of a member that counts at a stretch: the closest; of equally close
/// ones the first in the text, then by kind and verdict.
fn nearest<'a>(
    marks: &'a [Marked],
    centre: Span,
    inside: &[(usize, Span)],
    who: usize,
) -> Option<&'a Marked> {
    let in_it = marks.iter().filter(|mark| inside.contains(&(who, mark.span)));
    in_it.min_by_key(|mark| {
        let (shared, all) = shares(centre, mark.span);
        let far = usize::MAX - shared * (1 << 20) / all;
        (far, mark.span, mark.kind, mark.verdict)
    })
}

/// Which sources, as (member, number), are one: by pairs, until nothing changes.
fn slow_sources(work: &[Vec<Marked>]) -> Vec<Vec<(usize, u8)>> {
    let mut all: Vec<(usize, u8)> = Vec::new();
    for (who, marks) in work.iter().enumerate() {
        all.extend(marks.iter().flat_map(|mark| mark.links.iter().map(|link| (who, link.0))));
    }
    all.sort();
    all.dedup();
    // Two have the same address (0 and 1), two the same title (0 and 3); the
    // stretches 5 and 6 share less than half.
    let group = |n: u8| match n {
        0 | 1 => 0,
        3 if all.iter().any(|(_, other)| *other == 0) => 0,
        other => other,
    };
    let nameless = |n: u8| n == 4;
    let mut groups: Vec<Vec<(usize, u8)>> = Vec::new();
    for one in all.clone() {
        let same = |other: &&mut Vec<(usize, u8)>| {
            !nameless(one.1) && other.iter().any(|it| group(it.1) == group(one.1))
        };
        match groups.iter_mut().find(same) {
            Some(group) => group.push(one),
            None => groups.push(vec![one]),
        }
    }
    groups
}

/// What the first and the third say.
fn only_two<T: Clone>(units: &[Vec<T>]) -> Vec<Vec<T>> {
    units.iter().map(|unit| vec![unit[0].clone(), unit[2].clone()]).collect()
}

/// Short ones, where the sketched claims are, and then those of the article.
fn on(article: &Article) -> Vec<Span> {
    let short = (0..20).map(|n| Span { start: 12 * n, end: 12 * n + 11 });
    let own = sentences(article, &Uax29).into_iter().filter(|sentence| sentence.start >= 240);
    short.chain(own).collect()
}

#[test]
fn the_sentences_of_an_article_stand_where_they_are() {
    let article = built_in();
    let sentences = sentences(&article, &Uax29);
    assert_eq!(sentences.len(), 15);
    assert!(article.slice(sentences[13]).starts_with("No breakthroughs are expected"));
    assert!(sentences.iter().zip(&sentences[1..]).all(|(a, b)| a.end <= b.start));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(128))]

    #[test]
    fn claims_are_put_together_as_the_rule_says(work in any_work()) {
        let marks: Vec<(usize, Span)> = (0..)
            .zip(&work)
            .flat_map(|(who, marks)| marks.iter().map(move |mark| (who, mark.span)))
            .collect();
        let found = class(&work).claims();
        let slow = slow_clusters(marks);
        prop_assert_eq!(found.len(), slow.len());
        for (claim, (centre, inside)) in found.iter().zip(&slow) {
            prop_assert_eq!(claim.span, *centre);
            let who: Vec<usize> = (0..work.len()).filter(|who| inside.iter().any(|it| it.0 == *who)).collect();
            prop_assert_eq!(claim.found.iter().map(|it| it.member).collect::<Vec<_>>(), who.clone());
            prop_assert_eq!(claim.found.len() + claim.others.len(), inside.len());
            let counting: Vec<&Marked> =
                who.iter().filter_map(|who| nearest(&work[*who], *centre, inside, *who)).collect();
            let kinds: Vec<Kind> = counting.iter().map(|mark| kind(mark)).collect();
            let verdicts: Vec<_> =
                counting.iter().map(|mark| VERDICTS[usize::from(mark.verdict)].clone()).collect();
            prop_assert_eq!(&claim.kinds, &counted(&kinds));
            prop_assert_eq!(&claim.verdicts, &counted(&verdicts));
        }
    }

    #[test]
    fn heat_is_what_each_place_of_each_sentence_says(work in any_work()) {
        let sentences = on(&built_in());
        let heat = class(&work).heat(&sentences);
        prop_assert_eq!(heat.len(), sentences.len());
        for (heat, sentence) in heat.iter().zip(&sentences) {
            let in_it = |mark: &&Marked| text_of(mark.span).iter().any(|at| sentence.contains(*at));
            let people = work.iter().filter(|marks| marks.iter().any(|mark| in_it(&mark))).count();
            let mut kinds = Vec::new();
            for marks in &work {
                let mut own: Vec<Kind> = marks.iter().filter(in_it).map(kind).collect();
                own.sort();
                own.dedup();
                kinds.extend(own);
            }
            prop_assert_eq!((heat.sentence, heat.people), (*sentence, people));
            prop_assert_eq!(&heat.kinds, &counted(&kinds));
        }
    }

    #[test]
    fn sources_are_counted_by_use(work in any_work()) {
        let class = class(&work);
        let found = class.sources();
        let mut slow: Vec<(usize, Vec<Finding>, Spread<Relation>)> = Vec::new();
        for group in slow_sources(&work) {
            let mut people: Vec<usize> = group.iter().map(|it| it.0).collect();
            people.sort();
            people.dedup();
            let mut ids: Vec<Finding> = group
                .iter()
                .map(|(who, n)| Finding { member: *who, id: id(*who as u8, "source", (*n).into()) })
                .collect();
            ids.sort();
            let mut relations = Vec::new();
            for (who, n) in &group {
                let links = work[*who].iter().flat_map(|mark| &mark.links);
                let to = links.filter(|link| link.0 == *n);
                relations.extend(to.map(|link| Relation::ALL[usize::from(link.1)].clone()));
            }
            slow.push((people.len(), ids, counted(&relations)));
        }
        slow.sort();
        let mut fast: Vec<_> =
            found.iter().map(|it| (it.people, it.sources.clone(), it.relations.clone())).collect();
        fast.sort();
        prop_assert_eq!(fast, slow);
        for (first, second) in found.iter().zip(found.iter().skip(1)) {
            prop_assert!((first.people, first.links()) >= (second.people, second.links()));
        }
    }

    #[test]
    fn agreement_is_worked_out_from_what_each_says(work in much_work()) {
        let (class, article) = (class(&work), built_in());
        let sentences = on(&article);
        let ask = |say: &dyn Fn(&[&Marked]) -> Option<u32>| -> Vec<Vec<Option<u32>>> {
            let of = |sentence: &Span, marks: &Vec<Marked>| {
                let part = |mark: &Marked| text_of(mark.span).iter().filter(|at| sentence.contains(**at)).count();
                let mut within: Vec<&Marked> = marks.iter().filter(|mark| part(mark) > 0).collect();
                within.sort_by_key(|mark| (usize::MAX - part(mark), mark.span, mark.kind, mark.verdict));
                say(&within)
            };
            sentences.iter().map(|sentence| work.iter().map(|marks| of(sentence, marks)).collect()).collect()
        };
        let marked = ask(&|marks| Some(u32::from(!marks.is_empty())));
        prop_assert_eq!(class.agree_on_sentences(&sentences, Between::All), alpha(&marked, Scale::Nominal));
        let kinds = ask(&|marks| Some(marks.first()?.kind.into()));
        prop_assert_eq!(class.agree_on_kinds(&sentences, Between::All), alpha(&kinds, Scale::Nominal));
        let verdicts = ask(&|marks| Some(u32::from(marks.first()?.verdict)).filter(|verdict| *verdict > 0));
        let scale = [Verdict::Supported, Verdict::PartlySupported, Verdict::Disputed];
        let found = class.agree_on_verdicts(&sentences, &scale, Between::All);
        prop_assert_eq!(found, alpha(&verdicts, Scale::Ordinal));
        let spans: Vec<Vec<Span>> = work.iter().map(|marks| marks.iter().map(|mark| mark.span).collect()).collect();
        let plain: Vec<Vec<_>> = spans.iter().map(|spans| spans.iter().map(|span| (0, *span)).collect()).collect();
        let by_kind: Vec<Vec<_>> =
            work.iter().map(|marks| marks.iter().map(|mark| (mark.kind.into(), mark.span)).collect()).collect();
        let length = article.len();
        prop_assert_eq!(class.agree_on_boundaries(length, false, Between::All), unitizing_alpha(&plain, length));
        prop_assert_eq!(class.agree_on_boundaries(length, true, Between::All), unitizing_alpha(&by_kind, length));
        for measure in [Measure::Text, Measure::Stretches { slack: 5 }] {
            prop_assert_eq!(class.overlap(measure, Between::All), mean_f1(&spans, measure));
        }
        if work.len() > 2 {
            let pairs: Vec<[_; 2]> = marked.iter().map(|unit| [unit[0], unit[2]]).collect();
            let two = Between::Two(2, 0);
            prop_assert_eq!(class.agree_on_sentences(&sentences, two), kappa(&pairs));
            let kinds = only_two(&kinds);
            prop_assert_eq!(class.agree_on_kinds(&sentences, two), alpha(&kinds, Scale::Nominal));
            let verdicts = only_two(&verdicts);
            prop_assert_eq!(class.agree_on_verdicts(&sentences, &scale, two), alpha(&verdicts, Scale::Ordinal));
            let by_kind = [by_kind[0].clone(), by_kind[2].clone()];
            prop_assert_eq!(class.agree_on_boundaries(length, true, two), unitizing_alpha(&by_kind, length));
            let spans = [spans[0].clone(), spans[2].clone()];
            prop_assert_eq!(class.overlap(Measure::Text, two), mean_f1(&spans, Measure::Text));
        }
    }

    #[test]
    fn links_are_compared_claim_by_claim(work in much_work()) {
        let class = class(&work);
        let groups = slow_sources(&work);
        let label = |who: usize, (n, relation): (u8, u8)| {
            let group = groups.iter().position(|group| group.contains(&(who, n))).expect("it is in one");
            u32::try_from(group * 10 + usize::from(relation)).expect("small")
        };
        let mut units = Vec::new();
        for claim in class.claims() {
            let said = |who: usize| {
                let found = claim.found.iter().find(|found| found.member == who)?;
                let at = (0..work[who].len()).find(|at| id(who as u8, "claim", *at) == found.id)?;
                Some(Set::of(work[who][at].links.iter().map(|link| label(who, *link)).collect()))
            };
            units.push((0..work.len()).map(said).collect::<Vec<_>>());
        }
        let links = class.links(&class.claims(), &class.sources());
        for by in [Distance::Jaccard, Distance::Masi] {
            prop_assert_eq!(class.agree_on_links(&links, by, Between::All), set_alpha(&units, by));
            if work.len() > 2 {
                let found = class.agree_on_links(&links, by, Between::Two(0, 2));
                prop_assert_eq!(found, set_alpha(&only_two(&units), by));
            }
        }
    }

    #[test]
    fn the_order_of_handing_in_does_not_matter(
        (work, turned) in any_work().prop_flat_map(|work| {
            let numbered: Vec<(u8, Vec<Marked>)> = (0u8..).zip(work).collect();
            (Just(numbered.clone()), Just(numbered).prop_shuffle())
        }),
        twice in any::<bool>(),
    ) {
        let class = |work: &[(u8, Vec<Marked>)], twice: bool| {
            let mut members: Vec<_> = work.iter().map(|(who, marks)| member(*who, marks)).collect();
            // A second file of the same notebook changes nothing.
            members.extend(members.first().filter(|_| twice).cloned());
            Class::of(built_in().id(), members).expect("it is small enough")
        };
        let (one, other) = (class(&work, false), class(&turned, twice));
        let sentences = on(&built_in());
        prop_assert_eq!(one.members(), other.members());
        prop_assert_eq!(one.claims(), other.claims());
        prop_assert_eq!(one.sources(), other.sources());
        prop_assert_eq!(one.heat(&sentences), other.heat(&sentences));
        for (a, b) in [
            (one.agree_on_kinds(&sentences, Between::All), other.agree_on_kinds(&sentences, Between::All)),
            (one.agree_on_boundaries(2738, true, Between::All), other.agree_on_boundaries(2738, true, Between::All)),
            (agree_on_links(&one), agree_on_links(&other)),
        ] {
            prop_assert_eq!(a, b);
        }
    }
}

/// The slow grouping of sources relies on what the sketched sources are.
#[test]
fn the_sketched_sources_are_what_the_tests_take_them_for() {
    let works: Vec<_> = (0..5)
        .map(|n| match source(n) {
            Source::Outside(work) => (places_of(&work), title_key(&work.title)),
            Source::InArticle { .. } => panic!("{n} is outside"),
        })
        .collect();
    assert_eq!(works[0].0, works[1].0);
    assert_ne!(works[0].0, works[2].0);
    assert_eq!((works[0].1.as_str(), works[3].1.as_str()), ("the a", "the a"));
    assert!(works[3].0.is_empty() && works[4] == (Vec::new(), String::new()));
    let spans = [5, 6].map(|n| source(n).passage().expect("it has one").span);
    assert!(!alike(spans[0], spans[1]));
}

/// The properties above compare numbers, and not refusals alone.
#[test]
fn there_is_mostly_enough_to_speak_of_agreement() {
    use proptest::strategy::ValueTree;
    use proptest::test_runner::TestRunner;
    let mut runner = TestRunner::deterministic();
    let sentences = on(&built_in());
    let scale = [Verdict::Supported, Verdict::PartlySupported, Verdict::Disputed];
    let mut enough = [0; 5];
    for _ in 0..40 {
        let class = class(&much_work().new_tree(&mut runner).expect("it has values").current());
        let found = [
            class.agree_on_sentences(&sentences, Between::All),
            class.agree_on_kinds(&sentences, Between::All),
            class.agree_on_verdicts(&sentences, &scale, Between::All),
            class.agree_on_boundaries(2738, true, Between::All),
            agree_on_links(&class),
        ];
        for (enough, outcome) in enough.iter_mut().zip(found) {
            *enough += usize::from(outcome.is_ok());
        }
    }
    assert!(enough.iter().all(|enough| *enough > 10), "{enough:?}");
}

#[test]
fn what_cannot_be_looked_at_is_named() {
    let mark = Marked { span: Span { start: 0, end: 9 }, kind: 0, verdict: 0, links: Vec::new() };
    let many = vec![mark.clone(); MAX_CLAIMS + 1];
    let elsewhere = Member::of("A".into(), Notebook::empty(id(9, "notebook", 0)));
    let members = vec![member(1, std::slice::from_ref(&mark)), elsewhere, member(2, &many)];
    let class = Class::of(built_in().id(), members).expect("it is small enough");
    let left_out: Vec<_> =
        class.left_out().iter().map(|(it, why)| (it.name.as_str(), *why)).collect();
    assert_eq!(left_out, [("A", LeftOut::OtherArticle), ("Heron 2", LeftOut::TooMuch)]);
    assert_eq!(class.members().len(), 1);
    let full = vec![mark; MAX_CLAIMS];
    let crowd = (0u8..21).map(|who| member(who, &full)).collect();
    assert!(matches!(Class::of(built_in().id(), crowd), Err(TooMany)));
}

#[test]
fn a_whole_class_is_looked_at_in_time() {
    let mark = |who: usize, n: usize| Marked {
        span: Span { start: n * 60 + who % 11, end: n * 60 + 40 + who % 7 },
        kind: u8::try_from((who + n) % 3).expect("small"),
        verdict: u8::try_from(who % 3).expect("small"),
        links: vec![(u8::try_from((who + n) % 7).expect("small"), 0)],
    };
    let members = (0u8..200)
        .map(|who| {
            let marks: Vec<_> = (0..40).map(|n| mark(usize::from(who), n)).collect();
            member(who, &marks)
        })
        .collect();
    let class = Class::of(built_in().id(), members).expect("it is small enough");
    let claims = class.claims();
    assert_eq!(claims.len(), 40);
    assert!(claims.iter().all(|claim| claim.found.len() == 200));
    assert_eq!(class.heat(&on(&built_in()))[0].people, 200);
    assert!(agree_on_links(&class).is_ok());
}
