//! The header: name, notebook, save sign, undo and redo, the menu.

use wasm_bindgen::JsCast;
use yew::prelude::*;

use super::controls::Icon;
use super::services::use_services;
use super::store::{use_act, use_snapshot};
use super::tasks::{desk, work};
use crate::app::action::Look;
use crate::app::state::{Panel, SaveState};
use crate::app::words::{page, shortened};
use crate::browser::dom::{focus, page as browser_page};

/// The region at the top.
#[component]
pub(super) fn Header() -> Html {
    let (state, act) = (use_snapshot(), use_act());
    let (undo, redo) = (state.can_undo(), state.can_redo());
    let show = |panel: Panel| {
        let act = act.clone();
        Callback::from(move |_| act.look(Look::Show(Some(panel.clone()))))
    };
    let title = shortened(state.notebook.title(), 200);
    html! {
        <header class="header">
            <p class="header__name"><span class="header__ink">{ "Claim" }</span>{ "light" }</p>
            <button type="button" class="header__notebook" aria-haspopup="dialog"
                aria-label={page::on_notebook(page::NOTEBOOKS, &title)}
                title={page::NOTEBOOKS} onclick={show(Panel::Notebooks)}>
                <bdi>{ title }</bdi>
            </button>
            <SaveSign />
            <div class="header__tools" role="group" aria-label={page::TOOLS}>
                <button type="button" class="tool" aria-label={page::undo(undo)} title={page::undo(undo)}
                    aria-disabled={undo.is_none().then_some("true")}
                    onclick={{ let act = act.clone(); move |_| act.undo() }}>
                    <Icon name="undo" />
                </button>
                <button type="button" class="tool" aria-label={page::redo(redo)} title={page::redo(redo)}
                    aria-disabled={redo.is_none().then_some("true")}
                    onclick={{ let act = act.clone(); move |_| act.redo() }}>
                    <Icon name="redo" />
                </button>
                <button type="button" class="button button--primary header__export"
                    onclick={{
                        let act = act.clone();
                        move |_| desk::export_notebook(&act)
                    }}>
                    { page::EXPORT }
                </button>
                <Menu />
            </div>
        </header>
    }
}

/// Says whether the work is kept, and offers another try where it is not.
#[component]
fn SaveSign() -> Html {
    let (state, act, services) = (use_snapshot(), use_act(), use_services());
    let save = state.save_state();
    html! {
        <div class="save-sign" data-state={save.key()}>
            <p role="status" class="save-sign__words">{ page::save_state(save) }</p>
            if matches!(save, SaveState::Error(_)) {
                <button type="button" class="button button--small" onclick={move |_| {
                    let state = act.state();
                    work::keep(&services, &act, &state.writer, state.outgoing.clone(), 0);
                }}>{ page::TRY_AGAIN }</button>
            } else if save == SaveState::Unread {
                <button type="button" class="button button--small" onclick={|_| browser_page::reload()}>{ page::TRY_AGAIN }</button>
            }
        </div>
    }
}

/// Everything that is not needed in every minute.
#[component]
fn Menu() -> Html {
    let act = use_act();
    let menu = use_node_ref();
    let file = use_node_ref();
    let close = {
        let menu = menu.clone();
        move || {
            if let Some(menu) = menu.cast::<web_sys::Element>() {
                focus::focus(menu.query_selector("summary").ok().flatten());
                // Removing an attribute fails only for names that are no names.
                let _ = menu.remove_attribute("open");
            }
        }
    };
    let panels = [
        (page::NOTEBOOKS, Panel::Notebooks),
        (page::OPEN_ARTICLE, Panel::OpenArticle(Default::default(), false)),
        (page::NEW_VERSION, Panel::OpenArticle(Default::default(), true)),
        (page::SHARE, Panel::Share),
        (page::EXERCISES, Panel::Classroom),
        (page::MAKE_EXERCISE, Panel::MakeExercise),
        (page::CLASS, Panel::Class),
        (page::COMPARE_KEY, Panel::Key),
        (page::BIN, Panel::Bin),
        (page::SETTINGS, Panel::Settings),
        (page::KEYS, Panel::Keys),
    ];
    let entries: Html = panels.into_iter().map(|(words, panel)| {
        let (act, close) = (act.clone(), close.clone());
        let onclick = move |_| {
            // The dialog gives the focus back to where it was when it opened.
            close();
            act.look(Look::Show(Some(panel.clone())));
        };
        html! { <li><button type="button" class="menu__entry" {onclick}>{ words }</button></li> }
    }).collect();
    let onkeydown = {
        let close = close.clone();
        move |event: KeyboardEvent| {
            if event.key() == "Escape" {
                event.stop_propagation();
                close();
            }
        }
    };
    let choose = {
        let (file, close) = (file.clone(), close.clone());
        move |_| {
            close();
            if let Some(input) = file.cast::<web_sys::HtmlInputElement>() {
                input.click();
            }
        }
    };
    let onchange = move |event: Event| {
        let input = event.target().and_then(|t| t.dyn_into::<web_sys::HtmlInputElement>().ok());
        if let Some(chosen) = input.as_ref().and_then(|input| input.files()) {
            desk::open_files(&act, &chosen);
        }
        if let Some(input) = input {
            // The same file can then be chosen again.
            input.set_value("");
        }
    };
    html! {
        <details class="menu" ref={menu} {onkeydown}>
            <summary class="tool" aria-label={page::MENU} title={page::MENU}><Icon name="menu" /></summary>
            <ul class="menu__list">
                { entries }
                <li><button type="button" class="menu__entry" onclick={choose}>{ page::IMPORT }</button></li>
            </ul>
            <input type="file" multiple=true hidden=true aria-label={page::IMPORT}
                accept=".json,.jsonld,.zip,.txt,.md,.html,.htm" ref={file} {onchange} />
        </details>
    }
}
