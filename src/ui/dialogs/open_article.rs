//! An article of one's own, pasted, dropped or chosen.

use std::sync::Arc;

use wasm_bindgen::JsCast;
use yew::prelude::*;

use crate::app::notice::{ArticleProblem, Notice};
use crate::app::words::{article as words, notice, page, source, version};
use crate::domain::address::Address;
use crate::domain::article::{Draft, write_markdown};
use crate::ui::controls::{Dialog, text_of};
use crate::ui::store::{use_act, use_snapshot};
use crate::ui::tasks::compare_versions;
use crate::ui::tasks::import_files::{self, MAX_ARTICLE};
use crate::ui::tasks::open_article::{TextKind, article_of, draft_of};
use crate::ui::tasks::open_notebook;

#[derive(Properties, PartialEq)]
pub(super) struct OpenArticleProps {
    /// What a file or a page gave; empty at first.
    pub(super) offered: Arc<Draft>,
    /// Whether it is to be a new version of the article that is open.
    pub(super) as_version: bool,
    pub(super) on_close: Callback<()>,
}

/// The text as it will be read, to look over; its title; where it came from.
#[component]
pub(super) fn OpenArticle(props: &OpenArticleProps) -> Html {
    let (state, act) = (use_snapshot(), use_act());
    let as_version = props.as_version;
    let draft = use_state(|| props.offered.clone());
    let text = use_state(|| write_markdown(&props.offered));
    let title = use_state(|| {
        // A corrected article mostly keeps its title, and its address.
        let kept = if as_version { state.article.title.clone() } else { String::new() };
        if props.offered.title.is_empty() { kept } else { props.offered.title.clone() }
    });
    let url = use_state(|| {
        let kept = state.article.url.as_ref().filter(|_| as_version);
        props.offered.url.as_ref().or(kept).map_or(String::new(), |url| url.as_str().to_owned())
    });
    let error = use_state(|| None::<String>);
    let fill = {
        let (draft, text, title, url) = (draft.clone(), text.clone(), title.clone(), url.clone());
        move |found: Draft| {
            text.set(write_markdown(&found));
            if !found.title.is_empty() {
                title.set(found.title.clone());
            }
            if let Some(address) = &found.url {
                url.set(address.as_str().to_owned());
            }
            draft.set(Arc::new(found));
        }
    };
    use_effect_with(props.offered.clone(), {
        let fill = fill.clone();
        move |offered| {
            if !offered.blocks.is_empty() {
                fill((**offered).clone());
            }
        }
    });
    let onpaste = {
        let (fill, text, error) = (fill.clone(), text.clone(), error.clone());
        move |event: Event| {
            let data = event.dyn_ref::<web_sys::ClipboardEvent>().and_then(|e| e.clipboard_data());
            let Some(data) = data else { return };
            let pasted = |kind: &str| data.get_data(kind).ok().filter(|text| !text.is_empty());
            let refuse = |why: ArticleProblem| {
                event.prevent_default();
                error.set(Some(notice::sentence(&Notice::Article(why))));
            };
            let long = |kind: &str| pasted(kind).is_some_and(|text| text.len() > MAX_ARTICLE);
            if long("text/plain") || long("text/html") {
                return refuse(ArticleProblem::TooLarge);
            }
            // What is pasted into text that is there already is just more of it.
            if !text.trim().is_empty() {
                return;
            }
            let rich = pasted("text/html").map(|html| draft_of(&html, TextKind::Html));
            let plain = || pasted("text/plain").map(|text| draft_of(&text, TextKind::Plain));
            let found = rich.filter(|draft| !draft.blocks.is_empty()).or_else(plain);
            if let Some(found) = found.filter(|draft| !draft.blocks.is_empty()) {
                if let Err(why) = found.check() {
                    return refuse(ArticleProblem::Refused(why));
                }
                event.prevent_default();
                fill(found);
            }
        }
    };
    let set = |place: UseStateHandle<String>| {
        let error = error.clone();
        move |event: InputEvent| {
            place.set(text_of(&event).unwrap_or_default());
            error.set(None);
        }
    };
    let choose = {
        let act = act.clone();
        move |event: Event| {
            let input = event.target().and_then(|t| t.dyn_into::<web_sys::HtmlInputElement>().ok());
            if let Some(file) = input.and_then(|input| input.files()?.get(0)) {
                import_files::open_files(&act, vec![file]);
            }
        }
    };
    let start = {
        let (text, title, url, draft, error) =
            (text.clone(), title.clone(), url.clone(), draft.clone(), error.clone());
        move |event: SubmitEvent| {
            event.prevent_default();
            let address = match url.trim() {
                "" => None,
                typed => match Address::read(typed) {
                    Ok(address) => Some(address),
                    Err(why) => return error.set(Some(source::address(&why))),
                },
            };
            match article_of(&text, &title, address, &draft) {
                Ok(article) if as_version && article.id() == act.state().article.id() => {
                    error.set(Some(version::SAME.into()));
                }
                Ok(article) if as_version => compare_versions::compare_versions(&act, article),
                Ok(article) => open_notebook::open_new(&act, article),
                Err(why) => error.set(Some(notice::sentence(&Notice::Article(why)))),
            }
        }
    };
    html! {
        <Dialog title={if as_version { page::NEW_VERSION } else { page::OPEN_ARTICLE }} on_close={props.on_close.clone()} wide=true>
            <form class="form" onsubmit={start}>
                if as_version { <p>{ version::HELP }</p> }
                <label class="field">
                    <span class="field__label">{ words::PASTE }</span>
                    <textarea class="field__input field__input--tall" rows="10" value={(*text).clone()} dir="auto"
                        oninput={set(text.clone())} {onpaste} aria-describedby="paste-help" />
                    <span class="field__help" id="paste-help">{ words::PASTE_HELP }</span>
                </label>
                <label class="field">
                    <span class="field__label">{ words::CHOOSE_FILE }{ " (" }{ words::CHOOSE_FILE_HELP }{ ")" }</span>
                    <input type="file" accept=".txt,.md,.html,.htm" onchange={choose} />
                </label>
                <label class="field">
                    <span class="field__label">{ words::TITLE }</span>
                    <input class="field__input" type="text" value={(*title).clone()} dir="auto" oninput={set(title.clone())} />
                </label>
                <label class="field">
                    <span class="field__label">{ words::ADDRESS }</span>
                    <input class="field__input" type="text" inputmode="url" value={(*url).clone()} oninput={set(url.clone())} />
                </label>
                if let Some(error) = &*error { <p class="field__error" role="alert">{ error.clone() }</p> }
                <div class="dialog__foot">
                    <button type="submit" class="button button--primary">{ if as_version { version::COMPARE } else { words::START_NOTEBOOK } }</button>
                </div>
            </form>
        </Dialog>
    }
}
