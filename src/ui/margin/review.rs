//! A claim whose text changed with the article: then and now.

use yew::prelude::*;

use crate::app::action::Look;
use crate::app::state::Panel;
use crate::app::words::{shortened, version as words};
use crate::domain::command::Command;
use crate::domain::record::Record;
use crate::ui::store::Act;

/// What it said then and says now, until the person accepts it or sets its
/// boundaries; afterwards only the way to the version that it was made on.
pub(super) fn review(record: &Record, act: &Act) -> Html {
    let (Some(origin), Some(now)) = (record.origin(), record.passage()) else {
        return Html::default();
    };
    let accept = {
        let (act, id) = (act.clone(), record.id.clone());
        move |_| act.command(Command::Accept(id.clone()))
    };
    let see = {
        let (act, id) = (act.clone(), record.id.clone());
        move |_| act.look(Look::Show(Some(Panel::MadeOn(id.clone()))))
    };
    let see = html! {
        <button type="button" class="button button--small button--quiet" onclick={see}>{ words::SEE_ORIGIN }</button>
    };
    if !origin.asks {
        return html! { <div class="editor__foot">{ see }</div> };
    }
    html! {
        <section class="review" aria-label={words::CHANGED}>
            <p>{ words::CHANGED_HELP }</p>
            <dl>
                <dt>{ words::THEN }</dt><dd dir="auto"><del>{ shortened(&origin.passage.quote.exact, 400) }</del></dd>
                <dt>{ words::NOW }</dt><dd dir="auto"><ins>{ shortened(&now.quote.exact, 400) }</ins></dd>
            </dl>
            <div class="editor__foot">
                <button type="button" class="button button--small button--primary" onclick={accept}>{ words::ACCEPT }</button>
                { see }
            </div>
        </section>
    }
}
