//! Stores what pages left that went away while this one began. A browser may take
//! longer to close a page than to open the next one, which then does not find it yet.

use super::hear::take_in;
use super::remind;
use crate::browser::promise::pause;
use crate::browser::storage::{journal, typed};
use crate::ui::services::Services;
use crate::ui::store::{Act, Snapshot};

/// When to look, in milliseconds after the last time.
const WAITS: [i32; 3] = [0, 2_000, 6_000];

/// Stores it and shows it. What fails is left where it is, for the next page.
pub(super) async fn inherit(services: Services, act: Act, state: Snapshot) {
    let own = &state.writer;
    for wait in WAITS {
        pause(wait).await;
        if !services.vault().lasts() || services.is_leaving() {
            return;
        }
        typed::take_over_others(own).await;
        // What an open page is about to store may be among it: twice does no harm.
        let left = journal::pending(own).into_iter();
        for (entry, batch) in left.filter(|(_, batch)| batch.writer != *own) {
            if services.vault().keep(&batch).await.is_err() {
                return;
            }
            journal::done(&entry);
            services.tell_tabs(&batch.notebook, &batch.records);
            remind::changed(&act, &batch.notebook);
            take_in(&services, &act, &state, (batch.notebook, batch.records));
        }
    }
}
