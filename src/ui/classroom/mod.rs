//! The teacher's class, and a student's work beside a key: the part `classroom`.

mod agreement;
mod beside;
mod claims;
mod feedback;
mod files;
mod keeping;
mod key;
mod marks;
mod opened;
mod reading;
mod reopening;
mod session;
mod slices;
mod sources;
mod table;
mod text;
mod work;

use std::rc::Rc;

use yew::prelude::*;

use self::slices::{Turns, use_slices};
use crate::app::classroom::{Classroom, Looked, Looking, Seen};
use crate::app::words::classroom as words;
use crate::browser::dom::{focus, page};
use crate::browser::segmenter::BrowserSegmenter;
use crate::domain::class::{TooMany, sentences};
use crate::ui::controls::Dialog;
use crate::ui::store::use_snapshot;
use crate::ui::tasks::read_files;

/// The page of the class; `alone` for the open notebook beside a key.
pub(super) fn view(alone: bool, on_close: Callback<()>) -> Html {
    if alone {
        html! { <key::Alone {on_close} /> }
    } else {
        html! { <opened::Opened {on_close} /> }
    }
}

/// What a teacher said of the open notebook.
pub(super) fn feedback() -> Html {
    html! { <feedback::Feedback /> }
}

/// The parts of the page, in the order of a lesson.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Part {
    Files,
    Text,
    Agreement,
    Key,
    Marks,
}

impl Part {
    const ALL: [Self; 5] = [Self::Files, Self::Text, Self::Agreement, Self::Key, Self::Marks];

    fn name(self) -> &'static str {
        match self {
            Self::Files => words::SUBMISSIONS,
            Self::Text => words::ON_TEXT,
            Self::Agreement => words::AGREEMENT,
            Self::Key => words::KEY,
            Self::Marks => words::MARKING,
        }
    }

    fn id(self) -> &'static str {
        match self {
            Self::Files => "class-files",
            Self::Text => "class-text",
            Self::Agreement => "class-agreement",
            Self::Key => "class-key",
            Self::Marks => "class-marks",
        }
    }
}

/// What every part of the page is given.
#[derive(Properties, Clone)]
pub(super) struct ClassProps {
    pub(super) room: Rc<Classroom>,
    /// `None` while it is worked out, and where there is too much to look at.
    pub(super) seen: Option<Rc<Seen>>,
    /// Before a class: no names.
    pub(super) projected: bool,
}

impl PartialEq for ClassProps {
    fn eq(&self, other: &Self) -> bool {
        let seen = |props: &Self| props.seen.as_ref().map(Rc::as_ptr);
        Rc::ptr_eq(&self.room, &other.room)
            && seen(self) == seen(other)
            && self.projected == other.projected
    }
}

#[derive(Properties, PartialEq)]
struct PageProps {
    on_close: Callback<()>,
}

/// All of it.
#[component]
fn ClassPage(props: &PageProps) -> Html {
    let state = use_snapshot();
    let room = session::use_classroom(|| Classroom::new(state.article.clone(), &state.notebook));
    let part = use_state(|| if room.work.is_empty() { Part::Files } else { Part::Text });
    let projected = use_state(|| false);
    let progress = use_state(|| None::<(usize, usize)>);
    let looked = use_slices((room.article.id().clone(), room.edition), {
        let room = room.clone();
        move |_, turns, show| look(room, turns, show)
    });
    let too_many = matches!(looked, Some(Err(TooMany)));
    let seen = looked.and_then(Result::ok);
    let over = use_state(|| false);
    let add = {
        let (state, progress) = (state.clone(), progress.setter());
        Callback::from(move |files| {
            let at_hand = read_files::at_hand(&state);
            let set = progress.clone();
            let progress = Callback::from(move |now| set.set(now));
            reading::read_submissions(files, state.writer.clone(), at_hand, progress);
        })
    };
    let (ondragover, ondragleave, ondrop) = drop_events(&over, &add);
    let shared = ClassProps { room: room.clone(), seen: seen.clone(), projected: *projected };
    let waits = seen.is_none() && matches!(*part, Part::Text | Part::Agreement);
    let body = match *part {
        _ if waits && too_many => Html::default(),
        _ if waits => html! { <p role="status">{ words::WORKING }</p> },
        Part::Files => html! { <files::Files {shared} {add} progress={*progress} /> },
        Part::Text => html! { <text::OnText ..shared /> },
        Part::Agreement => html! { <agreement::AgreementOf ..shared /> },
        Part::Key => html! { <key::KeyPart ..shared /> },
        Part::Marks => html! { <marks::Marking ..shared /> },
    };
    let people = seen.as_ref().map_or(room.work.len(), |seen| seen.people());
    let toggle = {
        let projected = projected.clone();
        move |_| projected.set(!*projected)
    };
    html! {
        <div class="class-frame" {ondragover} {ondragleave} {ondrop}>
            <Dialog title={words::CLASS} whole=true on_close={props.on_close.clone()}>
                <div class="class" data-projected={projected.then_some("")}>
                    <div class="class__head">
                        <p class="class__about">
                            { words::about(people, &room.exercise.title, &room.article.title) }
                            if room.has_made_up() { { " " }<strong class="made-up">{ words::MADE_UP }</strong> }
                        </p>
                        <opened::KeptSign />
                        <label class="check">
                            <input type="checkbox" checked={*projected} onchange={toggle} />
                            <span>{ words::PROJECTOR }</span>
                        </label>
                        <button type="button" class="button button--small" onclick={|_| page::print()}>{ words::PRINT }</button>
                    </div>
                    <opened::Unread />
                    if *over { <p class="class__drop">{ words::DROP_HERE }</p> }
                    <Tabs part={*part} on_turn={{ let part = part.clone(); Callback::from(move |to| part.set(to)) }} />
                    <div id="class-panel" class="class__panel" role="tabpanel" aria-labelledby={part.id()}
                        aria-busy={(waits && !too_many).then_some("true")}>
                        if too_many { <p role="alert">{ words::TOO_MANY }</p> }
                        { body }
                    </div>
                </div>
            </Dialog>
        </div>
    }
}

