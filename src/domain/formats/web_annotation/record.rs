//! One record, alone: the parts that a file is put together from.

use serde_json::Value;

use super::envelope::{
    generator, take_creator, take_extra, take_id, take_times, take_version, write_version,
};
use super::fields::{Fields, each, is_a, list, object};
use super::link::Cited;
use super::place::{Around, Places};
use super::{RecordError, claim, envelope, link, origin, particulars, person, source};
use crate::domain::formats::object::object;
use crate::domain::id::Id;
use crate::domain::record::{Body, Content, MAX_TEXT, Record};
use crate::domain::source::Source;
use crate::domain::text::is_drawable;
use crate::domain::time::Timestamp;

/// One version of a record, for storage: whatever it is, binned and erased ones
/// too. [`read_record`] gives an equal one.
#[must_use]
pub fn write_record(record: &Record) -> Value {
    write_among(record, &Around::NOTHING)
}

/// Reads a record that [`write_record`] wrote, or an annotation of another tool
/// that says on which text it is, with quote and position.
///
/// # Errors
/// A [`RecordError`] that says what is missing or wrong.
pub fn read_record(value: &Value) -> Result<Record, RecordError> {
    let fields = object(value.clone()).ok_or(RecordError::NotAnObject)?;
    Ok(read_among(fields, None, &Places::new(Vec::new()))?.record)
}

/// The content of a record under its id, as undo histories keep it.
pub(in crate::domain::formats) fn write_content(id: &Id, content: &Content) -> Value {
    content_fields(id, content, &Around::NOTHING).into()
}

/// Reads what [`write_content`] wrote.
pub(in crate::domain::formats) fn read_content(value: &Value) -> Result<Content, RecordError> {
    let mut fields = object(value.clone()).ok_or(RecordError::NotAnObject)?;
    take_id(&mut fields)?;
    let (created, _) = take_times(&mut fields);
    let read = take_content(fields, None, created, &Places::new(Vec::new()))?;
    Ok(read.0)
}

/// A record, with what serves other tools from around it.
pub(super) fn write_among(record: &Record, around: &Around<'_>) -> Value {
    let mut fields = match &record.content {
        Some(content) => content_fields(&record.id, content, around),
        None => erased(&record.id),
    };
    write_version(&mut fields, &record.version, &record.modified);
    fields.into()
}

/// What was erased leaves a `Tombstone` (ActivityStreams 2.0).
fn erased(id: &Id) -> Fields {
    let erased = object! { "id": id.as_str(), "type": "Tombstone" };
    object(erased).unwrap_or_default()
}

pub(super) fn content_fields(id: &Id, content: &Content, around: &Around<'_>) -> Fields {
    let mut fields = Fields::new();
    fields.insert("id".into(), id.as_str().into());
    let extra = &content.extra;
    match &content.body {
        Body::Notebook(particulars) => particulars::write(&mut fields, particulars),
        Body::Person(person) => person::write(&mut fields, person),
        Body::Claim(claim) => claim::write(&mut fields, claim, extra, around),
        Body::Source(Source::InArticle { passage, name }) => {
            source::write_in_article(&mut fields, passage, name, extra, around);
        }
        Body::Source(Source::Outside(work)) => source::write_work(&mut fields, work),
        Body::Link(link) => link::write(&mut fields, link, extra, around),
    }
    if is_a(&fields, "Annotation") {
        fields.insert("generator".into(), generator());
        put_motivations(&mut fields, extra);
    }
    if let Some(origin) = &content.origin {
        origin::write(&mut fields, origin);
    }
    envelope::write_content(&mut fields, content, around);
    fields
}

/// What a record says of its author.
#[derive(Debug)]
pub(super) struct Author {
    pub(super) name: String,
    /// What else, none of which we know.
    pub(super) more: Fields,
}

/// A record as it was read, with what the file says about others by the way.
#[derive(Debug)]
pub(super) struct Read {
    pub(super) record: Record,
    /// Its author, if named.
    pub(super) author: Option<Author>,
    /// The source that it links to, if it says what that is itself.
    pub(super) cited: Option<Cited>,
}

