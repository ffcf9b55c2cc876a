//! Opens a claim or source and brings it into view.

use gloo::timers::callback::Timeout;

use crate::app::action::Look;
use crate::browser::dom::focus;
use crate::domain::id::Id;
use crate::ui::store::Act;

/// Opens it, and its card takes the focus. The card brings the passage into view.
pub(crate) fn show_record(act: &Act, id: &Id) {
    act.look(Look::Activate(Some(id.clone())));
    // The card is drawn before a timer of no time runs out.
    Timeout::new(0, || {
        focus::focus_first("[data-card] [aria-expanded=true]");
    })
    .forget();
}
