//! The one line that says what just happened.

use std::sync::Arc;

use gloo::timers::callback::Timeout;
use yew::prelude::*;

use super::controls::Icon;
use super::parts::{self, Part, use_part};
use super::store::{use_act, use_snapshot};
use crate::app::action::Look;
use crate::app::notice::Notice;
use crate::app::words::page;

/// How long a line stays that says that all went well, in milliseconds.
const STAY: u32 = 7_000;

/// The notice, at the bottom of the page.
#[component]
pub(super) fn NoticeBar() -> Html {
    let (state, act) = (use_snapshot(), use_act());
    use_effect_with(state.notice.clone(), {
        let act = act.clone();
        move |notice| {
            let passing = notice.as_ref().is_some_and(|notice| !notice.is_problem());
            let timeout = passing.then(|| Timeout::new(STAY, move || act.look(Look::Dismiss)));
            move || drop(timeout)
        }
    });
    let Some(current) = &state.notice else {
        return html! { <div class="notice-region" role="alert"></div> };
    };
    let can_undo = matches!(**current, Notice::Done(_) | Notice::Imported(1..));
    let dismiss = {
        let act = act.clone();
        move |_| act.look(Look::Dismiss)
    };
    html! {
        <div class="notice-region" role="alert">
            <div class="notice" data-problem={current.is_problem().then_some("true")}>
                <p><Sentence of={current.clone()} /></p>
                if can_undo {
                    <button type="button" class="notice__undo" onclick={move |_| act.undo()}>{ page::UNDO }</button>
                }
                <button type="button" class="tool" aria-label={page::DISMISS} onclick={dismiss}><Icon name="close" /></button>
            </div>
        </div>
    }
}

#[derive(Properties, PartialEq)]
struct SentenceProps {
    of: Arc<Notice>,
}

/// What it says: in the words of a part, for there are many and the first minute
/// needs none of them. That a part is missing is said without one.
#[component]
fn Sentence(props: &SentenceProps) -> Html {
    if matches!(*props.of, Notice::PartMissing) {
        return page::PART_MISSING.into();
    }
    // Each asks for the part anew.
    let key = Arc::as_ptr(&props.of) as usize;
    html! { <Worded {key} of={props.of.clone()} /> }
}

#[component]
fn Worded(props: &SentenceProps) -> Html {
    match use_part(&parts::NOTICES) {
        Part::Here(sentence) => sentence(&props.of).into(),
        Part::Coming => Html::default(),
        Part::Missing => page::PART_MISSING.into(),
    }
}
