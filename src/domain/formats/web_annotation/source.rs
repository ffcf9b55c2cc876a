//! Sources: one in the article as an annotation (motivation `identifying`), one
//! outside it as an object with the field names of CSL-JSON 1.0.2.

use serde_json::Value;

use super::RecordError;
use super::body::{self, Body, textual};
use super::envelope::read_time;
use super::fields::{Fields, each, put_text, take_if, take_text, text};
use super::place::{Around, Places};
use super::selector::{take_passage, write_passage};
use crate::domain::address::Address;
use crate::domain::formats::object::object;
use crate::domain::passage::Passage;
use crate::domain::source::{Appraisal, Source, Work};
use crate::domain::time::Timestamp;

/// The class of an in-article source.
const ATTRIBUTION: &str = "attribution";

/// Adds words of the article that name a source.
pub(super) fn write_in_article(
    fields: &mut Fields,
    passage: &Passage,
    name: &str,
    extra: &Fields,
    around: &Around<'_>,
) {
    fields.insert("type".into(), "Annotation".into());
    fields.insert("motivation".into(), "identifying".into());
    let mut bodies = vec![textual("classifying", ATTRIBUTION)];
    if !name.is_empty() {
        bodies.push(textual("describing", name));
    }
    body::put(fields, bodies, extra);
    write_passage(fields, passage, extra, around);
}

/// Whether an annotation that identifies something identifies a source. Other
/// tools use the motivation for people and places in general.
pub(super) fn is_attribution(fields: &Fields) -> bool {
    each(fields.get("body")).iter().any(says_attribution)
}

fn says_attribution(body: &Value) -> bool {
    body::purpose_in(body) == Some("classifying") && body::text_in(body) == Some(ATTRIBUTION)
}

/// Takes such a source out.
pub(super) fn take_in_article(
    fields: &mut Fields,
    places: &Places<'_>,
) -> Result<Source, RecordError> {
    let passage = take_passage(fields, places)?;
    let (mut class, mut name) = (false, None);
    let mut unplaced: Vec<Body> = Vec::new();
    let bodies = body::take(fields, "commenting");
    let details = body::details(&bodies);
    for body in bodies {
        match (body.purpose.as_str(), &body.text) {
            ("describing", Some(text)) if name.is_none() => name = Some(text.clone()),
            _ if !class && says_attribution(&body.value) => class = true,
            _ => unplaced.push(body),
        }
    }
    body::keep(fields, unplaced, details)?;
    Ok(Source::InArticle { passage, name: name.unwrap_or_default() })
}

/// Adds an outside source. What was not given is not written.
pub(in crate::domain::formats) fn write_work(fields: &mut Fields, work: &Work) {
    fields.insert("type".into(), "Source".into());
    put_text(fields, "title", &work.title);
    put_text(fields, "URL", work.url.as_ref().map_or("", Address::as_str));
    if !work.authors.is_empty() {
        fields.insert("author".into(), write_authors(&work.authors));
    }
    put_text(fields, "container-title", &work.publisher);
    if !work.issued.is_empty() {
        fields.insert("issued".into(), write_date(&work.issued));
    }
    if let Some(accessed) = &work.accessed {
        fields.insert("accessed".into(), write_moment(accessed));
    }
    put_text(fields, "archive_location", work.archive.as_ref().map_or("", Address::as_str));
    put_text(fields, "kind", &work.kind);
    if !work.appraisal.is_empty() {
        let mut answers = Fields::new();
        put_text(&mut answers, "behind", &work.appraisal.behind);
        put_text(&mut answers, "evidence", &work.appraisal.evidence);
        put_text(&mut answers, "others", &work.appraisal.others);
        fields.insert("appraisal".into(), answers.into());
    }
}

/// Takes an outside source out. A field that says nothing to us, such as an
/// address of a scheme that we do not open, is kept as one that we do not know.
pub(super) fn take_work(fields: &mut Fields) -> Work {
    let address = |value: &Value| Address::read(value.as_str()?).ok();
    let title = take_text(fields, "title").unwrap_or_default();
    let publisher = take_text(fields, "container-title").unwrap_or_default();
    let kind = take_text(fields, "kind").unwrap_or_default();
    let appraisal = fields.remove("appraisal").unwrap_or_default();
    let answer = |key: &str| appraisal.get(key).and_then(text).unwrap_or_default().to_owned();
    Work {
        title,
        url: take_if(fields, "URL", address),
        authors: take_if(fields, "author", read_authors).unwrap_or_default(),
        publisher,
        issued: take_if(fields, "issued", read_date).unwrap_or_default(),
        accessed: take_if(fields, "accessed", read_moment),
        archive: take_if(fields, "archive_location", address),
        kind,
        appraisal: Appraisal {
            behind: answer("behind"),
            evidence: answer("evidence"),
            others: answer("others"),
        },
    }
}

