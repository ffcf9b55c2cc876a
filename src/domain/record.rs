//! A record: one thing that a notebook holds, in one version.

use serde_json::{Map, Value};

use super::article::ArticleId;
use super::claim::{Claim, Verdict};
use super::id::Id;
use super::link::{Link, Strength};
use super::passage::Passage;
use super::person::Person;
use super::source::{Appraisal, Source};
use super::text::is_drawable;
use super::time::Timestamp;
use super::version::Version;

/// The longest text in a record, in code points, passages aside: an essay. A
/// field on screen takes seconds to show more.
pub const MAX_TEXT: usize = 100_000;

/// The most tags of a claim or authors of a source.
pub const MAX_TEXTS: usize = 1_000;

/// One version of one thing. An erased thing is a record too, without content,
/// so that no other copy brings it back.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Record {
    /// What it is a version of.
    pub id: Id,
    /// Which edits it has seen.
    pub version: Version,
    /// When this version was made, by the clock of whoever made it.
    pub modified: Timestamp,
    /// What it says; `None` once it was erased.
    pub content: Option<Content>,
}

/// What a version says. This is what an edit changes and undo brings back.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Content {
    /// The id of the person who made the thing.
    pub author: Id,
    /// When they made it.
    pub created: Timestamp,
    /// Whether it lies in the bin.
    pub binned: bool,
    /// The thing itself.
    pub body: Body,
    /// Where its passage was before it followed the article to another version.
    pub origin: Option<Origin>,
    /// Fields of a file that we do not know, kept and written back.
    pub extra: Map<String, Value>,
}

/// What a passage was when a person last said where it stands.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Origin {
    /// The passage, on the version of the article that it was then.
    pub passage: Passage,
    /// Whether somebody still has to say that the claim stands although its
    /// words, or those around it, are others now.
    pub asks: bool,
}

/// The five kinds of thing.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Body {
    /// The notebook's own particulars; its id is the notebook's.
    Notebook(Particulars),
    /// Somebody who wrote in it.
    Person(Person),
    /// A claim.
    Claim(Claim),
    /// A source.
    Source(Source),
    /// A link.
    Link(Link),
}

/// What is known of a notebook as a whole.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Particulars {
    /// Its name in lists and files.
    pub title: String,
    /// The article that it is about.
    pub article: ArticleId,
}

impl Content {
    /// New content by `author` at `created`, out of the bin.
    #[must_use]
    pub fn new(author: Id, created: Timestamp, body: Body) -> Self {
        Self { author, created, binned: false, body, origin: None, extra: Map::new() }
    }

    /// The same on another passage; `None` where it has none.
    #[must_use]
    pub fn with_passage(&self, passage: Passage) -> Option<Self> {
        let body = match &self.body {
            Body::Claim(claim) => Body::Claim(Claim { passage, ..claim.clone() }),
            Body::Source(Source::InArticle { name, .. }) => {
                Body::Source(Source::InArticle { passage, name: name.clone() })
            }
            _ => return None,
        };
        let mut content = self.with_body(body);
        forget_selectors(&mut content.extra);
        Some(content)
    }

    /// The passage of a claim or of a source in the article, if it is one.
    #[must_use]
    pub fn passage(&self) -> Option<&Passage> {
        match &self.body {
            Body::Claim(claim) => Some(&claim.passage),
            Body::Source(source) => source.passage(),
            Body::Notebook(_) | Body::Person(_) | Body::Link(_) => None,
        }
    }

    /// Whether no text in it is longer than [`MAX_TEXT`], nor a list than
    /// [`MAX_TEXTS`], and browsers can draw all of it ([`is_drawable`]).
    #[must_use]
    pub fn is_bounded(&self) -> bool {
        let (texts, lists): (Vec<&str>, Vec<&[String]>) = match &self.body {
            Body::Notebook(particulars) => (vec![&particulars.title], vec![]),
            Body::Person(person) => (vec![&person.name], vec![]),
            Body::Claim(claim) => {
                let verdict = claim.verdict.as_ref().map_or("", Verdict::key);
                (vec![claim.kind.key(), verdict, &claim.reason], vec![&claim.tags])
            }
            Body::Source(Source::InArticle { name, .. }) => (vec![name], vec![]),
            Body::Source(Source::Outside(work)) => {
                let Appraisal { behind, evidence, others } = &work.appraisal;
                let about = [&work.title, &work.publisher, &work.issued, &work.kind];
                let texts = about.into_iter().chain([behind, evidence, others]);
                (texts.map(String::as_str).collect(), vec![&work.authors])
            }
            Body::Link(link) => {
                let strength = link.strength.as_ref().map_or("", Strength::key);
                let evidence = link.evidence.as_ref().map_or("", |quote| &quote.exact);
                (vec![link.relation.key(), strength, &link.reason, evidence], vec![])
            }
        };
        let is_short = |text: &str| text.len() <= MAX_TEXT || text.chars().nth(MAX_TEXT).is_none();
        let fits = |text: &str| is_short(text) && is_drawable(text);
        // A list is one text on screen.
        let listed = |list: &&[String]| {
            list.len() <= MAX_TEXTS
                && list.iter().map(String::len).sum::<usize>() <= MAX_TEXT
                && list.iter().all(|text| is_drawable(text))
        };
        let quotes = self.passage().is_none_or(|passage| is_drawable(&passage.quote.exact));
        quotes && texts.into_iter().all(fits) && lists.iter().all(listed)
    }

    /// The same with another body.
    #[must_use]
    pub fn with_body(&self, body: Body) -> Self {
        Self { body, ..self.clone() }
    }
}

/// What another tool said of where the old passage stands, in its own ways, is
/// not true of another one. It is in the first value of `target` (see `formats`).
fn forget_selectors(extra: &mut Map<String, Value>) {
    let Some(Value::Array(targets)) = extra.get_mut("target") else { return };
    let only = targets.len() == 1;
    let Some(Value::Object(rest)) = targets.first_mut() else { return };
    rest.remove("selector");
    if only && rest.is_empty() {
        extra.remove("target");
    }
}

impl Record {
    /// The claim, if it is one and not erased.
    #[must_use]
    pub fn claim(&self) -> Option<&Claim> {
        match &self.content.as_ref()?.body {
            Body::Claim(claim) => Some(claim),
            _ => None,
        }
    }

    /// The source, if it is one and not erased.
    #[must_use]
    pub fn source(&self) -> Option<&Source> {
        match &self.content.as_ref()?.body {
            Body::Source(source) => Some(source),
            _ => None,
        }
    }

    /// The link, if it is one and not erased.
    #[must_use]
    pub fn link(&self) -> Option<&Link> {
        match &self.content.as_ref()?.body {
            Body::Link(link) => Some(link),
            _ => None,
        }
    }

    /// The passage of a claim or of a source in the article, if it is one.
    #[must_use]
    pub fn passage(&self) -> Option<&Passage> {
        self.content.as_ref()?.passage()
    }

    /// Where its passage was on an earlier version of the article.
    #[must_use]
    pub fn origin(&self) -> Option<&Origin> {
        self.content.as_ref()?.origin.as_ref()
    }

    /// Whether it has content and is not in the bin.
    #[must_use]
    pub fn is_live(&self) -> bool {
        self.content.as_ref().is_some_and(|content| !content.binned)
    }
}
