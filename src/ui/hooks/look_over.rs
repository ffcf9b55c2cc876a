//! Has storage looked over when the page has come to rest.

use gloo::timers::callback::Timeout;
use yew::prelude::*;

use crate::ui::parts;
use crate::ui::services::use_services;
use crate::ui::store::{use_act, use_snapshot};

/// How long after the page is shown, in milliseconds.
const REST: u32 = 2_500;

/// Once a page, where an earlier one left something.
#[hook]
pub(crate) fn use_look_over() {
    let (state, act, services) = (use_snapshot(), use_act(), use_services());
    use_effect_with((), move |()| {
        let left = !state.untouched || !state.lost.is_empty();
        let looking = left.then(|| {
            Timeout::new(REST, move || {
                let asked_by = act.clone();
                parts::with(&act, &parts::KEPT, move |kept| {
                    (kept.look_over)(&services, &asked_by, &state);
                });
            })
        });
        move || drop(looking)
    });
}
