//! What is about to be stored, written down at once.
//!
//! A write to IndexedDB that was begun may be lost when the page goes away in
//! the same moment; one to `localStorage` is done when the call returns. So
//! each batch is written here first, crossed out once it is stored, and what a
//! page left behind is stored by the next one. Doing so twice does no harm.

use super::web_storage::{keys, local};
use super::{typed, writer};
use crate::browser::clock::random;
use crate::domain::formats::stored_batch::{self, Batch, Entry};
use crate::domain::id::Id;
use crate::domain::order::sort_by;
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

/// Whether nothing was left behind, of what was to be stored and of what was typed.
#[must_use]
pub fn is_empty() -> bool {
    let has_none = |prefix| {
        let keys = local().and_then(|storage| keys(&storage, prefix));
        keys.map_or(true, |keys| keys.is_empty())
    };
    has_none(PREFIX) && has_none(typed::PREFIX)
}

/// What was left behind: see [`stored_batch::pending`]. What others left is only
/// crossed out by them, or by whoever knows that they are gone: it holds the steps
/// of their undo histories.
#[must_use]
pub fn pending(own: &Writer) -> Vec<(Entry, Batch)> {
    let mut pending = left(PREFIX, own);
    for (entry, batch) in &mut pending {
        entry.whole &= batch.writer == *own || !writer::are_told();
    }
    pending
}

/// What one page left that is gone.
#[must_use]
pub fn left_by(writer: &Writer) -> Vec<(Entry, Batch)> {
    left(&format!("{PREFIX}{}/", writer.as_str()), writer)
}

fn left(prefix: &str, own: &Writer) -> Vec<(Entry, Batch)> {
    let Ok(storage) = local() else { return Vec::new() };
    let entry = |key: String| {
        let text = storage.get_item(&key).ok()??;
        Some((key.strip_prefix(PREFIX)?.to_owned(), text))
    };
    let keys = keys(&storage, prefix).unwrap_or_default();
    stored_batch::pending(keys.into_iter().filter_map(entry).collect(), own)
}

/// The other pages, open or gone, of which something is written down.
#[must_use]
pub fn others(own: &Writer) -> Vec<Writer> {
    let keys = local().and_then(|storage| keys(&storage, PREFIX)).unwrap_or_default();
    let name = |key: &String| Writer::named(key.strip_prefix(PREFIX)?.split('/').next()?);
    let mut others = typed::writers();
    others.extend(keys.iter().filter_map(name));
    sort_by(&mut others, |a, b| a.cmp(b));
    others.dedup();
    others.retain(|other| other != own);
    others
}

/// Whether it is there still.
#[must_use]
pub fn holds(entry: &Entry) -> bool {
    let key = format!("{PREFIX}{}", entry.key);
    local().is_ok_and(|it| it.get_item(&key).is_ok_and(|text| text.is_some()))
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
