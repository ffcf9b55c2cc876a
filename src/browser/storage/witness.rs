//! A note, outside the database, of what is in it.
//!
//! A damaged database is replaced by an empty one without a word (one bit is
//! enough); `localStorage` survives that. So the page can say that something is
//! missing, and has a copy of the last notebook if that is not large.

use litemap::LiteMap;

use super::web_storage::local;
use crate::browser::error::BrowserError;
use crate::domain::id::Id;

const NOTEBOOKS: &str = "claimlight/witness";
const MIRROR: &str = "claimlight/mirror";

/// The largest text that is mirrored, in bytes. `localStorage` holds some five
/// million characters in all, and writing it holds up the page.
pub const MIRROR_LIMIT: usize = 500_000;

/// The notebooks that were stored here, with their names.
#[must_use]
pub fn notebooks() -> LiteMap<Id, String> {
    let text = local().ok().and_then(|it| it.get_item(NOTEBOOKS).ok()?).unwrap_or_default();
    let mut notebooks = LiteMap::new();
    for line in text.lines() {
        if let Some((id, title)) = line.split_once(' ')
            && let Some(id) = Id::from_iri(id)
        {
            notebooks.insert(id, title.to_owned());
        }
    }
    notebooks
}

/// Notes that a notebook of this name is stored.
pub(super) fn remember(id: &Id, title: &str) {
    let mut all = notebooks();
    if all.get(id).is_none_or(|known| known != title) {
        all.insert(id.clone(), title.to_owned());
        note(&all);
    }
}

/// Notes that a notebook was erased, or that the person knows of its loss.
pub fn forget(id: &Id) {
    let mut all = notebooks();
    if all.remove(id).is_some() {
        note(&all);
    }
    if mirror(id).is_some() {
        let _ = local().map(|it| it.remove_item(MIRROR));
    }
}

/// A line each: the id, a space, the name.
fn note(all: &LiteMap<Id, String>) {
    let mut text = String::new();
    for (id, title) in all.iter() {
        text.extend([id.as_str(), " ", &title.replace(['\n', '\r'], " "), "\n"]);
    }
    // Without it, only the warning is lost.
    let _ = local().map(|it| it.set_item(NOTEBOOKS, &text));
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

/// The copy of this notebook, if it is the one that is kept.
#[must_use]
pub fn mirror(notebook: &Id) -> Option<String> {
    let text = local().ok()?.get_item(MIRROR).ok()??;
    let (id, file) = text.split_once('\n')?;
    (id == notebook.as_str()).then(|| file.to_owned())
}
