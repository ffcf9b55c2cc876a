//! A link as an annotation: motivation `linking`, the claim its target, an
//! outside source its body (an array's order does not survive RDF, so claim and
//! source are told apart by their parts), one in the article a second target.

use serde_json::Value;

use super::RecordError;
use super::body::{self, Body, textual};
use super::envelope::read_time;
use super::fields::{Fields, address_iri, each, iri, list, take_text, text};
use super::place::Around;
use super::selector::{quote_in, write_quote};
use crate::domain::address::Address;
use crate::domain::formats::object::object;
use crate::domain::id::Id;
use crate::domain::link::{Link, Relation, Strength};
use crate::domain::passage::Quote;
use crate::domain::source::{Source, Work};
use crate::domain::time::Timestamp;

/// The Citation Typing Ontology. Its properties say what the citing side does
/// with the cited one; ours say what the source does for the claim, so we write
/// those whose subject is the claim.
const CITO: &str = "http://purl.org/spar/cito/";

/// What another tool's link is that does not say what it is.
const UNSAID: &str = "related";

fn cito(relation: &Relation) -> Option<&'static str> {
    Some(match relation {
        Relation::Supports => "citesAsEvidence",
        Relation::Disputes => "isDisputedBy",
        Relation::Qualifies => "isQualifiedBy",
        Relation::Context => "obtainsBackgroundFrom",
        Relation::AttributedTo => "credits",
        Relation::SameOrigin => "containsAssertionFrom",
        Relation::Other(_) => return None,
    })
}

fn from_cito(iri: &str) -> Option<Relation> {
    Some(match iri.strip_prefix(CITO)? {
        "citesAsEvidence" | "obtainsSupportFrom" | "isSupportedBy" | "isConfirmedBy"
        | "confirms" | "supports" | "agreesWith" => Relation::Supports,
        "isDisputedBy" | "disputes" | "isRefutedBy" | "refutes" | "corrects" | "isCorrectedBy"
        | "disagreesWith" => Relation::Disputes,
        "isQualifiedBy" | "qualifies" => Relation::Qualifies,
        "obtainsBackgroundFrom" | "citesForInformation" => Relation::Context,
        "credits" | "citesAsAuthority" | "includesQuotationFrom" => Relation::AttributedTo,
        "containsAssertionFrom" => Relation::SameOrigin,
        other => Relation::from_key(other),
    })
}

/// Adds a link.
pub(super) fn write(fields: &mut Fields, link: &Link, extra: &Fields, around: &Around<'_>) {
    let source = around.source(&link.source);
    let in_article = matches!(source, Some(Source::InArticle { .. }));
    fields.insert("type".into(), "Annotation".into());
    fields.insert("motivation".into(), "linking".into());
    let mut bodies = vec![match cito(&link.relation) {
        Some(property) => object! {
            "type": "SpecificResource",
            "purpose": "classifying",
            "source": format!("{CITO}{property}"),
        },
        None => textual("classifying", link.relation.key()),
    }];
    // Before any body of another tool, which would be read in its place.
    if !in_article || link.evidence.is_some() || extra.contains_key("body") {
        bodies.push(cited(link, source));
    }
    if !link.reason.is_empty() {
        bodies.push(textual("commenting", &link.reason));
    }
    body::put(fields, bodies, extra);
    let mut targets = vec![Value::from(link.claim.as_str())];
    targets.extend(in_article.then(|| link.source.as_str().into()));
    targets.extend(each(extra.get("target")).iter().cloned());
    let target = match targets.len() {
        1 => targets.remove(0),
        _ => targets.into(),
    };
    fields.insert("target".into(), target);
    fields.insert("linkedSource".into(), link.source.as_str().into());
    fields.insert("relation".into(), link.relation.key().into());
    if let Some(strength) = &link.strength {
        fields.insert("strength".into(), strength.key().into());
    }
}

/// The source as a body: its address, the words in it, and when and where a
/// copy was made (§4.3.1).
fn cited(link: &Link, source: Option<&Source>) -> Value {
    let work = match source {
        Some(Source::Outside(work)) => Some(work),
        _ => None,
    };
    let url = work.and_then(|work| work.url.as_ref()).and_then(address_iri);
    let mut body = object! {
        "type": "SpecificResource",
        "purpose": "linking",
        "source": url.unwrap_or(link.source.as_str()),
    };
    if let Some(evidence) = &link.evidence {
        body["selector"] = vec![write_quote(evidence)].into();
    }
    let accessed = work.and_then(|work| work.accessed.as_ref());
    let archive = work.and_then(|work| work.archive.as_ref()).and_then(address_iri);
    if accessed.is_some() || archive.is_some() {
        let mut state = object! { "type": "TimeState" };
        if let Some(accessed) = accessed {
            state["sourceDate"] = accessed.as_str().into();
        }
        if let Some(archive) = archive {
            state["cached"] = archive.into();
        }
        body["state"] = state;
    }
    body
}

