//! What every annotation of Hypothesis carries whoever made it. Only where one
//! carries something else is that kept.

use serde_json::Value;

use super::accounts::short_id;
use crate::domain::formats::object::object;
use crate::domain::formats::web_annotation::Fields;
use crate::domain::id::Id;

/// The own term that holds it.
pub(super) const KEPT: &str = "hypothesis";

/// The group of what everybody may read.
const WORLD: &str = "__world__";

/// The fields that are the same for all, for an annotation of this account.
pub(super) fn fields(id: &Id, account: &str) -> Fields {
    let mine = || vec![Value::from(account)];
    let group = format!("group:{WORLD}");
    let permissions = object! {
        "read": vec![Value::from(group)],
        "admin": mine(),
        "update": mine(),
        "delete": mine(),
    };
    let none = || Value::Array(Vec::new());
    let fields = object! {
        "group": WORLD,
        "permissions": permissions,
        "references": none(),
        "links": links(id),
        "hidden": false,
        "flagged": false,
        "moderation_status": "APPROVED",
        "actions": none(),
        "mentions": none(),
    };
    match fields {
        Value::Object(fields) => fields,
        _ => Fields::new(),
    }
}

/// Where Hypothesis shows an annotation; only its own.
fn links(id: &Id) -> Value {
    let short = short_id(id);
    match short == id.as_str() {
        true => object! {},
        false => object! {
            "html": id.as_str(),
            "incontext": format!("https://hyp.is/{short}"),
            "json": format!("https://hypothes.is/api/annotations/{short}"),
        },
    }
}

/// Leaves what is not the same for all, and nothing of the client's own.
pub(super) fn strip(annotation: &mut Fields, id: &Id, account: &str) {
    for (key, value) in fields(id, account) {
        if annotation.get(&key).is_some_and(|it| *it == value || it.is_null()) {
            annotation.remove(&key);
        }
    }
    annotation.retain(|key, value| {
        let empty = value.as_object().is_some_and(Fields::is_empty);
        !key.starts_with('$') && !empty
    });
}
