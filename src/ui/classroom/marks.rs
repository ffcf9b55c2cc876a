//! Marking: points, comments, and the files that go back.

use std::rc::Rc;
use std::sync::Arc;

use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;

use super::text::chosen;
use super::work::WorkWithComments;
use super::{ClassProps, session};
use crate::app::action::Action;
use crate::app::classroom::{Classroom, Work, returned, returned_name};
use crate::app::notice::Notice;
use crate::app::words::classroom::student;
use crate::app::words::marks as words;
use crate::browser::timing::Stretch;
use crate::browser::{clock, files};
use crate::domain::exercise::{Points, gradebook};
use crate::domain::formats::csv;
use crate::domain::formats::exercise::write_gradebook;
use crate::domain::formats::web_annotation::MEDIA_TYPE;
use crate::domain::id::Id;
use crate::domain::notebook::Stamp;
use crate::domain::version::Writer;
use crate::ui::controls::Field;
use crate::ui::store::use_snapshot;
use crate::ui::store::{Act, use_act};
use crate::ui::tasks::archive::{download, packed};
use crate::ui::tasks::export_notebook::file_name;

/// The part “Marks” of the class page.
#[component]
pub(super) fn Marking(props: &ClassProps) -> Html {
    let (state, act) = (use_snapshot(), use_act());
    let open = use_state(|| 0usize);
    let saving = use_state(|| None::<(usize, usize)>);
    let room = &props.room;
    if props.projected {
        return html! { <p class="empty">{ words::HIDDEN }</p> };
    }
    let Some(work) = room.work.get(*open).or_else(|| room.work.first()) else {
        return html! { <p class="empty">{ crate::app::words::classroom::EMPTY }</p> };
    };
    let options = room.work.iter().enumerate().map(|(at, other)| {
        let total = words::total(other.marks.total(&room.exercise), room.exercise.points());
        let name = format!("{} ({total})", student(&other.submission.name));
        html! { <option value={at.to_string()} selected={Arc::ptr_eq(work, other)}>{ name }</option> }
    });
    let onchange = {
        let open = open.clone();
        move |event: Event| open.set(chosen(&event).unwrap_or(0))
    };
    let place = room.work.iter().position(|other| Arc::ptr_eq(work, other)).unwrap_or(0);
    let next = {
        let (open, all) = (open.clone(), room.work.len());
        move |_| open.set((place + 1) % all.max(1))
    };
    let save_one = {
        let (id, writer, act) =
            (work.submission.notebook.id().clone(), state.writer.clone(), act.clone());
        move |_| save(&act, &id, &writer)
    };
    let save_all = {
        let (writer, act, saving) = (state.writer.clone(), act.clone(), saving.clone());
        move |_| {
            if saving.is_none() {
                save_all(act.clone(), writer.clone(), saving.setter());
            }
        }
    };
    let grades = {
        let act = act.clone();
        move |_| save_gradebook(&act)
    };
    html! {
        <>
            <p class="field__help">{ words::HELP }</p>
            <div class="class__tools">
                <label class="field">
                    <span class="field__label">{ words::STUDENT }</span>
                    <select class="field__input" {onchange}>{ for options }</select>
                </label>
                <button type="button" class="button" onclick={next}>{ words::NEXT }</button>
                <button type="button" class="button button--primary" onclick={save_one}>{ words::SAVE_ONE }</button>
                <button type="button" class="button" onclick={save_all}>{ words::SAVE_ALL }</button>
                <button type="button" class="button" onclick={grades}>{ words::GRADEBOOK }</button>
            </div>
            if let Some((done, of)) = *saving {
                <div class="incoming__progress">
                    <label for="class-saving">{ words::saved_of(done, of) }</label>
                    <progress id="class-saving" aria-label={words::SAVING} value={done.to_string()} max={of.to_string()}></progress>
                </div>
            }
            <Form key={work.submission.notebook.id().to_string()} room={room.clone()} work={work.clone()} />
        </>
    }
}

#[derive(Properties)]
struct FormProps {
    room: Rc<Classroom>,
    work: Arc<Work>,
}

impl PartialEq for FormProps {
    fn eq(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.work, &other.work)
            && self.room.exercise == other.room.exercise
            && self.room.key == other.room.key
    }
}