/// Whether an annotation that links something is a link of ours: between
/// things, not from words of the text.
pub(super) fn is_between_things(fields: &Fields) -> bool {
    each(fields.get("target")).iter().all(|target| target.get("selector").is_none())
}

/// A source that a link of another tool names by its address alone.
#[derive(Clone, Debug)]
pub(super) struct Cited {
    iri: String,
    accessed: Option<Timestamp>,
    archive: Option<Address>,
}

impl Cited {
    /// The source that it comes to.
    pub(super) fn work(&self) -> Work {
        let url = Address::read(&self.iri).ok();
        let title = if url.is_some() { String::new() } else { self.iri.clone() };
        let (accessed, archive) = (self.accessed.clone(), self.archive.clone());
        Work { title, url, accessed, archive, ..Work::default() }
    }
}

/// Takes a link out, with what it says about a source that stands nowhere else.
pub(super) fn take(fields: &mut Fields) -> Result<(Link, Option<Cited>), RecordError> {
    let targets = list(fields.remove("target").unwrap_or_default());
    let target = |i: usize| targets.get(i).and_then(target_iri).and_then(Id::from_iri);
    let claim = target(0).ok_or(RecordError::NoClaim)?;
    let linked = take_text(fields, "linkedSource").and_then(|id| Id::from_iri(&id));
    let linked = linked.or_else(|| target(1));
    let is_linked = |it: &Value| target_iri(it) == linked.as_ref().map(Id::as_str);
    let further: Vec<Value> = targets.iter().skip(1).filter(|it| !is_linked(it)).cloned().collect();
    if !further.is_empty() {
        fields.insert("target".into(), further.into());
    }
    let mut relation = take_text(fields, "relation").map(|key| Relation::from_key(&key));
    let strength = take_text(fields, "strength").map(|key| Strength::from_key(&key));
    let (mut reason, mut source) = (String::new(), None);
    let mut unplaced: Vec<Body> = Vec::new();
    let mut class = false;
    let bodies = body::take(fields, "");
    let details = body::details(&bodies);
    for body in bodies {
        match (body.purpose.as_str(), &body.text) {
            ("classifying", _) if !class => {
                class = true;
                relation = relation.or_else(|| read_class(&body));
            }
            ("commenting" | "describing" | "", Some(remark)) => {
                body::add_remark(&mut reason, remark)
            }
            ("linking" | "", None) if source.is_none() => source = read_cited(&body.value),
            _ => unplaced.push(body),
        }
    }
    body::keep(fields, unplaced, details)?;
    let (cited, evidence) = source.unzip();
    let evidence = evidence.flatten();
    let relation = relation.unwrap_or_else(|| Relation::from_key(UNSAID));
    let link = |source| Link { claim, source, relation, strength, reason, evidence };
    match (linked, cited) {
        (Some(source), _) => Ok((link(source), None)),
        (None, Some(cited)) => {
            let source = Id::from_iri(&cited.iri).ok_or(RecordError::NoSource)?;
            Ok((link(source), Some(cited)))
        }
        (None, None) => Err(RecordError::NoSource),
    }
}

fn target_iri(target: &Value) -> Option<&str> {
    iri(target).or_else(|| iri(target.get("source")?))
}

fn read_class(body: &Body) -> Option<Relation> {
    match &body.text {
        // Other tools write the words with hyphens.
        Some(word) => Some(match Relation::from_key(&word.replace('-', " ")) {
            Relation::Other(_) => Relation::from_key(word),
            known => known,
        }),
        None => target_iri(&body.value).and_then(from_cito),
    }
}

fn read_cited(body: &Value) -> Option<(Cited, Option<Quote>)> {
    let iri = match body.get("source") {
        Some(source) => iri(source)?,
        None => iri(body)?,
    };
    let states = each(body.get("state"));
    let state = |key: &str| states.iter().find_map(|state| state.get(key).and_then(text));
    let cited = Cited {
        iri: iri.into(),
        accessed: state("sourceDate").and_then(read_time),
        archive: state("cached").and_then(|url| Address::read(url).ok()),
    };
    Some((cited, body.get("selector").and_then(quote_in)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_relation_has_a_property_of_its_own() {
        for relation in Relation::ALL {
            let property = cito(relation).expect("built-in relations have one");
            assert_eq!(from_cito(&format!("{CITO}{property}")).as_ref(), Some(relation));
        }
        assert_eq!(from_cito("https://example.org/disputes"), None);
    }
}
