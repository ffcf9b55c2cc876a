//! Puts the cards of the margin beside what they speak of.

use std::collections::HashMap;

use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement};

use super::geometry::set_length;
use crate::domain::margin::{Card, stack};

const GAP: f64 = 12.0;

/// Places every `[data-card]` in `margin` beside the first `[data-starts]` of
/// the same id in `article`, through the custom property `--top`. The open card
/// stays exactly beside its passage. All reading comes before all writing, so
/// the page is laid out once.
pub fn lay_out(article: &Element, margin: &Element, open: Option<&str>) {
    let origin = margin.get_bounding_client_rect().top();
    let starts: HashMap<String, f64> = elements(article, "[data-starts]")
        .into_iter()
        .filter_map(|mark| {
            let id = mark.get_attribute("data-starts")?;
            Some((id, mark.get_bounding_client_rect().top() - origin))
        })
        .collect();
    let (mut elements_, mut cards, mut held) = (Vec::new(), Vec::new(), None);
    for element in elements(margin, "[data-card]") {
        let Some(id) = element.get_attribute("data-card") else { continue };
        if open == Some(id.as_str()) {
            held = Some(cards.len());
        }
        let height = element.dyn_ref::<HtmlElement>().map_or(0, HtmlElement::offset_height);
        let before = cards.last().map_or(0.0, |card: &Card| card.wanted);
        let wanted = starts.get(&id).copied().unwrap_or(before).max(0.0);
        cards.push(Card { wanted, height: f64::from(height) });
        elements_.push(element);
    }
    let tops = stack(&cards, GAP, held);
    for (element, top) in elements_.iter().zip(&tops) {
        set_length(element, "--top", *top);
    }
    let bottom = tops.last().zip(cards.last()).map_or(0.0, |(top, card)| top + card.height);
    set_length(margin, "--cards", bottom);
}

fn elements(root: &Element, selector: &str) -> Vec<Element> {
    let Ok(list) = root.query_selector_all(selector) else { return Vec::new() };
    (0..list.length()).filter_map(|i| list.item(i)?.dyn_into().ok()).collect()
}
