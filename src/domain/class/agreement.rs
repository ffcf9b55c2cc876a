//! How far the members of a class agree, each question by its measure.

use litemap::LiteMap;

use super::{Class, Finding, spread};
use crate::domain::agreement::boundaries::{Measure, Overlap, mean_f1};
use crate::domain::agreement::kappa::kappa;
use crate::domain::agreement::krippendorff::{Scale, alpha};
use crate::domain::agreement::links::{Distance, Set, set_alpha};
use crate::domain::agreement::unitizing::unitizing_alpha;
use crate::domain::agreement::{Outcome, Refusal};
use crate::domain::claim::{Claim, Kind, Verdict};
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
        let kinds = self.numbered_kinds();
        let units = self.units(sentences, between, |claims| number(&kinds, &claims.first()?.kind));
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
        let kinds = self.numbered_kinds();
        let mut marks = vec![Vec::new(); self.members.len()];
        for (member, _, claim) in self.all_claims() {
            let kind = number(&kinds, &claim.kind).filter(|_| by_kind).unwrap_or(0);
            if let Some(marks) = marks.get_mut(member) {
                marks.push((kind, claim.passage.span));
            }
        }
        unitizing_alpha(&between.of(marks), length)
    }

    /// How alike what they mark is, on average over every two.
    ///
    /// # Errors
    /// A [`Refusal`] where there is too little to say so.
    pub fn overlap(&self, measure: Measure, between: Between) -> Result<Overlap, Refusal> {
        mean_f1(&between.of(self.spans()), measure)
    }

    /// Whether they agree on the sources of the claims that they found, and on
    /// what these do for them. Who did not find a claim says nothing of it.
    ///
    /// # Errors
    /// A [`Refusal`] where there is too little to say so.
    pub fn agree_on_links(&self, by: Distance, between: Between) -> Outcome {
        let mut groups: LiteMap<Finding, usize> = LiteMap::new();
        let sources = self.sources();
        for (group, source) in sources.iter().enumerate() {
            for finding in &source.sources {
                groups.insert(finding.clone(), group);
            }
        }
        // Each source and relation that occurs together gets a number.
        let mut pairs = Vec::new();
        let mut units = Vec::new();
        for claim in self.claims() {
            let mut unit = vec![None; self.members.len()];
            for found in &claim.found {
                let Some(outline) = self.outlines.get(found.member) else { continue };
                let linked = outline.links_of_claim(&found.id).iter().filter_map(|record| {
                    let link = record.link()?;
                    let source = Finding { member: found.member, id: link.source.clone() };
                    Some((*groups.get(&source)?, link.relation.clone()))
                });
                let linked: Vec<_> = linked.collect();
                pairs.extend(linked.iter().cloned());
                if let Some(of_member) = unit.get_mut(found.member) {
                    *of_member = Some(linked);
                }
            }
            units.push(between.of(unit));
        }
        sort_by(&mut pairs, Ord::cmp);
        pairs.dedup();
        let numbered = |linked: Vec<_>| {
            let find = |pair| u32::try_from(pairs.binary_search(pair).ok()?).ok();
            Set::of(linked.iter().filter_map(find).collect())
        };
        let units: Vec<Vec<Option<Set>>> = units
            .into_iter()
            .map(|unit| unit.into_iter().map(|linked| linked.map(numbered)).collect())
            .collect();
        set_alpha(&units, by)
    }

    /// What each member says of each sentence, from their claims in it, the one
    /// with most text in it first.
    fn units(
        &self,
        sentences: &[Span],
        between: Between,
        say: impl Fn(&[&Claim]) -> Option<u32>,
    ) -> Vec<Vec<Option<u32>>> {
        let marked = self.by_sentence(sentences).into_iter().zip(sentences);
        let said = marked.map(|(claims, sentence)| {
            let mut of_members = vec![Vec::new(); self.members.len()];
            for (member, claim) in claims {
                if let Some(claims) = of_members.get_mut(member) {
                    claims.push(claim);
                }
            }
            let part = |claim: &&Claim| claim.passage.span.clip(*sentence).map_or(0, Span::len);
            let said = of_members.into_iter().map(|mut claims| {
                // By what they say, where they have the same part in it.
                sort_by(&mut claims, |a, b| {
                    part(b).cmp(&part(a)).then_with(|| words(a).cmp(&words(b)))
                });
                say(&claims)
            });
            between.of(said.collect())
        });
        said.collect()
    }

    /// All kinds that occur; a kind's number is its place here.
    fn numbered_kinds(&self) -> Vec<Kind> {
        let all = self.all_claims().map(|(_, _, claim)| claim.kind.clone()).collect();
        spread(all).into_iter().map(|(kind, _)| kind).collect()
    }
}

fn words(claim: &Claim) -> (Span, &Kind, Option<&Verdict>) {
    (claim.passage.span, &claim.kind, claim.verdict.as_ref())
}

fn number<T: PartialEq>(all: &[T], one: &T) -> Option<u32> {
    u32::try_from(all.iter().position(|other| other == one)?).ok()
}

impl Between {
    fn of<T>(self, members: Vec<T>) -> Vec<T> {
        let keep = |at: usize| match self {
            Self::All => true,
            Self::Two(first, second) => at == first || at == second,
        };
        members.into_iter().enumerate().filter(|(at, _)| keep(*at)).map(|(_, of)| of).collect()
    }
}
