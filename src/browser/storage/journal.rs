//! What is about to be stored, written down at once.
//!
//! A write to IndexedDB that was begun may be lost when the page goes away in
//! the same moment; one to `localStorage` is done when the call returns. So
//! each batch is written here first, crossed out once it is stored, and what a
//! page left behind is stored by the next one. Doing so twice does no harm.

use super::typed;
use super::web_storage::{keys, local};
use crate::browser::clock::random;
use crate::domain::formats::stored_batch::{self, Batch, Entry};
use crate::domain::id::Id;
use crate::domain::version::Writer;

pub(super) const PREFIX: &str = "claimlight/journal/";

/// Written to see whether there is room, and removed at once.
const ROOM: &str = "claimlight/room";
/// More than is typed before it is kept, with what is written beside it.
const TYPED: usize = 16_384;

thread_local! {
    /// A page that uses an earlier one's name counts from the start again, so
    /// the number alone could overwrite what that one left behind. One a page:
    /// a batch that is tried again takes its own place, not another.
    static SALT: String = random::<4>().iter().map(|byte| format!("{byte:02x}")).collect();
}

/// Where this page writes a batch down.
pub(super) fn entry_of(batch: &Batch) -> Entry {
    SALT.with(|salt| Entry::of(batch, salt))
}

/// Writes a batch down, synchronously. To be called before the first `await`
/// after the person's deed. Doing so again takes no more room.
/// `false` where there is no room for it: the batch can be stored all the same; it
/// only may be lost if the page goes away first.
pub fn write(batch: &Batch) -> (Entry, bool) {
    let entry = entry_of(batch);
    let key = format!("{PREFIX}{}", entry.key);
    let written = local().is_ok_and(|it| it.set_item(&key, &batch.write()).is_ok());
    (entry, written)
}

/// Whether there is room for what a person types.
#[must_use]
pub fn has_room() -> bool {
    let Ok(storage) = local() else { return false };
    let has_room = storage.set_item(ROOM, &" ".repeat(TYPED)).is_ok();
    let _ = storage.remove_item(ROOM);
    has_room
}

/// Writes a batch down again that has become less, if it is there still, under
/// `entry` or under this page's own key for it.
pub fn rewrite(batch: &Batch, entry: Option<&Entry>) {
    let entry = entry.cloned().unwrap_or_else(|| entry_of(batch));
    let key = format!("{PREFIX}{}", entry.key);
    if entry.whole
        && let Ok(storage) = local()
        && let Ok(Some(_)) = storage.get_item(&key)
    {
        // It takes less room than what it replaces.
        let _ = storage.set_item(&key, &batch.write());
    }
}

/// Crosses out what is stored.
pub fn done(entry: &Entry) {
    if entry.whole {
        // If it stays, it is merely stored once more.
        let _ = local().map(|it| it.remove_item(&format!("{PREFIX}{}", entry.key)));
    }
}

/// Whether nothing was left behind.
#[must_use]
pub fn is_empty() -> bool {
    let keys = local().and_then(|storage| keys(&storage, PREFIX));
    keys.map_or(true, |keys| keys.is_empty())
}

/// What was left behind: see [`stored_batch::pending`].
#[must_use]
pub fn pending(own: &Writer) -> Vec<(Entry, Batch)> {
    let Ok(storage) = local() else { return Vec::new() };
    let entry = |key: String| {
        let text = storage.get_item(&key).ok()??;
        Some((key.strip_prefix(PREFIX)?.to_owned(), text))
    };
    let keys = keys(&storage, PREFIX).unwrap_or_default();
    stored_batch::pending(keys.into_iter().filter_map(entry).collect(), own)
}

/// Removes what was left behind of a notebook: what is erased must not come back.
pub fn forget(notebook: &Id) {
    let Ok(storage) = local() else { return };
    let keys = [PREFIX, typed::PREFIX].map(|prefix| keys(&storage, prefix).unwrap_or_default());
    for key in keys.concat() {
        let text = storage.get_item(&key).ok().flatten();
        // What is being typed stands below its place.
        let batch = text.and_then(|text| Batch::read(text.lines().last()?));
        if batch.is_some_and(|(batch, _)| batch.notebook == *notebook) {
            let _ = storage.remove_item(&key);
        }
    }
}