/// Works out what is to be seen of a class.
async fn look(room: Rc<Classroom>, mut turns: Turns, show: Callback<Result<Rc<Seen>, TooMany>>) {
    let cuts = sentences(&room.article, &BrowserSegmenter::new(&room.article.language));
    if !turns.turn().await {
        return;
    }
    let mut looking = match Looking::at(&room, cuts) {
        Ok(looking) => looking,
        Err(too_many) => return show.emit(Err(too_many)),
    };
    while turns.turn().await {
        match looking.step() {
            Looked::Further(further) => looking = further,
            Looked::Done(seen) => return show.emit(Ok(Rc::new(seen))),
        }
    }
}

type OnDrag = Callback<DragEvent>;

/// Files dropped anywhere on the class are added to it, not opened beside it.
fn drop_events(
    over: &UseStateHandle<bool>,
    add: &Callback<Vec<web_sys::File>>,
) -> (OnDrag, OnDrag, OnDrag) {
    let ondragover = {
        let over = over.clone();
        Callback::from(move |event: DragEvent| {
            let types = event.data_transfer().map(|data| data.types());
            if types.is_some_and(|types| types.includes(&"Files".into(), 0)) {
                event.prevent_default();
                event.stop_propagation();
                if !*over {
                    over.set(true);
                }
            }
        })
    };
    let ondragleave = {
        let over = over.clone();
        Callback::from(move |event: DragEvent| {
            if event.related_target().is_none() {
                over.set(false);
            }
        })
    };
    let ondrop = {
        let (over, add) = (over.clone(), add.clone());
        Callback::from(move |event: DragEvent| {
            let files = event.data_transfer().and_then(|data| data.files());
            if let Some(files) = files.filter(|files| files.length() > 0) {
                event.prevent_default();
                event.stop_propagation();
                over.set(false);
                add.emit(read_files::all(&files));
            }
        })
    };
    (ondragover, ondragleave, ondrop)
}

#[derive(Properties, PartialEq)]
struct TabsProps {
    part: Part,
    on_turn: Callback<Part>,
}

/// The parts of the page; the arrow keys turn them.
#[component]
fn Tabs(props: &TabsProps) -> Html {
    let tabs = Part::ALL.iter().enumerate().map(|(at, part)| {
        let selected = *part == props.part;
        let turn = props.on_turn.clone();
        let onkeydown = move |event: KeyboardEvent| {
            let count = Part::ALL.len();
            let to = match event.key().as_str() {
                "ArrowRight" => (at + 1) % count,
                "ArrowLeft" => (at + count - 1) % count,
                _ => return,
            };
            if let Some(to) = Part::ALL.get(to) {
                event.prevent_default();
                turn.emit(*to);
                focus::focus_first(&format!("#{}", to.id()));
            }
        };
        let onclick = props.on_turn.reform(move |_| *part);
        html! {
            <button type="button" role="tab" class="tab" id={part.id()} aria-controls="class-panel"
                aria-selected={if selected { "true" } else { "false" }}
                tabindex={if selected { "0" } else { "-1" }} {onclick} {onkeydown}>
                { part.name() }
            </button>
        }
    });
    html! { <div class="tabs" role="tablist" aria-label={words::PARTS}>{ for tabs }</div> }
}
