//! What a person can ask for, and the change that it comes to.

use serde_json::{Map, Value};

use super::article::{Article, ArticleId};
use super::change::{Change, Edit, Label};
use super::claim::{Claim, Kind, Verdict};
use super::id::Id;
use super::link::{Link, Relation, Strength};
use super::notebook::Notebook;
use super::passage::{Passage, Quote};
use super::person::Person;
use super::record::{Body, Content, MAX_TEXTS, Origin, Particulars, Record};
use super::source::{Source, Work};
use super::text::Span;
use super::time::Timestamp;

/// What a person asks for. New ids come with it; places are code points of the
/// notebook's article.
#[derive(Clone, PartialEq, Debug)]
pub enum Command {
    /// Make a passage a claim.
    MarkClaim {
        /// The new claim's id.
        id: Id,
        /// Where it stands.
        span: Span,
        /// What kind it is.
        kind: Kind,
    },
    /// Make a passage a source, and perhaps link it to a claim at once.
    MarkSource {
        /// The new source's id.
        id: Id,
        /// Where it stands.
        span: Span,
        /// The link to make.
        link: Option<NewLink>,
    },
    /// Change something about a claim.
    ReviseClaim {
        /// The claim.
        id: Id,
        /// What.
        revision: ClaimRevision,
    },
    /// Move the ends of a claim or of a source in the article.
    SetBoundaries {
        /// The claim or source.
        id: Id,
        /// Where it shall stand.
        span: Span,
    },
    /// Add an outside source, and perhaps link it to a claim at once.
    AddSource {
        /// The new source's id.
        id: Id,
        /// What it is.
        work: Work,
        /// The link to make.
        link: Option<NewLink>,
    },
    /// Change an outside source.
    ReviseSource {
        /// The source.
        id: Id,
        /// What it is now.
        work: Work,
    },
    /// Name a source in the article.
    NameSource {
        /// The source.
        id: Id,
        /// Its name; empty for the passage's own words.
        name: String,
    },
    /// Link a claim to a source that is already there.
    Link {
        /// The link to make.
        link: NewLink,
        /// The source.
        source: Id,
    },
    /// Change something about a link.
    ReviseLink {
        /// The link.
        id: Id,
        /// What.
        revision: LinkRevision,
    },
    /// Put something into the bin, or a notebook itself.
    Bin(Id),
    /// Take it out again.
    Restore(Id),
    /// Erase what lies in the bin, for good.
    Erase(Vec<Id>),
    /// Name the notebook.
    Rename(String),
    /// Name the person.
    RenamePerson {
        /// Whom.
        id: Id,
        /// The name.
        name: String,
    },
    /// Of a record's versions, keep this one.
    Settle(Box<Record>),
    /// Follow the article to another version of it.
    TakeVersion {
        /// The version.
        article: ArticleId,
        /// Where claims and sources stand in it. Those that are not among them
        /// stay on the version that they are on: they are lost.
        placed: Vec<Placed>,
    },
    /// A claim or source stands, although its text changed.
    Accept(Id),
    /// The notebook's own record carries these further fields, and no others: an
    /// exercise and what goes with it.
    Carry(Label, Box<Map<String, Value>>),
}

/// Where a claim or a source stands in another version.
#[derive(Clone, PartialEq, Debug)]
pub struct Placed {
    /// The claim or source.
    pub id: Id,
    /// Its passage there.
    pub passage: Passage,
    /// Whether somebody has to look at it.
    pub asks: bool,
}

/// A link that is to be made.
#[derive(Clone, PartialEq, Debug)]
pub struct NewLink {
    /// The new link's id.
    pub id: Id,
    /// The claim.
    pub claim: Id,
    /// What the source does for it.
    pub relation: Relation,
}

/// What can be changed about a claim.
#[derive(Clone, PartialEq, Debug)]
pub enum ClaimRevision {
    /// Its kind.
    Kind(Kind),
    /// Its verdict.
    Verdict(Option<Verdict>),
    /// The reason for the verdict.
    Reason(String),
    /// Its tags.
    Tags(Vec<String>),
}

/// What can be changed about a link.
#[derive(Clone, PartialEq, Debug)]
pub enum LinkRevision {
    /// What the source does for the claim.
    Relation(Relation),
    /// How much.
    Strength(Option<Strength>),
    /// Why.
    Reason(String),
    /// The words in the source; empty for none.
    Evidence(String),
}

/// Why a command cannot be carried out.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Refusal {
    /// There is nothing at that place of the article.
    NoPassage,
    /// The thing is not there (any more).
    NotThere,
    /// The claim and the source are already linked in this way.
    AlreadyLinked,
    /// A source needs an address or a title.
    NamelessSource,
    /// A name is needed.
    NoName,
    /// A text is longer than a record may hold, or there are too many.
    TooMuch,
}

