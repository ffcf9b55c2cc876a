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
    let handler: Rc<dyn Fn(&web_sys::Event)> = Rc::new(handler);
    let latest = use_latest(handler);
    use_effect_with((), move |()| {
        let listener = web_sys::window().and_then(|w| w.document()).map(|document| {
            let options = EventListenerOptions::enable_prevent_default();
            EventListener::new_with_options(&document, name, options, move |event| {
                let handler = latest.borrow().clone();
                if let Some(handler) = handler {
                    handler(event);
                }
            })
        });
        move || drop(listener)
    });
}