/// Names as CSL has those whose parts nobody knows.
pub(in crate::domain::formats) fn write_authors(authors: &[String]) -> Value {
    authors.iter().map(|author| object! { "literal": author.as_str() }).collect()
}

/// The names in a CSL `author`; `None` where one of them says nothing to us.
pub(in crate::domain::formats) fn read_authors(authors: &Value) -> Option<Vec<String>> {
    authors.as_array()?.iter().map(read_author).collect()
}

fn read_author(author: &Value) -> Option<String> {
    let part = |key: &str| author.get(key).and_then(Value::as_str);
    if let Some(name) = author.as_str().or(part("literal")) {
        return Some(name.into());
    }
    let parts = ["given", "dropping-particle", "non-dropping-particle", "family", "suffix"];
    let parts: Vec<&str> = parts.into_iter().filter_map(part).collect();
    (!parts.is_empty()).then(|| parts.join(" "))
}

/// A CSL date: its parts, where the text is a date and nothing else, so that it
/// comes back letter for letter; the text itself otherwise.
pub(in crate::domain::formats) fn write_date(text: &str) -> Value {
    let parts: Option<Vec<u32>> = text.split('-').map(|part| part.parse().ok()).collect();
    match parts.filter(|parts| parts.len() <= 3 && date_text(parts) == text) {
        Some(parts) => object! { "date-parts": vec![Value::from(parts)] },
        None => object! { "literal": text },
    }
}

/// A CSL date as text; `None` where it says nothing to us.
pub(in crate::domain::formats) fn read_date(date: &Value) -> Option<String> {
    let spelled = |key: &str| date.get(key).and_then(Value::as_str);
    if let Some(text) = date.as_str().or(spelled("literal")).or(spelled("raw")) {
        return Some(text.into());
    }
    let part = |part: &Value| match part {
        Value::String(digits) => digits.parse().ok(),
        part => u32::try_from(part.as_u64()?).ok(),
    };
    let parts = date.get("date-parts")?.get(0)?.as_array()?;
    let parts: Option<Vec<u32>> = parts.iter().map(part).collect();
    parts.filter(|parts| (1..=3).contains(&parts.len())).map(|parts| date_text(&parts))
}

/// `2023`, `2023-07` or `2023-07-07`.
fn date_text(parts: &[u32]) -> String {
    let width = |i: usize| if i == 0 { 4 } else { 2 };
    let parts = parts.iter().enumerate().map(|(i, part)| format!("{part:0w$}", w = width(i)));
    parts.collect::<Vec<_>>().join("-")
}

/// A moment as a CSL date: the day for other tools, the whole for us.
pub(in crate::domain::formats) fn write_moment(moment: &Timestamp) -> Value {
    let mut date = write_date(moment.as_str().get(..10).unwrap_or_default());
    date["raw"] = moment.as_str().into();
    date
}

/// A CSL date as a moment; a day alone is its first.
pub(in crate::domain::formats) fn read_moment(date: &Value) -> Option<Timestamp> {
    read_time(&read_date(date)?)
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn dates_come_back_letter_for_letter() {
        for (text, parts) in [
            ("2023", true),
            ("2023-07", true),
            ("2023-07-07", true),
            ("0099", true),
            ("2023-7-7", false),
            ("c. 1880", false),
            ("2023-07-07-01", false),
            ("-", false),
            ("99", false),
            ("+2023", false),
        ] {
            let date = write_date(text);
            assert_eq!(date.get("date-parts").is_some(), parts, "{text}");
            assert_eq!(read_date(&date).as_deref(), Some(text));
        }
        let moment = Timestamp::read("2026-09-20T14:08:30.5+02:00").expect("a sound time");
        let date = write_moment(&moment);
        assert_eq!(date["date-parts"], json!([[2026, 9, 20]]));
        assert_eq!(read_moment(&date), Some(moment));
        assert_eq!(
            read_moment(&json!({ "date-parts": [["2026", 9, 2]] })),
            Timestamp::read("2026-09-02T00:00:00Z")
        );
    }

    #[test]
    fn what_says_nothing_to_us_is_left_where_it_is() {
        let json = json!({
            "title": "T", "URL": "javascript:alert(1)", "author": [{ "given": "A", "family": "B" }],
            "issued": { "season": 1 }, "accessed": 7, "publisher-place": "X"
        });
        let mut fields = super::super::fields::object(json.clone()).expect("an object");
        let work = take_work(&mut fields);
        assert_eq!((work.title.as_str(), work.url.as_ref()), ("T", None));
        assert_eq!(work.authors, ["A B"]);
        for kept in ["URL", "issued", "accessed", "publisher-place"] {
            assert_eq!(fields.get(kept), json.get(kept), "{kept}");
        }
        assert_eq!(fields.len(), 4);
    }
}
