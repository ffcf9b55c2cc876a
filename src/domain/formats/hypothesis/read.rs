//! Reads annotations of Hypothesis: each becomes a Web Annotation and is read as
//! one, so that one reader judges what can be used.

use std::sync::Arc;

use litemap::LiteMap;
use serde_json::Value;

use super::accounts::{long_id, person, user_name};
use super::markdown::{Item, read_claim, read_work};
use super::ordinary::{self, KEPT};
use super::sources::{Numbered, Sources};
use super::tags::{self, Said};
use crate::domain::address::Address;
use crate::domain::article::Article;
use crate::domain::formats::object::object;
use crate::domain::formats::web_annotation::{
    Contents, Fields, FileError, Items, MAX_RECORDS, article_iri, derived_id, is_a, list,
    read_items_on, text, textual, whole_number, write_work,
};
use crate::domain::id::Id;
use crate::domain::order::sort_by;
use crate::domain::source::Work;

/// How many bytes of articles are searched to tell versions of one page apart.
const SEARCH: usize = 500_000_000;

/// Whether a file is an export, an answer of the API, or a list of its annotations.
pub(in crate::domain::formats) fn is_hypothesis(file: &Value) -> bool {
    match file {
        Value::Object(fields) => {
            lists(fields).next().is_some_and(|list| list.iter().any(is_annotation))
                || is_annotation(file)
        }
        Value::Array(annotations) => annotations.iter().any(is_annotation),
        _ => false,
    }
}

fn is_annotation(value: &Value) -> bool {
    let Value::Object(fields) = value else { return false };
    fields.get("uri").is_some_and(Value::is_string)
        && !is_a(fields, "Annotation")
        && ["user", "target", "text"].iter().any(|key| fields.contains_key(*key))
}

/// The lists of annotations: of an export; of a search, with the answers to them.
fn lists(fields: &Fields) -> impl Iterator<Item = &Vec<Value>> {
    ["annotations", "rows", "replies"].into_iter().filter_map(|key| fields.get(key)?.as_array())
}

/// Reads them. What is no annotation, a note on a page without words of it, and
/// an answer to something else are left out and listed.
///
/// # Errors
/// A [`FileError`] where nothing in the file can be used.
pub(in crate::domain::formats) fn read(
    file: Value,
    known: &[Arc<Article>],
) -> Result<Contents, FileError> {
    let alone = is_annotation(&file);
    let annotations: Vec<Value> = match file {
        Value::Object(mut fields) if !alone => {
            let keys = ["annotations", "rows", "replies"].into_iter();
            keys.flat_map(|key| list(fields.remove(key).unwrap_or_default())).collect()
        }
        file => list(file),
    };
    if annotations.len() > MAX_RECORDS {
        return Err(FileError::TooMany);
    }
    let mut ids: Vec<Id> = annotations.iter().filter_map(id_of).collect();
    sort_by(&mut ids, Ord::cmp);
    let mut reader = Reader {
        known,
        ids,
        search: SEARCH,
        sources: Sources::default(),
        links: Vec::new(),
        items: Items::default(),
    };
    for (index, annotation) in annotations.into_iter().enumerate() {
        reader.take(index, annotation);
    }
    if reader.items.list.len() + reader.links.len() > MAX_RECORDS {
        return Err(FileError::TooMany);
    }
    reader.take_links();
    read_items_on(reader.items, known)
}

/// The page that an annotation is on.
fn page_of(annotation: &Fields) -> &str {
    annotation.get("uri").and_then(Value::as_str).unwrap_or_default()
}

fn id_of(annotation: &Value) -> Option<Id> {
    let fields = annotation.as_object()?;
    Some(long_id(fields.get("id")?.as_str()?, page_of(fields)))
}

struct Reader<'a> {
    known: &'a [Arc<Article>],
    /// All ids in the file, in order.
    ids: Vec<Id>,
    /// How many bytes of articles may still be searched to tell versions apart.
    search: usize,
    sources: Sources,
    /// The links of each claim, until all sources are known.
    links: Vec<Linked>,
    items: Items,
}

/// A link below a claim.
struct Linked {
    index: usize,
    user: String,
    claim: Id,
    /// Who made the claim, and when.
    by: Fields,
    item: Item,
}

