//! Where a passage was on an earlier version of the article: own terms, for the
//! standard knows one place at a time. `madeOn` has the shape of a target.

use serde_json::Value;

use super::fields::{Fields, object, take_text};
use super::place::{Around, Places};
use super::selector::{take_passage, write_passage};
use crate::domain::record::Origin;

/// Adds it.
pub(super) fn write(fields: &mut Fields, origin: &Origin) {
    let mut made_on = Fields::new();
    write_passage(&mut made_on, &origin.passage, &Fields::new(), &Around::NOTHING);
    fields.insert("madeOn".into(), made_on.into());
    if origin.asks {
        fields.insert("textChanged".into(), true.into());
    }
}

/// Takes it out; one that cannot be read is no reason to refuse the record.
pub(super) fn take(fields: &mut Fields) -> Option<Origin> {
    let asks = fields.remove("textChanged") == Some(Value::Bool(true));
    let mut made_on = fields.remove("madeOn").and_then(object)?;
    // Only what says itself on which text it is: nothing else is at hand here.
    let known = take_text(&mut made_on, "articleHash")?;
    made_on.insert("articleHash".into(), known.into());
    let passage = take_passage(&mut made_on, &Places::new(Vec::new())).ok()?;
    Some(Origin { passage, asks })
}
