//! The ways a notebook leaves the page.

use std::rc::Rc;

use yew::prelude::*;

use super::CloseProps;
use crate::app::action::Look;
use crate::app::file_format::{Export, FileFormat};
use crate::app::state::{Panel, Paper};
use crate::app::words::share;
use crate::domain::formats::packed::reach;
use crate::ui::controls::Dialog;
use crate::ui::store::{Act, use_act};
use crate::ui::tasks::copy_selection;
use crate::ui::tasks::share::{self as tasks, NoLink};

/// A link, files in several formats, paper.
#[component]
pub(super) fn Share(props: &CloseProps) -> Html {
    let act = use_act();
    let export = use_state(|| Export { format: FileFormat::Notebook, nameless: false });
    let link = use_state(|| None::<Result<Rc<str>, NoLink>>);
    let nameless = {
        let (export, link) = (export.clone(), link.clone());
        move |_| {
            export.set(Export { nameless: !export.nameless, ..*export });
            // It has the names in it.
            link.set(None);
        }
    };
    let formats = FileFormat::ALL.map(|format| {
        let export = export.clone();
        html! {
            <label class="choice">
                <input type="radio" name="format" checked={export.format == format}
                    onchange={move |_| export.set(Export { format, ..*export })} />
                <span>
                    <span class="choice__name">{ share::format(format) }</span>
                    { " " }<span class="choice__help">{ share::format_help(format) }</span>
                </span>
            </label>
        }
    });
    let with_file = |task: fn(&Act, Export)| {
        let (act, export) = (act.clone(), export.clone());
        move |_: MouseEvent| task(&act, *export)
    };
    let print = |paper: Paper| {
        let act = act.clone();
        move |_: MouseEvent| {
            act.look(Look::Show(Some(Panel::Paper(paper))));
        }
    };
    let make = {
        let (act, link, export) = (act.clone(), link.setter(), export.clone());
        move |_: MouseEvent| tasks::make_link(&act, export.nameless, link.clone())
    };
    html! {
        <Dialog title={share::SHARE} wide=true on_close={props.on_close.clone()}>
            <label class="check">
                <input type="checkbox" checked={export.nameless} onchange={nameless} />
                <span>{ share::NAMELESS }</span>
            </label>
            <p class="field__help">{ share::NAMELESS_HELP }</p>
            <section class="share" aria-labelledby="share-link">
                <h3 id="share-link">{ share::LINK }</h3>
                <p class="field__help">{ share::LINK_HELP }</p>
                { match &*link {
                    None => html! {
                        <div class="dialog__foot"><button type="button" class="button" onclick={make}>{ share::MAKE_LINK }</button></div>
                    },
                    Some(Err(NoLink::Unavailable)) => html! { <p role="alert">{ share::NO_LINK }</p> },
                    Some(Err(NoLink::TooLong)) => html! { <p role="alert">{ share::TOO_LONG }</p> },
                    Some(Ok(link)) => html! { <Link link={link.clone()} /> },
                } }
            </section>
            <section class="share" aria-labelledby="share-file">
                <h3 id="share-file">{ share::FILE }</h3>
                <fieldset class="choices"><legend class="visually-hidden">{ share::FORMAT }</legend>{ for formats }</fieldset>
                <div class="dialog__foot">
                    <button type="button" class="button button--primary" onclick={with_file(tasks::save_file)}>{ share::SAVE }</button>
                    <button type="button" class="button" onclick={with_file(tasks::copy_file)}>{ share::COPY }</button>
                    if tasks::can_send() {
                        <button type="button" class="button" onclick={with_file(tasks::send_file)}>{ share::SEND }</button>
                    }
                </div>
            </section>
            <section class="share" aria-labelledby="share-paper">
                <h3 id="share-paper">{ share::PAPER }</h3>
                <div class="dialog__foot">
                    <button type="button" class="button" onclick={print(Paper::Annotated)}>{ share::PRINT }</button>
                    <button type="button" class="button" onclick={print(Paper::Worksheet)}>{ share::WORKSHEET }</button>
                </div>
            </section>
        </Dialog>
    }
}

#[derive(Properties, PartialEq)]
pub(crate) struct LinkProps {
    pub(crate) link: Rc<str>,
}

/// The link, how far it gets, and the ways to hand it on.
#[component]
pub(crate) fn Link(props: &LinkProps) -> Html {
    let act = use_act();
    // An address is ASCII: bytes are characters.
    let length = props.link.len();
    let copy = {
        let (act, link) = (act.clone(), props.link.clone());
        move |_| copy_selection::copy(&act, link.to_string())
    };
    let send = {
        let (act, link) = (act.clone(), props.link.clone());
        move |_| tasks::send_link(&act, &link)
    };
    html! {
        <>
            <label class="field">
                <span class="field__label">{ share::THE_LINK }</span>
                <input type="text" class="field__input" readonly=true value={props.link.to_string()} />
            </label>
            <p role="status" class="share__length">{ share::length(length, reach(length)) }</p>
            <div class="dialog__foot">
                <button type="button" class="button" onclick={copy}>{ share::COPY_LINK }</button>
                if tasks::can_send() {
                    <button type="button" class="button" onclick={send}>{ share::SEND_LINK }</button>
                }
            </div>
        </>
    }
}
