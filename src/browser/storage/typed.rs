//! What is being typed and is no change yet, one batch for each open page, by its
//! writer: what it would be if it were kept now. Should the page end without
//! another word, as in a crash, the next one finds it in the journal.

use super::journal::{PREFIX as JOURNAL, entry_of};
use super::web_storage::{keys, local};
use super::writer;
use crate::domain::formats::stored_batch::Batch;
use crate::domain::version::Writer;

pub(super) const PREFIX: &str = "claimlight/typed/";

fn key(writer: &Writer) -> String {
    format!("{PREFIX}{}", writer.as_str())
}

/// Writes it down, synchronously, over what was typed before it. Where there is no
/// room for it, it may be lost in such an end. Where pages cannot tell whether others
/// are gone, nothing is written: one could take over what its writer goes on with.
pub fn write(batch: &Batch) {
    if !writer::are_told() {
        return;
    }
    // The first line tells where in the journal it will lie once it is kept.
    let text = format!("{}\n{}", entry_of(batch).key, batch.write());
    let _ = local().map(|it| it.set_item(&key(&batch.writer), &text));
}

/// Crosses it out: it is kept, or was taken back.
pub fn done(own: &Writer) {
    let _ = local().map(|it| it.remove_item(&key(own)));
}

/// Puts into the journal what pages left that are gone. What this page's own name
/// was used for before is among it; what is typed in an open page stays there.
/// To be called before this page writes anything under its name.
pub async fn take_over(own: &Writer) {
    for name in writers() {
        if name != *own && writer::gone(&name).await.is_some() {
            take_over_from(&name);
        }
    }
    take_over_from(own);
}

/// Who left something.
pub(super) fn writers() -> Vec<Writer> {
    let left = local().and_then(|storage| keys(&storage, PREFIX)).unwrap_or_default();
    left.iter().filter_map(|key| Writer::named(key.strip_prefix(PREFIX)?)).collect()
}

/// Puts into the journal what one page left that is gone.
pub fn take_over_from(name: &Writer) {
    let left = key(name);
    if let Ok(storage) = local()
        && let Ok(Some(text)) = storage.get_item(&left)
    {
        if let Some((place, batch)) = text.split_once('\n') {
            let place = format!("{JOURNAL}{place}");
            // There is something already if the page ended just when it was kept.
            let kept = storage.get_item(&place).is_ok_and(|it| it.is_some());
            if !kept && storage.set_item(&place, batch).is_err() {
                return;
            }
        }
        let _ = storage.remove_item(&left);
    }
}
