//! Opens a claim or source and brings it into view.

use gloo::timers::callback::Timeout;

use crate::app::action::Look;
use crate::browser::dom::{focus, geometry};
use crate::domain::id::Id;
use crate::ui::store::Act;

/// Opens it; its passage scrolls into view, and its card takes the focus.
pub(crate) fn show_record(act: &Act, id: &Id) {
    act.look(Look::Activate(Some(id.clone())));
    // The card is drawn before a timer of no time runs out.
    Timeout::new(0, || {
        if let Some(mark) = focus::find("#article [data-current][data-starts]") {
            geometry::reveal(&mark);
        }
        focus::focus_first("[data-card] [aria-expanded=true]");
    })
    .forget();
}
