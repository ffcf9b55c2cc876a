//! Handing in: a name, what is still open, a file.

use yew::prelude::*;

use super::region::row;
use crate::app::action::Look;
use crate::app::words::{exercise as words, page};
use crate::browser::dom::focus;
use crate::domain::exercise::{MAX_NAME, checklist};
use crate::ui::controls::{Dialog, text_of};
use crate::ui::store::{use_act, use_snapshot};
use crate::ui::tasks::exercise as tasks;

#[derive(Properties, PartialEq)]
pub(super) struct HandInProps {
    pub(super) on_close: Callback<()>,
}

/// The field begins empty, or with what was typed here the last time: nobody's
/// name goes out that they did not choose.
#[component]
pub(super) fn HandIn(props: &HandInProps) -> Html {
    let (state, act) = (use_snapshot(), use_act());
    let offer = state.offer.clone();
    let typed = use_state(|| {
        let note = offer.as_ref().and_then(|offer| offer.papers.submission.as_ref());
        note.map(|note| note.name.clone()).unwrap_or_default()
    });
    let missing = use_state(|| false);
    let field = use_node_ref();
    let Some(exercise) = offer.as_ref().and_then(|offer| offer.exercise()) else {
        return Html::default();
    };
    let open: Vec<_> =
        checklist(exercise, &state.notebook).into_iter().filter(|item| !item.is_done()).collect();
    let oninput = {
        let (typed, missing) = (typed.clone(), missing.clone());
        move |event: InputEvent| {
            typed.set(text_of(&event).unwrap_or_default());
            missing.set(false);
        }
    };
    let take = {
        let (typed, missing, field) = (typed.clone(), missing.clone(), field.clone());
        let name = state.author_name.clone();
        move |_| {
            typed.set(name.clone());
            missing.set(false);
            focus::focus(field.cast());
        }
    };
    let onsubmit = {
        let (act, exercise) = (act.clone(), exercise.clone());
        let (typed, missing, field) = (typed.clone(), missing.clone(), field.clone());
        move |event: SubmitEvent| {
            event.prevent_default();
            let name: String = typed.trim().chars().take(MAX_NAME).collect();
            if name.is_empty() {
                missing.set(true);
                return focus::focus(field.cast());
            }
            tasks::save_hand_in(&act, &exercise, &name);
            act.look(Look::Show(None));
        }
    };
    let error = missing.then_some("hand-in-error");
    html! {
        <Dialog title={words::HAND_IN_TITLE} on_close={props.on_close.clone()}>
            <form class="form" {onsubmit}>
                <label class="field">
                    <span class="field__label">{ words::NAME }</span>
                    <input class="field__input" type="text" ref={field} value={(*typed).clone()} {oninput}
                        autocomplete="off" dir="auto" aria-invalid={missing.then_some("true")} aria-describedby={error} />
                </label>
                if *missing { <p class="field__error" id="hand-in-error" role="alert">{ words::NAME_MISSING }</p> }
                <p class="field__help">{ words::NAME_HELP }</p>
                <div class="dialog__foot">
                    <button type="button" class="button button--small" onclick={take}>{ words::use_name(&state.author_name) }</button>
                </div>
                if open.is_empty() {
                    <p>{ words::ALL_DONE }</p>
                } else {
                    <h3 id="still-open">{ words::STILL_OPEN }</h3>
                    <ul class="exercise__list" aria-labelledby="still-open">{ for open.iter().map(row) }</ul>
                    <p class="field__help">{ words::OPEN_HELP }</p>
                }
                <p class="field__help">{ words::HAND_IN_HELP }</p>
                <div class="dialog__foot">
                    <button type="submit" class="button button--primary">{ words::SAVE_HAND_IN }</button>
                    <button type="button" class="button button--quiet" onclick={props.on_close.reform(|_: MouseEvent| ())}>{ page::CANCEL }</button>
                </div>
            </form>
        </Dialog>
    }
}