/// Reads a record. `assumed` is the type of one that does not say its own.
pub(super) fn read_among(
    mut fields: Fields,
    assumed: Option<&str>,
    places: &Places<'_>,
) -> Result<Read, RecordError> {
    let id = take_id(&mut fields)?;
    let version = take_version(&mut fields, &id)?;
    let (created, modified) = take_times(&mut fields);
    if type_of(&fields, assumed) == Some(Type::Tombstone) {
        let record = Record { id, version, modified, content: None };
        return Ok(Read { record, author: None, cited: None });
    }
    let (content, author, cited) = take_content(fields, assumed, created, places)?;
    let record = Record { id, version, modified, content: Some(content) };
    Ok(Read { record, author, cited })
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Type {
    Annotation,
    Notebook,
    Person,
    Work,
    Tombstone,
}

const TYPES: &[(&str, Type)] = &[
    ("Annotation", Type::Annotation),
    ("AnnotationCollection", Type::Notebook),
    ("Person", Type::Person),
    ("Source", Type::Work),
    ("Tombstone", Type::Tombstone),
];

fn type_of(fields: &Fields, assumed: Option<&str>) -> Option<Type> {
    let untyped = !fields.contains_key("type") && !fields.contains_key("@type");
    let is = |name: &str| is_a(fields, name) || (untyped && assumed == Some(name));
    TYPES.iter().find(|(name, _)| is(name)).map(|(_, found)| *found)
}

type Parts = (Content, Option<Author>, Option<Cited>);

fn take_content(
    mut fields: Fields,
    assumed: Option<&str>,
    created: Timestamp,
    places: &Places<'_>,
) -> Result<Parts, RecordError> {
    let author = take_creator(&mut fields);
    let binned = fields.remove("binned") == Some(Value::Bool(true));
    let found = type_of(&fields, assumed).ok_or(RecordError::UnknownType)?;
    let mut cited = None;
    let body = match found {
        Type::Notebook => Body::Notebook(particulars::take(&mut fields)?),
        Type::Person => Body::Person(person::take(&mut fields)),
        Type::Work => Body::Source(Source::Outside(source::take_work(&mut fields))),
        Type::Tombstone => return Err(RecordError::UnknownType),
        Type::Annotation => {
            let motivations = list(fields.remove("motivation").unwrap_or_default());
            let says = |motivation: &str| motivations.iter().any(|other| other == motivation);
            let first = motivations.first().and_then(Value::as_str).unwrap_or_default();
            let (ours, body) = if says("linking") && link::is_between_things(&fields) {
                let (link, source) = link::take(&mut fields)?;
                cited = source;
                ("linking", Body::Link(link))
            } else if first != "classifying"
                && says("identifying")
                && source::is_attribution(&fields)
            {
                ("identifying", Body::Source(source::take_in_article(&mut fields, places)?))
            } else {
                ("classifying", Body::Claim(claim::take(&mut fields, first, places)?))
            };
            keep_motivations(&mut fields, motivations, ours);
            body
        }
    };
    let origin = origin::take(&mut fields);
    let extra = take_extra(&mut fields);
    let content = Content { author: author.id, created, binned, body, origin, extra };
    if !content.is_bounded() {
        return Err(RecordError::TooMuch);
    }
    let more = author.more;
    let name = author.name.filter(|name| name.len() <= MAX_TEXT && is_drawable(name));
    Ok((content, name.map(|name| Author { name, more }), cited))
}

/// Keeps the motivations of another tool besides the one that we write.
fn keep_motivations(fields: &mut Fields, mut motivations: Vec<Value>, ours: &str) {
    if let Some(at) = motivations.iter().position(|other| other == ours) {
        motivations.remove(at);
    }
    if !motivations.is_empty() {
        fields.insert("motivation".into(), motivations.into());
    }
}

/// Writes them back, behind ours, which decides what the annotation is.
fn put_motivations(fields: &mut Fields, extra: &Fields) {
    let further = each(extra.get("motivation"));
    if let Some(ours) = fields.get("motivation").cloned()
        && !further.is_empty()
    {
        let all = std::iter::once(ours).chain(further.iter().cloned());
        fields.insert("motivation".into(), all.collect());
    }
}
