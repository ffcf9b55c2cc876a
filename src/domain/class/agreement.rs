//! How far the members of a class agree, each question by its measure.

use litemap::LiteMap;

use super::{Class, ClassClaim, ClassSource, spread};
use crate::domain::agreement::boundaries::{Measure, Overlap, mean_f1};
use crate::domain::agreement::kappa::kappa;
use crate::domain::agreement::krippendorff::{Scale, alpha};
use crate::domain::agreement::links::{Distance, Set, set_alpha};
use crate::domain::agreement::unitizing::unitizing_alpha;
use crate::domain::agreement::{Outcome, Refusal};
use crate::domain::claim::{Claim, Kind, Verdict};
use crate::domain::id::Id;
use crate::domain::link::Relation;
use crate::domain::order::sort_by;
use crate::domain::text::Span;

/// Whom a question is about: everybody, or two members.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Between {
    /// All members.
    All,
    /// These two, by place in [`Class::members`].
    Two(usize, usize),
}

/// What each member links to a claim; `None` for who did not find it.
pub type Linked = Vec<Option<Set>>;

impl Class {
    /// Whether they agree which sentences hold a claim: alpha, or, between two,
    /// Cohen's kappa.
    ///
    /// # Errors
    /// A [`Refusal`] where there is too little to say so.
    pub fn agree_on_sentences(&self, sentences: &[Span], between: Between) -> Outcome {
        let units = self.units(sentences, between, |claims| Some(u32::from(!claims.is_empty())));
        match between {
            Between::All => alpha(&units, Scale::Nominal),
            Between::Two(..) => {
                let pairs = units.iter().filter_map(|unit| unit.as_slice().try_into().ok());
                kappa(&pairs.collect::<Vec<[_; 2]>>())
            }
        }
    }

    /// Whether they agree of what kind the claim in a sentence is. Who marked
    /// nothing in it says nothing; of several claims the one with most of its
    /// text in the sentence counts.
    ///
    /// # Errors
    /// A [`Refusal`] where there is too little to say so.
    pub fn agree_on_kinds(&self, sentences: &[Span], between: Between) -> Outcome {
        let kinds = self.numbered_kinds(between);
        let units = self.units(sentences, between, |claims| number(&kinds, &&claims.first()?.kind));
        alpha(&units, Scale::Nominal)
    }

    /// Whether they agree on the verdict, the further apart the worse. `scale`
    /// has the verdicts that can be put in a row, in this order; others, such as
    /// "not checkable", say nothing.
    ///
    /// # Errors
    /// A [`Refusal`] where there is too little to say so.
    pub fn agree_on_verdicts(
        &self,
        sentences: &[Span],
        scale: &[Verdict],
        between: Between,
    ) -> Outcome {
        let units = self
            .units(sentences, between, |claims| number(scale, claims.first()?.verdict.as_ref()?));
        alpha(&units, Scale::Ordinal)
    }

    /// Whether they agree where claims begin and end, in a text of `length` code
    /// points; with `by_kind`, claims of different kinds are different things.
    ///
    /// # Errors
    /// A [`Refusal`] where there is too little to say so.
    pub fn agree_on_boundaries(&self, length: usize, by_kind: bool, between: Between) -> Outcome {
        let kinds = self.numbered_kinds(between);
        let marks = self.by_member(between, |claim| {
            let kind = number(&kinds, &&claim.kind).filter(|_| by_kind).unwrap_or(0);
            (kind, claim.passage.span)
        });
        unitizing_alpha(&marks, length)
    }

    /// How alike what they mark is, on average over every two.
    ///
    /// # Errors
    /// A [`Refusal`] where there is too little to say so.
    pub fn overlap(&self, measure: Measure, between: Between) -> Result<Overlap, Refusal> {
        mean_f1(&self.by_member(between, |claim| claim.passage.span), measure)
    }

    /// Whether they agree on the sources of the claims that they found, and on
    /// what these do for them, given all [`links`](Self::links) of the class. Who
    /// did not find a claim says nothing of it.
    ///
    /// # Errors
    /// A [`Refusal`] where there is too little to say so.
    pub fn agree_on_links(&self, links: &[Linked], by: Distance, between: Between) -> Outcome {
        let Between::Two(..) = between else { return set_alpha(links, by) };
        let people = self.people(between);
        let of_two = |unit: &Linked| -> Linked {
            people.iter().map(|at| unit.get(*at).cloned().flatten()).collect()
        };
        let units: Vec<Linked> = links.iter().map(of_two).collect();
        set_alpha(&units, by)
    }

