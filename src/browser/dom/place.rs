//! DOM points and places of the text. Here alone UTF-16 units are counted.

use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Element, Node, Range};

use crate::domain::article::Article;
use crate::domain::text::Span;

/// `NodeFilter.SHOW_TEXT`.
const SHOW_TEXT: u32 = 4;

/// The place of a DOM point, in code points. A point before the article is its
/// start, one behind it its end.
#[must_use]
pub fn place_of(root: &Element, article: &Article, node: &Node, offset: u32) -> Option<usize> {
    let element = node.dyn_ref::<Element>().cloned().or_else(|| node.parent_element())?;
    if !root.contains(Some(node)) {
        let follows = root.compare_document_position(node) & Node::DOCUMENT_POSITION_FOLLOWING;
        return Some(if follows > 0 { article.len() } else { 0 });
    }
    let Some(block) = element.closest("[data-block]").ok().flatten() else {
        let next =
            node.child_nodes().item(offset).and_then(|child| child.dyn_into::<Element>().ok());
        let number = next.and_then(|child| block_number(&child));
        return Some(number.map_or(article.len(), |block| article.block_span(block).start));
    };
    let number = block_number(&block)?;
    let before = web_sys::window()?.document()?.create_range().ok()?;
    before.select_node_contents(&block).ok()?;
    before.set_end(node, offset).ok()?;
    let inside = String::from(before.to_string()).encode_utf16().count();
    let span = article.block_span(number);
    let start = article.index().utf16(article.text(), span.start);
    Some(article.index().code_point(article.text(), start + inside).min(span.end))
}

/// The DOM range of a span; `None` while its blocks are not on the page.
#[must_use]
pub fn range_of(root: &Element, article: &Article, span: Span) -> Option<Range> {
    let range = web_sys::window()?.document()?.create_range().ok()?;
    let (node, offset) = point_of(root, article, span.start, !span.is_empty())?;
    range.set_start(&node, offset).ok()?;
    let (node, offset) = point_of(root, article, span.end, false)?;
    range.set_end(&node, offset).ok()?;
    Some(range)
}

/// The DOM point of a place. Where two text nodes meet, `next` takes the second.
#[must_use]
pub fn point_of(root: &Element, article: &Article, at: usize, next: bool) -> Option<(Node, u32)> {
    let number = article.block_at(at);
    let block = block_element(root, number)?;
    let utf16 = |at| article.index().utf16(article.text(), at);
    let span = article.block_span(number);
    let mut rest = u32::try_from(utf16(at.min(span.end)) - utf16(span.start)).ok()?;
    let document = web_sys::window()?.document()?;
    let walker = document.create_tree_walker_with_what_to_show(&block, SHOW_TEXT).ok()?;
    let mut last = None;
    while let Ok(Some(node)) = walker.next_node() {
        let length = node.unchecked_ref::<web_sys::Text>().length();
        if rest < length || (rest == length && !next) {
            return Some((node, rest));
        }
        rest -= length;
        last = Some((node, length));
    }
    last.or_else(|| Some((block.into(), 0)))
}

/// The element of a block.
#[must_use]
pub fn block_element(root: &Element, block: usize) -> Option<Element> {
    root.query_selector(&format!("[data-block=\"{block}\"]")).ok().flatten()
}

fn block_number(block: &Element) -> Option<usize> {
    block.get_attribute("data-block")?.parse().ok()
}

/// The place under a point of the window (CSS pixels), if it is in the article.
#[must_use]
pub fn place_at_point(root: &Element, article: &Article, x: f64, y: f64) -> Option<usize> {
    let document: JsValue = web_sys::window()?.document()?.into();
    let call = |name: &str| -> Option<JsValue> {
        let function = js_sys::Reflect::get(&document, &name.into()).ok()?;
        let function = function.dyn_into::<js_sys::Function>().ok()?;
        function.call2(&document, &x.into(), &y.into()).ok().filter(|found| found.is_object())
    };
    // The standard's name, then the one that WebKit has.
    let (found, node, offset) = match call("caretPositionFromPoint") {
        Some(position) => (position, "offsetNode", "offset"),
        None => (call("caretRangeFromPoint")?, "startContainer", "startOffset"),
    };
    let node = js_sys::Reflect::get(&found, &node.into()).ok()?.dyn_into::<Node>().ok()?;
    let offset = js_sys::Reflect::get(&found, &offset.into()).ok()?.as_f64()?;
    // A caret position is a small whole number.
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
    let offset = offset as u32;
    root.contains(Some(&node)).then(|| place_of(root, article, &node, offset))?
}
