//! The class as the teacher sees it: claims, sources, and how warm each sentence is.

use super::Classroom;
use crate::domain::article::Article;
use crate::domain::class::{Class, ClassClaim, ClassSource, Heat, Linked, TooMany};
use crate::domain::text::Span;

/// So many steps of warmth there are above none.
pub const STEPS: usize = 5;

/// Everything that is worked out of a class at once.
#[derive(Clone, Debug)]
pub struct Seen {
    /// The class.
    pub class: Class,
    /// The sentences of its article.
    pub sentences: Vec<Span>,
    /// How many people marked a part of each.
    pub heat: Vec<Heat>,
    /// The claims that anybody found.
    pub claims: Vec<SeenClaim>,
    /// What they link to.
    pub sources: Vec<ClassSource>,
    /// What each member links to each claim.
    pub links: Vec<Linked>,
}

/// A claim of the class and how far the class is of one mind about it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct SeenClaim {
    /// The claim.
    pub claim: ClassClaim,
    /// Whether the class agrees on it.
    pub standing: Standing,
}

/// Whether the class is of one mind about a claim.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Standing {
    /// At least two thirds found it, and at least two thirds of these say the
    /// same kind, and at least two thirds the same verdict.
    Agreed,
    /// Two or more found it, and that is not so.
    Differs,
    /// One person alone marked it.
    Alone,
}

/// A class that is being looked at, step by step: a page can draw in between.
#[derive(Clone, Debug)]
pub struct Looking {
    class: Class,
    sentences: Vec<Span>,
    heat: Option<Vec<Heat>>,
    claims: Option<Vec<SeenClaim>>,
    sources: Option<Vec<ClassSource>>,
}

/// How far it came.
#[derive(Clone, Debug)]
pub enum Looked {
    /// There is more to look at.
    Further(Looking),
    /// That is all of it.
    Done(Seen),
}

impl Looking {
    /// A class, by these sentences of its article.
    ///
    /// # Errors
    /// [`TooMany`] where there is more than can be looked at in time.
    pub fn at(room: &Classroom, sentences: Vec<Span>) -> Result<Self, TooMany> {
        let class = room.class()?;
        Ok(Self { class, sentences, heat: None, claims: None, sources: None })
    }

    /// Looks at one more thing: the sentences, the claims, the sources, the links.
    #[must_use]
    pub fn step(mut self) -> Looked {
        if self.heat.is_none() {
            self.heat = Some(self.class.heat(&self.sentences));
        } else if self.claims.is_none() {
            let people = self.class.members().len();
            let seen = |claim| SeenClaim { standing: Standing::of(&claim, people), claim };
            self.claims = Some(self.class.claims().into_iter().map(seen).collect());
        } else if self.sources.is_none() {
            self.sources = Some(self.class.sources());
        } else if let Self {
            class,
            sentences,
            heat: Some(heat),
            claims: Some(claims),
            sources: Some(sources),
        } = self
        {
            let links = class.links(claims.iter().map(|it| &it.claim), &sources);
            return Looked::Done(Seen { class, sentences, heat, claims, sources, links });
        }
        Looked::Further(self)
    }
}

impl Standing {
    fn of(claim: &ClassClaim, people: usize) -> Self {
        let found = claim.found.len();
        let most = |part: usize, of: usize| 3 * part >= 2 * of;
        let kind = claim.kinds.first().map_or(0, |(_, count)| *count);
        let verdict = claim.verdicts.first().map_or(0, |(_, count)| *count);
        if found < 2 {
            Self::Alone
        } else if most(found, people) && most(kind, found) && most(verdict, found) {
            Self::Agreed
        } else {
            Self::Differs
        }
    }
}

impl Seen {
    /// What is to be seen of a class, by these sentences of its article.
    ///
    /// # Errors
    /// [`TooMany`] where there is more than can be looked at in time.
    pub fn of(room: &Classroom, sentences: Vec<Span>) -> Result<Self, TooMany> {
        let mut looking = Looking::at(room, sentences)?;
        loop {
            match looking.step() {
                Looked::Further(further) => looking = further,
                Looked::Done(seen) => return Ok(seen),
            }
        }
    }

