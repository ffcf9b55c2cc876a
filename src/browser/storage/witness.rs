//! A note, outside the database, of what is in it.
//!
//! A damaged database is replaced by an empty one without a word (one bit is
//! enough); `localStorage` survives that. So the page can say that something is
//! missing, and has a copy of the last notebook if that is not large.

use super::web_storage::local;
use crate::browser::error::BrowserError;
use crate::domain::formats::witness_notes::{Note, Notes, read_notes, write_notes};
use crate::domain::id::Id;

const NOTEBOOKS: &str = "claimlight/witness";
const MIRROR: &str = "claimlight/mirror";

/// The largest text that is mirrored, in bytes. `localStorage` holds some five
/// million characters in all, and writing it holds up the page.
pub const MIRROR_LIMIT: usize = 500_000;

/// Whether nothing was ever noted: what is not read needs no reader.
#[must_use]
pub fn is_blank() -> bool {
    let text = local().ok().and_then(|it| it.get_item(NOTEBOOKS).ok()?);
    text.is_none_or(|text| text.is_empty())
}

/// The notebooks that were stored here.
#[must_use]
pub fn notebooks() -> Notes {
    known().unwrap_or_default()
}

/// `None` if a newer version of the page wrote them.
fn known() -> Option<Notes> {
    let text = local().ok().and_then(|it| it.get_item(NOTEBOOKS).ok()?);
    read_notes(&text.unwrap_or_default())
}

/// Notes that a notebook of this name is stored.
pub(super) fn remember(id: &Id, title: &str) {
    change(|all| {
        let edits = all.get(id).map_or(0, |note| note.edits);
        insert(all, id, Note { title: title.to_owned(), edits })
    });
}

/// Notes that all these edits of a notebook are stored, or that the person
/// knows that there are no more.
pub fn count(id: &Id, title: &str, edits: u64) {
    change(|all| insert(all, id, Note { title: title.to_owned(), edits }));
}

/// Notes that a notebook was erased, or that the person knows of its loss.
pub fn forget(id: &Id) {
    change(|all| all.remove(id).is_some());
    if mirrored().as_ref() == Some(id) {
        let _ = local().map(|it| it.remove_item(MIRROR));
    }
}

fn insert(all: &mut Notes, id: &Id, note: Note) -> bool {
    all.insert(id.clone(), note.clone()).is_none_or(|known| known != note)
}

fn change(change: impl FnOnce(&mut Notes) -> bool) {
    if let Some(mut all) = known()
        && change(&mut all)
    {
        // Without it, only the warning is lost.
        let _ = local().map(|it| it.set_item(NOTEBOOKS, &write_notes(&all)));
    }
}

/// Keeps a copy of one notebook, as the text of its exported file; it replaces
/// the copy of another.
///
/// # Errors
/// [`BrowserError::TooLarge`], or what `localStorage` throws.
pub fn set_mirror(notebook: &Id, file: &str) -> Result<(), BrowserError> {
    if file.len() > MIRROR_LIMIT {
        return Err(BrowserError::TooLarge(MIRROR_LIMIT));
    }
    Ok(local()?.set_item(MIRROR, &format!("{}\n{file}", notebook.as_str()))?)
}

/// The notebook of which there is a copy.
#[must_use]
pub fn mirrored() -> Option<Id> {
    read_mirror().map(|(id, _)| id)
}

/// The copy of this notebook, if it is the one that is kept.
#[must_use]
pub fn mirror(notebook: &Id) -> Option<String> {
    read_mirror().filter(|(id, _)| id == notebook).map(|(_, file)| file)
}

fn read_mirror() -> Option<(Id, String)> {
    let text = local().ok()?.get_item(MIRROR).ok()??;
    let (id, file) = text.split_once('\n')?;
    Some((Id::from_iri(id)?, file.to_owned()))
}
