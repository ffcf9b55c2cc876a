//! A text field that keeps what is typed without asking.

use gloo::timers::callback::Timeout;
use wasm_bindgen::JsCast;
use web_sys::{HtmlInputElement, HtmlTextAreaElement};
use yew::prelude::*;

/// How long typing must rest before it is kept, in milliseconds.
const REST: u32 = 500;

#[derive(Properties, PartialEq)]
pub(crate) struct FieldProps {
    pub(crate) label: AttrValue,
    pub(crate) value: AttrValue,
    /// The text after a rest, on leaving the field, and when the page is hidden.
    pub(crate) on_keep: Callback<String>,
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
    let draft = use_state(|| None::<AttrValue>);
    let latest = use_mut_ref(|| None::<String>);
    let timer = use_mut_ref(|| None::<Timeout>);
    let keep = {
        let (latest, timer, on_keep) = (latest.clone(), timer.clone(), props.on_keep.clone());
        Callback::from(move |()| {
            timer.borrow_mut().take();
            let text = latest.borrow_mut().take();
            if let Some(text) = text {
                on_keep.emit(text);
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
            let on_leave = keep_now.clone();
            let leaving = web_sys::window().map(|window| {
                gloo::events::EventListener::new(&window, "pagehide", move |_| on_leave())
            });
            move || {
                drop(leaving);
                keep_now();
            }
        }
    });
    let oninput = {
        let (draft, latest, timer) = (draft.clone(), latest.clone(), timer.clone());
        let keep_now = keep_now.clone();
        move |event: InputEvent| {
            let Some(text) = text_of(&event) else { return };
            draft.set(Some(text.clone().into()));
            *latest.borrow_mut() = Some(text);
            let keep_now = keep_now.clone();
            *timer.borrow_mut() = Some(Timeout::new(REST, keep_now));
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