    /// How many people there are.
    #[must_use]
    pub fn people(&self) -> usize {
        self.class.members().len()
    }

    /// The next claim of this standing (of any, where it is `None`) after or
    /// before the one that is open, by place in the list; around the end.
    /// `only` leaves out claims that this member did not find.
    #[must_use]
    pub fn next(
        &self,
        open: Option<usize>,
        forward: bool,
        standing: Option<Standing>,
        only: Option<usize>,
    ) -> Option<usize> {
        let fits = |at: &usize| {
            self.claims.get(*at).is_some_and(|it| {
                standing.is_none_or(|standing| it.standing == standing)
                    && only.is_none_or(|member| it.claim.found.iter().any(|f| f.member == member))
            })
        };
        let all: Vec<usize> = (0..self.claims.len()).filter(fits).collect();
        let (first, last) = (all.first(), all.last());
        let found = match (open, forward) {
            (Some(open), true) => all.iter().find(|at| **at > open).or(first),
            (Some(open), false) => all.iter().rev().find(|at| **at < open).or(last),
            (None, true) => first,
            (None, false) => last,
        };
        found.copied()
    }

    /// What a member marked.
    #[must_use]
    pub fn marked_by(&self, member: usize) -> Vec<Span> {
        let claims = self.class.outline(member).map(|outline| outline.claims.as_slice());
        let spans = claims.unwrap_or_default().iter().filter_map(|record| record.passage());
        spans.map(|passage| passage.span).collect()
    }

    /// A block of the article in pieces of equal warmth.
    #[must_use]
    pub fn pieces(
        &self,
        article: &Article,
        block: usize,
        open: Option<usize>,
        theirs: &[Span],
    ) -> Vec<HeatPiece> {
        let whole = article.block_span(block);
        let open = open.and_then(|at| self.claims.get(at)).map(|it| it.claim.span);
        let first = self.sentences.partition_point(|sentence| sentence.end <= whole.start);
        let end = self.sentences.partition_point(|sentence| sentence.start < whole.end);
        let mut cuts = vec![whole.start, whole.end];
        let sentences = self.sentences.get(first..end.max(first)).unwrap_or_default();
        for span in sentences.iter().chain(&open).chain(theirs) {
            cuts.extend(span.clip(whole).into_iter().flat_map(|it| [it.start, it.end]));
        }
        crate::domain::order::sort_by(&mut cuts, Ord::cmp);
        cuts.dedup();
        let pieces = cuts.windows(2).filter_map(|ends| {
            let [start, end] = *ends else { return None };
            let holds = |span: &Span| span.contains(start);
            let within = sentences.iter().position(holds);
            let heat = within.and_then(|at| self.heat.get(first + at));
            let last = within.and_then(|at| sentences.get(at)).is_some_and(|it| it.end == end);
            Some(HeatPiece {
                text: article.slice(Span { start, end }).to_owned(),
                people: heat.map_or(0, |heat| heat.people),
                ends_sentence: last,
                is_open: open.as_ref().is_some_and(holds),
                is_theirs: theirs.iter().any(holds),
            })
        });
        pieces.collect()
    }
}

/// A piece of the article, as it is painted.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct HeatPiece {
    /// Its words.
    pub text: String,
    /// How many people marked a part of its sentence.
    pub people: usize,
    /// Whether its sentence ends with it: the number stands there.
    pub ends_sentence: bool,
    /// Whether it is in the claim that is open.
    pub is_open: bool,
    /// Whether the student who is looked at marked it.
    pub is_theirs: bool,
}

/// The step of warmth for so many of all people: 0 for nobody, [`STEPS`] for
/// more than four fifths.
#[must_use]
pub fn step(people: usize, of: usize) -> usize {
    (STEPS * people).div_ceil(of.max(1)).min(STEPS)
}
