//! The class, or one student, beside the key.

use std::rc::Rc;
use std::sync::Arc;

use wasm_bindgen::JsCast;
use yew::prelude::*;

use super::beside::{Beside, BesideProps};
use super::slices::{Turns, use_slices};
use super::table::{Cell, Row, Table};
use super::text::chosen;
use super::{ClassProps, reading, session};
use crate::app::classroom::{ClassBeside, Classroom, Key};
use crate::app::words::classroom::{self as names, key_from, nameless, student};
use crate::app::words::key as words;
use crate::app::words::{shortened, whole};
use crate::browser::clock;
use crate::domain::article::{Article, built_in};
use crate::domain::notebook::Stamp;
use crate::domain::outline::Outlined;
use crate::ui::controls::Dialog;
use crate::ui::store::use_snapshot;
use crate::ui::tasks::read_files;

#[derive(Properties)]
struct ChooserProps {
    article: Arc<Article>,
    /// Whether the open notebook can be the key: not beside itself.
    with_open: bool,
    on_key: Callback<Key>,
}

impl PartialEq for ChooserProps {
    fn eq(&self, other: &Self) -> bool {
        self.article.id() == other.article.id()
            && self.with_open == other.with_open
            && self.on_key == other.on_key
    }
}

/// The ways to come by a key.
#[component]
fn Chooser(props: &ChooserProps) -> Html {
    let state = use_snapshot();
    let (input, bad) = (use_node_ref(), use_state(|| false));
    let open = {
        let (state, on_key) = (state.clone(), props.on_key.clone());
        move |_| on_key.emit(Key::of_open(&state.notebook))
    };
    let choose = {
        let input = input.clone();
        move |_| {
            if let Some(input) = input.cast::<web_sys::HtmlInputElement>() {
                input.click();
            }
        }
    };
    let onchange = {
        let (state, article) = (state.clone(), props.article.clone());
        let (bad, on_key) = (bad.setter(), props.on_key.clone());
        move |event: Event| {
            let input =
                event.target().and_then(|it| it.dyn_into::<web_sys::HtmlInputElement>().ok());
            let Some(input) = input else { return };
            let file = input.files().and_then(|files| files.get(0));
            let (article, bad, on_key) = (article.clone(), bad.clone(), on_key.clone());
            let stamp = Stamp { writer: state.writer.clone(), now: clock::now() };
            let then = Callback::from(move |(name, read): (String, Result<_, _>)| {
                let key = read.ok().and_then(|it| Key::of(name, it, &article, &stamp).ok());
                bad.set(key.is_none());
                if let Some(key) = key {
                    on_key.emit(key);
                }
            });
            if let Some(file) = file {
                reading::read_key(file, read_files::at_hand(&state), then);
            }
            input.set_value("");
        }
    };
    let ours = {
        let on_key = props.on_key.clone();
        move |_| on_key.emit(Key::built_in())
    };
    html! {
        <>
            <div class="dialog__foot">
                if props.with_open && state.article.id() == props.article.id() {
                    <button type="button" class="button" onclick={open}>{ words::USE_OPEN }</button>
                }
                <button type="button" class="button" onclick={choose}>{ words::USE_FILE }</button>
                if props.article.id() == built_in().id() {
                    <button type="button" class="button" onclick={ours}>{ words::USE_BUILT_IN }</button>
                }
                <input type="file" hidden=true aria-label={words::USE_FILE} accept=".json,.jsonld" ref={input} {onchange} />
            </div>
            if *bad { <p role="alert">{ words::NOT_A_KEY }</p> }
        </>
    }
}

/// A key that is the very same.
#[derive(Clone)]
struct SameKey(Arc<Key>);

impl PartialEq for SameKey {
    fn eq(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.0, &other.0)
    }
}

/// The part “Key” of the class page.
#[component]
pub(super) fn KeyPart(props: &ClassProps) -> Html {
    let only = use_state(|| None::<usize>);
    let room = &props.room;
    let on_key = Callback::from(|key| session::change(|room| room.key = Some(Arc::new(key))));
    let key = room.key.clone();
    let beside = use_slices((key.clone().map(SameKey), room.edition), {
        let room = room.clone();
        move |(key, _), mut turns: Turns, show| async move {
            let Some(SameKey(key)) = key else { return };
            let mut beside = ClassBeside::default();
            for work in &room.work {
                if !turns.turn_if_long().await {
                    return;
                }
                beside.add(&key, work);
            }
            show.emit(Rc::new(beside));
        }
    });
    let options = room.work.iter().enumerate().map(|(at, work)| {
        let name = if props.projected { nameless(at) } else { student(&work.submission.name) };
        html! { <option value={at.to_string()} selected={*only == Some(at)}>{ name }</option> }
    });
    let onchange = {
        let only = only.clone();
        move |event: Event| only.set(chosen(&event))
    };
    html! {
        <>
            <p>{ key.as_ref().map_or_else(|| words::NONE.into(), |key| key_from(&key.from)) }</p>
            <Chooser article={room.article.clone()} with_open=true {on_key} />
            if let Some(key) = &key {
                <div class="class__tools">
                    <label class="field">
                        <span class="field__label">{ words::COMPARE }</span>
                        <select class="field__input" {onchange}>
                            <option value="" selected={only.is_none()}>{ words::WHOLE_CLASS }</option>
                            { for options }
                        </select>
                    </label>
                </div>
                { match only.and_then(|at| room.work.get(at)) {
                    Some(work) => html! {
                        <Beside key={work.submission.notebook.id().to_string()}
                            ..BesideProps { with: key.clone(), theirs: work.placed.clone(), exercise: Rc::new(room.exercise.clone()) } />
                    },
                    None => match &beside {
                        Some(beside) => whole_class(room, key, beside, props.projected),
                        None => html! { <p role="status">{ names::WORKING }</p> },
                    },
                } }
            }
        </>
    }
}

