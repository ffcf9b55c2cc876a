//! Where things are on the screen, in CSS pixels.

use wasm_bindgen::JsCast;
use web_sys::{DomRect, Element, HtmlElement};

use super::place::range_of;
use crate::domain::article::Article;
use crate::domain::text::Span;

/// A rectangle relative to another element's top left corner.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Box {
    /// From the left.
    pub left: f64,
    /// From the top.
    pub top: f64,
    /// To its own right.
    pub right: f64,
    /// To its own bottom.
    pub bottom: f64,
}

/// The box of a span, relative to `origin`; the last line alone if `last_line`.
#[must_use]
pub fn box_of(
    root: &Element,
    article: &Article,
    span: Span,
    origin: &Element,
    last_line: bool,
) -> Option<Box> {
    let range = range_of(root, article, span)?;
    let rects = range.get_client_rects()?;
    let rect = if last_line {
        rects.item(rects.length().checked_sub(1)?)?
    } else {
        range.get_bounding_client_rect()
    };
    Some(relative(&rect, origin))
}

/// The box of a caret, without width. Where two pieces of text meet, a caret
/// has no box of its own in some browsers: then the letter beside it has one.
#[must_use]
pub fn caret_box(root: &Element, article: &Article, at: usize, origin: &Element) -> Option<Box> {
    let letter = |span: Span| {
        let rects = range_of(root, article, span)?.get_client_rects()?;
        rects.item(rects.length().checked_sub(1)?).map(|rect| relative(&rect, origin))
    };
    let block = article.block_span(article.block_at(at));
    if at > block.start {
        let before = letter(Span { start: at - 1, end: at })?;
        return Some(Box { left: before.right, ..before });
    }
    let behind = letter(Span { start: at, end: (at + 1).min(block.end) })?;
    Some(Box { right: behind.left, ..behind })
}

fn relative(rect: &DomRect, origin: &Element) -> Box {
    let from = origin.get_bounding_client_rect();
    Box {
        left: rect.left() - from.left(),
        top: rect.top() - from.top(),
        right: rect.right() - from.left(),
        bottom: rect.bottom() - from.top(),
    }
}

/// Sets a length that a stylesheet reads (the one kind of inline style there is).
pub fn set_length(element: &Element, property: &str, pixels: f64) {
    let Some(element) = element.dyn_ref::<HtmlElement>() else { return };
    let (style, length) = (element.style(), format!("{}px", pixels.round() as i32));
    // Set again to what it is, the style of all that is in the element would be worked out anew.
    if style.get_property_value(property).as_deref() != Ok(&length) {
        // Only a property that does not exist is refused, and these are custom ones.
        let _ = style.set_property(property, &length);
    }
}

/// Below this width the open card lies over the foot of the page.
const NARROW: f64 = 992.0;
/// What is left free for the header, and below what is revealed.
const HEADROOM: f64 = 110.0;

/// Scrolls an element into what is free of the header and of an open sheet.
pub fn reveal(element: &Element) {
    let Some(window) = web_sys::window() else { return };
    let size = |size: Result<wasm_bindgen::JsValue, _>| size.ok().and_then(|size| size.as_f64());
    let (Some(width), Some(height)) = (size(window.inner_width()), size(window.inner_height()))
    else {
        return;
    };
    let rect = element.get_bounding_client_rect();
    let free = if width < NARROW { height * 0.37 } else { height - HEADROOM };
    // Its beginning matters more than its end, where both have no room.
    let by = (rect.top() - HEADROOM).min((rect.bottom() - free).max(0.0));
    if by.abs() >= 1.0 {
        window.scroll_by_with_x_and_y(0.0, by);
    }
}
