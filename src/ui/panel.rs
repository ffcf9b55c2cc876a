//! What is open above the page, loaded when it is first opened.

use yew::prelude::*;

use super::parts::{self, Part, use_part};
use super::store::{use_act, use_snapshot};
use crate::app::action::{Action, Look};
use crate::app::notice::Notice;

/// The dialog that is open, if one is.
#[component]
pub(super) fn OpenPanel() -> Html {
    let state = use_snapshot();
    if state.view.panel.is_none() {
        Html::default()
    } else {
        html! { <Loaded /> }
    }
}

#[component]
fn Loaded() -> Html {
    let (state, act) = (use_snapshot(), use_act());
    let part = use_part(&parts::DIALOGS);
    use_effect_with(matches!(part, Part::Missing), {
        let act = act.clone();
        move |missing| {
            if *missing {
                act.look(Look::Show(None));
                act.send(Action::Tell(Notice::PartMissing));
            }
        }
    });
    match (part, &state.view.panel) {
        (Part::Here(view), Some(panel)) => {
            view(panel, Callback::from(move |()| act.look(Look::Show(None))))
        }
        _ => Html::default(),
    }
}