fn whole_class(room: &Classroom, key: &Key, beside: &ClassBeside, projected: bool) -> Html {
    let claims = beside.claims.iter().enumerate().filter_map(|(at, claim)| {
        let quote = &key.work.notebook().claim(&claim.id)?.passage.quote.exact;
        let counts = [
            claim.found,
            claim.same,
            claim.other_ends,
            claim.other_kind,
            claim.other_verdict,
            claim.missed,
            claim.other_relation,
            claim.other_source,
            claim.missed_links,
        ];
        let reasons = key.reasons(&claim.id);
        let shown = html! {
            <>
                <bdi>{ shortened(quote, 120) }</bdi>
                if !reasons.is_empty() {
                    <details class="key-reasons">
                        <summary>{ words::WHY }</summary>
                        { for reasons.iter().map(|reason| html! { <p dir="auto">{ whole(reason) }</p> }) }
                    </details>
                }
            </>
        };
        let words = Cell { by: super::table::number(at), shown };
        let cells = std::iter::once(words).chain(counts.map(Cell::count)).collect();
        Some(Row { key: claim.id.to_string(), cells, current: false })
    });
    let of_claims = [
        words::CLAIM,
        words::PAIRED,
        words::SAME,
        words::ENDS,
        words::KIND,
        words::VERDICT,
        words::MISSED,
        words::OTHER_RELATION,
        words::OTHER_SOURCE,
        words::MISSED_LINKS,
    ];
    let students = beside.students.iter().enumerate().filter_map(|(at, (id, tally))| {
        let work = room.work_of(id)?;
        let tally = (*tally)?;
        let name = if projected { nameless(at) } else { student(&work.submission.name) };
        let counts = [
            tally.paired,
            tally.same,
            tally.other_ends,
            tally.other_kind,
            tally.other_verdict,
            tally.no_verdict,
            tally.missed,
            tally.extra,
            tally.same_links,
            tally.other_relation,
            tally.other_source,
            tally.missed_links,
            tally.extra_links,
        ];
        let cells = std::iter::once(Cell::words(name)).chain(counts.map(Cell::count)).collect();
        Some(Row { key: id.to_string(), cells, current: false })
    });
    let of_students = [
        names::STUDENT,
        words::PAIRED,
        words::SAME,
        words::ENDS,
        words::KIND,
        words::VERDICT,
        words::NO_VERDICT,
        words::MISSED,
        words::EXTRA,
        words::SAME_LINKS,
        words::OTHER_RELATION,
        words::OTHER_SOURCE,
        words::MISSED_LINKS,
        words::EXTRA_LINKS,
    ];
    html! {
        <>
            <Table caption={words::KEY_CLAIMS} columns={of_claims.map(AttrValue::from).to_vec()} rows={claims.collect::<Vec<_>>()} />
            <Table caption={words::STUDENTS} columns={of_students.map(AttrValue::from).to_vec()} rows={students.collect::<Vec<_>>()} />
        </>
    }
}

#[derive(Properties, PartialEq)]
pub(super) struct AloneProps {
    pub(super) on_close: Callback<()>,
}

/// A student alone: the open notebook beside a key, of which nothing is kept.
#[component]
pub(super) fn Alone(props: &AloneProps) -> Html {
    let state = use_snapshot();
    let key = use_state(|| None::<Arc<Key>>);
    let exercise = use_memo(state.notebook.clone(), |notebook| {
        Rc::new(Classroom::new(state.article.clone(), notebook).exercise)
    });
    let theirs = use_memo(state.notebook.clone(), |notebook| Outlined::of(notebook.clone()));
    let on_key = {
        let key = key.clone();
        Callback::from(move |found| key.set(Some(Arc::new(found))))
    };
    html! {
        <Dialog title={names::COMPARE_KEY} whole=true on_close={props.on_close.clone()}>
            <div class="class">
                <p>{ key.as_ref().map_or_else(|| words::NONE_ALONE.into(), |key| key_from(&key.from)) }</p>
                <Chooser article={state.article.clone()} with_open=false {on_key} />
                if let Some(key) = &*key {
                    <Beside ..BesideProps { with: key.clone(), theirs: (*theirs).clone(), exercise: (*exercise).clone() } />
                }
            </div>
        </Dialog>
    }
}
