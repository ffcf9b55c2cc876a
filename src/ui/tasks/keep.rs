//! Keeps one commit: the journal at once, then storage, then the other tabs.

use std::sync::Arc;

use wasm_bindgen_futures::spawn_local;

use crate::app::action::Action;
use crate::app::state::{Commit, Failure};
use crate::browser::error::BrowserError;
use crate::browser::storage::batch::Batch;
use crate::browser::storage::journal;
use crate::browser::timing;
use crate::domain::version::Writer;
use crate::ui::services::Services;
use crate::ui::store::Act;

/// So many records at once are no work of hands.
const JOURNALED: usize = 50;

/// Writes the journal before it returns, so that leaving the page loses nothing.
pub(crate) fn keep(services: &Services, act: &Act, writer: &Writer, commit: Arc<Commit>) {
    let batch = Batch {
        number: commit.number,
        notebook: commit.notebook.clone(),
        writer: writer.clone(),
        records: commit.records.clone(),
        articles: commit.articles.clone(),
        steps: commit.steps.clone(),
    };
    // Without a journal the work is kept all the same, a moment later. What came
    // as a whole file is still in that file, and too large to write down here.
    let small = batch.records.len() <= JOURNALED;
    let entry = small.then(|| journal::write(&batch).ok()).flatten();
    if services.is_leaving() {
        // A transaction that is begun now may be lost, and in WebKit keeps the
        // next page waiting. That page stores what is in the journal; should the
        // person come back to this one, it goes on itself.
        return;
    }
    let (services, act) = (services.clone(), act.clone());
    let store = async move {
        match services.vault().keep(&batch).await {
            Ok(()) => {
                if let Some(entry) = &entry {
                    journal::done(entry);
                }
                services.tell_tabs(&batch.notebook, &batch.records);
                act.send(Action::Kept(commit.number));
            }
            Err(error) => act.send(Action::NotKept(commit.number, failure(&error))),
        }
    };
    if small {
        spawn_local(store);
    } else {
        // Handing over thousands of records takes longer than a frame: show them first.
        timing::after_next_paint(move || spawn_local(store));
    }
}

fn failure(error: &BrowserError) -> Failure {
    match error {
        BrowserError::Quota => Failure::Full,
        BrowserError::NotAllowed => Failure::Forbidden,
        BrowserError::Timeout | BrowserError::Blocked => Failure::Slow,
        _ => Failure::Other,
    }
}
