//! A record that was changed in two places at once.

use yew::prelude::*;

use crate::app::words::source::relation;
use crate::app::words::{claim as words, shortened};
use crate::domain::command::Command;
use crate::domain::id::Id;
use crate::domain::record::{Body, Record};
use crate::ui::controls::name_of;
use crate::ui::store::{use_act, use_snapshot};

#[derive(Properties, PartialEq)]
pub(super) struct ConflictProps {
    pub(super) id: Id,
}

/// Every version, with a button that keeps it.
#[component]
pub(super) fn Conflict(props: &ConflictProps) -> Html {
    let (state, act) = (use_snapshot(), use_act());
    let versions = state.notebook.heads(&props.id).iter().map(|version| {
        let keep = {
            let (act, version) = (act.clone(), version.clone());
            move |_| act.command(Command::Settle(Box::new((*version).clone())))
        };
        html! {
            <li>
                <p dir="auto">{ summary(version) }</p>
                <button type="button" class="button button--small" onclick={keep}>{ words::KEEP_THIS }</button>
            </li>
        }
    });
    html! { <section class="conflict"><p>{ words::CONFLICT }</p><ul>{ for versions }</ul></section> }
}

/// What a version says, in a line.
fn summary(version: &Record) -> String {
    match version.content.as_ref().map(|content| &content.body) {
        Some(Body::Claim(claim)) => {
            let verdict = claim.verdict.as_ref().map(words::verdict);
            let verdict = verdict.unwrap_or_else(|| words::NO_VERDICT.to_owned());
            let quote = format!("“{}”", shortened(&claim.passage.quote.exact, 80));
            let [reason, tags] =
                [&claim.reason, &claim.tags.join(", ")].map(|it| shortened(it, 500));
            let parts = [quote, words::kind(&claim.kind), verdict, reason, tags];
            parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" · ")
        }
        Some(Body::Source(source)) => name_of(source),
        Some(Body::Link(link)) => {
            format!("{} · {}", relation(&link.relation), shortened(&link.reason, 500))
        }
        Some(Body::Notebook(particulars)) => shortened(&particulars.title, 200),
        Some(Body::Person(person)) => shortened(&person.name, 200),
        None => words::ERASED.into(),
    }
}
