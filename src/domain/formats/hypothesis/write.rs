//! Writes a notebook as Hypothesis exports its annotations.

use std::sync::Arc;

use litemap::LiteMap;
use serde_json::Value;

use super::accounts::{account, short_id};
use super::markdown::{Item, write_claim, write_work};
use super::ordinary::{self, KEPT};
use super::tags;
use crate::domain::address::Address;
use crate::domain::article::Article;
use crate::domain::claim::Claim;
use crate::domain::formats::object::object;
use crate::domain::formats::web_annotation::{Fields, article_iri, each};
use crate::domain::id::Id;
use crate::domain::link::{Link, Strength};
use crate::domain::notebook::Notebook;
use crate::domain::outline::Outline;
use crate::domain::passage::Passage;
use crate::domain::record::{Body, Content, Record};
use crate::domain::source::Source;

/// Which program wrote the file.
const CLIENT: &str = concat!("claimlight ", env!("CARGO_PKG_VERSION"));

/// Writes what a notebook shows: its claims, in the order of the text, then its
/// sources. `articles` are those on which the passages stand; of a passage on
/// another, the position is left out, for nobody can tell how many UTF-16 units
/// are before it. Equal notebooks give equal files: the time of the export is
/// that of the last change.
#[must_use]
pub fn write_hypothesis(notebook: &Notebook, articles: &[Arc<Article>]) -> String {
    let outline = Outline::of(notebook);
    let lost = |wanted: fn(&Record) -> bool| outline.lost.iter().filter(move |it| wanted(it));
    let claims = outline.claims.iter().chain(lost(|it| it.claim().is_some()));
    let sources: Vec<&Arc<Record>> =
        outline.sources.iter().chain(lost(|it| it.source().is_some())).collect();
    let numbered = sources.iter().zip(1..).map(|(source, number)| (source.id.clone(), number));
    let writer = Writer { notebook, articles, outline: &outline, numbers: numbered.collect() };
    let annotations = claims.map(|it| writer.claim(it));
    let annotations: Vec<Value> =
        annotations.chain(sources.iter().map(|it| writer.source(it))).flatten().collect();
    let latest = notebook.records().map(|record| record.modified.as_str()).max();
    let author = notebook.content(notebook.id()).map(|content| account(&content.author));
    let file = object! {
        "export_date": latest.unwrap_or_default(),
        "export_userid": author.unwrap_or_default(),
        "client_version": CLIENT,
        "annotations": annotations,
    };
    format!("{file:#}\n")
}

struct Writer<'a> {
    notebook: &'a Notebook,
    articles: &'a [Arc<Article>],
    outline: &'a Outline,
    /// The number of each source in this file.
    numbers: LiteMap<Id, u32>,
}

