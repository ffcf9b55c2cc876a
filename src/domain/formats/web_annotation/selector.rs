//! Passages and quotes as selectors (Web Annotation Data Model §4.2.4, §4.2.5).

use serde_json::Value;

use super::RecordError;
use super::fields::{
    Fields, address_iri, decimal, each, iri, list, object, put_text, take_text, text,
};
use super::place::{Around, Claimed, Places};
use crate::domain::article::{ArticleId, MAX_CODE_POINTS};
use crate::domain::formats::object::object;
use crate::domain::passage::{Passage, Quote};
use crate::domain::text::Span;

/// A prefix that makes an IRI of a hash. No registered namespace; a name, not a
/// place to look something up.
const BY_HASH: &str = "urn:sha256:";

/// The IRI of an article that has no address.
pub(in crate::domain::formats) fn article_iri(article: &ArticleId) -> String {
    format!("{BY_HASH}{}", article.as_str())
}

/// The hash in such an IRI.
pub(super) fn read_article_iri(iri: &str) -> Option<ArticleId> {
    ArticleId::read(iri.strip_prefix(BY_HASH)?)
}

/// Adds a passage as the target, and its article's hash, which says for good
/// which text the position is in. What another tool said of the target besides
/// goes into it, further targets go behind it: see [`take_passage`].
pub(super) fn write_passage(
    fields: &mut Fields,
    passage: &Passage,
    extra: &Fields,
    around: &Around<'_>,
) {
    let (rest, further) = match each(extra.get("target")) {
        [rest, further @ ..] => (rest.as_object().cloned(), further),
        [] => (None, &[][..]),
    };
    let mut target = rest.unwrap_or_default();
    let url = around.url(&passage.article).and_then(address_iri).map(String::from);
    let iri = url.unwrap_or_else(|| article_iri(&passage.article));
    let source = match target.remove("source") {
        Some(Value::Object(mut source)) => {
            source.insert("id".into(), iri.into());
            source.into()
        }
        _ => Value::from(iri),
    };
    let position = object! {
        "type": "TextPositionSelector",
        "start": passage.span.start,
        "end": passage.span.end,
    };
    let mut selectors = vec![write_quote(&passage.quote), position];
    selectors.extend(list(target.remove("selector").unwrap_or_default()));
    target.insert("source".into(), source);
    target.insert("selector".into(), selectors.into());
    target.entry("type").or_insert_with(|| "SpecificResource".into());
    let target = Value::from(target);
    let targets = match further {
        [] => target,
        further => std::iter::once(target).chain(further.iter().cloned()).collect(),
    };
    fields.insert("target".into(), targets);
    fields.insert("articleHash".into(), passage.article.as_str().into());
}

/// A quote as a `TextQuoteSelector`.
pub(super) fn write_quote(quote: &Quote) -> Value {
    let mut selector = Fields::new();
    selector.insert("type".into(), "TextQuoteSelector".into());
    selector.insert("exact".into(), quote.exact.as_str().into());
    put_text(&mut selector, "prefix", &quote.prefix);
    put_text(&mut selector, "suffix", &quote.suffix);
    selector.into()
}

/// Takes the target out and finds its passage. Of several targets, the first
/// that selects something counts. What we do not hold of it, and the others,
/// stay where they are: an array whose first value is what is left of the target.
pub(super) fn take_passage(
    fields: &mut Fields,
    places: &Places<'_>,
) -> Result<Passage, RecordError> {
    let hash = take_text(fields, "articleHash").and_then(|hash| ArticleId::read(&hash));
    let (target, further) = split(list(fields.remove("target").unwrap_or_default()));
    let mut target = target.ok_or(RecordError::NoQuote)?;
    let source = target.get("source").and_then(iri).map(String::from);
    let selectors = || target.get("selector").into_iter();
    let quote = selectors().find_map(quote_in);
    if quote.as_ref().is_some_and(|quote| quote.exact.is_empty()) {
        return Err(RecordError::NoQuote);
    }
    let position = selectors().find_map(|selector| first(selector, "TextPositionSelector"));
    let span = match position {
        Some(position) => Some(read_span(position).ok_or(RecordError::BadPosition)?),
        None => None,
    };
    let passage = places.find(&Claimed {
        hash: hash.or_else(|| read_article_iri(source.as_deref()?)),
        url: source,
        quote,
        span,
    })?;
    strip(&mut target);
    if !target.is_empty() || !further.is_empty() {
        let left = std::iter::once(target.into()).chain(further);
        fields.insert("target".into(), left.collect());
    }
    Ok(passage)
}

