//! What every record carries, whatever it is: who, when, which version.

use serde_json::Value;

use super::RecordError;
use super::fields::{Fields, depth, derived_id, digest, each, list, object, put_text, text};
use super::place::Around;
use crate::domain::formats::object::object;
use crate::domain::id::Id;
use crate::domain::record::Content;
use crate::domain::time::Timestamp;
use crate::domain::version::{Version, Writer};

/// A field that we do not know is kept up to this depth: deeper, and writing it
/// back might make a file that is itself too deep to be read.
const MAX_EXTRA_DEPTH: usize = 64;

/// When something was made that does not say when.
const UNKNOWN_TIME: &str = "1970-01-01T00:00:00Z";

/// Adds who made it and when, whether it lies in the bin, and the fields that
/// we do not know, none of which takes the place of one of ours.
pub(super) fn write_content(fields: &mut Fields, content: &Content, around: &Around<'_>) {
    let ours = creator(&content.author, around);
    let creators = match each(content.extra.get("creator")) {
        [] => ours,
        further => std::iter::once(ours).chain(further.iter().cloned()).collect(),
    };
    fields.insert("creator".into(), creators);
    fields.insert("created".into(), content.created.as_str().into());
    if content.binned {
        fields.insert("binned".into(), true.into());
    }
    for (key, value) in &content.extra {
        if !fields.contains_key(key) {
            fields.insert(key.clone(), value.clone());
        }
    }
}

fn creator(id: &Id, around: &Around<'_>) -> Value {
    let mut person = Fields::new();
    person.insert("id".into(), id.as_str().into());
    person.insert("type".into(), "Person".into());
    put_text(&mut person, "nickname", around.nickname(id).unwrap_or_default());
    person.into()
}

/// The software as the agent that serialised an annotation (§3.3.1, §3.3.2).
pub(super) fn generator() -> Value {
    object! { "id": "urn:claimlight:software", "type": "Software", "name": "Claimlight" }
}

/// Adds the version and its time. After the content, so that no unknown field
/// is in the way.
pub(super) fn write_version(fields: &mut Fields, version: &Version, modified: &Timestamp) {
    let mut counts = Fields::new();
    counts.extend(version.counts().map(|(writer, count)| (writer.as_str().into(), count.into())));
    fields.insert("version".into(), counts.into());
    fields.insert("modified".into(), modified.as_str().into());
}

/// Who made something, as far as a file says.
pub(super) struct Creator {
    /// Their id, made from their name where they have none.
    pub(super) id: Id,
    /// Their name.
    pub(super) name: Option<String>,
    /// What else is said of them.
    pub(super) more: Fields,
}

/// What means something of its own in a person's record, or is written there anyway.
const OWN_TERMS: &[&str] = &[
    "id",
    "@id",
    "type",
    "@type",
    "binned",
    "created",
    "creator",
    "generator",
    "madeOn",
    "modified",
    "nickname",
    "textChanged",
    "version",
];

/// Takes the creator out (§3.3.1): an IRI, an agent, or the first of several;
/// the others stay where they are.
pub(super) fn take_creator(fields: &mut Fields) -> Creator {
    let mut creators = list(fields.remove("creator").unwrap_or_default()).into_iter();
    let creator = creators.next().unwrap_or_default();
    let further: Vec<Value> = creators.collect();
    if !further.is_empty() {
        fields.insert("creator".into(), further.into());
    }
    let field = |key: &str| creator.get(key).and_then(text);
    let id = creator.as_str().or(field("id")).or(field("@id"));
    let key =
        ["nickname", "name"].into_iter().find(|key| field(key).is_some_and(|it| !it.is_empty()));
    let name = key.and_then(field);
    let (id, name) = match id.and_then(Id::from_iri) {
        Some(id) => (id, name),
        None => {
            let name = name.or(id);
            (derived_id(&["person", name.unwrap_or_default()]), name)
        }
    };
    let name = name.map(Into::into);
    let mut more = object(creator).unwrap_or_default();
    for known in OWN_TERMS.iter().copied().chain(key) {
        more.remove(known);
    }
    Creator { id, name, more }
}

/// Takes the times of making and of the last change out; each stands in for the
/// other where it is missing or is none.
pub(super) fn take_times(fields: &mut Fields) -> (Timestamp, Timestamp) {
    let mut take = |key: &str| fields.remove(key).as_ref().and_then(text).and_then(read_time);
    let (created, modified) = (take("created"), take("modified"));
    let created = created.or_else(|| modified.clone()).unwrap_or_else(unknown_time);
    let modified = modified.unwrap_or_else(|| created.clone());
    (created, modified)
}

