//! Erasing everything, asked twice.

use yew::prelude::*;

use crate::app::words::page;
use crate::browser::dom;
use crate::ui::services::use_services;
use crate::ui::store::use_snapshot;
use crate::ui::tasks::erase_everything::erase_everything;

#[derive(Clone, Copy, PartialEq)]
enum Step {
    Offered,
    Asked,
    Begun,
    Failed,
}

/// What is stored here, and the way to be rid of it.
#[component]
pub(super) fn Erase() -> Html {
    let (state, services) = (use_snapshot(), use_services());
    let step = use_state(|| Step::Offered);
    use_effect_with(*step, |step| {
        if *step == Step::Asked {
            dom::focus::focus_first("[data-unsure]");
            dom::page::reveal("[data-unsure]");
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
            erase_everything(&services, move || step.set(Step::Failed));
        }
    };
    html! {
        <fieldset class="erase">
            <legend class="field__label">{ page::STORED }</legend>
            <p class="field__help">{ page::STORED_HELP }</p>
            { match *step {
                Step::Offered => Html::default(),
                Step::Asked | Step::Begun => html! { <p role="alert" key="sure">{ page::erase_sure(state.catalogue.len()) }</p> },
                Step::Failed => html! { <p role="alert" key="failed">{ page::NOT_ERASED }</p> },
            } }
            <div class="dialog__foot">
                { match *step {
                    Step::Offered | Step::Failed => html! {
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
