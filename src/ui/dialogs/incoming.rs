//! What several files would do, before they do it.

use std::sync::Arc;

use yew::prelude::*;

use super::import_preview::NotNow;
use crate::app::action::Action;
use crate::app::incoming::Incoming;
use crate::app::words::{file, shortened};
use crate::browser::clock;
use crate::ui::controls::Dialog;
use crate::ui::services::use_services;
use crate::ui::store::use_act;
use crate::ui::tasks::{import_files, open_notebook};

#[derive(Properties, PartialEq)]
pub(super) struct IncomingProps {
    pub(super) incoming: Arc<Incoming>,
    pub(super) on_close: Callback<()>,
}

/// A line for each file, and one step that takes all of them in.
#[component]
pub(super) fn IncomingFiles(props: &IncomingProps) -> Html {
    let (act, services) = (use_act(), use_services());
    let incoming = &*props.incoming;
    let (read, of) = (incoming.arrived.len(), incoming.of);
    let mergeable = incoming.mergeable();
    let alone = incoming.standing_alone();
    let open = {
        let (act, alone) = (act.clone(), alone.clone());
        move |_| open_notebook::open_imports(&services, &act, alone.clone())
    };
    let merge = {
        let mergeable = mergeable.clone();
        move |_| act.send(Action::Merge(mergeable.clone(), clock::now()))
    };
    let on_close = {
        let on_close = props.on_close.clone();
        Callback::from(move |()| {
            import_files::stop();
            on_close.emit(());
        })
    };
    let rows = incoming.arrived.iter().map(|arrival| {
        html! {
            <tr data-problem={arrival.outcome.is_err().then_some("")}>
                <th scope="row"><bdi>{ shortened(&arrival.name, 80) }</bdi></th>
                <td>{ file::arrival(arrival) }</td>
            </tr>
        }
    });
    html! {
        <Dialog title={file::PREVIEW_ALL} wide=true on_close={on_close.clone()}>
            if incoming.done {
                <p role="status">{ file::together(incoming) }</p>
            } else {
                <div class="incoming__progress">
                    <label for="incoming-progress">{ file::progress(read, of) }</label>
                    <progress id="incoming-progress" value={read.to_string()} max={of.to_string()}></progress>
                    <button type="button" class="button" onclick={|_| import_files::stop()}>{ file::STOP }</button>
                </div>
            }
            <table class="incoming">
                <caption class="visually-hidden">{ file::ALL }</caption>
                <thead><tr><th scope="col">{ file::NAME }</th><th scope="col">{ file::BRINGS }</th></tr></thead>
                <tbody>{ for rows }</tbody>
            </table>
            <div class="dialog__foot">
                if incoming.done && !mergeable.is_empty() {
                    <button type="button" class="button button--primary" onclick={merge}>{ file::merge_all(mergeable.len()) }</button>
                }
                if incoming.done && !alone.is_empty() {
                    <button type="button" class="button" onclick={open}>{ file::open_all(alone.len()) }</button>
                }
                <NotNow {on_close} />
            </div>
        </Dialog>
    }
}
