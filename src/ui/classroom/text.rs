//! The class on the text: the article by warmth, and what the class found in it.

use std::rc::Rc;

use wasm_bindgen::JsCast;
use web_sys::{HtmlSelectElement, KeyboardEvent};
use yew::prelude::*;

use super::ClassProps;
use super::claims::{ClaimTable, OpenClaim};
use super::slices::{Same, use_turns};
use super::sources::SourceTable;
use super::table::{Cell, Row, Table};
use crate::app::classroom::{Classroom, HeatPiece, STEPS, Seen, Standing, step};
use crate::app::words::classroom as words;
use crate::app::words::shortened;
use crate::browser::dom::{focus, page};
use crate::domain::article::BlockKind;
use crate::domain::text::Span;
use crate::ui::hooks::use_document_event;
use crate::ui::store::use_snapshot;

/// What is stepped through.
const STEPPED: [Option<Standing>; 4] =
    [None, Some(Standing::Agreed), Some(Standing::Differs), Some(Standing::Alone)];

/// The tables beside the heat map and in it, which are drawn one after the other
/// when the page was painted with the article.
const TABLES: usize = 3;

/// The heat map, the open claim, the tables.
#[component]
pub(super) fn OnText(props: &ClassProps) -> Html {
    let letters = use_snapshot().preferences.letters;
    let open = use_state(|| None::<usize>);
    let only = use_state(|| None::<usize>);
    let standing = use_state(|| None::<Standing>);
    let drawn = use_turns(TABLES);
    let seen = props.seen.clone();
    // What is open belongs to this picture of the class.
    use_effect_with(seen.as_ref().map(Rc::as_ptr), {
        let (open, only) = (open.setter(), only.setter());
        move |_| {
            open.set(None);
            only.set(None);
        }
    });
    use_effect_with(*open, |open| {
        if open.is_some() {
            page::reveal("[data-open-claim]");
        }
    });
    let go = {
        let (seen, open) = (seen.clone(), open.clone());
        let (standing, only) = (standing.clone(), only.clone());
        move |forward: bool| {
            let next = seen.as_ref().and_then(|seen| seen.next(*open, forward, *standing, *only));
            open.set(next);
        }
    };
    use_document_event("keydown", {
        let go = go.clone();
        move |event| {
            let Some(event) = event.dyn_ref::<KeyboardEvent>() else { return };
            let plain = !(event.ctrl_key() || event.meta_key() || event.alt_key());
            if event.default_prevented() || !letters || !plain || focus::is_typing() {
                return;
            }
            match event.key().as_str() {
                "n" | "N" => go(true),
                "p" | "P" => go(false),
                _ => return,
            }
            event.prevent_default();
        }
    });
    let Some(seen) = seen.filter(|seen| seen.people() > 0) else {
        return html! { <p class="empty">{ words::EMPTY }</p> };
    };
    let set_only = {
        let (only, open) = (only.clone(), open.clone());
        move |event: Event| {
            only.set(chosen(&event));
            open.set(None);
        }
    };
    let set_standing = {
        let standing = standing.clone();
        move |event: Event| {
            standing.set(chosen(&event).and_then(|at| STEPPED.get(at).copied().flatten()));
        }
    };
    let students = seen.class.members().iter().enumerate().map(|(at, member)| {
        let name = match props.projected {
            true => words::nameless(at),
            false => words::student(&member.name),
        };
        html! { <option value={at.to_string()} selected={*only == Some(at)}>{ name }</option> }
    });
    let steps = STEPPED.iter().enumerate().map(|(at, which)| {
        html! { <option value={at.to_string()} selected={*standing == *which}>{ words::step_by(*which) }</option> }
    });
    let theirs = only.map(|member| seen.marked_by(member)).unwrap_or_default();
    let set_open = {
        let open = open.clone();
        Callback::from(move |at| open.set(Some(at)))
    };
    let (back, on) = (go.clone(), go.clone());
    html! {
        <>
            <div class="class__tools">
                <label class="field">
                    <span class="field__label">{ words::WHO }</span>
                    <select class="field__input" onchange={set_only}>
                        <option value="" selected={only.is_none()}>{ words::WHOLE_CLASS }</option>
                        { for students }
                    </select>
                </label>
                <label class="field">
                    <span class="field__label">{ words::STEP_BY }</span>
                    <select class="field__input" onchange={set_standing}>{ for steps }</select>
                </label>
                <button type="button" class="button" onclick={move |_| back(false)}>{ words::PREVIOUS }</button>
                <button type="button" class="button" onclick={move |_| on(true)}>{ words::NEXT }</button>
            </div>
            <p class="field__help">{ words::STANDING_HELP }</p>
            <div class="class__columns" aria-busy={(drawn < TABLES).then_some("true")}>
                <section class="heat" aria-labelledby="heat-title">
                    <h3 id="heat-title">{ words::HEAT }</h3>
                    <p class="field__help">{ words::HEAT_HELP }</p>
                    <Legend people={seen.people()} />
                    { article(&props.room, &seen, *open, &theirs) }
                    <details class="heat__table">
                        <summary>{ words::SENTENCE_SUMMARY }</summary>
                        if drawn > 2 { <SentenceTable room={props.room.clone()} seen={Same(seen.clone())} /> }
                    </details>
                </section>
                <div class="class__beside">
                    <OpenClaim room={props.room.clone()} seen={seen.clone()} projected={props.projected} open={*open} />
                    if drawn > 0 { <ClaimTable room={props.room.clone()} seen={seen.clone()} open={*open} only={*only} on_open={set_open} /> }
                    if drawn > 1 { <SourceTable room={props.room.clone()} {seen} /> }
                </div>
            </div>
        </>
    }
}

