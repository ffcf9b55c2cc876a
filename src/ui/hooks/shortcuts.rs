//! Keys that work anywhere on the page.

use wasm_bindgen::JsCast;
use web_sys::KeyboardEvent;
use yew::prelude::*;

use crate::app::action::Look;
use crate::app::state::{Panel, State};
use crate::browser::dom::focus;
use crate::ui::hooks::use_document_event;
use crate::ui::store::{Act, use_act};
use crate::ui::tasks::{desk, show_record};

/// Listens to the keys that `?` lists under "Anywhere".
#[hook]
pub(crate) fn use_shortcuts() {
    let act = use_act();
    use_document_event("keydown", move |event| {
        let Some(event) = event.dyn_ref::<KeyboardEvent>() else { return };
        if event.default_prevented() || event.is_composing() {
            return;
        }
        let state = act.state();
        let taken = if event.ctrl_key() || event.meta_key() {
            with_control(event, &act)
        } else if event.key() == "Escape" {
            escape(&state, &act)
        } else {
            let letters = state.preferences.letters && !event.alt_key() && !focus::is_typing();
            letters && state.view.panel.is_none() && letter(event, &state, &act)
        };
        if taken {
            event.prevent_default();
        }
    });
}

fn with_control(event: &KeyboardEvent, act: &Act) -> bool {
    // In a field, undo is the field's own.
    let free = !focus::is_typing();
    match event.key().to_ascii_lowercase().as_str() {
        "z" if event.shift_key() && free => act.redo(),
        "z" if free => act.undo(),
        "y" if free => act.redo(),
        "s" => desk::export_notebook(act),
        _ => return false,
    }
    true
}

/// Closes one thing, the innermost first. Dialogs close themselves.
fn escape(state: &State, act: &Act) -> bool {
    let view = &state.view;
    let look = if view.panel.is_some() {
        return false;
    } else if !view.choosing.is_empty() {
        Look::Choose(Vec::new())
    } else if view.adjusting.is_some() {
        Look::StopAdjusting
    } else if view.selection.is_some_and(|selection| !selection.span().is_empty()) {
        Look::Select(None)
    } else if view.active.is_some() {
        focus::focus_first("#article");
        Look::Activate(None)
    } else {
        return false;
    };
    act.look(look);
    true
}

fn letter(event: &KeyboardEvent, state: &State, act: &Act) -> bool {
    match event.key().as_str() {
        "?" => act.look(Look::Show(Some(Panel::Keys))),
        "j" => next_claim(state, act, true),
        "k" => next_claim(state, act, false),
        "a" => focus::focus_first("#article"),
        "b" => {
            return state.view.active.as_ref().is_some_and(|id| show_record::adjust(act, id));
        }
        _ => return false,
    }
    true
}

fn next_claim(state: &State, act: &Act, forward: bool) {
    let claims = &state.outline.claims;
    let open = state.view.active.as_ref().and_then(|id| claims.iter().position(|c| c.id == *id));
    let next = match (open, forward) {
        (Some(open), true) => open + 1,
        (Some(open), false) => open.wrapping_sub(1),
        (None, true) => 0,
        (None, false) => claims.len().wrapping_sub(1),
    };
    if let Some(claim) = claims.get(next) {
        show_record::show_record(act, &claim.id);
    }
}
