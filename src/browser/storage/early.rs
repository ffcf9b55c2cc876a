//! Where marks wait that were made before the part that keeps them was here, one
//! text for each open page, by its writer: see `app::early`. The number is that
//! of the format.

use super::web_storage::{keys, local};
use super::writer;
use crate::domain::version::Writer;

const PREFIX: &str = "claimlight/early-1/";

fn key(writer: &Writer) -> String {
    format!("{PREFIX}{}", writer.as_str())
}

/// Writes one down, synchronously. Where there is no room for it, it may be lost
/// if the page goes away before that part has come.
pub fn add(writer: &Writer, line: &str) {
    if let Ok(storage) = local() {
        let before = storage.get_item(&key(writer)).ok().flatten().unwrap_or_default();
        let _ = storage.set_item(&key(writer), &(before + line));
    }
}

/// Whether no page left any.
#[must_use]
pub fn is_empty() -> bool {
    let keys = local().and_then(|storage| keys(&storage, PREFIX));
    keys.map_or(true, |keys| keys.is_empty())
}

/// Crosses out this page's: they are in the journal now.
pub fn done(own: &Writer) {
    let _ = local().map(|it| it.remove_item(&key(own)));
}

/// What pages left that are gone, as this page's own from here on. What an open
/// page waits with is its own to carry out.
pub async fn take_over(own: &Writer) -> String {
    let Ok(storage) = local() else { return String::new() };
    for other in keys(&storage, PREFIX).unwrap_or_default() {
        let name = other.strip_prefix(PREFIX).and_then(Writer::named);
        let Some(name) = name.filter(|name| name != own) else { continue };
        if let Some(_gone) = writer::gone(&name).await
            && let Ok(Some(lines)) = storage.get_item(&other)
        {
            // First ours: what is there twice is carried out once.
            add(own, &lines);
            let _ = storage.remove_item(&other);
        }
    }
    storage.get_item(&key(own)).ok().flatten().unwrap_or_default()
}
