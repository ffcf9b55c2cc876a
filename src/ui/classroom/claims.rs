//! The claims that the class found: all of them, and the one that is open.

use std::rc::Rc;

use yew::prelude::*;

use super::table::{By, Cell, Row, Table, number};
use crate::app::classroom::{Classroom, Seen, SeenClaim};
use crate::app::words::classroom as words;
use crate::app::words::{claim, shortened, whole};
use crate::domain::claim::Claim;
use crate::domain::class::ClassClaim;

#[derive(Properties)]
pub(super) struct ClaimTableProps {
    pub(super) room: Rc<Classroom>,
    pub(super) seen: Rc<Seen>,
    pub(super) open: Option<usize>,
    pub(super) only: Option<usize>,
    pub(super) on_open: Callback<usize>,
}

impl PartialEq for ClaimTableProps {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.seen, &other.seen) && self.open == other.open && self.only == other.only
    }
}

/// Each claim with how many found it and what they say of it.
#[component]
pub(super) fn ClaimTable(props: &ClaimTableProps) -> Html {
    let people = props.seen.people();
    if props.seen.claims.is_empty() {
        return html! { <p class="empty">{ words::NOBODY }</p> };
    }
    let mut columns = vec![words::CLAIM, words::FOUND_BY, words::KINDS, words::VERDICTS];
    columns.push(words::OF_ONE_MIND);
    if props.only.is_some() {
        columns.push(words::THEIRS);
    }
    let rows = props.seen.claims.iter().enumerate().filter_map(|(at, it)| {
        let of_one = match props.only {
            None => None,
            Some(member) => Some(theirs(props, &it.claim, member)?),
        };
        let open = { let on_open = props.on_open.clone(); move |_| on_open.emit(at) };
        let quote = shortened(props.room.article.slice(it.claim.span), 120);
        let found = it.claim.found.len();
        let mut cells = vec![
            Cell {
                by: number(it.claim.span.start),
                shown: html! {
                    <button type="button" class="quote-button" aria-pressed={if props.open == Some(at) { "true" } else { "false" }}
                        onclick={open}><bdi>{ quote }</bdi></button>
                },
            },
            Cell { by: number(found), shown: bar(found, people) },
            Cell::words(kinds(&props.room, &it.claim)),
            Cell::words(verdicts(&props.room, &it.claim)),
            Cell::words(words::standing(it.standing)),
        ];
        cells.extend(of_one.map(Cell::words));
        Some(Row { key: at.to_string(), cells, current: props.open == Some(at) })
    });
    let columns = columns.into_iter().map(AttrValue::from).collect::<Vec<_>>();
    html! { <Table caption={words::CLAIM_TABLE} {columns} rows={rows.collect::<Vec<_>>()} /> }
}

/// "12 of 30", with a bar that says no more.
pub(super) fn bar(n: usize, of: usize) -> Html {
    html! {
        <span class="bar">
            <span>{ words::n_of(n, of) }</span>
            <meter aria-hidden="true" min="0" max={of.max(1).to_string()} value={n.to_string()}></meter>
        </span>
    }
}

fn kinds(room: &Classroom, claim: &ClassClaim) -> String {
    words::spread(claim.kinds.iter().map(|(kind, n)| (words::kind(&room.exercise, kind), *n)))
}

fn verdicts(room: &Classroom, claim: &ClassClaim) -> String {
    let verdicts = claim.verdicts.iter();
    words::spread(verdicts.map(|(it, n)| (words::verdict(&room.exercise, it.as_ref()), *n)))
}

fn theirs(props: &ClaimTableProps, claim: &ClassClaim, member: usize) -> Option<String> {
    let said = found_by(&props.seen, claim, member)?;
    let kind = words::kind(&props.room.exercise, &said.kind);
    Some(format!("{kind}, {}", words::verdict(&props.room.exercise, said.verdict.as_ref())))
}

