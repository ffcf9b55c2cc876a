//! Erasing everything, asked twice.

use yew::prelude::*;

use crate::app::words::page;
use crate::browser::dom::focus;
use crate::ui::services::use_services;
use crate::ui::store::{use_act, use_snapshot};
use crate::ui::tasks::erase_everything::erase_everything;

#[derive(Clone, Copy, PartialEq)]
enum Step {
    Offered,
    Asked,
    Begun,
}

/// What is stored here, and the way to be rid of it.
#[component]
pub(super) fn Erase() -> Html {
    let (state, act, services) = (use_snapshot(), use_act(), use_services());
    let step = use_state(|| Step::Offered);
    use_effect_with(*step, |step| {
        if *step == Step::Asked {
            focus::focus_first("[data-unsure]");
        }
    });
    let to = |next: Step| {
        let step = step.setter();
        move |_| step.set(next)
    };
    let erase = {
        let step = step.setter();
        move |_| {
            step.set(Step::Begun);
            let step = step.clone();
            erase_everything(&services, &act, move || step.set(Step::Offered));
        }
    };
    html! {
        <fieldset class="erase">
            <legend class="field__label">{ page::STORED }</legend>
            <p class="field__help">{ page::STORED_HELP }</p>
            if *step != Step::Offered { <p role="alert">{ page::erase_sure(state.catalogue.len()) }</p> }
            <div class="dialog__foot">
                { match *step {
                    Step::Offered => html! {
                        <button type="button" class="button button--danger" key="ask" onclick={to(Step::Asked)}>{ page::ERASE_EVERYTHING }</button>
                    },
                    Step::Asked => html! {
                        <>
                            <button type="button" class="button" key="no" data-unsure="" onclick={to(Step::Offered)}>{ page::CANCEL }</button>
                            <button type="button" class="button button--danger" key="yes" onclick={erase}>{ page::ERASE_YES }</button>
                        </>
                    },
                    Step::Begun => html! { <p>{ page::ERASING }</p> },
                } }
            </div>
        </fieldset>
    }
}
