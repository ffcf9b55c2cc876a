//! The ways into an exercise: trying the built-in one, its key, making one.

use yew::prelude::*;

use crate::app::action::Look;
use crate::app::exercise::begun::begun_in;
use crate::app::state::Panel;
use crate::app::words::exercise as words;
use crate::domain::exercise::built_in_exercise;
use crate::ui::controls::Dialog;
use crate::ui::services::use_services;
use crate::ui::store::{use_act, use_snapshot};
use crate::ui::tasks::exercise as tasks;

#[derive(Properties, PartialEq)]
pub(super) struct RoomsProps {
    pub(super) on_close: Callback<()>,
}

/// What a student and what a teacher begins with.
#[component]
pub(super) fn Rooms(props: &RoomsProps) -> Html {
    let (state, act, services) = (use_snapshot(), use_act(), use_services());
    let try_it = {
        let act = act.clone();
        move |_| tasks::try_built_in(&act)
    };
    let begun =
        use_memo(state.clone(), |state| begun_in(state, &built_in_exercise(&words::BUILT_IN).id));
    let go_on = begun.as_ref().clone().map(|begun| {
        let (act, services) = (act.clone(), services.clone());
        move |_: MouseEvent| tasks::go_on(&services, &act, &begun)
    });
    let make = {
        let act = act.clone();
        move |_| act.look(Look::Show(Some(Panel::MakeExercise)))
    };
    let key = move |_| tasks::open_built_in_key(&services, &act);
    html! {
        <Dialog title={words::EXERCISES} on_close={props.on_close.clone()}>
            <section class="share" aria-labelledby="for-students">
                <h3 id="for-students">{ words::FOR_STUDENTS }</h3>
                <p>{ words::GIVEN }</p>
                if let Some(go_on) = go_on {
                    <div class="dialog__foot">
                        <button type="button" class="button" onclick={go_on}>{ words::GO_ON }</button>
                        <button type="button" class="button" onclick={try_it}>{ words::START_AGAIN }</button>
                    </div>
                    <p class="field__help">{ words::GO_ON_HELP }</p>
                } else {
                    <div class="dialog__foot"><button type="button" class="button" onclick={try_it}>{ words::TRY }</button></div>
                    <p class="field__help">{ words::TRY_HELP }</p>
                }
            </section>
            <section class="share" aria-labelledby="for-teachers">
                <h3 id="for-teachers">{ words::FOR_TEACHERS }</h3>
                <div class="dialog__foot">
                    <button type="button" class="button" onclick={make}>{ words::MAKE }</button>
                    <button type="button" class="button" onclick={key}>{ words::OPEN_KEY }</button>
                </div>
                <p class="field__help">{ words::OPEN_KEY_HELP }</p>
            </section>
        </Dialog>
    }
}
