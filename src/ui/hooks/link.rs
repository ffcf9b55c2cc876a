//! The notebook that a link brought.

use yew::prelude::*;

use crate::browser::dom::page;
use crate::ui::hooks::use_window_event;
use crate::ui::store::use_act;
use crate::ui::tasks::desk;

/// What stands before the notebook in the part after `#`.
const BEGINNING: &str = "#notebook=";

/// Shows what it would do, when the page opens and when such a link is followed in it.
#[hook]
pub(crate) fn use_link() {
    let act = use_act();
    let look = move || {
        let hash = page::hash();
        if let Some(packed) = hash.strip_prefix(BEGINNING) {
            desk::open_link(&act, packed.to_owned());
        }
    };
    use_effect_with((), {
        let look = look.clone();
        move |()| look()
    });
    use_window_event("hashchange", move |_| look());
}
