//! A record that was changed in two places at once.

use yew::prelude::*;

use crate::app::words::claim as words;
use crate::domain::command::Command;
use crate::domain::id::Id;
use crate::domain::record::{Body, Record};
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
            let verdict = claim.verdict.as_ref().map_or(words::NO_VERDICT, words::verdict);
            let quote =
                format!("“{}”", crate::app::words::shortened(&claim.passage.quote.exact, 80));
            let tags = claim.tags.join(", ");
            let parts = [&quote, words::kind(&claim.kind), verdict, &claim.reason, &tags];
            parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" · ")
        }
        Some(Body::Source(source)) => source.name().to_owned(),
        Some(Body::Link(link)) => {
            format!("{} · {}", crate::app::words::source::relation(&link.relation), link.reason)
        }
        Some(Body::Notebook(particulars)) => particulars.title.clone(),
        Some(Body::Person(person)) => person.name.clone(),
        None => words::ERASED.into(),
    }
}