impl Writer<'_> {
    fn claim(&self, record: &Record) -> Option<Value> {
        let content = record.content.as_ref()?;
        let Body::Claim(claim) = &content.body else { return None };
        let links = self.outline.links_of_claim(&record.id);
        let links: Vec<&Link> = links.iter().filter_map(|it| it.link()).collect();
        let items: Vec<Item> = links.iter().filter_map(|it| self.item(it)).collect();
        let text = write_claim(&claim.reason, &items);
        let tags = claim_tags(claim, &items);
        Some(self.annotation(record, content, text, tags))
    }

    fn source(&self, record: &Record) -> Option<Value> {
        let content = record.content.as_ref()?;
        let Body::Source(source) = &content.body else { return None };
        let number = self.numbers.get(&record.id)?;
        let tags = vec![tags::SOURCE.into(), format!("{}{number}", tags::NUMBER)];
        let text = match source {
            Source::Outside(work) => write_work(work),
            Source::InArticle { name, .. } => name.clone(),
        };
        Some(self.annotation(record, content, text, tags))
    }

    fn item(&self, link: &Link) -> Option<Item> {
        let source = self.notebook.source(&link.source)?;
        let url = match source {
            Source::Outside(work) => work.url.as_ref().map_or("", Address::as_str),
            Source::InArticle { .. } => "",
        };
        Some(Item {
            relation: link.relation.key().to_owned(),
            strength: link.strength.as_ref().map(|it| Strength::key(it).to_owned()),
            name: source.name().to_owned(),
            url: url.to_owned(),
            number: self.numbers.get(&link.source).copied(),
            exact: link.evidence.as_ref().map(|it| it.exact.clone()),
            reason: link.reason.clone(),
        })
    }

    fn annotation(
        &self,
        record: &Record,
        content: &Content,
        text: String,
        tags: Vec<String>,
    ) -> Value {
        let passage = content.passage();
        let id = passage.map(|passage| &passage.article).or_else(|| self.notebook.article());
        let article = self.articles.iter().find(|article| Some(article.id()) == id);
        let url = article.and_then(|article| article.url.as_ref());
        let page = match (url, id) {
            (Some(url), _) => url.as_str().to_owned(),
            (None, Some(id)) => article_iri(id),
            (None, None) => self.notebook.id().as_str().to_owned(),
        };
        let user = account(&content.author);
        let mut fields = ordinary::fields(&record.id, &user);
        if let Some(Value::Object(kept)) = content.extra.get(KEPT) {
            fields.extend(kept.clone());
        }
        let mut put = |key: &str, value: Value| drop(fields.insert(key.into(), value));
        put("id", short_id(&record.id).into());
        put("created", content.created.as_str().into());
        put("updated", record.modified.as_str().into());
        put("user", user.into());
        let name = self.notebook.person(&content.author).map(|person| person.name.as_str());
        put("user_info", object! { "display_name": name });
        put("text", text.into());
        put("tags", tags.into());
        put("target", vec![target(passage, article, &page, content)].into());
        let title = article.map(|article| article.title.as_str()).filter(|it| !it.is_empty());
        if let Some(title) = title {
            fields
                .entry("document")
                .or_insert_with(|| object! { "title": vec![Value::from(title)] });
        }
        fields.entry("document").or_insert_with(|| object! {});
        fields.entry("uri").or_insert_with(|| page.into());
        fields.into()
    }
}

/// The mark of a claim, what is known of it, and the person's own tags.
fn claim_tags(claim: &Claim, items: &[Item]) -> Vec<String> {
    let mut all = vec![tags::CLAIM.into(), format!("{}{}", tags::TYPE, claim.kind.key())];
    if let Some(verdict) = &claim.verdict {
        all.push(format!("{}{}", tags::VERDICT, verdict.key()));
    }
    for item in items {
        let relation = format!("{}{}", tags::RELATION, item.relation);
        if !all.contains(&relation) {
            all.push(relation);
        }
    }
    all.extend(claim.tags.iter().map(|tag| tags::written(tag)));
    all
}

/// The page, and where on it: what another tool said of that, then ours.
fn target(
    passage: Option<&Passage>,
    article: Option<&Arc<Article>>,
    page: &str,
    content: &Content,
) -> Value {
    let kept = each(content.extra.get("target")).first().and_then(Value::as_object);
    let mut target = kept.cloned().unwrap_or_else(Fields::new);
    target.insert("source".into(), page.into());
    let Some(passage) = passage else { return target.into() };
    let mut selectors = each(target.get("selector")).to_vec();
    if let Some(article) = article {
        let utf16 = |at: usize| article.index().utf16(article.text(), at);
        selectors.push(object! {
            "type": "TextPositionSelector",
            "start": utf16(passage.span.start),
            "end": utf16(passage.span.end),
        });
    }
    let quote = &passage.quote;
    selectors.push(object! {
        "type": "TextQuoteSelector",
        "exact": quote.exact.as_str(),
        "prefix": quote.prefix.as_str(),
        "suffix": quote.suffix.as_str(),
    });
    target.insert("selector".into(), selectors.into());
    target.into()
}
