//! A person as an agent (§3.3.2).

use super::fields::{Fields, take_text};
use crate::domain::person::Person;

/// Adds a person.
pub(super) fn write(fields: &mut Fields, person: &Person) {
    fields.insert("type".into(), "Person".into());
    fields.insert("nickname".into(), person.name.as_str().into());
}

/// Takes a person out.
pub(super) fn take(fields: &mut Fields) -> Person {
    let (nickname, name) = (take_text(fields, "nickname"), fields.get("name"));
    let name = nickname.or_else(|| name.and_then(|name| name.as_str()).map(Into::into));
    Person { name: name.unwrap_or_default() }
}