/// The number that a select's choice stands for.
pub(super) fn chosen(event: &Event) -> Option<usize> {
    let select = event.target()?.dyn_into::<HtmlSelectElement>().ok()?;
    select.value().parse().ok()
}

#[derive(Properties, PartialEq)]
struct LegendProps {
    people: usize,
}

/// What each step of warmth stands for.
#[component]
fn Legend(props: &LegendProps) -> Html {
    let steps = (0..=STEPS).filter_map(|at| {
        let mut people = (0..=props.people).filter(|n| step(*n, props.people) == at);
        let first = people.next()?;
        let last = people.next_back().unwrap_or(first);
        Some(html! {
            <li><span class="heat__piece" data-heat={at.to_string()}>{ words::heat_step(first, last) }</span></li>
        })
    });
    html! {
        <ul class="heat__legend" aria-label={words::LEGEND}>{ for steps }</ul>
    }
}

fn article(room: &Classroom, seen: &Seen, open: Option<usize>, theirs: &[Span]) -> Html {
    let blocks = room.article.blocks().iter().enumerate().map(|(at, block)| {
        let mut opened = false;
        let pieces: Html = seen
            .pieces(&room.article, at, open, theirs)
            .iter()
            .map(|piece| {
                let first = piece.is_open && !std::mem::replace(&mut opened, piece.is_open);
                piece_view(piece, seen.people(), first)
            })
            .collect();
        match block.kind {
            BlockKind::Heading(_) => {
                html! { <p class="heat__block heat__block--heading" dir="auto">{ pieces }</p> }
            }
            _ => html! { <p class="heat__block" dir="auto">{ pieces }</p> },
        }
    });
    html! { <div class="heat__text">{ for blocks }</div> }
}

fn piece_view(piece: &HeatPiece, people: usize, first: bool) -> Html {
    let words = html! {
        <span class="heat__piece" data-heat={step(piece.people, people).to_string()}
            data-theirs={piece.is_theirs.then_some("")}
            data-open-claim={first.then_some("")}>
            if piece.is_open { <mark class="heat__open">{ piece.text.clone() }</mark> } else { { piece.text.clone() } }
        </span>
    };
    if piece.ends_sentence && piece.people > 0 {
        html! { <>{ words }<sup class="heat__number">{ piece.people }</sup></> }
    } else {
        words
    }
}

#[derive(Properties)]
struct SentenceTableProps {
    room: Rc<Classroom>,
    seen: Same<Seen>,
}

impl PartialEq for SentenceTableProps {
    fn eq(&self, other: &Self) -> bool {
        self.seen == other.seen
    }
}

/// The heat map as a table.
#[component]
fn SentenceTable(props: &SentenceTableProps) -> Html {
    let (room, seen) = (&props.room, &props.seen.0);
    let rows: Vec<Row> = seen
        .heat
        .iter()
        .enumerate()
        .map(|(at, heat)| {
            let kinds = heat.kinds.iter().map(|(kind, n)| (words::kind(&room.exercise, kind), *n));
            let quote = shortened(room.article.slice(heat.sentence).trim(), 120);
            Row {
                key: at.to_string(),
                cells: vec![
                    Cell::words(quote),
                    Cell::count(heat.people),
                    Cell::words(words::spread(kinds)),
                ],
                current: false,
            }
        })
        .collect();
    let columns = [words::SENTENCE, words::PEOPLE, words::KINDS].map(AttrValue::from).to_vec();
    html! { <Table caption={words::SENTENCES} {columns} {rows} /> }
}
