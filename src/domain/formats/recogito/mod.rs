//! Arrays of annotations that Recogito's text annotators give (RecogitoJS 1,
//! `@recogito/text-annotator` 3). Two dialects, often without a word on which
//! text they are:
//!
//! - the older one, nearly Web Annotations: targets without a source, positions in
//!   UTF-16 units, ids such as `#a7f0`, relations with two ids for a target;
//! - the newer one's own model: `bodies`, and `target.selector` a list of
//!   `{ quote, start, end }`; relations have `{ from, to }` there, or come as pairs
//!   of a link and its label.
//!
//! Either becomes Web Annotations on the article at hand that has their words.

#[cfg(test)]
mod tests;

use std::sync::Arc;

use serde_json::Value;

use crate::domain::article::Article;
use crate::domain::formats::object::object;
use crate::domain::formats::web_annotation::{
    Contents, Fields, FileError, Items, MAX_RECORDS, article_iri, each, list, read_items_on, text,
    whole_number,
};
use crate::domain::text::Span;

/// In how many annotations words are looked for anywhere, to tell on which of
/// several articles they are.
const LOOKED_FOR: usize = 20;

/// Whether a file is such an array.
pub(super) fn is_recogito(file: &Value) -> bool {
    match file {
        Value::Array(values) => values.iter().any(is_recogito),
        Value::Object(annotation) => is_new(annotation) || lacks_source(annotation),
        _ => false,
    }
}

fn is_new(annotation: &Fields) -> bool {
    let selectors = || each(annotation.get("target").and_then(|it| it.get("selector"))).iter();
    annotation.contains_key("target")
        && (annotation.get("bodies").is_some_and(Value::is_array)
            || selectors().any(|it| it.get("quote").is_some() || it.get("from").is_some()))
}

/// Whether it selects words and does not say in what.
fn lacks_source(annotation: &Fields) -> bool {
    let without =
        |target: &Value| target.get("selector").is_some() && target.get("source").is_none();
    annotation.get("articleHash").is_none() && each(annotation.get("target")).iter().any(without)
}

/// Reads one.
///
/// # Errors
/// A [`FileError`] where nothing in it can be used; [`FileError::NoArticle`]
/// where no article at hand has its words.
pub(super) fn read(file: Value, known: &[Arc<Article>]) -> Result<Contents, FileError> {
    let mut annotations = Vec::new();
    for (index, value) in list(file).into_iter().enumerate() {
        // A link and its label are a pair.
        annotations.extend(list(value).into_iter().map(|value| (index, value)));
    }
    if annotations.len() > MAX_RECORDS {
        return Err(FileError::TooMany);
    }
    for (_, value) in &mut annotations {
        if let Value::Object(annotation) = value {
            if is_new(annotation) {
                renew(annotation);
            }
            credit(annotation);
        }
    }
    let wanting = annotations.iter().filter_map(|(_, it)| it.as_object()).any(lacks_source);
    if let Some(article) = article_of(&annotations, known) {
        let targets = annotations.iter_mut().filter_map(|(_, it)| it.get_mut("target"));
        targets.for_each(|target| place(target, article));
    } else if wanting {
        return Err(FileError::NoArticle);
    }
    read_items_on(Items { list: annotations, ..Items::default() }, known)
}

/// Turns an annotation of the newer model into a Web Annotation.
fn renew(annotation: &mut Fields) {
    annotation.insert("type".into(), "Annotation".into());
    if let Some(bodies) = annotation.remove("bodies") {
        let bodies = list(bodies).into_iter().map(|mut body| {
            if let Value::Object(fields) = &mut body {
                // Whose it is: that it stands in it says so.
                fields.remove("annotation");
                rename(fields, "updated", "modified");
            }
            body
        });
        annotation.insert("body".into(), bodies.collect());
    }
    let Some(Value::Object(mut target)) = annotation.remove("target") else { return };
    for (theirs, ours) in [("creator", "creator"), ("created", "created"), ("updated", "modified")]
    {
        if let Some(value) = target.remove(theirs) {
            annotation.entry(ours).or_insert(value);
        }
    }
    target.remove("annotation");
    let selectors = list(target.remove("selector").unwrap_or_default());
    let relation = selectors.iter().find_map(|it| Some((it.get("from")?, it.get("to")?)));
    let targets: Vec<Value> = match relation {
        Some((from, to)) => vec![from.clone(), to.clone()],
        None => selectors.into_iter().map(|it| renewed(it, &target)).collect(),
    };
    annotation.insert("target".into(), targets.into());
}

