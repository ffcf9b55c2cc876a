//! Opens a claim or source and brings it into view, or begins to move its ends.

use gloo::timers::callback::Timeout;

use crate::app::action::Look;
use crate::browser::dom::focus;
use crate::domain::id::Id;
use crate::domain::outline::span_of;
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

/// Begins to move the ends that its passage has now. The keys for that are the article's.
pub(crate) fn adjust(act: &Act, id: &Id) {
    let state = act.state();
    if let Some(span) = state.notebook.record(id).and_then(|record| span_of(record)) {
        focus::focus_first("#article");
        act.look(Look::Adjust(id.clone(), span));
    }
}
