//! What was handed in, and how files come in.

use wasm_bindgen::JsCast;
use yew::prelude::*;

use super::keeping::{self, View};
use super::slices::Same;
use super::table::{Cell, Row, Table};
use super::{ClassProps, session};
use crate::app::classroom::{Classroom, Outcome};
use crate::app::words::classroom as words;
use crate::app::words::{page, shortened};
use crate::browser::dom;
use crate::ui::store::use_snapshot;
use crate::ui::tasks::read_files;

#[derive(Properties, PartialEq)]
pub(super) struct FilesProps {
    pub(super) shared: ClassProps,
    pub(super) add: Callback<Vec<web_sys::File>>,
    /// How many of how many were read.
    pub(super) progress: Option<(usize, usize)>,
}

/// The files with what became of each, and whose work is here.
#[component]
pub(super) fn Files(props: &FilesProps) -> Html {
    let state = use_snapshot();
    let ClassProps { room, projected, .. } = &props.shared;
    let sure = use_state(|| false);
    let chosen = use_node_ref();
    let choose = {
        let chosen = chosen.clone();
        move |_| {
            if let Some(input) = chosen.cast::<web_sys::HtmlInputElement>() {
                input.click();
            }
        }
    };
    let onchange = {
        let add = props.add.clone();
        move |event: Event| {
            let input =
                event.target().and_then(|it| it.dyn_into::<web_sys::HtmlInputElement>().ok());
            if let Some(input) = input {
                add.emit(input.files().map(|files| read_files::all(&files)).unwrap_or_default());
                // The same files can then be chosen again.
                input.set_value("");
            }
        }
    };
    let ask = |asked: bool| {
        let sure = sure.setter();
        move |_| sure.set(asked)
    };
    let empty = {
        let (state, sure) = (state.clone(), sure.setter());
        move |_| {
            sure.set(false);
            keeping::empty(Classroom::new(state.article.clone(), &state.notebook));
        }
    };
    use_effect_with(*sure, |sure| {
        if *sure {
            dom::focus::focus_first("[data-unsure]");
            dom::page::reveal("[data-unsure]");
        }
    });
    let is_empty = room.work.is_empty() && room.files.is_empty();
    let view = use_context::<View>().unwrap_or_default();
    let can_empty = !is_empty || room.key.is_some() || view.unread > 0 || view.lost;
    html! {
        <>
            if is_empty { <p>{ words::EMPTY }</p> }
            if view.lost && is_empty { <p role="alert">{ words::LOST }</p> }
            if room.has_made_up() { <p class="made-up__help">{ words::MADE_UP_HELP }</p> }
            <div class="dialog__foot">
                <button type="button" class="button button--primary" onclick={choose}>{ words::ADD }</button>
                if is_empty {
                    <button type="button" class="button" onclick={|_| session::replace(Classroom::made_up())}>{ words::LOAD_MADE_UP }</button>
                }
                if can_empty && !*sure {
                    <button type="button" class="button button--danger" key="ask" onclick={ask(true)}>{ words::EMPTY_CLASS }</button>
                }
                <input type="file" multiple=true hidden=true aria-label={words::ADD}
                    accept=".json,.jsonld,.zip" ref={chosen} {onchange} />
            </div>
            if can_empty && *sure {
                <p role="alert">{ words::EMPTY_SURE }</p>
                <div class="dialog__foot">
                    <button type="button" class="button" key="no" data-unsure="" onclick={ask(false)}>{ page::CANCEL }</button>
                    <button type="button" class="button button--danger" key="yes" onclick={empty}>{ words::EMPTY_YES }</button>
                </div>
            }
            if let Some(why) = view.not_emptied { <p role="alert">{ words::not_emptied(why) }</p> }
            if let Some((read, of)) = props.progress {
                <div class="incoming__progress">
                    <label for="class-progress">{ words::progress(read, of) }</label>
                    <progress id="class-progress" value={read.to_string()} max={of.to_string()}></progress>
                </div>
            } else if !room.files.is_empty() {
                <p role="status">{ words::together(&room.files) }</p>
            }
            <p class="field__help">{ if view.lasts { words::KEPT_HERE } else { words::SESSION_ONLY } }</p>
            if !room.work.is_empty() { <p class="field__help">{ words::PUT_AWAY }</p> }
            if !*projected {
                <Tables of={Same(room.clone())} />
            }
        </>
    }
}

#[derive(Properties, PartialEq)]
struct TablesProps {
    of: Same<Classroom>,
}

/// Whose work is here, and the files: not drawn again while more are read.
#[component]
fn Tables(props: &TablesProps) -> Html {
    let room = &*props.of.0;
    html! {
        <>
            if !room.work.is_empty() { <Table caption={words::WORK} columns={work_columns()} rows={work_rows(room)} /> }
            if !room.files.is_empty() { <Table caption={words::FILES} columns={file_columns()} rows={file_rows(room)} /> }
        </>
    }
}

fn work_columns() -> Vec<AttrValue> {
    [words::STUDENT, words::CLAIMS, words::SOURCES, words::LINKS, words::BECAME]
        .map(AttrValue::from)
        .to_vec()
}

fn work_rows(room: &Classroom) -> Vec<Row> {
    let row = |work: &std::sync::Arc<crate::app::classroom::Work>| {
        let outline = work.placed.outline();
        let links = outline.claims.iter().map(|it| outline.links_of_claim(&it.id).len()).sum();
        let id = work.submission.notebook.id().clone();
        let name = words::student(&work.submission.name);
        let label = page::on_notebook(words::TAKE_OUT, &name);
        let take_out = {
            let id = id.clone();
            move |_| session::change(|room| room.remove(&id))
        };
        let note = match (work.submission.made_up, work.moved) {
            (true, _) => words::MADE_UP.into(),
            (false, Some(moved)) => words::moved_words(moved),
            (false, None) => String::new(),
        };
        let action = html! {
            <span class="row-note">
                if !note.is_empty() { <span>{ note.clone() }</span> }
                <button type="button" class="button button--small" aria-label={label} onclick={take_out}>{ words::TAKE_OUT }</button>
            </span>
        };
        Row {
            key: id.to_string(),
            cells: vec![
                Cell::words(name),
                Cell::count(outline.claims.len()),
                Cell::count(outline.sources.len()),
                Cell::count(links),
                Cell { by: super::table::By::Words(note.clone()), shown: action },
            ],
            current: false,
        }
    };
    room.work.iter().map(row).collect()
}

fn file_columns() -> Vec<AttrValue> {
    [words::FILE, words::STUDENT, words::BECAME].map(AttrValue::from).to_vec()
}

fn file_rows(room: &Classroom) -> Vec<Row> {
    let row = |(at, seen): (usize, &crate::app::classroom::FileSeen)| {
        let refused = matches!(seen.outcome, Outcome::Refused(_));
        let said = words::outcome(seen);
        let shown = html! { <span data-problem={refused.then_some("")}>{ said.clone() }</span> };
        let student = if refused { String::new() } else { words::student(&seen.student) };
        Row {
            key: at.to_string(),
            cells: vec![
                Cell::words(shortened(&seen.name, 80)),
                Cell::words(student),
                Cell { by: super::table::By::Words(said), shown },
            ],
            current: false,
        }
    };
    room.files.iter().enumerate().map(row).collect()
}
