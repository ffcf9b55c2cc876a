//! What other pages left that are gone.

use std::rc::Rc;

use gloo::timers::callback::Timeout;
use yew::prelude::*;

use crate::app::state::Keeping;
use crate::browser::storage::journal;
use crate::ui::hooks::use_window_event;
use crate::ui::parts;
use crate::ui::services::use_services;
use crate::ui::store::use_act;

/// When to look for it, in milliseconds after the page began: the one before may take
/// a while to close.
const LOOKS: [u32; 3] = [1_000, 3_000, 9_000];

/// Stores and shows it, soon after this page began and whenever the person comes back
/// to it, as from a tab that crashed.
#[hook]
pub(crate) fn use_inheritance() {
    let (act, services) = (use_act(), use_services());
    let look = Rc::new(move || {
        if act.state().keeping == Keeping::Stored && !journal::is_empty() {
            let (services, asked_by) = (services.clone(), act.clone());
            parts::with(&act, &parts::KEPT, move |kept| (kept.inherit)(&services, &asked_by));
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
