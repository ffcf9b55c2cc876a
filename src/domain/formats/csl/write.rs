//! A notebook's outside sources as a bibliography.

use litemap::LiteMap;
use serde_json::Value;

use super::{KEPT, OWN, type_of};
use crate::domain::bibliography::{is_sound, is_type};
use crate::domain::formats::web_annotation::{
    Fields, object, read_authors, read_date, read_moment, write_record,
};
use crate::domain::notebook::Notebook;
use crate::domain::outline::Outline;
use crate::domain::record::Record;
use crate::domain::source::{Source, Work};

/// Writes the outside sources that are not in the bin, in the notebook's order.
/// Equal notebooks give equal files, byte for byte.
#[must_use]
pub fn write_sources(notebook: &Notebook) -> String {
    let outline = Outline::of(notebook);
    let mut ids = Ids::new();
    let items = outline.sources.iter().filter_map(|record| match record.source()? {
        Source::Outside(work) => Some(item(record, work, &mut ids)),
        Source::InArticle { .. } => None,
    });
    format!("{:#}\n", items.collect::<Value>())
}

/// The ids given so far: an item's own may be taken by another library's.
type Ids = LiteMap<String, ()>;

fn item(record: &Record, work: &Work, ids: &mut Ids) -> Value {
    let mut fields = object(write_record(record)).unwrap_or_default();
    let (mut item, mut own) = (Fields::new(), Fields::new());
    for key in ["id", "created", "modified", "version", "kind", "appraisal"] {
        own.extend(fields.remove(key).map(|value| (key.into(), value)));
    }
    let creator = fields.remove("creator").and_then(|creator| creator.get("id").cloned());
    own.extend(creator.map(|id| ("creator".into(), id)));
    fields.remove("type");
    let mut kept = match fields.remove(KEPT) {
        Some(Value::Object(kept)) => kept,
        Some(other) => Fields::from_iter([(KEPT.into(), other)]),
        None => Fields::new(),
    };
    put_back(&mut fields, &mut kept, work);
    let mut put = |key: &str, value: Option<Value>, otherwise: &str| {
        let value = value.unwrap_or_else(|| otherwise.into());
        item.insert(key.into(), value);
    };
    put("id", take_id(&mut kept, ids), record.id.as_str());
    let derived = type_of(&work.kind, work.url.is_some());
    put("type", take_if(&mut kept, "type", |it| it.as_str().is_some_and(is_type)), derived);
    if let Some(version) = take_if(&mut kept, "version", Value::is_string) {
        put("version", Some(version), "");
    }
    let mut unplaced = Fields::new();
    for (key, value) in fields {
        let home = if is_sound(&key, &value) { &mut item } else { &mut unplaced };
        home.insert(key, value);
    }
    let custom = take_if(&mut kept, "custom", |it| it.get(OWN).is_none() && it.is_object());
    let mut custom = custom.and_then(object).unwrap_or_default();
    for (key, rest) in [("fields", unplaced), (KEPT, kept)] {
        if !rest.is_empty() {
            own.insert(key.into(), rest.into());
        }
    }
    custom.insert(OWN.into(), own.into());
    item.insert("custom".into(), custom.into());
    item.into()
}

/// Names and dates with all their parts, as the bibliography had them, where
/// they still come to what the source says.
fn put_back(fields: &mut Fields, kept: &mut Fields, work: &Work) {
    let author = take_if(kept, "author", |it| {
        is_sound("author", it) && read_authors(it).as_ref() == Some(&work.authors)
    });
    let issued = take_if(kept, "issued", |it| {
        is_sound("issued", it) && read_date(it).as_ref() == Some(&work.issued)
    });
    let accessed = take_if(kept, "accessed", |it| {
        is_sound("accessed", it) && work.accessed.is_some() && read_moment(it) == work.accessed
    });
    for (key, original) in [("author", author), ("issued", issued), ("accessed", accessed)] {
        fields.extend(original.map(|original| (key.into(), original)));
    }
}

/// The item's own id, unless another item has it.
fn take_id(kept: &mut Fields, ids: &mut Ids) -> Option<Value> {
    let name = match kept.get("id")? {
        Value::String(id) => id.clone(),
        Value::Number(id) => id.to_string(),
        _ => return None,
    };
    ids.insert(name, ()).is_none().then(|| kept.remove("id"))?
}

fn take_if(fields: &mut Fields, key: &str, is_sound: impl Fn(&Value) -> bool) -> Option<Value> {
    if is_sound(fields.get(key)?) { fields.remove(key) } else { None }
}
