//! The sources, each with the claims that rest on it.

use yew::prelude::*;

use crate::app::action::Look;
use crate::app::state::Panel;
use crate::app::words::{claim, shortened, source as words};
use crate::domain::command::Command;
use crate::domain::source::Source;
use crate::ui::controls::{OutsideLink, name_of};
use crate::ui::store::{use_act, use_snapshot};
use crate::ui::tasks::show_record;

/// The list of sources.
#[component]
pub(super) fn Sources() -> Html {
    let (state, act) = (use_snapshot(), use_act());
    let sources =
        state.outline.sources.iter().filter_map(|record| Some((record, record.source()?)));
    let sources = sources.map(|(record, source)| {
        let links = state.outline.links_of_source(&record.id);
        let open = state.view.active.as_ref() == Some(&record.id);
        let claims = links.iter().filter_map(|link| {
            let link = link.link()?;
            let number = state.outline.number(&link.claim)?;
            let onclick = {
                let (act, id) = (act.clone(), link.claim.clone());
                move |_| show_record::show_record(&act, &id)
            };
            let about = state.notebook.claim(&link.claim);
            let name = about.map(|c| claim::name(number, &state.kind_name(&c.kind), &c.passage.quote.exact));
            let name = words::of_claim(&link.relation, number, &name.unwrap_or_default());
            Some(html! {
                <li><button type="button" class="source__claim" data-relation={link.relation.key().to_owned()} aria-label={name} {onclick}>
                    { words::relation(&link.relation) }{ " " }<span class="card__number">{ number }</span>
                </button></li>
            })
        });
        let edit = {
            let (act, id) = (act.clone(), record.id.clone());
            move |_| act.look(Look::Show(Some(Panel::Source(id.clone()))))
        };
        let show = {
            let (act, id) = (act.clone(), record.id.clone());
            move |_| show_record::show_record(&act, &id)
        };
        let bin = {
            let (act, id) = (act.clone(), record.id.clone());
            move |_| act.command(Command::Bin(id.clone()))
        };
        let adjust = source.passage().map(|_| {
            let (act, id) = (act.clone(), record.id.clone());
            let onclick = move |_| {
                show_record::adjust(&act, &id);
            };
            html! { <button type="button" class="button button--small" {onclick}>{ claim::CHANGE_BOUNDARIES }</button> }
        });
        html! {
            <li class="source" key={record.id.to_string()} data-open={open.then_some("true")}>
                <h2 class="source__name" dir="auto">
                    if source.passage().is_some() {
                        <button type="button" class="source__show" onclick={show}>{ name_of(source) }</button>
                    } else { { name_of(source) } }
                </h2>
                <p class="source__about">{ about(source) }</p>
                if links.is_empty() { <p class="card__lacks">{ words::UNLINKED }</p> } else { <ul class="source__claims">{ for claims }</ul> }
                <div class="editor__foot">
                    <button type="button" class="button button--small" onclick={edit}>{ words::EDIT }</button>
                    { for adjust }
                    <button type="button" class="button button--small button--quiet" onclick={bin}>{ words::REMOVE }</button>
                </div>
            </li>
        }
    });
    html! { <ul class="sources">{ for sources }</ul> }
}

/// Where it is, who published it and when.
fn about(source: &Source) -> Html {
    match source {
        Source::InArticle { .. } => html! { { words::INSIDE } },
        Source::Outside(work) => {
            let link = work.url.as_ref().map(|url| html! { <OutsideLink url={url.clone()} /> });
            let facts = [work.kind.as_str(), work.publisher.as_str(), work.issued.as_str()];
            let facts: Vec<&str> = facts.into_iter().filter(|fact| !fact.is_empty()).collect();
            html! { <>{ for link }<bdi>{ shortened(&facts.join(" · "), 200) }</bdi></> }
        }
    }
}
