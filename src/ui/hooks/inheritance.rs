//! What other pages left that are gone.

use std::rc::Rc;

use gloo::timers::callback::Timeout;
use yew::prelude::*;

use crate::app::state::Keeping;
use crate::browser::storage::journal;
use crate::ui::hooks::{use_latest, use_window_event};
use crate::ui::parts;
use crate::ui::services::use_services;
use crate::ui::store::{Snapshot, use_act, use_snapshot};

/// When to look for it, in milliseconds after the page began: the one before may take
/// a while to close.
const LOOKS: [u32; 3] = [1_000, 3_000, 9_000];

/// Stores and shows it, soon after this page began and whenever the person comes back
/// to it, as from a tab that crashed.
#[hook]
pub(crate) fn use_inheritance() {
    let (state, act, services) = (use_snapshot(), use_act(), use_services());
    let latest = use_latest(state);
    let look = Rc::new(move || {
        let is_kept = |state: &Snapshot| state.keeping == Keeping::Stored;
        if latest.borrow().as_ref().is_some_and(is_kept) && !journal::is_empty() {
            let (services, asked_by, latest) = (services.clone(), act.clone(), latest.clone());
            parts::with(&act, &parts::KEPT, move |kept| {
                (kept.inherit)(&services, &asked_by, latest);
            });
        }
    });
    use_window_event("focus", {
        let look = look.clone();
        move |_| look()
    });
    use_effect_with((), move |()| {
        let looks = LOOKS.map(|after| {
            let look = look.clone();
            Timeout::new(after, move || look())
        });
        move || drop(looks)
    });
}
