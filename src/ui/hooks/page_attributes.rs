//! What the page says of itself on `<html>`, in its title and in User Timing.

use std::sync::Arc;

use yew::prelude::*;

use crate::app::state::Theme;
use crate::app::words::{page as words, shortened};
use crate::browser::dom::page;
use crate::browser::timing;
use crate::ui::store::{use_act, use_snapshot};

/// `data-ready`, `data-save-state`, `data-theme`, the title, `claimlight:ready`
/// once, and a `claimlight:paint` from each change of the notebook to its frame.
#[hook]
pub(crate) fn use_page_attributes() {
    let (state, act) = (use_snapshot(), use_act());
    use_effect_with(state.save_state().key(), |key| {
        page::set_attribute("data-save-state", Some(key));
    });
    use_effect_with(state.preferences, |preferences| {
        let theme = match preferences.theme {
            Theme::System => None,
            Theme::Light => Some("light"),
            Theme::Dark => Some("dark"),
        };
        page::set_attribute("data-theme", theme);
        page::set_attribute("data-numbers", preferences.numbers.then_some(""));
    });
    use_effect_with(state.notebook.title().to_owned(), |title| {
        page::set_title(&format!("{} · {}", shortened(title, 200), words::NAME));
    });
    // When the change was asked for; the effect runs when it has been drawn.
    let began = act.take_asked();
    let seen = use_mut_ref(|| None);
    let notebook = Arc::as_ptr(&state.notebook) as usize;
    use_effect_with(notebook, move |notebook| {
        let first = seen.borrow().is_none();
        *seen.borrow_mut() = Some(*notebook);
        timing::after_next_paint(move || {
            if first {
                page::set_attribute("data-ready", Some("1"));
                timing::mark("claimlight:ready");
            } else {
                timing::measure("claimlight:paint", began);
            }
        });
    });
}