/// Who asks, and when.
#[derive(Clone, PartialEq, Debug)]
pub struct By {
    /// The person.
    pub author: Id,
    /// By their clock.
    pub now: Timestamp,
}

/// Works out the change that a command comes to. Nothing is changed yet; a
/// command that would change nothing gives a change that is empty.
///
/// # Errors
/// A [`Refusal`] where it cannot be done.
pub fn plan(
    notebook: &Notebook,
    article: &Article,
    command: Command,
    by: &By,
) -> Result<Change, Refusal> {
    let new = |id: Id, body: Body| {
        let content = Content::new(by.author.clone(), by.now.clone(), body);
        Edit { id, before: None, after: Some(content) }
    };
    let passage = |span: Span| Passage::of(article, span).ok_or(Refusal::NoPassage);
    let (label, edits) = match command {
        Command::MarkClaim { id, span, kind } => {
            (Label::MarkClaim, vec![new(id, Body::Claim(Claim::new(passage(span)?, kind)))])
        }
        Command::MarkSource { id, span, link } => {
            let source = Source::InArticle { passage: passage(span)?, name: String::new() };
            let mut edits = vec![new(id.clone(), Body::Source(source))];
            if let Some(link) = link {
                edits.push(new(link.id.clone(), Body::Link(linked(notebook, link, id)?)));
            }
            (Label::MarkSource, edits)
        }
        Command::AddSource { id, work, link } => {
            if work.name().is_empty() {
                return Err(Refusal::NamelessSource);
            }
            let label = if link.is_some() { Label::AddLink } else { Label::AddSource };
            let mut edits = vec![new(id.clone(), Body::Source(Source::Outside(work)))];
            if let Some(link) = link {
                edits.push(new(link.id.clone(), Body::Link(linked(notebook, link, id)?)));
            }
            (label, edits)
        }
        Command::Link { link, source } => {
            notebook.source(&source).ok_or(Refusal::NotThere)?;
            (
                Label::AddLink,
                vec![new(link.id.clone(), Body::Link(linked(notebook, link, source)?))],
            )
        }
        Command::ReviseClaim { id, revision } => {
            let mut claim = notebook.claim(&id).ok_or(Refusal::NotThere)?.clone();
            let label = match revision {
                ClaimRevision::Kind(kind) => replace(&mut claim.kind, kind, Label::SetKind),
                ClaimRevision::Verdict(verdict) => {
                    replace(&mut claim.verdict, verdict, Label::SetVerdict)
                }
                ClaimRevision::Reason(reason) => {
                    replace(&mut claim.reason, reason, Label::SetReason)
                }
                ClaimRevision::Tags(tags) => {
                    replace(&mut claim.tags, tidy_tags(tags), Label::SetTags)
                }
            };
            (label, vec![revise(notebook, id, Body::Claim(claim))?])
        }
        Command::ReviseLink { id, revision } => {
            let mut link = notebook.link(&id).ok_or(Refusal::NotThere)?.clone();
            match revision {
                LinkRevision::Relation(relation) => link.relation = relation,
                LinkRevision::Strength(strength) => link.strength = strength,
                LinkRevision::Reason(reason) => link.reason = reason,
                LinkRevision::Evidence(words) => {
                    link.evidence = (!words.is_empty()).then(|| Quote::of(&words));
                }
            }
            (Label::EditLink, vec![revise(notebook, id, Body::Link(link))?])
        }
        Command::SetBoundaries { id, span } => {
            (Label::SetBoundaries, vec![placed(notebook, id, passage(span)?, false)?])
        }
        Command::ReviseSource { id, work } => {
            if work.name().is_empty() {
                return Err(Refusal::NamelessSource);
            }
            match notebook.source(&id) {
                Some(Source::Outside(_)) => {}
                _ => return Err(Refusal::NotThere),
            }
            (Label::EditSource, vec![revise(notebook, id, Body::Source(Source::Outside(work)))?])
        }
        Command::NameSource { id, name } => {
            let Some(Source::InArticle { passage, .. }) = notebook.source(&id) else {
                return Err(Refusal::NotThere);
            };
            let source = Source::InArticle { passage: passage.clone(), name };
            (Label::EditSource, vec![revise(notebook, id, Body::Source(source))?])
        }
        Command::Bin(id) => (Label::Bin, vec![bin(notebook, id, true)?]),
        Command::Restore(id) => (Label::Restore, vec![bin(notebook, id, false)?]),
        Command::Erase(ids) => {
            let erase = |id: Id| {
                let before = notebook.content(&id)?.clone();
                before.binned.then_some(Edit { id, before: Some(before), after: None })
            };
            (Label::Erase, ids.into_iter().filter_map(erase).collect())
        }
        Command::Rename(title) => {
            let title = title.trim().to_owned();
            if title.is_empty() {
                return Err(Refusal::NoName);
            }
            let particulars = notebook.particulars().ok_or(Refusal::NotThere)?;
            let body = Body::Notebook(Particulars { title, ..particulars.clone() });
            (Label::Rename, vec![revise(notebook, notebook.id().clone(), body)?])
        }
        Command::RenamePerson { id, name } => {
            let name = name.trim().to_owned();
            if name.is_empty() {
                return Err(Refusal::NoName);
            }
            let body = Body::Person(Person { name });
            let edit = match notebook.content(&id) {
                Some(_) => revise(notebook, id, body)?,
                None => new(id, body),
            };
            (Label::RenamePerson, vec![edit])
        }
        Command::Settle(kept) => {
            let before = notebook.content(&kept.id).cloned();
            (Label::Settle, vec![Edit { id: kept.id, before, after: kept.content }])
        }
        Command::TakeVersion { article, placed: all } => {
            let particulars = notebook.particulars().ok_or(Refusal::NotThere)?;
            let body = Body::Notebook(Particulars { article, ..particulars.clone() });
            let mut edits = vec![revise(notebook, notebook.id().clone(), body)?];
            for Placed { id, passage, asks } in all {
                edits.push(placed(notebook, id, passage, asks)?);
            }
            (Label::TakeVersion, edits)
        }
        Command::Carry(label, extra) => {
            let id = notebook.id().clone();
            let before = notebook.content(&id).ok_or(Refusal::NotThere)?.clone();
            let after = Content { extra: *extra, ..before.clone() };
            (label, vec![Edit { id, before: Some(before), after: Some(after) }])
        }
        Command::Accept(id) => {
            let before = notebook.content(&id).ok_or(Refusal::NotThere)?.clone();
            let mut after = before.clone();
            if let Some(origin) = &mut after.origin {
                origin.asks = false;
            }
            (Label::Accept, vec![Edit { id, before: Some(before), after: Some(after) }])
        }
    };
    let too_much = |edit: &Edit| edit.after.as_ref().is_some_and(|after| !after.is_bounded());
    if edits.iter().any(too_much) {
        return Err(Refusal::TooMuch);
    }
    Ok(Change { label, edits })
}