    /// What each member links to each of the class's [`claims`](Self::claims), for
    /// what: each of its [`sources`](Self::sources) with a relation is a number.
    pub fn links<'a>(
        &self,
        claims: impl IntoIterator<Item = &'a ClassClaim>,
        sources: &[ClassSource],
    ) -> Vec<Linked> {
        let mut groups = Vec::new();
        for (group, source) in sources.iter().enumerate() {
            groups.extend(source.sources.iter().map(|it| (it.member, &it.id, group)));
        }
        sort_by(&mut groups, Ord::cmp);
        let group_of = |member: usize, id: &Id| {
            let found = groups.binary_search_by(|it| (it.0, it.1).cmp(&(member, id)));
            Some(groups.get(found.ok()?)?.2)
        };
        // Each source and relation that occurs together gets the next number.
        let mut numbers: LiteMap<(usize, &Relation), u32> = LiteMap::new();
        let mut number = |group, relation| {
            let next = u32::try_from(numbers.len()).ok()?;
            if let Some(known) = numbers.get(&(group, relation)) {
                return Some(*known);
            }
            numbers.insert((group, relation), next);
            Some(next)
        };
        let mut links = Vec::new();
        for claim in claims {
            let mut of_members = vec![None; self.members.len()];
            for found in &claim.found {
                let outline = self.outline(found.member);
                let Some((outline, of_member)) = outline.zip(of_members.get_mut(found.member))
                else {
                    continue;
                };
                let linked = outline.links_of_claim(&found.id).iter().filter_map(|record| {
                    let link = record.link()?;
                    number(group_of(found.member, &link.source)?, &link.relation)
                });
                *of_member = Some(Set::of(linked.collect()));
            }
            links.push(of_members);
        }
        links
    }

    /// What each of these says of each sentence, from their claims in it, the one
    /// with most text in it first.
    fn units(
        &self,
        sentences: &[Span],
        between: Between,
        say: impl Fn(&[&Claim]) -> Option<u32>,
    ) -> Vec<Vec<Option<u32>>> {
        let people = self.people(between);
        let marked = self.by_sentence(sentences, between).into_iter().zip(sentences);
        let said = marked.map(|(claims, sentence)| {
            let part = |claim: &Claim| claim.passage.span.clip(*sentence).map_or(0, Span::len);
            let mut said = vec![say(&[]); people.len()];
            for theirs in claims.chunk_by(|a, b| a.0 == b.0) {
                let member = theirs.first().map(|(member, _)| member);
                let place = member.and_then(|member| people.binary_search(member).ok());
                let Some(said) = place.and_then(|place| said.get_mut(place)) else { continue };
                let mut theirs: Vec<&Claim> = theirs.iter().map(|(_, claim)| *claim).collect();
                // By what they say, where they have the same part in it.
                sort_by(&mut theirs, |a, b| {
                    part(b).cmp(&part(a)).then_with(|| words(a).cmp(&words(b)))
                });
                *said = say(&theirs);
            }
            said
        });
        said.collect()
    }

    /// All kinds that occur among these; a kind's number is its place here.
    fn numbered_kinds(&self, between: Between) -> Vec<&Kind> {
        let all = self.claims_of(between).map(|(_, _, claim)| &claim.kind).collect();
        spread(all).into_iter().map(|(kind, _)| kind).collect()
    }

    /// What there is to say of each of these members' claims.
    fn by_member<T>(&self, between: Between, say: impl Fn(&Claim) -> T) -> Vec<Vec<T>> {
        let mut said: Vec<Vec<T>> = Vec::new();
        for (_, outline) in self.outlines().filter(|(member, _)| between.has(*member)) {
            let claims = outline.claims.iter().filter_map(|record| record.claim());
            said.push(claims.map(&say).collect());
        }
        said
    }

    /// These members, in their order.
    fn people(&self, between: Between) -> Vec<usize> {
        (0..self.members.len()).filter(|member| between.has(*member)).collect()
    }
}

fn words(claim: &Claim) -> (Span, &Kind, Option<&Verdict>) {
    (claim.passage.span, &claim.kind, claim.verdict.as_ref())
}

fn number<T: PartialEq>(all: &[T], one: &T) -> Option<u32> {
    u32::try_from(all.iter().position(|other| other == one)?).ok()
}

impl Between {
    /// Whether it is about this member.
    pub(super) fn has(self, member: usize) -> bool {
        match self {
            Self::All => true,
            Self::Two(first, second) => member == first || member == second,
        }
    }
}
