//! Claims and sources whose place in this version of the article is not known.

use yew::prelude::*;

use crate::app::action::Look;
use crate::app::state::{Panel, Selection};
use crate::app::words::{claim, shortened, version as words};
use crate::domain::command::Command;
use crate::ui::store::{use_act, use_snapshot};

/// Each with its words, and a way to attach it where the reader selects.
#[component]
pub(super) fn Lost() -> Html {
    let (state, act) = (use_snapshot(), use_act());
    if state.outline.lost.is_empty() {
        return Html::default();
    }
    let selected = state.view.selection.is_some_and(|it| !it.span().is_empty());
    let lost = state.outline.lost.iter().filter_map(|record| Some((record, record.passage()?)));
    let lost = lost.map(|(record, passage)| {
        let id = record.id.clone();
        let attach = {
            let (act, id) = (act.clone(), id.clone());
            move |_| {
                let selected = act.state().view.selection.map(Selection::span);
                if let Some(span) = selected.filter(|span| !span.is_empty()) {
                    act.command(Command::SetBoundaries { id: id.clone(), span });
                    act.look(Look::Activate(Some(id.clone())));
                }
            }
        };
        let see = {
            let (act, id) = (act.clone(), id.clone());
            move |_| act.look(Look::Show(Some(Panel::MadeOn(id.clone()))))
        };
        let bin = {
            let (act, id) = (act.clone(), id.clone());
            move |_| act.command(Command::Bin(id.clone()))
        };
        let about = match record.claim() {
            Some(it) => {
                let sources = state.outline.links_of_claim(&id).len();
                format!("{}, {}", claim::kind(&it.kind), claim::sources(sources))
            }
            None => crate::app::words::article::MARK_SOURCE.to_owned(),
        };
        html! {
            <li class="lost__item" key={id.to_string()}>
                <p class="lost__about">{ about }</p>
                <p class="card__quote" dir="auto">{ shortened(&passage.quote.exact, 240) }</p>
                <div class="editor__foot">
                    <button type="button" class="button button--small" aria-label={words::attach(&passage.quote.exact)}
                        aria-disabled={(!selected).then_some("true")} onclick={attach}>{ words::ATTACH }</button>
                    <button type="button" class="button button--small" onclick={see}>{ words::SEE_ORIGIN }</button>
                    <button type="button" class="button button--small button--quiet" onclick={bin}>{ claim::BIN }</button>
                </div>
            </li>
        }
    });
    html! {
        <section class="lost" aria-labelledby="lost">
            <h2 id="lost">{ words::lost(state.outline.lost.len()) }</h2>
            <p>{ words::LOST_HELP }</p>
            <ul>{ for lost }</ul>
        </section>
    }
}
