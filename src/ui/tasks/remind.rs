//! Counts what has changed since a notebook was last saved as a file.

use crate::app::action::Action;
use crate::app::reminder::Unexported;
use crate::browser::clock;
use crate::browser::storage::preferences;
use crate::domain::id::Id;
use crate::ui::store::Act;

/// A change of the notebook was kept.
pub(crate) fn changed(act: &Act, id: &Id) {
    let now = clock::milliseconds();
    let work = known(id).changed(now);
    note(id, work);
    if work.is_due(now) {
        act.send(Action::Remind(id.clone(), work.changes));
    }
}

/// Says so at a new visit as well.
pub(crate) fn remind(act: &Act, id: &Id) {
    let work = known(id);
    if work.is_due(clock::milliseconds()) {
        act.send(Action::Remind(id.clone(), work.changes));
    }
}

/// The notebook was saved as a file.
pub(crate) fn exported(act: &Act, id: &Id) {
    note(id, Unexported::default());
    act.send(Action::Filed(id.clone()));
    act.send(Action::Remind(id.clone(), 0));
}

/// Not now.
pub(crate) fn hush(act: &Act, id: &Id) {
    note(id, known(id).hushed());
    act.send(Action::Remind(id.clone(), 0));
}

fn known(id: &Id) -> Unexported {
    Unexported::read(&preferences::get(&name(id)).unwrap_or_default())
}

fn note(id: &Id, work: Unexported) {
    preferences::set(&name(id), &work.write());
}

fn name(id: &Id) -> String {
    format!("changes/{}", id.as_str())
}
