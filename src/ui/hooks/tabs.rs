//! What other tabs wrote, and what happens to storage under this one.

use yew::prelude::*;

use crate::app::action::Action;
use crate::app::notice::Notice;
use crate::app::state::Keeping;
use crate::browser::storage::vault;
use crate::ui::services::use_services;
use crate::ui::store::use_act;

/// Takes in what other tabs wrote, as they write it; stops writing where a
/// newer version of the page took over; writes all again where storage was
/// emptied.
#[hook]
pub(crate) fn use_tabs() {
    let (act, services) = (use_act(), use_services());
    use_effect_with((), move |()| {
        services.listen_to_vault({
            let act = act.clone();
            move |notice| match notice {
                vault::Notice::Superseded => {
                    act.send(Action::Keeping(Keeping::Stopped));
                    act.send(Action::Tell(Notice::Stopped));
                }
                vault::Notice::Reopened { emptied: true } => act.send(Action::StoreAll),
                vault::Notice::Blocked | vault::Notice::Closed | vault::Notice::Reopened { .. } => {
                }
            }
        });
        services.join_tabs(move |notebook, records| act.send(Action::TakeIn(notebook, records)));
        move || services.leave_tabs()
    });
}