/// One stretch of words as a target of its own.
fn renewed(selector: Value, rest: &Fields) -> Value {
    let mut target = rest.clone();
    let Value::Object(mut selector) = selector else { return target.into() };
    let mut take = |key: &str| selector.remove(key);
    let mut quote = object! { "type": "TextQuoteSelector" };
    // Some versions nest the quote's parts.
    match take("quote") {
        Some(Value::Object(parts)) => {
            for (key, value) in parts {
                quote[key] = value;
            }
        }
        Some(exact) => quote["exact"] = exact,
        None => {}
    }
    for (theirs, ours) in [("quotePrefix", "prefix"), ("quoteSuffix", "suffix")] {
        if let Some(words) = take(theirs) {
            quote[ours] = words;
        }
    }
    let position = object! {
        "type": "TextPositionSelector",
        "start": take("start").unwrap_or_default(),
        "end": take("end").unwrap_or_default(),
    };
    // These are live objects of the page there, and empty in a file.
    for live in ["range", "offsetReference"] {
        take(live);
    }
    target.insert("selector".into(), vec![quote, position].into());
    for (key, value) in selector {
        target.entry(key).or_insert(value);
    }
    target.into()
}

fn rename(fields: &mut Fields, from: &str, to: &str) {
    if let Some(value) = fields.remove(from) {
        fields.entry(to).or_insert(value);
    }
}

/// Who made an annotation, and when, where only its first body says so.
fn credit(annotation: &mut Fields) {
    for key in ["creator", "created"] {
        let first = each(annotation.get("body")).iter().find_map(|body| body.get(key)).cloned();
        if let Some(first) = first {
            annotation.entry(key).or_insert(first);
        }
    }
}

/// The article at hand in which most of the words stand where they should; if
/// none stand there, in which most stand anywhere.
fn article_of<'a>(
    annotations: &[(usize, Value)],
    known: &'a [Arc<Article>],
) -> Option<&'a Article> {
    let all = || annotations.iter().flat_map(|(_, it)| each(it.get("target")));
    let in_place = |article: &Article| all().filter(|it| stands(it, article)).count();
    let anywhere = |article: &Article| {
        let words = all().filter_map(exact).take(LOOKED_FOR);
        words.filter(|words| article.text().contains(*words)).count()
    };
    best(known, in_place).or_else(|| best(known, anywhere))
}

/// The one that counts most, the first of several; `None` if all count nothing.
fn best(known: &[Arc<Article>], count: impl Fn(&Article) -> usize) -> Option<&Article> {
    let mut found = (0, None);
    for article in known {
        let count = count(article);
        if count > found.0 {
            found = (count, Some(&**article));
        }
    }
    found.1
}

fn selectors(target: &Value) -> &[Value] {
    each(target.get("selector"))
}

fn exact(target: &Value) -> Option<&str> {
    let exact = selectors(target).iter().find_map(|it| it.get("exact")).and_then(text);
    exact.filter(|exact| !exact.is_empty())
}

fn stands(target: &Value, article: &Article) -> bool {
    let spans = selectors(target).iter().filter_map(|it| span(it, article));
    exact(target).is_some_and(|exact| spans.into_iter().any(|span| article.slice(span) == exact))
}

/// A position in code points; `None` if it is none.
fn span(selector: &Value, article: &Article) -> Option<Span> {
    let at = |key: &str| {
        let utf16 = whole_number(selector.get(key)?)?;
        Some(article.index().code_point(article.text(), utf16))
    };
    let span = Span { start: at("start")?, end: at("end")? };
    (!span.is_empty()).then_some(span)
}

/// Says in targets that lack it on which text they are, and counts as we do.
fn place(target: &mut Value, article: &Article) {
    match target {
        Value::Array(targets) => targets.iter_mut().for_each(|target| place(target, article)),
        Value::Object(fields) => {
            if !fields.contains_key("selector") || fields.contains_key("source") {
                return;
            }
            fields.insert("source".into(), article_iri(article.id()).into());
            let mut selectors = list(fields.remove("selector").unwrap_or_default());
            selectors.retain_mut(|selector| {
                let Some(at) = span(selector, article) else {
                    // A position that is none; the words say where they stand.
                    return selector.get("type").is_none_or(|it| it != "TextPositionSelector");
                };
                selector["start"] = at.start.into();
                selector["end"] = at.end.into();
                true
            });
            fields.insert("selector".into(), selectors.into());
        }
        _ => {}
    }
}
