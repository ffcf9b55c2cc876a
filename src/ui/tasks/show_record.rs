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

/// Begins to move the ends that its passage has now; `false` if it has none. The keys for
/// that are the article's.
pub(crate) fn adjust(act: &Act, id: &Id) -> bool {
    let state = act.state();
    let span = state.notebook.record(id).and_then(|record| span_of(record));
    if let Some(span) = span {
        focus::focus_first("#article");
        act.look(Look::Adjust(id.clone(), span));
    }
    span.is_some()
}
