//! A web page's source as a neutral stream. The browser's own parser reads it
//! into a document that is never shown: no script in it runs, nothing is
//! fetched, and no node of it comes into ours.

use js_sys::{Array, Function, Object, Reflect};
use wasm_bindgen::prelude::*;

use crate::domain::article::{Element, Markup};

/// Nodes behind these are left out: a long page has a tenth as many.
const MAX_NODES: usize = 200_000;

const ELEMENT_NODE: f64 = 1.0;
const TEXT_NODE: f64 = 3.0;
const CDATA_NODE: f64 = 4.0;

#[wasm_bindgen]
extern "C" {
    type DOMParser;
    #[wasm_bindgen(method, catch, js_name = parseFromString)]
    fn parse(this: &DOMParser, source: &JsValue, media_type: &str) -> Result<JsValue, JsValue>;

    type Policy;
    #[wasm_bindgen(method, catch, js_name = createHTML)]
    fn create_html(this: &Policy, source: &str) -> Result<JsValue, JsValue>;

    type TrustedTypes;
    #[wasm_bindgen(method, catch, js_name = createPolicy)]
    fn create_policy(this: &TrustedTypes, name: &str, rules: &Object) -> Result<Policy, JsValue>;
}

/// The one policy that the page's own (`index.html`) lets turn text into markup.
const POLICY: &str = "article-import";

/// Reads a page's source. Empty where the browser will not parse it.
#[must_use]
pub fn parse_html(html: &str) -> Vec<Markup> {
    let with = |parser: &Option<Parser>| parser.as_ref()?.parse(html);
    let document = APART.with(with).or_else(|| OURS.with(with));
    DOM.with(|dom| match (dom, document) {
        (Some(dom), Some(document)) => dom.walk(&document),
        _ => Vec::new(),
    })
}

thread_local! {
    static DOM: Option<Dom> = Dom::find();
    // Kept: a second policy of the same name would be refused.
    static APART: Option<Parser> = Parser::apart();
    static OURS: Option<Parser> = Parser::of(&js_sys::global());
}

/// The browser's parser, and what stamps its sources where the browser checks
/// what becomes markup (Trusted Types).
struct Parser {
    parser: DOMParser,
    policy: Option<Policy>,
}

impl Parser {
    /// That of a window that is gone. In our own, Chromium holds the page's
    /// policy against every `style` and `onclick` of a document that is never
    /// shown, and says so on the console for each.
    fn apart() -> Option<Self> {
        let document = web_sys::window()?.document()?;
        let frame = document.create_element("iframe").ok()?;
        document.document_element()?.append_child(&frame).ok()?;
        let window = Reflect::get(&frame, &"contentWindow".into()).ok();
        let parser = window.and_then(|window| Self::of(&window));
        frame.remove();
        parser
    }

    fn of(global: &JsValue) -> Option<Self> {
        let class: Function = Reflect::get(global, &"DOMParser".into()).ok()?.dyn_into().ok()?;
        let parser = Reflect::construct(&class, &Array::new()).ok()?.unchecked_into();
        Some(Self { parser, policy: Self::policy(global) })
    }

    fn policy(global: &JsValue) -> Option<Policy> {
        let types = Reflect::get(global, &"trustedTypes".into()).ok()?;
        let rules = Object::new();
        // `String` gives a string back as it is: it becomes a document that is never shown.
        let as_it_is = Reflect::get(&js_sys::global(), &"String".into()).ok()?;
        Reflect::set(&rules, &"createHTML".into(), &as_it_is).ok()?;
        let types: TrustedTypes = types.is_object().then(|| types.unchecked_into())?;
        types.create_policy(POLICY, &rules).ok()
    }

    fn parse(&self, html: &str) -> Option<JsValue> {
        let stamped = self.policy.as_ref().and_then(|policy| policy.create_html(html).ok());
        let document = self.parser.parse(&stamped.unwrap_or_else(|| html.into()), "text/html");
        document.ok().filter(JsValue::is_object)
    }
}

/// The DOM's own functions. A node's properties cannot be trusted: in
/// `<form><input name=firstChild>` that of the form is the input.
struct Dom {
    first_child: Function,
    next_sibling: Function,
    node_type: Function,
    node_value: Function,
    local_name: Function,
    has_attributes: Function,
    get_attribute: Function,
}

impl Dom {
    fn find() -> Option<Self> {
        Some(Self {
            first_child: part_of("Node", "firstChild", "get")?,
            next_sibling: part_of("Node", "nextSibling", "get")?,
            node_type: part_of("Node", "nodeType", "get")?,
            node_value: part_of("Node", "nodeValue", "get")?,
            local_name: part_of("Element", "localName", "get")?,
            has_attributes: part_of("Element", "hasAttributes", "value")?,
            get_attribute: part_of("Element", "getAttribute", "value")?,
        })
    }

    /// Walks the document without recursion: it may be as deep as it is long.
    fn walk(&self, document: &JsValue) -> Vec<Markup> {
        let mut page = Vec::new();
        let mut open: Vec<JsValue> = Vec::new();
        let mut next = node(&self.first_child, document);
        for _ in 0..MAX_NODES {
            while next.is_none() {
                let Some(parent) = open.pop() else { return page };
                page.push(Markup::Close);
                next = node(&self.next_sibling, &parent);
            }
            let Some(current) = next.take() else { continue };
            let node_type = call(&self.node_type, &current).as_f64().unwrap_or_default();
            if node_type == ELEMENT_NODE
                && let Some(element) = self.element(&current)
            {
                page.push(Markup::Open(element));
                next = node(&self.first_child, &current);
                open.push(current);
                continue;
            }
            if node_type == TEXT_NODE || node_type == CDATA_NODE {
                page.extend(call(&self.node_value, &current).as_string().map(Markup::Text));
            }
            next = node(&self.next_sibling, &current);
        }
        page.extend(open.iter().map(|_| Markup::Close));
        page
    }

    /// An element; `None` if it and all that is in it has no words to read.
    fn element(&self, node: &JsValue) -> Option<Element> {
        let name = call(&self.local_name, node).as_string()?.to_ascii_lowercase();
        if Element::is_mute(&name) {
            return None;
        }
        let mut attributes = Vec::new();
        if call(&self.has_attributes, node).is_truthy() {
            for attribute in Element::attributes_of(&name) {
                let value = self.get_attribute.call1(node, &JsValue::from_str(attribute));
                if let Some(value) = value.ok().and_then(|value| value.as_string()) {
                    attributes.push(((*attribute).to_owned(), value));
                }
            }
        }
        Some(Element { name, attributes })
    }
}

/// A getter (`get`) or method (`value`) as an interface's prototype has it.
fn part_of(interface: &str, property: &str, part: &str) -> Option<Function> {
    let interface = Reflect::get(&js_sys::global(), &interface.into()).ok()?;
    let prototype: Object = Reflect::get(&interface, &"prototype".into()).ok()?.dyn_into().ok()?;
    let descriptor = Reflect::get_own_property_descriptor(&prototype, &property.into()).ok()?;
    Reflect::get(&descriptor, &part.into()).ok()?.dyn_into().ok()
}

fn call(getter: &Function, node: &JsValue) -> JsValue {
    getter.call0(node).unwrap_or(JsValue::NULL)
}

fn node(getter: &Function, from: &JsValue) -> Option<JsValue> {
    Some(call(getter, from)).filter(|node| !node.is_null() && !node.is_undefined())
}
