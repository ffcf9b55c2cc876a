//! Listening to the document for as long as a component lives.

use std::cell::RefCell;
use std::rc::Rc;

use gloo::events::{EventListener, EventListenerOptions};
use yew::prelude::*;

/// Always the value of the last drawing, for listeners that were set up earlier.
#[hook]
pub(crate) fn use_latest<T: 'static>(value: T) -> Rc<RefCell<Option<T>>> {
    let latest = use_mut_ref(|| None);
    *latest.borrow_mut() = Some(value);
    latest
}

/// Calls `handler` (that of the last drawing) on an event of the document.
#[hook]
pub(crate) fn use_document_event(name: &'static str, handler: impl Fn(&web_sys::Event) + 'static) {
    let document = web_sys::window().and_then(|window| window.document());
    use_event(document.map(Into::into), name, Rc::new(handler));
}

/// Calls `handler` (that of the last drawing) on an event of the window.
#[hook]
pub(crate) fn use_window_event(name: &'static str, handler: impl Fn(&web_sys::Event) + 'static) {
    use_event(web_sys::window().map(Into::into), name, Rc::new(handler));
}

#[hook]
fn use_event(
    target: Option<web_sys::EventTarget>,
    name: &'static str,
    handler: Rc<dyn Fn(&web_sys::Event)>,
) {
    let latest = use_latest(handler);
    use_effect_with((), move |()| {
        let listener = target.map(|target| {
            let options = EventListenerOptions::enable_prevent_default();
            EventListener::new_with_options(&target, name, options, move |event| {
                let handler = latest.borrow().clone();
                if let Some(handler) = handler {
                    handler(event);
                }
            })
        });
        move || drop(listener)
    });
}