/// A time as other tools write it: also a day alone, or without a zone (which
/// §3.3.1 rules out, and which then counts as UTC).
pub(in crate::domain::formats) fn read_time(text: &str) -> Option<Timestamp> {
    Timestamp::read(text)
        .or_else(|| Timestamp::read(&format!("{text}Z")))
        .or_else(|| Timestamp::read(&format!("{text}T00:00:00Z")))
}

pub(super) fn unknown_time() -> Timestamp {
    // The constant is sound; a test says so.
    Timestamp::read(UNKNOWN_TIME).unwrap_or_else(|| unreachable!("a sound constant"))
}

/// Takes the version out. Without one (or where another tool means another
/// thing by that word), a version that is the same every time this id is read:
/// so a file of another tool, read twice, is read once.
pub(super) fn take_version(fields: &mut Fields, id: &Id) -> Result<Version, RecordError> {
    let Some(counts) = fields.remove("version").and_then(object) else {
        return Ok(derived_version(id));
    };
    let count = |(writer, count): (&String, &Value)| {
        let count = u32::try_from(count.as_u64()?).ok().filter(|count| *count > 0)?;
        Some((Writer::named(writer)?, count))
    };
    let counts: Option<Vec<_>> = counts.iter().map(count).collect();
    Ok(Version::from_counts(counts.ok_or(RecordError::BadVersion)?))
}

pub(super) fn derived_version(id: &Id) -> Version {
    let digits: String =
        digest(&["writer", id.as_str()]).iter().map(|b| format!("{b:02x}")).collect();
    let writer = Writer::named(&format!("import-{digits}"));
    writer.map(|writer| Version::default().advanced(&writer)).unwrap_or_default()
}

/// Takes the id out.
pub(super) fn take_id(fields: &mut Fields) -> Result<Id, RecordError> {
    let id = match (fields.remove("id"), fields.remove("@id")) {
        (Some(id), _) | (None, Some(id)) => id,
        (None, None) => return Err(RecordError::NoId),
    };
    let id = text(&id).ok_or(RecordError::NoId)?;
    Id::from_iri(id).ok_or(RecordError::BadId)
}

/// What is left of a record when all that we know was taken out.
pub(super) fn take_extra(fields: &mut Fields) -> Fields {
    for key in ["@context", "@type", "type", "generator"] {
        fields.remove(key);
    }
    let mut kept = std::mem::take(fields);
    kept.retain(|_, value| depth(value) <= MAX_EXTRA_DEPTH);
    kept
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn creators_come_in_many_shapes() {
        let take = |creator: Value| {
            let creator = take_creator(&mut Fields::from_iter([("creator".into(), creator)]));
            (creator.id.to_string(), creator.name)
        };
        let named = |name: &str| Some(name.to_owned());
        assert_eq!(take(json!("urn:x:1")), ("urn:x:1".into(), None));
        assert_eq!(take(json!({"id": "urn:x:1", "name": "A"})), ("urn:x:1".into(), named("A")));
        assert_eq!(
            take(json!([{"id": "urn:x:1", "nickname": ["A", "B"]}, "urn:x:2"])).1,
            named("A")
        );
        assert_eq!(take(json!({"name": "Ann"})), take(json!("Ann")));
        assert_eq!(take(json!(7)), take(Value::Null));
        assert_ne!(take(json!("Ann")).0, take(json!("Bob")).0);
    }

    #[test]
    fn times_stand_in_for_each_other() {
        let take = |json: Value| {
            let (created, modified) =
                take_times(&mut super::super::fields::object(json).expect("an object"));
            format!("{created:?} {modified:?}")
        };
        assert_eq!(take(json!({})), "1970-01-01T00:00:00Z 1970-01-01T00:00:00Z");
        assert_eq!(
            take(json!({"created": "2026-09-20"})),
            "2026-09-20T00:00:00Z 2026-09-20T00:00:00Z"
        );
        assert_eq!(
            take(json!({"created": 1, "modified": "2026-09-20T14:03:11"})),
            "2026-09-20T14:03:11Z 2026-09-20T14:03:11Z"
        );
    }

    #[test]
    fn a_missing_version_is_always_the_same_one() {
        let id = Id::from_iri("https://example.org/a").expect("an IRI");
        let versions =
            [take_version(&mut Fields::new(), &id), take_version(&mut Fields::new(), &id)];
        assert_eq!(versions[0], versions[1]);
        assert_eq!(versions[0].as_ref().map(Version::total), Ok(1));
        for bad in
            [json!({"a b": 1}), json!({"a": -1}), json!({"a": 5_000_000_000_u64}), json!({"a": 0})]
        {
            let mut fields = Fields::from_iter([("version".into(), bad)]);
            assert_eq!(take_version(&mut fields, &id), Err(RecordError::BadVersion));
        }
    }
}