/// The target that counts, and the others. A set of targets (§3.2.6, §4.4)
/// stays among the others whole, also where one of it counts.
fn split(mut targets: Vec<Value>) -> (Option<Fields>, Vec<Value>) {
    let selects = |target: &Value| target.get("selector").is_some();
    if let Some(at) = targets.iter().position(selects) {
        return (object(targets.remove(at)), targets);
    }
    let members = targets.iter().flat_map(|set| each(set.get("items")));
    let found = members.into_iter().find(|target| selects(target)).cloned();
    (found.and_then(object), targets)
}

/// Leaves of a target what a passage does not hold.
fn strip(target: &mut Fields) {
    for key in ["type", "@type"] {
        if target.get(key).is_some_and(|it| it == "SpecificResource") {
            target.remove(key);
        }
    }
    if let Some(mut source) = target.remove("source").and_then(object) {
        source.remove("id");
        source.remove("@id");
        if !source.is_empty() {
            target.insert("source".into(), source.into());
        }
    }
    let mut selectors = list(target.remove("selector").unwrap_or_default());
    for (name, keys) in [
        ("TextQuoteSelector", &["type", "@type", "exact", "prefix", "suffix"][..]),
        ("TextPositionSelector", &["type", "@type", "start", "end"][..]),
    ] {
        let held = |it: &Value| it.is_object() && first(it, name).is_some();
        let Some(at) = selectors.iter().position(held) else { continue };
        let all = selectors[at].as_object();
        if all.is_some_and(|all| all.keys().all(|key| keys.contains(&key.as_str()))) {
            selectors.remove(at);
        }
    }
    if !selectors.is_empty() {
        target.insert("selector".into(), selectors.into());
    }
}

/// The first selector of this type: the value itself, or one of an array.
fn first<'v>(selector: &'v Value, name: &str) -> Option<&'v Value> {
    match selector {
        Value::Array(selectors) => selectors.iter().find_map(|selector| first(selector, name)),
        Value::Object(fields) => {
            let types = fields.get("type").or_else(|| fields.get("@type"))?;
            (text(types) == Some(name)).then_some(selector)
        }
        _ => None,
    }
}

/// The first quote, also in what refines another selector (§4.2.9). A position
/// there would count from the other selector's start, so it is not looked for.
pub(super) fn quote_in(selector: &Value) -> Option<Quote> {
    if let Some(found) = first(selector, "TextQuoteSelector") {
        let field = |key: &str| found.get(key).and_then(text).map(String::from);
        return Some(Quote {
            exact: field("exact")?,
            prefix: field("prefix").unwrap_or_default(),
            suffix: field("suffix").unwrap_or_default(),
        });
    }
    match selector {
        Value::Array(selectors) => selectors.iter().find_map(quote_in),
        Value::Object(fields) => quote_in(fields.get("refinedBy")?),
        _ => None,
    }
}

fn read_span(position: &Value) -> Option<Span> {
    let number = |key: &str| whole_number(position.get(key)?);
    let span = Span { start: number("start")?, end: number("end")? };
    (!span.is_empty() && span.end <= MAX_CODE_POINTS).then_some(span)
}

/// A whole number, also where a tool has written it as `812.0`.
pub(in crate::domain::formats) fn whole_number(value: &Value) -> Option<usize> {
    let (number, whole) = decimal(value)?;
    usize::try_from(number).ok().filter(|_| whole)
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn positions_that_no_text_has_are_refused() {
        let read = |start: Value, end: Value| read_span(&json!({ "start": start, "end": end }));
        assert_eq!(read(3.into(), 5.into()), Some(Span { start: 3, end: 5 }));
        assert_eq!(read(json!(3.0), json!(5.0)), Some(Span { start: 3, end: 5 }));
        for (start, end) in [
            (json!(-1), json!(5)),
            (json!(5), json!(5)),
            (json!(6), json!(5)),
            (json!("3"), json!(5)),
            (json!(3.5), json!(5)),
            (json!(0), json!(1e300)),
            (json!(0), json!(u64::MAX)),
            (json!(0), Value::Null),
            (json!(0), json!(MAX_CODE_POINTS + 1)),
            (json!(-0.5), json!(1)),
        ] {
            assert_eq!(read(start.clone(), end.clone()), None, "{start} {end}");
        }
    }

    #[test]
    fn quotes_are_found_in_what_refines_a_selector() {
        let quote = json!({ "type": "TextQuoteSelector", "exact": "a", "prefix": "b" });
        let refined = json!([{ "type": "CssSelector", "value": "p", "refinedBy": quote }]);
        let expected = Some(Quote { exact: "a".into(), prefix: "b".into(), suffix: String::new() });
        assert_eq!(quote_in(&quote), expected);
        assert_eq!(quote_in(&refined), expected);
        assert_eq!(quote_in(&json!({ "type": "TextQuoteSelector" })), None);
    }
}
