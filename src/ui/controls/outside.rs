//! What lies outside the article: its name, and the way to it.

use yew::prelude::*;

use crate::app::words::{shortened, source as words};
use crate::browser::host;
use crate::domain::address::Address;
use crate::domain::passage::Quote;
use crate::domain::source::{Source, Work};
use crate::domain::text_fragment::at_words;

#[derive(Properties, PartialEq)]
pub(crate) struct OutsideLinkProps {
    pub(crate) url: Address,
    /// Words in it at which it should open.
    #[prop_or_default]
    pub(crate) at: Option<Quote>,
}

/// A link that says which host it leads to, whatever the source calls itself.
/// Where the browser would not go, it is text.
#[component]
pub(crate) fn OutsideLink(props: &OutsideLinkProps) -> Html {
    let Some(real) = host::real(&props.url) else {
        return html! { <bdi>{ shortened(props.url.as_str(), 120) }</bdi> };
    };
    let href = match &props.at {
        Some(quote) => at_words(&real, quote),
        None => real.clone(),
    };
    html! {
        <a href={href.as_str().to_owned()} target="_blank" rel="noopener noreferrer" referrerpolicy="no-referrer">
            <bdi>{ real.host().to_owned() }</bdi><span class="visually-hidden">{ ", " }{ words::NEW_TAB }</span>
        </a>
    }
}

/// What to call a source: its title; else its address, with its real host.
pub(crate) fn name_of(source: &Source) -> String {
    let real = match source {
        Source::Outside(Work { title, url: Some(url), .. }) if title.is_empty() => host::real(url),
        _ => None,
    };
    shortened(real.as_ref().map_or_else(|| source.name(), Address::without_scheme), 200)
}
