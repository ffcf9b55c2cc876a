//! A text field that keeps what is typed without asking.

use gloo::events::EventListener;
use gloo::timers::callback::Timeout;
use wasm_bindgen::JsCast;
use web_sys::{HtmlInputElement, HtmlTextAreaElement};
use yew::prelude::*;

use crate::app::action::Action;
use crate::browser::dom::page::KEEP_FIELDS;
use crate::browser::timing;
use crate::ui::store::use_act;

/// How long typing must rest before it is kept, in milliseconds.
const REST: u32 = 500;
/// How long typing may wait for that, should it not rest.
const LONGEST: f64 = 2_000.0;

#[derive(Properties, PartialEq)]
pub(crate) struct FieldProps {
    pub(crate) label: AttrValue,
    pub(crate) value: AttrValue,
    /// The text after a rest, on leaving the field, when the page is hidden, and
    /// before what another tab wrote is taken in.
    pub(crate) on_keep: Callback<String>,
    /// Whether each letter is written down, so that it outlives a page that ends
    /// without a word. `on_keep` may do nothing but send actions then.
    #[prop_or_default]
    pub(crate) written_ahead: bool,
    /// Several lines.
    #[prop_or_default]
    pub(crate) multiline: bool,
    #[prop_or_default]
    pub(crate) list: Option<AttrValue>,
    /// Why the text was refused.
    #[prop_or_default]
    pub(crate) error: Option<AttrValue>,
    #[prop_or_default]
    pub(crate) help: Option<AttrValue>,
}

/// Text, with its label. It shows what is being typed; the state hears of it
/// when typing rests.
#[component]
pub(crate) fn Field(props: &FieldProps) -> Html {
    let act = use_act();
    let draft = use_state(|| None::<AttrValue>);
    // What was typed and is not kept yet, and since when.
    let latest = use_mut_ref(|| None::<(String, f64)>);
    let timer = use_mut_ref(|| None::<Timeout>);
    // Set while the value changes because of what was kept here.
    let own = use_mut_ref(|| None::<Timeout>);
    let written_ahead = props.written_ahead;
    let keep = {
        let (latest, timer, on_keep) = (latest.clone(), timer.clone(), props.on_keep.clone());
        let (act, own) = (act.clone(), own.clone());
        Callback::from(move |()| {
            timer.borrow_mut().take();
            let text = latest.borrow_mut().take();
            if let Some((text, _)) = text {
                let done = own.clone();
                let soon = Timeout::new(0, move || drop(done.borrow_mut().take()));
                *own.borrow_mut() = Some(soon);
                on_keep.emit(text);
                if written_ahead {
                    act.forget_ahead();
                }
                act.send(Action::Underway(false));
            }
        })
    };
    // The newest `keep`, for listeners and timers that were set up earlier.
    let newest = use_mut_ref(|| keep.clone());
    *newest.borrow_mut() = keep.clone();
    let keep_now = {
        let newest = newest.clone();
        move || {
            let keep = newest.borrow().clone();
            keep.emit(());
        }
    };
    use_effect_with((), {
        let keep_now = keep_now.clone();
        move |()| {
            let window = web_sys::window();
            let document = window.as_ref().and_then(web_sys::Window::document);
            let listen = |to: &web_sys::EventTarget, name: &'static str| {
                let keep_now = keep_now.clone();
                EventListener::new(to, name, move |_| keep_now())
            };
            // A tab that is hidden may be put away without another word.
            let hidden = document.map(|document| listen(&document, "visibilitychange"));
            let leaving = window.map(|it| ["pagehide", KEEP_FIELDS].map(|name| listen(&it, name)));
            move || {
                drop((hidden, leaving));
                keep_now();
            }
        }
    });
    // Words that came from elsewhere take the place of those that were kept here.
    use_effect_with(props.value.clone(), {
        let (draft, latest) = (draft.clone(), latest.clone());
        move |_| {
            if draft.is_some() && latest.borrow().is_none() && own.borrow().is_none() {
                draft.set(None);
            }
        }
    });
    let oninput = {
        let (draft, latest, timer) = (draft.clone(), latest.clone(), timer.clone());
        let (keep_now, on_keep) = (keep_now.clone(), props.on_keep.clone());
        move |event: InputEvent| {
            let Some(text) = text_of(&event) else { return };
            draft.set(Some(text.clone().into()));
            let now = timing::now_ms();
            if written_ahead {
                act.write_ahead(|| on_keep.emit(text.clone()));
            }
            let since = latest.borrow().as_ref().map(|(_, since)| *since);
            if since.is_none() {
                act.send(Action::Underway(true));
            }
            let since = since.unwrap_or(now);
            *latest.borrow_mut() = Some((text, since));
            let left = (LONGEST - (now - since)).max(0.0) as u32;
            *timer.borrow_mut() = Some(Timeout::new(REST.min(left), keep_now.clone()));
        }
    };
    let onblur = {
        let (draft, keep) = (draft.clone(), keep.clone());
        move |_| {
            keep.emit(());
            draft.set(None);
        }
    };
    let value = (*draft).clone().unwrap_or_else(|| props.value.clone());
    let invalid = props.error.is_some().then_some("true");
    let onkeydown = move |event: KeyboardEvent| {
        if event.key() == "Enter" {
            keep.emit(());
        }
    };
    html! {
        <label class="field">
            <span class="field__label">{ props.label.clone() }</span>
            if props.multiline {
                <textarea class="field__input" rows="2" {value} {oninput} {onblur} aria-invalid={invalid} dir="auto" />
            } else {
                <input class="field__input" type="text" {value} {oninput} {onblur} {onkeydown}
                    list={props.list.clone()} aria-invalid={invalid} autocomplete="off" dir="auto" />
            }
            if let Some(help) = &props.help {
                <span class="field__help">{ help.clone() }</span>
            }
            if let Some(error) = &props.error {
                <span class="field__error" role="alert">{ error.clone() }</span>
            }
        </label>
    }
}

/// What an input or a text area holds.
pub(crate) fn text_of(event: &InputEvent) -> Option<String> {
    let target = event.target()?;
    match target.dyn_into::<HtmlInputElement>() {
        Ok(input) => Some(input.value()),
        Err(target) => target.dyn_into::<HtmlTextAreaElement>().ok().map(|area| area.value()),
    }
}