/// What a member says of a claim, if they found it.
fn found_by<'a>(seen: &'a Seen, claim: &ClassClaim, member: usize) -> Option<&'a Claim> {
    let finding = claim.found.iter().find(|finding| finding.member == member)?;
    seen.class.members().get(member)?.notebook().claim(&finding.id)
}

#[derive(Properties)]
pub(super) struct OpenClaimProps {
    pub(super) room: Rc<Classroom>,
    pub(super) seen: Rc<Seen>,
    pub(super) projected: bool,
    pub(super) open: Option<usize>,
}

impl PartialEq for OpenClaimProps {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.seen, &other.seen)
            && self.open == other.open
            && self.projected == other.projected
    }
}

/// The claim that is open: its words, and what everybody says of it.
#[component]
pub(super) fn OpenClaim(props: &OpenClaimProps) -> Html {
    let (seen, people) = (&props.seen, props.seen.people());
    let open = props.open.and_then(|at| Some((at, seen.claims.get(at)?)));
    html! {
        <section class="open-claim" aria-label={words::OPEN_CLAIM} aria-live="polite">
            { match open {
                None => html! { <p class="empty">{ words::NO_OPEN_CLAIM }</p> },
                Some((at, it)) => html! {
                    <>
                        <h3>{ words::claim_of(at, seen.claims.len()) }</h3>
                        <blockquote dir="auto">{ whole(props.room.article.slice(it.claim.span)) }</blockquote>
                        <p>{ words::FOUND_BY }{ " " }{ bar(it.claim.found.len(), people) }{ " " }<strong>{ words::standing(it.standing) }</strong></p>
                        { spreads(&props.room, it) }
                        if !props.projected { { finders(props, it) } }
                    </>
                },
            } }
        </section>
    }
}

fn spreads(room: &Classroom, it: &SeenClaim) -> Html {
    let of = it.claim.found.len();
    let rows = |parts: Vec<(String, usize)>| -> Vec<Row> {
        let row = |(name, n): (String, usize)| Row {
            key: name.clone(),
            cells: vec![
                Cell::words(name),
                Cell { by: By::Number(Some(n as f64)), shown: bar(n, of) },
            ],
            current: false,
        };
        parts.into_iter().map(row).collect()
    };
    let kinds = it.claim.kinds.iter().map(|(kind, n)| (words::kind(&room.exercise, kind), *n));
    let verdicts = it.claim.verdicts.iter();
    let verdicts =
        verdicts.map(|(it, n)| (words::verdict(&room.exercise, it.as_ref()), *n)).collect();
    let columns = |first: &'static str| vec![AttrValue::from(first), words::PEOPLE.into()];
    html! {
        <div class="spreads">
            <Table caption={words::KIND_SPREAD} columns={columns(words::KIND)} rows={rows(kinds.collect())} />
            <Table caption={words::VERDICT_SPREAD} columns={columns(words::VERDICT)} rows={rows(verdicts)} />
        </div>
    }
}

fn finders(props: &OpenClaimProps, it: &SeenClaim) -> Html {
    let rows = it.claim.found.iter().filter_map(|finding| {
        let member = props.seen.class.members().get(finding.member)?;
        let said = member.notebook().claim(&finding.id)?;
        Some(Row {
            key: finding.member.to_string(),
            cells: vec![
                Cell::words(words::student(&member.name)),
                Cell::words(words::kind(&props.room.exercise, &said.kind)),
                Cell::words(words::verdict(&props.room.exercise, said.verdict.as_ref())),
                Cell::words(shortened(&said.reason, 200)),
            ],
            current: false,
        })
    });
    let columns = [words::STUDENT, words::KIND, words::VERDICT, claim::REASON];
    let columns = columns.map(AttrValue::from).to_vec();
    html! { <Table caption={words::FINDERS} {columns} rows={rows.collect::<Vec<_>>()} /> }
}
