//! Keeps one commit: the journal at once, then storage, then the other tabs.

use std::sync::Arc;

use gloo::timers::callback::Timeout;
use wasm_bindgen_futures::spawn_local;

use super::remind;
use crate::app::action::Action;
use crate::app::state::{Commit, Failure, State};
use crate::browser::error::BrowserError;
use crate::browser::storage::{early, journal, persistence, preferences, typed};
use crate::browser::timing;
use crate::domain::formats::stored_batch::{Batch, Entry};
use crate::domain::version::Writer;
use crate::ui::services::Services;
use crate::ui::store::Act;

/// After so many milliseconds without an answer the page says so, and waits on.
const PATIENCE: u32 = 10_000;
/// So many records at once are no work of hands: storing them takes a moment.
const BY_HAND: usize = 50;
/// More than so many are not written down: there would be no room for it. They came
/// as files.
const JOURNALED: usize = 1_000;

/// Writes what is outgoing and was not yet into the journal, before it returns: so
/// leaving the page loses nothing. [`keep`] comes too late for that: Yew puts off
/// what follows from a change once drawing has taken 16 ms, as on a slow computer,
/// and what it puts off never comes when the page goes away.
pub(crate) fn note(services: &Services, state: &State) {
    let noted = services.noted(state.last_commit);
    let new = |commit: &&Arc<Commit>| commit.number > noted && commit.journal.is_none();
    for commit in state.outgoing.iter().filter(new) {
        write_down(services, &commit.batch(&state.writer));
    }
}

/// Writes down what is being typed: what it would leave to be stored if it were kept
/// now, or nothing, if that is what is kept already.
pub(crate) fn write_ahead(services: &Services, state: &State) {
    let noted = services.last_noted();
    let tried = |commit: &&Arc<Commit>| commit.number > noted && commit.journal.is_none();
    match state.outgoing.last().filter(tried) {
        Some(commit) if services.vault().lasts() => typed::write(&commit.batch(&state.writer)),
        _ => typed::done(&state.writer),
    }
}

/// Writes a batch into the journal. Without it the work is kept all the same, a
/// moment later; until then the browser asks before the page goes away.
fn write_down(services: &Services, batch: &Batch) -> Option<Entry> {
    let fits = batch.records.len() <= JOURNALED && services.vault().lasts();
    let (entry, written) = fits.then(|| journal::write(batch)).unzip();
    services.set_unwritten(batch.number, written != Some(true));
    entry
}

/// Stores a commit. Of one commit there is one try at a time.
pub(crate) fn keep(services: &Services, act: &Act, writer: &Writer, commit: Arc<Commit>) {
    let number = commit.number;
    if !services.begin_keeping(number) {
        return;
    }
    let batch = commit.batch(writer);
    // It may have been shortened since it was noted.
    let entry = commit.journal.clone().or_else(|| write_down(services, &batch));
    if services.vault().lasts() {
        // What had to wait for this part is in the journal now, with the rest.
        early::done(writer);
    }
    if services.is_leaving() {
        // A transaction that is begun now may be lost, and in WebKit keeps the
        // next page waiting. That page stores what is in the journal; should the
        // person come back to this one, it goes on itself.
        services.end_keeping(number);
        return;
    }
    let by_hand = batch.records.len() <= BY_HAND;
    let (services, act) = (services.clone(), act.clone());
    let store = async move {
        let waiting = act.clone();
        let slow = Timeout::new(PATIENCE, move || {
            waiting.send(Action::NotKept(number, Failure::Slow));
        });
        let kept = services.vault().keep(&batch).await;
        drop(slow);
        services.end_keeping(number);
        match kept {
            Ok(()) => {
                services.set_unwritten(number, false);
                if let Some(entry) = &entry {
                    journal::done(entry);
                }
                services.tell_tabs(&batch.notebook, &batch.records);
                remind::changed(&act, &batch.notebook);
                if batch.records.iter().any(|record| record.claim().is_some()) {
                    ask_to_stay();
                }
                act.send(Action::Kept(number));
            }
            Err(error) => act.send(Action::NotKept(number, failure(&error))),
        }
    };
    if by_hand {
        spawn_local(store);
    } else {
        // Handing over thousands of records takes longer than a frame: show them first.
        timing::after_next_paint(move || spawn_local(store));
    }
}

/// Asks the browser, once, not to throw this away when it runs out of room. It
/// may ask the person, so not before there is something worth it.
pub(crate) fn ask_to_stay() {
    const ASKED: &str = "asked-to-stay";
    if preferences::get(ASKED).is_none() {
        preferences::set(ASKED, "yes");
        // Whatever it answers, a file is the only copy that is sure.
        spawn_local(async { drop(persistence::request().await) });
    }
}

/// Has the journal say no more of a commit than is left of it, lest the next page
/// store what a later commit has replaced.
pub(crate) fn shorten(writer: &Writer, commit: &Commit) {
    if commit.shortened {
        journal::rewrite(&commit.batch(writer), commit.journal.as_ref());
    }
}

/// What helps to know of an error.
pub(super) fn failure(error: &BrowserError) -> Failure {
    match error {
        BrowserError::Quota => Failure::Full,
        BrowserError::NotAllowed => Failure::Forbidden,
        BrowserError::Timeout | BrowserError::Blocked => Failure::Slow,
        _ => Failure::Other,
    }
}
