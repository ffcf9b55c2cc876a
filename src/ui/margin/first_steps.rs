//! What to do when there is no claim yet.

use yew::prelude::*;

use crate::app::words::page;

/// Three steps.
#[component]
pub(super) fn FirstSteps() -> Html {
    let steps = page::FIRST.iter().map(|(verb, rest)| {
        html! { <li><strong>{ *verb }</strong>{ " " }{ *rest }</li> }
    });
    html! {
        <section class="first-steps" aria-labelledby="first-steps">
            <h2 id="first-steps">{ page::FIRST_TITLE }</h2>
            <ol>{ for steps }</ol>
            <p>{ page::FIRST_KEPT }</p>
        </section>
    }
}
