//! What was put away, and can be taken out again.

use yew::prelude::*;

use super::CloseProps;
use crate::app::words::{claim, page, shortened, source};
use crate::domain::command::Command;
use crate::domain::record::{Body, Record};
use crate::ui::controls::{Dialog, name_of};
use crate::ui::store::{Snapshot, use_act, use_snapshot};

/// Claims, sources and links in the bin.
#[component]
pub(super) fn Bin(props: &CloseProps) -> Html {
    let (state, act) = (use_snapshot(), use_act());
    let sure = use_state(|| false);
    let things = state.outline.bin.iter().map(|record| {
        let name = line_of(&state, record);
        let restore = {
            let (act, id) = (act.clone(), record.id.clone());
            move |_| act.command(Command::Restore(id.clone()))
        };
        html! {
            <li class="row" key={record.id.to_string()}>
                <span class="row__name" dir="auto">{ name.clone() }</span>
                <button type="button" class="button button--small" aria-label={page::on_notebook(page::RESTORE, &name)} onclick={restore}>{ page::RESTORE }</button>
            </li>
        }
    });
    let erase = {
        let (state, act, sure) = (state.clone(), act.clone(), sure.clone());
        move |_| {
            if *sure {
                act.command(Command::Erase(
                    state.outline.bin.iter().map(|record| record.id.clone()).collect(),
                ));
            }
            sure.set(!*sure);
        }
    };
    html! {
        <Dialog title={page::BIN} on_close={props.on_close.clone()}>
            if state.outline.bin.is_empty() {
                <p class="empty">{ page::BIN_EMPTY }</p>
            } else {
                <ul class="rows">{ for things }</ul>
                if *sure { <p role="alert">{ page::ERASE_SURE }</p> }
                <button type="button" class="button button--danger" onclick={erase}>{ page::ERASE_ALL }</button>
            }
        </Dialog>
    }
}

fn line_of(state: &Snapshot, record: &Record) -> String {
    match record.content.as_ref().map(|content| &content.body) {
        Some(Body::Claim(c)) => {
            format!("{}: {}", claim::kind(&c.kind), shortened(&c.passage.quote.exact, 90))
        }
        Some(Body::Source(s)) => shortened(&name_of(s), 90),
        Some(Body::Link(link)) => source::link(
            &link.relation,
            &state.notebook.source(&link.source).map(name_of).unwrap_or_default(),
        ),
        _ => String::new(),
    }
}
