//! Keeps one commit: the journal at once, then storage, then the other tabs.

use std::sync::Arc;

use wasm_bindgen_futures::spawn_local;

use crate::app::action::Action;
use crate::app::state::{Commit, Failure};
use crate::browser::error::BrowserError;
use crate::browser::storage::batch::Batch;
use crate::browser::storage::journal;
use crate::domain::version::Writer;
use crate::ui::services::Services;
use crate::ui::store::Act;

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
    // Without a journal the work is kept all the same, a moment later.
    let entry = journal::write(&batch).ok();
    let (services, act) = (services.clone(), act.clone());
    spawn_local(async move {
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
    });
}

fn failure(error: &BrowserError) -> Failure {
    match error {
        BrowserError::Quota => Failure::Full,
        BrowserError::NotAllowed => Failure::Forbidden,
        BrowserError::Timeout | BrowserError::Blocked => Failure::Slow,
        _ => Failure::Other,
    }
}
