//! The notebooks there are.

use yew::prelude::*;

use super::CloseProps;
use crate::app::action::{Action, Look};
use crate::app::state::{Listed, Panel};
use crate::app::words::{article, page, safety, shortened};
use crate::browser::clock;
use crate::domain::command::Command;
use crate::ui::controls::{Dialog, Field};
use crate::ui::services::use_services;
use crate::ui::store::{use_act, use_snapshot};
use crate::ui::tasks::{open_notebook, save_notebooks};

/// Open, rename, delete and restore them; start another.
#[component]
pub(super) fn Notebooks(props: &CloseProps) -> Html {
    let (state, act, services) = (use_snapshot(), use_act(), use_services());
    let elsewhere = |listed: &Listed, command: Command| {
        let (act, id) = (act.clone(), listed.id.clone());
        move |_: MouseEvent| {
            act.send(Action::DoElsewhere(id.clone(), command.clone(), clock::now()))
        }
    };
    let row = |listed: &Listed| {
        let here = listed.id == *state.notebook.id();
        let open = {
            let (services, act, id) = (services.clone(), act.clone(), listed.id.clone());
            move |_| open_notebook::open_kept(&services, &act, id.clone())
        };
        let rename = {
            let (act, id) = (act.clone(), listed.id.clone());
            Callback::from(move |title: String| {
                act.send(Action::DoElsewhere(id.clone(), Command::Rename(title), clock::now()));
            })
        };
        let button = |words: &'static str, onclick: Callback<MouseEvent>| {
            html! {
                <button type="button" class="button button--small" aria-label={page::on_notebook(words, &listed.title)} {onclick}>{ words }</button>
            }
        };
        html! {
            <li class="row" key={listed.id.to_string()} aria-current={here.then_some("true")}>
                if listed.binned {
                    <span class="row__name" dir="auto">{ shortened(&listed.title, 200) }</span>
                    { button(page::RESTORE, elsewhere(listed, Command::Restore(listed.id.clone())).into()) }
                } else {
                    <div class="row__name"><Field label={page::NOTEBOOK_NAME} value={listed.title.clone()} written_ahead=true on_keep={rename} /></div>
                    if here { <span class="row__here">{ page::THIS_NOTEBOOK }</span> } else { { button(page::OPEN, open.into()) } }
                    { button(page::DELETE, elsewhere(listed, Command::Bin(listed.id.clone())).into()) }
                }
            </li>
        }
    };
    let (binned, kept): (Vec<&Listed>, Vec<&Listed>) =
        state.catalogue.iter().partition(|listed| listed.binned);
    let another = {
        let act = act.clone();
        move |_| act.look(Look::Show(Some(Panel::OpenArticle(Default::default(), false))))
    };
    let earlier = {
        let act = act.clone();
        move |_| act.look(Look::Show(Some(Panel::Earlier)))
    };
    let save = {
        let (services, act) = (services.clone(), act.clone());
        move |_| save_notebooks::save_notebooks(&services, &act)
    };
    html! {
        <Dialog title={page::NOTEBOOKS} on_close={props.on_close.clone()}>
            <ul class="rows">{ for kept.iter().map(|listed| row(listed)) }</ul>
            if kept.len() < 2 { <p class="empty">{ page::NO_OTHER_NOTEBOOK }</p> }
            <button type="button" class="button button--primary" onclick={another}>{ page::OPEN_ARTICLE }</button>
            <button type="button" class="button" onclick={earlier}>{ safety::EARLIER }</button>
            if kept.len() > 1 { <button type="button" class="button" onclick={save}>{ page::SAVE_NOTEBOOKS }</button> }
            if !binned.is_empty() {
                <h3>{ page::BIN_NOTEBOOKS }</h3>
                <ul class="rows">{ for binned.iter().map(|listed| row(listed)) }</ul>
            }
            <p class="field__help">{ article::NOTEBOOK_HELP }</p>
        </Dialog>
    }
}
