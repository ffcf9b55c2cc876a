//! The open exercise: what to do, and how far it is done.

use yew::prelude::*;

use crate::app::action::Look;
use crate::app::state::Panel;
use crate::app::words::{exercise as words, marks, shortened, whole};
use crate::domain::exercise::{Criterion, Exercise, Item, checklist};
use crate::domain::notebook::Notebook;
use crate::ui::store::{use_act, use_snapshot};
use crate::ui::tasks::exercise as tasks;

/// Its title, the instructions, the checklist, and handing in; for the teacher
/// the ways to change it and to give the key out.
#[component]
pub(super) fn Region() -> Html {
    let (state, act) = (use_snapshot(), use_act());
    let Some(offer) = state.offer.clone() else { return Html::default() };
    let Some(exercise) = offer.exercise() else { return Html::default() };
    let show = |panel: Panel| {
        let act = act.clone();
        move |_: MouseEvent| act.look(Look::Show(Some(panel.clone())))
    };
    let save_key = {
        let (act, exercise) = (act.clone(), exercise.clone());
        move |_| tasks::save_key(&act, &exercise)
    };
    let title = if exercise.title.is_empty() { words::UNTITLED } else { &exercise.title };
    let title = shortened(title, 200);
    let handed_in = offer.papers.submission.as_ref().map(|note| shortened(&note.name, 80));
    let to_give = handed_in.is_some() && offer.papers.marks.is_none();
    html! {
        <section class="exercise" aria-label={words::EXERCISE}>
            <h2 class="exercise__title" dir="auto">{ title }</h2>
            if !exercise.instructions.is_empty() {
                <details class="exercise__what" open=true>
                    <summary>{ words::INSTRUCTIONS }</summary>
                    { instructions(exercise) }
                </details>
            }
            if !exercise.rubric.is_empty() {
                <details class="exercise__what">
                    <summary>{ words::EARNS }</summary>
                    <ul>{ for exercise.rubric.iter().map(criterion) }</ul>
                </details>
            }
            if offer.is_key() {
                <p>{ words::YOURS }</p>
                <div class="exercise__foot">
                    <button type="button" class="button" onclick={show(Panel::MakeExercise)}>{ words::CHANGE }</button>
                    <button type="button" class="button" onclick={save_key}>{ words::SAVE_KEY }</button>
                </div>
                <p class="field__help">{ words::SAVE_KEY_HELP }</p>
            } else {
                { list(exercise, &state.notebook) }
                <div class="exercise__foot">
                    <button type="button" class="button button--primary" aria-haspopup="dialog" onclick={show(Panel::HandIn)}>{ words::HAND_IN }</button>
                    if let Some(name) = handed_in {
                        <span class="exercise__handed">{ words::HANDED_IN_AS }{ " " }<bdi>{ name }</bdi></span>
                    }
                </div>
                if to_give { <p class="field__help">{ words::GIVE_IT }</p> }
            }
        </section>
    }
}

/// The teacher's words, a paragraph for each of theirs.
fn instructions(exercise: &Exercise) -> Html {
    let lines = exercise.instructions.lines().filter(|line| !line.trim().is_empty());
    lines.map(|line| html! { <p dir="auto">{ whole(line) }</p> }).collect()
}

fn criterion(it: &Criterion) -> Html {
    html! {
        <li dir="auto">
            { marks::points_for(it) }
            if !it.help.is_empty() { { ": " }{ whole(&it.help) } }
        </li>
    }
}

fn list(exercise: &Exercise, notebook: &Notebook) -> Html {
    let items = checklist(exercise, notebook);
    if items.is_empty() {
        return Html::default();
    }
    let done = items.iter().filter(|item| item.is_done()).count();
    let said = words::progress(done, items.len());
    html! {
        <>
            <p class="exercise__progress">
                <progress aria-label={words::PROGRESS} max={items.len().to_string()} value={done.to_string()}>{ said.clone() }</progress>
                <span>{ said }</span>
            </p>
            <ul class="exercise__list" aria-label={words::CHECKLIST}>{ for items.iter().map(row) }</ul>
        </>
    }
}

/// A line of the checklist, with how it stands in words.
pub(super) fn row(item: &Item) -> Html {
    let done = item.is_done();
    html! {
        <li class="exercise__item" data-done={done.then_some("true")}>
            <span>{ words::item(item) }</span>{ " " }
            <span class="exercise__state">{ if done { words::DONE } else { words::OPEN } }</span>
        </li>
    }
}