/// A claim or source on another passage. On another version than it was, it
/// remembers where a person last saw it.
fn placed(notebook: &Notebook, id: Id, passage: Passage, asks: bool) -> Result<Edit, Refusal> {
    let before = notebook.content(&id).ok_or(Refusal::NotThere)?.clone();
    let was = before.passage().ok_or(Refusal::NotThere)?.clone();
    let origin = before.origin.clone().map_or(was, |origin| origin.passage);
    let back = origin.article == passage.article;
    let mut after = before.with_passage(passage).ok_or(Refusal::NotThere)?;
    after.origin = (!back).then_some(Origin { passage: origin, asks });
    Ok(Edit { id, before: Some(before), after: Some(after) })
}

fn linked(notebook: &Notebook, link: NewLink, source: Id) -> Result<Link, Refusal> {
    notebook.claim(&link.claim).ok_or(Refusal::NotThere)?;
    let twin = |record: &std::sync::Arc<Record>| {
        record.is_live()
            && record.link().is_some_and(|other| {
                other.claim == link.claim
                    && other.source == source
                    && other.relation == link.relation
            })
    };
    if notebook.records().any(twin) {
        return Err(Refusal::AlreadyLinked);
    }
    Ok(Link::new(link.claim, source, link.relation))
}

fn replace<T>(place: &mut T, value: T, label: Label) -> Label {
    *place = value;
    label
}

fn revise(notebook: &Notebook, id: Id, body: Body) -> Result<Edit, Refusal> {
    let before = notebook.content(&id).ok_or(Refusal::NotThere)?.clone();
    let after = before.with_body(body);
    Ok(Edit { id, before: Some(before), after: Some(after) })
}

fn bin(notebook: &Notebook, id: Id, binned: bool) -> Result<Edit, Refusal> {
    let before = notebook.content(&id).ok_or(Refusal::NotThere)?.clone();
    let after = Content { binned, ..before.clone() };
    Ok(Edit { id, before: Some(before), after: Some(after) })
}

/// Trimmed, none empty, none twice; the order stays. More than a claim may have
/// are left as they are: the claim will be refused.
fn tidy_tags(tags: Vec<String>) -> Vec<String> {
    let mut tidy: Vec<String> = Vec::new();
    for tag in tags {
        let tag = tag.split_whitespace().collect::<Vec<_>>().join(" ");
        let known = tidy.len() <= MAX_TEXTS && tidy.contains(&tag);
        if !tag.is_empty() && !known {
            tidy.push(tag);
        }
    }
    tidy
}
