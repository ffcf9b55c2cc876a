//! The form that makes an exercise, and the ways it is given out.

use std::rc::Rc;

use yew::prelude::*;

use super::rows::{Change, CriterionRows, TermRows, Width, input};
use crate::app::exercise::draft::{Draft, DraftError, KindSet, VerdictSet};
use crate::app::exercise::kept_draft;
use crate::app::exercise::term_rows::{Row, TermRow};
use crate::app::words::exercise as words;
use crate::app::words::share;
use crate::browser::clock;
use crate::browser::storage::drafts;
use crate::domain::exercise::{Ask, Exercise};
use crate::domain::id::Id;
use crate::ui::controls::{Dialog, text_of};
use crate::ui::dialogs::ShareLink;
use crate::ui::store::{use_act, use_snapshot};
use crate::ui::tasks::exercise as tasks;
use crate::ui::tasks::share::NoLink;

#[derive(Properties, PartialEq)]
pub(super) struct MakeProps {
    pub(super) on_close: Callback<()>,
}

/// What the draft of this form is kept under: closing it, or the page, costs nothing.
fn form(notebook: &Id) -> String {
    format!("exercise/{}", notebook.as_str())
}

/// Everything that an exercise asks for. Giving it out keeps it in the notebook.
#[component]
pub(super) fn Make(props: &MakeProps) -> Html {
    let (state, act) = (use_snapshot(), use_act());
    let here = state.notebook.id().clone();
    let draft = use_state({
        let (here, state) = (here.clone(), state.clone());
        move || {
            let usual = Draft::of(&tasks::exercise_of(&state));
            kept_draft::read(&drafts::get(&form(&here)), &usual).unwrap_or(usual)
        }
    });
    let new_id = use_memo((), |()| clock::new_id());
    let starter = use_state(|| false);
    let error = use_state(|| None::<DraftError>);
    let link = use_state(|| None::<Result<Rc<str>, NoLink>>);
    if state.offer.as_ref().is_some_and(|offer| !offer.is_key()) {
        return html! {
            <Dialog title={words::MAKE} on_close={props.on_close.clone()}><p>{ words::NOT_HERE }</p></Dialog>
        };
    }
    let update = {
        let (draft, error, link) = (draft.clone(), error.clone(), link.clone());
        let (act, here) = (act.clone(), here.clone());
        Callback::from(move |next: Draft| {
            let usual = Draft::of(&tasks::exercise_of(&act.state()));
            drafts::set(&form(&here), &kept_draft::write(&next, &usual));
            draft.set(next);
            error.set(None);
            link.set(None);
        })
    };
    let text = |change: fn(&mut Draft, String)| {
        let (draft, update) = (draft.clone(), update.clone());
        Callback::from(move |typed: String| {
            let mut next = (*draft).clone();
            change(&mut next, typed);
            update.emit(next);
        })
    };
    let flip = |change: Box<dyn Fn(&mut Draft)>| {
        let (draft, update) = (draft.clone(), update.clone());
        move |_: Event| {
            let mut next = (*draft).clone();
            change(&mut next);
            update.emit(next);
        }
    };
    let check = |on: bool, label: String, change: Box<dyn Fn(&mut Draft)>| {
        html! { <label class="check"><input type="checkbox" checked={on} onchange={flip(change)} /><span>{ label }</span></label> }
    };
    let radio = |name: &'static str,
                 on: bool,
                 label: &'static str,
                 change: Box<dyn Fn(&mut Draft)>| {
        html! { <label class="check"><input type="radio" {name} checked={on} onchange={flip(change)} /><span>{ label }</span></label> }
    };
    let kinds = KindSet::ALL.map(|set| {
        radio(
            "kinds",
            draft.kinds == set,
            words::kind_set(set),
            Box::new(move |it| it.choose_kinds(set)),
        )
    });
    let verdicts = VerdictSet::ALL.map(|set| {
        radio(
            "verdicts",
            draft.verdicts == set,
            words::verdict_set(set),
            Box::new(move |it| it.choose_verdicts(set)),
        )
    });
    let relations = draft.relations.iter().enumerate().map(|(at, (term, on))| {
        check(
            *on,
            TermRow::of(Row::Relation, term).name,
            Box::new(move |it| {
                if let Some((_, on)) = it.relations.get_mut(at) {
                    *on = !*on;
                }
            }),
        )
    });
    let asks = Ask::ALL.iter().map(|ask| {
        let on = draft.asks.contains(ask);
        check(
            on,
            words::ask(*ask).into(),
            Box::new(move |it| {
                let on = it.asks.contains(ask);
                it.asks.retain(|other| other != ask);
                it.asks.extend((!on).then_some(*ask));
            }),
        )
    });
    let rows = changed(&draft, &update, |it| &mut it.rows);
    let verdict_rows = changed(&draft, &update, |it| &mut it.verdict_rows);
    let relation_rows = changed(&draft, &update, |it| &mut it.relation_rows);
    let rubric = changed(&draft, &update, |it| &mut it.rubric);
    let instructions = text(|it, typed| it.instructions = typed);
    let oninput = move |event: InputEvent| instructions.emit(text_of(&event).unwrap_or_default());
    // Makes the exercise and keeps it, or says what is wrong; then what is asked.
    let made = |then: Box<dyn Fn(&Exercise)>| {
        let (act, draft, error) = (act.clone(), draft.clone(), error.clone());
        let new_id = new_id.clone();
        move |_: MouseEvent| {
            let state = act.state();
            match draft.exercise(tasks::id_of(&state, &new_id), state.article.id().clone()) {
                Ok(exercise) => {
                    tasks::keep(&act, &exercise);
                    drafts::set(&form(state.notebook.id()), "");
                    then(&exercise);
                }
                Err(why) => error.set(Some(why)),
            }
        }
    };
    let keep_starter = {
        let (starter, link) = (starter.clone(), link.clone());
        move |_| {
            starter.set(!*starter);
            link.set(None);
        }
    };
    let save = {
        let (act, starter) = (act.clone(), starter.clone());
        made(Box::new(move |exercise| tasks::save_exercise(&act, exercise, *starter)))
    };
    let make_link = {
        let (act, starter, set) = (act.clone(), starter.clone(), link.setter());
        made(Box::new(move |exercise| tasks::link_exercise(&act, exercise, *starter, set.clone())))
    };
    let save_key = {
        let act = act.clone();
        made(Box::new(move |exercise| tasks::save_key(&act, exercise)))
    };
    html! {
        <Dialog title={words::MAKE} wide=true on_close={props.on_close.clone()}>
            { input(words::TITLE, &draft.title, Width::Usual, text(|it, typed| it.title = typed)) }
            <label class="field">
                <span class="field__label">{ words::INSTRUCTIONS_LABEL }</span>
                <textarea class="field__input" rows="4" dir="auto" value={draft.instructions.clone()} {oninput} />
            </label>
            <fieldset class="choices"><legend>{ words::KINDS }</legend>{ for kinds }</fieldset>
            if draft.kinds == KindSet::Own { <TermRows what={Row::Kind} rows={draft.rows.clone()} on_change={rows} /> }
            <fieldset class="choices"><legend>{ words::VERDICTS }</legend>{ for verdicts }</fieldset>
            if draft.verdicts == VerdictSet::Own {
                <TermRows what={Row::Verdict} rows={draft.verdict_rows.clone()} on_change={verdict_rows} />
                <p class="field__help">{ words::ON_SCALE_HELP }</p>
            }
            { check(draft.sources, words::SOURCES.into(), Box::new(|it| it.sources = !it.sources)) }
            if draft.sources {
                <fieldset class="choices"><legend>{ words::RELATIONS }</legend>{ for relations }</fieldset>
                <TermRows what={Row::Relation} rows={draft.relation_rows.clone()} on_change={relation_rows} />
            }
            <div class="making__counts">
                { input(words::MIN_CLAIMS, &draft.claims, Width::Short, text(|it, typed| it.claims = typed)) }
                if draft.sources { { input(words::MIN_SOURCES, &draft.least_sources, Width::Short, text(|it, typed| it.least_sources = typed)) } }
            </div>
            <fieldset class="choices"><legend>{ words::ASKS }</legend>{ for asks }</fieldset>
            <section class="share" aria-labelledby="make-rubric">
                <h3 id="make-rubric">{ words::RUBRIC }</h3>
                <CriterionRows rows={draft.rubric.clone()} on_change={rubric} />
            </section>
            <section class="share" aria-labelledby="make-out">
                <h3 id="make-out">{ words::GIVE_OUT }</h3>
                <label class="check"><input type="checkbox" checked={*starter} onchange={keep_starter} /><span>{ words::STARTER }</span></label>
                <p class="field__help">{ words::STARTER_HELP }</p>
                if let Some(error) = &*error { <p class="field__error" role="alert">{ words::problem(error) }</p> }
                <div class="dialog__foot">
                    <button type="button" class="button button--primary" onclick={save}>{ words::SAVE_FILE }</button>
                    <button type="button" class="button" onclick={make_link}>{ words::MAKE_LINK }</button>
                </div>
                { match &*link {
                    None => Html::default(),
                    Some(Err(NoLink::Unavailable)) => html! { <p role="alert">{ words::NO_LINK }</p> },
                    Some(Err(NoLink::TooLong)) => html! { <p role="alert">{ share::TOO_LONG }</p> },
                    Some(Ok(link)) => html! { <ShareLink link={link.clone()} /> },
                } }
                <p class="field__help">{ words::KEY_STAYS }</p>
                <div class="dialog__foot"><button type="button" class="button" onclick={save_key}>{ words::SAVE_KEY }</button></div>
                <p class="field__help">{ words::SAVE_KEY_HELP }</p>
            </section>
        </Dialog>
    }
}

/// Takes a change of some rows of the form to the form.
fn changed<T: 'static>(
    draft: &UseStateHandle<Draft>,
    update: &Callback<Draft>,
    of: fn(&mut Draft) -> &mut Vec<T>,
) -> Callback<Change<T>> {
    let (draft, update) = (draft.clone(), update.clone());
    Callback::from(move |change: Change<T>| {
        let mut next = (*draft).clone();
        change(of(&mut next));
        update.emit(next);
    })
}
