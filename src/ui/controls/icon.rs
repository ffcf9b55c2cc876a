//! A few symbols, drawn here: strokes on a grid of 24.

use yew::prelude::*;

#[derive(Properties, PartialEq)]
pub(crate) struct IconProps {
    pub(crate) name: &'static str,
}

/// A symbol. It says nothing: the button that holds it has the name.
#[component]
pub(crate) fn Icon(props: &IconProps) -> Html {
    let path = match props.name {
        "undo" => "M9 7 4 12l5 5M4 12h10a6 6 0 0 1 6 6",
        "redo" => "m15 7 5 5-5 5M20 12H10a6 6 0 0 0-6 6",
        "menu" => "M4 7h16M4 12h16M4 17h16",
        "close" => "M6 6l12 12M18 6 6 18",
        "left" => "m14 7-5 5 5 5",
        "right" => "m10 7 5 5-5 5",
        "source" => {
            "M10 14a4 4 0 0 0 6 0l3-3a4 4 0 0 0-6-6l-1 1M14 10a4 4 0 0 0-6 0l-3 3a4 4 0 0 0 6 6l1-1"
        }
        _ => "",
    };
    html! {
        <svg class="icon" viewBox="0 0 24 24" aria-hidden="true" focusable="false"><path d={path} /></svg>
    }
}
