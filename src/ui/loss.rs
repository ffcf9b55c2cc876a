//! What is said, above the article, of work that was kept here and is missing.

use yew::prelude::*;

use super::parts;
use super::services::use_services;
use super::store::{use_act, use_snapshot};
use super::tasks::save_raw::save_raw;
use crate::app::action::Action;
use crate::app::loss::{How, Lost};
use crate::app::words::{broken, loss, page};
use crate::browser::storage::witness;

/// What is missing, and the ways back.
#[component]
pub(super) fn MissingWork() -> Html {
    let (state, act, services) = (use_snapshot(), use_act(), use_services());
    let hidden = use_state(|| false);
    if *hidden {
        return Html::default();
    }
    let row = |lost: &Lost| {
        let give_up = {
            let (act, id) = (act.clone(), lost.id.clone());
            move |_| {
                witness::forget(&id);
                act.send(Action::Find(id.clone()));
            }
        };
        let bring_back = {
            let (services, act, id) = (services.clone(), act.clone(), lost.id.clone());
            move |_| {
                let (services, asked_by, id) = (services.clone(), act.clone(), id.clone());
                parts::with(&act, &parts::KEPT, move |kept| {
                    (kept.bring_back)(&services, &asked_by, id);
                });
            }
        };
        html! {
            <li class="loss__notebook" key={lost.id.to_string()}>
                <p dir="auto">{ loss::sentence(lost) }{ " " }{ loss::way_back(lost) }</p>
                if lost.mirrored {
                    <button type="button" class="button button--primary" aria-label={page::on_notebook(loss::BRING_BACK, &lost.title)} onclick={bring_back}>{ loss::BRING_BACK }</button>
                }
                if lost.how == How::Gone || lost.how == How::Shorter {
                    <button type="button" class="button" aria-label={page::on_notebook(loss::GIVE_UP, &lost.title)} onclick={give_up}>{ loss::GIVE_UP }</button>
                }
            </li>
        }
    };
    let save = {
        let (services, act) = (services.clone(), act.clone());
        move |_| save_raw(&services, &act)
    };
    let hide = move |_| hidden.set(true);
    html! {
        <div class="loss" role="alert" aria-label={loss::REGION}>
            <ul>{ for state.lost.iter().map(row) }</ul>
            <button type="button" class="button" onclick={save}>{ broken::SAVE_RAW }</button>
            <button type="button" class="button button--quiet" onclick={hide}>{ loss::HIDE }</button>
        </div>
    }
}
