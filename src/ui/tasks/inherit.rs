//! Stores what pages left that went away while this one began, or beside it. A browser
//! may take longer to close a page than to open the next one, which then does not
//! find it yet.

use wasm_bindgen_futures::spawn_local;

use super::hear::take_in;
use super::remind;
use crate::browser::storage::{journal, typed, writer};
use crate::browser::tabs::Heard;
use crate::domain::version::Writer;
use crate::ui::services::Services;
use crate::ui::store::Act;

/// Stores and shows it.
pub(super) fn inherit(services: &Services, act: &Act) {
    let (services, act) = (services.clone(), act.clone());
    spawn_local(async move {
        for heard in stored(&services, &act, &act.state().writer).await {
            take_in(&services, &act, heard);
        }
    });
}

/// Stores it, with the steps of their undo histories, and gives it notebook by
/// notebook. What fails is left where it is, for another try.
async fn stored(services: &Services, act: &Act, own: &Writer) -> Vec<Heard> {
    let mut heard: Vec<Heard> = Vec::new();
    if !writer::are_told() {
        // Who has something written down may be open; a page that begins stores it.
        return heard;
    }
    for other in journal::others(own) {
        // Until its page may use the name again.
        let Some(_gone) = writer::gone(&other).await else { continue };
        typed::take_over_from(&other);
        for (entry, batch) in journal::left_by(&other) {
            if services.is_leaving() || !services.vault().lasts() {
                return heard;
            }
            // Its notebook may have been erased meanwhile.
            if !journal::holds(&entry) || services.vault().keep(&batch).await.is_err() {
                continue;
            }
            journal::done(&entry);
            services.tell_tabs(&batch.notebook, &batch.records);
            remind::changed(act, &batch.notebook);
            match heard.iter_mut().find(|(notebook, _)| *notebook == batch.notebook) {
                Some((_, records)) => records.extend(batch.records),
                None => heard.push((batch.notebook, batch.records)),
            }
        }
    }
    heard
}