impl<'a> Reader<'a> {
    fn take(&mut self, index: usize, annotation: Value) {
        let Value::Object(mut fields) = annotation else {
            return self.items.list.push((index, annotation));
        };
        let page = page_of(&fields).to_owned();
        let mut take = |key: &str| fields.remove(key).unwrap_or_default();
        let string = |value: Value| value.as_str().unwrap_or_default().to_owned();
        let (id, user, text) = (string(take("id")), string(take("user")), string(take("text")));
        let words = list(take("tags"));
        let words: Vec<String> = words.iter().filter_map(Value::as_str).map(String::from).collect();
        let references = list(take("references"));
        let target = list(take("target")).into_iter().next().unwrap_or_default();
        let mut out = Fields::new();
        for (theirs, ours) in [("created", "created"), ("updated", "modified")] {
            out.insert(ours.into(), take(theirs));
        }
        let display = fields.get("user_info").and_then(|it| it.get("display_name"));
        let display = display.and_then(Value::as_str).filter(|it| !it.is_empty());
        let mut creator = object! {
            "nickname": display.unwrap_or_else(|| user_name(&user)),
        };
        if let Some(person) = person(&user) {
            creator["id"] = person.as_str().into();
        }
        if let Some(info) = fields.get_mut("user_info").and_then(Value::as_object_mut) {
            info.remove("display_name");
        }
        out.insert("creator".into(), creator);
        let id = match id.is_empty() {
            // Of its own, then; the same each time the file is read.
            true => derived_id(&["hypothesis", &page, &user, &text, &target.to_string()]),
            false => long_id(&id, &page),
        };
        let by = out.clone();
        out.insert("id".into(), id.as_str().into());
        out.insert("type".into(), "Annotation".into());
        if fields.get("hidden") == Some(&Value::Bool(true)) {
            // Moderators hid it from everybody.
            out.insert("binned".into(), true.into());
        }
        let on = self.target(target, &page);
        self.note_title(&fields, &on);
        self.strip(&mut fields, &id, &user, &on);
        if !fields.is_empty() {
            out.insert(KEPT.into(), fields.into());
        }
        let selects = on.fields.contains_key("selector");
        if let Some(to) = self.answered(&references, &page) {
            out.insert("motivation".into(), "replying".into());
            out.insert("target".into(), to.as_str().into());
            out.insert("body".into(), remarks(&text, &words).into());
            return self.items.list.push((index, out.into()));
        }
        let said = tags::read(words);
        if let (Said::Source { number, tags }, false) = (&said, selects) {
            let (work, rest) = read_work(&text);
            let url = work.url.as_ref().map_or("", Address::as_str).to_owned();
            let name = work.name().to_owned();
            self.sources.add(Numbered { id, number: *number, user, name, url });
            return self.take_work(out, &work, &rest, tags);
        }
        if selects && let Some(hash) = &on.article {
            out.insert("articleHash".into(), hash.as_str().into());
        }
        out.insert("target".into(), on.fields.into());
        match said {
            Said::Claim { kind, verdict, relations, tags } => {
                let (reason, items) = read_claim(&text, MAX_RECORDS + 1);
                let mut bodies = vec![textual("classifying", &kind)];
                bodies.extend(verdict.map(|verdict| textual("assessing", &verdict)));
                // One that no link brought along is somebody's own.
                let mut brought: Vec<&str> = items.iter().map(|it| it.relation.as_str()).collect();
                sort_by(&mut brought, Ord::cmp);
                let stray =
                    relations.iter().filter(|it| brought.binary_search(&it.as_str()).is_err());
                let stray: Vec<String> =
                    stray.map(|it| format!("{}{it}", tags::RELATION)).collect();
                bodies.extend(remarks(&reason, &[tags, stray].concat()));
                out.insert("motivation".into(), "classifying".into());
                out.insert("body".into(), bodies.into());
                let linked = |item| {
                    let (user, claim, by) = (user.clone(), id.clone(), by.clone());
                    Linked { index, user, claim, by, item }
                };
                self.links.extend(items.into_iter().map(linked));
            }
            Said::Source { number, tags } => {
                let mut bodies = vec![textual("classifying", "attribution")];
                bodies.extend((!text.is_empty()).then(|| textual("describing", &text)));
                bodies.extend(remarks("", &tags));
                out.insert("motivation".into(), "identifying".into());
                out.insert("body".into(), bodies.into());
                let (name, url) = (if text.is_empty() { on.exact } else { text }, String::new());
                self.sources.add(Numbered { id, number, user, name, url });
            }
            Said::Else { tags } => {
                out.insert("body".into(), remarks(&text, &tags).into());
            }
        }
        self.items.list.push((index, out.into()));
    }

