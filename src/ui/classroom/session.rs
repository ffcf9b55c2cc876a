//! The class as this page has it: it outlives its view. Whatever changes it comes
//! through here, and so to [`keeping`].

use std::cell::RefCell;
use std::rc::Rc;

use gloo::events::{EventListener, EventListenerOptions};
use yew::prelude::*;

use super::keeping;
use crate::app::classroom::Classroom;

/// The class, who draws it, and what asks before the page goes away.
#[derive(Default)]
struct Session {
    room: Option<Rc<Classroom>>,
    heard: Option<Callback<Rc<Classroom>>>,
    leaving: Option<EventListener>,
}

thread_local! {
    static SESSION: RefCell<Session> = RefCell::default();
}

/// The class as it is now.
pub(super) fn now() -> Option<Rc<Classroom>> {
    SESSION.with_borrow(|session| session.room.clone())
}

/// Another class from here on.
pub(super) fn set(room: Classroom) {
    SESSION.with_borrow_mut(|session| session.room = Some(Rc::new(room)));
    draw();
}

/// Changes the class and leaves it to [`draw`] to show that, for one of many
/// changes.
pub(super) fn change_unseen(change: impl FnOnce(&mut Classroom)) {
    SESSION.with_borrow_mut(|session| {
        if let Some(room) = &mut session.room {
            change(Rc::make_mut(room));
        }
    });
}

/// Shows the class as it is now.
pub(super) fn draw() {
    let Some(room) = now() else { return };
    let heard = SESSION.with_borrow_mut(|session| session.heard.clone());
    // First: what is drawn may take a while, and the page may go away.
    keeping::changed(&room);
    if let Some(heard) = heard {
        heard.emit(room);
    }
}

/// Another class altogether takes the place of this one.
pub(super) fn replace(mut room: Classroom) {
    room.edition = now().map_or(0, |old| old.edition + 1);
    set(room);
}

/// Changes the class.
pub(super) fn change(change: impl FnOnce(&mut Classroom)) {
    if let Some(room) = now() {
        let mut room = (*room).clone();
        change(&mut room);
        set(room);
    }
}

/// There is none any more, until it is read again.
pub(super) fn leave() {
    SESSION.with_borrow_mut(|session| session.room = None);
    ask(false);
}

/// Whether the browser asks before the page goes away: as long as marks are in
/// neither storage nor a file.
pub(super) fn ask(at_risk: bool) {
    SESSION.with_borrow_mut(|session| match (at_risk, &session.leaving) {
        (true, None) => session.leaving = ask_before_leaving(),
        (false, Some(_)) => session.leaving = None,
        _ => {}
    });
}

fn ask_before_leaving() -> Option<EventListener> {
    let window = web_sys::window()?;
    let options = EventListenerOptions::enable_prevent_default();
    let ask = |event: &web_sys::Event| event.prevent_default();
    Some(EventListener::new_with_options(&window, "beforeunload", options, ask))
}

/// The class, drawn again whenever it changes; `begin` makes the first one.
#[hook]
pub(super) fn use_classroom(begin: impl FnOnce() -> Classroom) -> Rc<Classroom> {
    let shown = use_state(|| {
        now().unwrap_or_else(|| {
            let room = Rc::new(begin());
            SESSION.with_borrow_mut(|session| session.room = Some(room.clone()));
            room
        })
    });
    use_effect_with((), {
        let set = shown.setter();
        move |()| {
            let heard = Callback::from(move |room| set.set(room));
            SESSION.with_borrow_mut(|session| session.heard = Some(heard));
            || SESSION.with_borrow_mut(|session| session.heard = None)
        }
    });
    (*shown).clone()
}
