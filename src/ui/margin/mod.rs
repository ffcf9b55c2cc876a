//! Beside the article: its claims, or its sources.

mod claim_card;
mod claim_editor;
mod claims;
mod conflict;
mod first_steps;
mod link_form;
mod link_row;
mod lost;
mod review;
mod sources;

use yew::prelude::*;

use super::parts::{self, Part, use_part};
use super::store::{use_act, use_snapshot};
use crate::app::action::Look;
use crate::app::state::Tab;
use crate::app::words::{claim, page, source};
use claims::Claims;
use first_steps::FirstSteps;
use lost::Lost;
use sources::Sources;

/// The margin, with its two tabs.
#[component]
pub(super) fn Margin() -> Html {
    let (state, act) = (use_snapshot(), use_act());
    let tab = |tab: Tab, words: &'static str, count: usize| {
        let selected = state.view.tab == tab;
        let act = act.clone();
        let key_act = act.clone();
        let other = if tab == Tab::Claims { Tab::Sources } else { Tab::Claims };
        let onkeydown = move |event: KeyboardEvent| {
            if matches!(event.key().as_str(), "ArrowLeft" | "ArrowRight") {
                event.prevent_default();
                key_act.look(Look::Turn(other));
                crate::browser::dom::focus::focus_first(match other {
                    Tab::Claims => "#tab-claims",
                    Tab::Sources => "#tab-sources",
                });
            }
        };
        html! {
            <button type="button" role="tab" class="tab" id={tab_id(tab)} aria-controls="margin-panel"
                aria-label={claim::tab(words, count)}
                aria-selected={if selected { "true" } else { "false" }}
                tabindex={if selected { "0" } else { "-1" }}
                onclick={move |_| act.look(Look::Turn(tab))} {onkeydown}>
                { words }{ " " }<span class="tab__count">{ count }</span>
            </button>
        }
    };
    let panel = match state.view.tab {
        Tab::Claims if state.outline.claims.is_empty() && state.outline.lost.is_empty() => {
            html! { <FirstSteps /> }
        }
        Tab::Sources if state.outline.sources.is_empty() => {
            html! { <p class="empty">{ source::NONE }</p> }
        }
        Tab::Claims | Tab::Sources => html! { <Cards /> },
    };
    html! {
        <aside class="margin" aria-label={claim::MARGIN}>
            <div class="tabs" role="tablist" aria-label={claim::MARGIN}>
                { tab(Tab::Claims, claim::CLAIMS, state.outline.claims.len()) }
                { tab(Tab::Sources, source::SOURCES, state.outline.sources.len()) }
            </div>
            <div class="margin__panel" id="margin-panel" role="tabpanel" aria-labelledby={tab_id(state.view.tab)}>
                { panel }
            </div>
        </aside>
    }
}

/// The cards of the tab that is open, loaded with the first one.
#[component]
fn Cards() -> Html {
    match use_part(&parts::CARDS) {
        Part::Here(cards) => cards(),
        Part::Coming => Html::default(),
        Part::Missing => html! { <p class="empty" role="alert">{ page::PART_MISSING }</p> },
    }
}

/// Claims or sources, as the tab has it.
pub(super) fn cards() -> Html {
    html! { <CardsOfTab /> }
}

#[component]
fn CardsOfTab() -> Html {
    let state = use_snapshot();
    let returned = state.notebook.content(state.notebook.id());
    let returned = returned.is_some_and(|content| content.extra.contains_key("marks"));
    html! {
        <>
            if returned { <Returned /> }
            if state.view.tab == Tab::Claims { <Claims /><Lost /> } else { <Sources /> }
        </>
    }
}

/// What a teacher said of it, loaded where there is any.
#[component]
fn Returned() -> Html {
    match use_part(&parts::FEEDBACK) {
        Part::Here(feedback) => feedback(),
        Part::Coming => Html::default(),
        Part::Missing => html! { <p class="empty" role="alert">{ page::PART_MISSING }</p> },
    }
}

fn tab_id(tab: Tab) -> &'static str {
    match tab {
        Tab::Claims => "tab-claims",
        Tab::Sources => "tab-sources",
    }
}