    /// An outside source: a record that is no annotation here.
    fn take_work(&mut self, mut out: Fields, work: &Work, rest: &str, tags: &[String]) {
        out.insert("type".into(), "Source".into());
        write_work(&mut out, work);
        if !rest.is_empty() {
            // CSL names for what we have no field for.
            out.insert("note".into(), rest.into());
        }
        if !tags.is_empty() {
            out.insert("keyword".into(), tags.join(", ").into());
        }
        self.items.sources.push(out.into());
    }

    /// The first target, on the article at hand that the page is, if one is.
    fn target(&mut self, target: Value, page: &str) -> On {
        let mut fields = match target {
            Value::Object(fields) => fields,
            _ => Fields::new(),
        };
        let source = fields.get("source").and_then(Value::as_str).unwrap_or(page).to_owned();
        fields.insert("source".into(), source.as_str().into());
        let selectors = list(fields.remove("selector").unwrap_or_default());
        let quote = selectors.iter().find(|it| is_selector(it, "TextQuoteSelector"));
        let exact = quote.and_then(|it| it.get("exact")).and_then(text).map(String::from);
        let article = self.article(&source, page, exact.as_deref());
        let selectors: Vec<Value> = selectors
            .into_iter()
            .filter_map(|it| in_code_points(it, article, exact.as_deref()))
            .collect();
        if !selectors.is_empty() {
            fields.insert("selector".into(), selectors.into());
        }
        let title = article.map(|article| article.title.clone());
        let article = article.map(|article| article.id().as_str().to_owned());
        On { fields, article, title, exact: exact.unwrap_or_default() }
    }