/// Points and comments for one student.
#[component]
fn Form(props: &FormProps) -> Html {
    let bad = use_state(|| None::<(String, String)>);
    let FormProps { room, work } = props;
    let id = work.submission.notebook.id().clone();
    let points = room.exercise.rubric.iter().map(|criterion| {
        let (id, key, bad) = (id.clone(), criterion.key.clone(), bad.clone());
        let given = work.marks.points_for(&key).map(|it| it.to_string()).unwrap_or_default();
        let error =
            bad.as_ref().filter(|(at, _)| *at == key).map(|(_, why)| AttrValue::from(why.clone()));
        let most = criterion.points;
        let on_keep = Callback::from(move |typed: String| {
            let points = Points::read(&typed);
            let why = match points {
                None if !typed.trim().is_empty() => Some(words::BAD_POINTS.to_owned()),
                Some(points) if points > most => Some(words::too_many_points(most)),
                _ => None,
            };
            if why.is_none() {
                session::change(|room| room.mark(&id, |marks| marks.give(&key, points)));
            }
            bad.set(why.map(|why| (key.clone(), why)));
        });
        html! { <Field label={words::points_for(criterion)} value={given} {error} {on_keep} /> }
    });
    let overall = {
        let id = id.clone();
        Callback::from(move |text: String| {
            session::change(|room| room.mark(&id, |marks| marks.overall = text));
        })
    };
    html! {
        <section class="marking" aria-labelledby="marking-name">
            <h3 id="marking-name"><bdi>{ student(&work.submission.name) }</bdi></h3>
            <fieldset class="marking__points">
                <legend>{ words::POINTS }{ ": " }{ words::total(work.marks.total(&room.exercise), room.exercise.points()) }</legend>
                { for points }
            </fieldset>
            <Field label={words::OVERALL} value={work.marks.overall.clone()} multiline=true on_keep={overall} />
            <fieldset class="marking__comments">
                <legend>{ words::COMMENTS }</legend>
                <WorkWithComments room={room.clone()} work={work.clone()} />
            </fieldset>
        </section>
    }
}

/// Hands one return file to the browser.
fn save(act: &Act, id: &Id, writer: &Writer) {
    let Some(room) = session::now() else { return };
    let Some(work) = room.work_of(id) else { return };
    let stamp = Stamp { writer: writer.clone(), now: clock::now() };
    let (name, text) = return_file(&room, work, &stamp);
    let saved = files::download(&name, &text, MEDIA_TYPE).is_ok();
    if saved {
        session::change(|room| room.saved(id, &stamp));
    }
    tell(act, name, saved);
}

/// Hands all of them over, as one archive; `saving` hears how many of how many are in it.
fn save_all(act: Act, writer: Writer, saving: UseStateSetter<Option<(usize, usize)>>) {
    let Some(room) = session::now() else { return };
    spawn_local(async move {
        let stamp = Stamp { writer, now: clock::now() };
        let of = room.work.len();
        let mut all = Vec::new();
        saving.set(Some((0, of)));
        let mut stretch = Stretch::begin();
        for work in &room.work {
            if stretch.is_long() {
                saving.set(Some((all.len(), of)));
                stretch.rest().await;
            }
            let (name, text) = return_file(&room, work, &stamp);
            all.push(packed(name, &text).await);
        }
        let name = file_name(&room.exercise.title, "-returned.zip");
        let saved = download(&name, &all, &stamp.now);
        if saved {
            session::change(|now| now.saved_all(&room.work, &stamp));
        }
        saving.set(None);
        tell(&act, name, saved);
    });
}

fn return_file(room: &Classroom, work: &Work, stamp: &Stamp) -> (String, String) {
    let name = file_name(&returned_name(room, work), ".jsonld");
    (name, returned(work, &room.exercise, stamp))
}

fn tell(act: &Act, name: String, saved: bool) {
    act.send(Action::Tell(if saved { Notice::SavedCopy(name) } else { Notice::NotExported }));
}

fn save_gradebook(act: &Act) {
    let Some(room) = session::now() else { return };
    let marked: Vec<_> =
        room.work.iter().map(|it| (it.submission.name.as_str(), Some(&it.marks))).collect();
    let rows = gradebook(&room.exercise, &marked);
    let criteria = room.exercise.rubric.iter().map(words::criterion);
    let headings: Vec<String> = std::iter::once(words::NAME.to_owned())
        .chain(criteria)
        .chain([words::TOTAL.to_owned()])
        .collect();
    let name = file_name(&room.exercise.title, "-gradebook.csv");
    let text = write_gradebook(&headings, &rows);
    let saved = files::download(&name, &text, csv::MEDIA_TYPE).is_ok();
    tell(act, name, saved);
}