    /// Of the versions at hand that were on this page, one that has the words.
    fn article(&mut self, source: &str, page: &str, exact: Option<&str>) -> Option<&'a Article> {
        let is = |article: &&Arc<Article>| {
            let iri = article_iri(article.id());
            let url = article.url.as_ref().map(|url| bare(url.without_scheme()));
            [source, page].iter().any(|it| {
                *it == iri
                    || Address::read(it).is_ok_and(|it| Some(bare(it.without_scheme())) == url)
            })
        };
        let versions: Vec<&'a Arc<Article>> = self.known.iter().filter(is).collect();
        let [first, _, ..] = versions.as_slice() else { return versions.first().map(|it| &***it) };
        let has = |article: &&&Arc<Article>| {
            let left = self.search.checked_sub(article.text().len());
            self.search = left.unwrap_or_default();
            left.is_some() && exact.is_some_and(|exact| article.text().contains(exact))
        };
        Some(versions.iter().find(has).unwrap_or(first))
    }

    /// The notebook's name: that of the first page.
    fn note_title(&mut self, annotation: &Fields, on: &On) {
        if self.items.title.is_empty() {
            let title = annotation.get("document").and_then(|it| it.get("title")).and_then(text);
            let title = title.or(on.title.as_deref()).unwrap_or_default();
            title.clone_into(&mut self.items.title);
        }
    }

    /// Leaves what only Hypothesis needs to know.
    fn strip(&self, fields: &mut Fields, id: &Id, user: &str, on: &On) {
        ordinary::strip(fields, id, user);
        if fields.get("uri") == on.fields.get("source") {
            fields.remove("uri");
        }
        let title =
            fields.get("document").filter(|it| it.as_object().is_some_and(|it| it.len() == 1));
        let title = title.and_then(|it| it.get("title")).and_then(text);
        if title.is_some() && title == on.title.as_deref() {
            fields.remove("document");
        }
    }

    /// A link is an annotation of its own here, as old as its claim.
    fn take_links(&mut self) {
        let mut made: LiteMap<Id, u32> = LiteMap::new();
        for Linked { index, user, claim, by, item } in std::mem::take(&mut self.links) {
            let source = self.source_of(&item, &user, &by);
            let words = ["link", claim.as_str(), source.as_str(), &item.relation];
            let first = derived_id(&words);
            // Two that say the same of the same are two.
            let before = made.get(&first).copied().unwrap_or_default();
            made.insert(first, before + 1);
            let id = derived_id(&[&words[..], &[&before.to_string()]].concat());
            let mut out = by;
            out.insert("id".into(), id.as_str().into());
            out.insert("type".into(), "Annotation".into());
            out.insert("motivation".into(), "linking".into());
            out.insert("target".into(), claim.as_str().into());
            out.insert("linkedSource".into(), source.as_str().into());
            out.insert("relation".into(), item.relation.into());
            if let Some(strength) = item.strength {
                out.insert("strength".into(), strength.into());
            }
            let mut bodies = remarks(&item.reason, &[]);
            if let Some(exact) = item.exact {
                let quote = object! { "type": "TextQuoteSelector", "exact": exact };
                bodies.push(object! {
                    "type": "SpecificResource",
                    "purpose": "linking",
                    "source": source.as_str(),
                    "selector": vec![quote],
                });
            }
            out.insert("body".into(), bodies.into());
            self.items.list.push((index, out.into()));
        }
    }

    /// The source that a link names. One that is named by address alone, as a
    /// person would write it, becomes a source here.
    fn source_of(&mut self, item: &Item, user: &str, by: &Fields) -> Id {
        if let Some(found) = self.sources.named(item, user) {
            return found;
        }
        let id = derived_id(&["source", &item.url, &item.name]);
        let work = Work {
            title: item.name.clone(),
            url: Address::read(&item.url).ok(),
            ..Work::default()
        };
        let mut out = by.clone();
        out.insert("id".into(), id.as_str().into());
        self.take_work(out, &work, "", &[]);
        self.sources.add(Numbered {
            id: id.clone(),
            number: item.number.unwrap_or_default(),
            user: user.into(),
            name: item.name.clone(),
            url: item.url.clone(),
        });
        id
    }

    /// Of what an answer goes back to, the latest that is here, else the first.
    fn answered(&self, references: &[Value], page: &str) -> Option<Id> {
        let mut named = references.iter().filter_map(Value::as_str).map(|id| long_id(id, page));
        let first = named.next()?;
        let here = |id: &Id| self.ids.binary_search(id).is_ok();
        Some(named.rfind(here).unwrap_or(first))
    }
}

/// Where an annotation stands.
struct On {
    fields: Fields,
    /// The hash of the article, if that is at hand, and its title.
    article: Option<String>,
    title: Option<String>,
    /// The words.
    exact: String,
}

fn remarks(text: &str, tags: &[String]) -> Vec<Value> {
    let mut bodies = Vec::new();
    bodies.extend((!text.is_empty()).then(|| textual("commenting", text)));
    bodies.extend(tags.iter().map(|tag| textual("tagging", tag)));
    bodies
}

fn is_selector(selector: &Value, name: &str) -> bool {
    selector.get("type").is_some_and(|it| it == name)
}

/// An address without what leads to a part of the page.
fn bare(url: &str) -> &str {
    let url = url.split_once('#').map_or(url, |(url, _)| url);
    url.strip_suffix('/').unwrap_or(url)
}

/// A position in code points. Where the text is not at hand, its start stays as
/// it is, for want of better: a hint among several. One that is none is dropped,
/// for the quote says where the words are.
fn in_code_points(
    mut selector: Value,
    article: Option<&Article>,
    exact: Option<&str>,
) -> Option<Value> {
    if !is_selector(&selector, "TextPositionSelector") {
        return Some(selector);
    }
    let at = |key: &str| whole_number(selector.get(key)?);
    let (start, end) = (at("start")?, at("end")?);
    let (start, end) = match (article, exact) {
        (Some(article), _) => {
            let here = |at: usize| article.index().code_point(article.text(), at);
            (here(start), here(end))
        }
        (None, Some(exact)) => (start, start.saturating_add(exact.chars().count())),
        (None, None) => (start, end),
    };
    selector["start"] = start.into();
    selector["end"] = end.into();
    (start < end).then_some(selector)
}
