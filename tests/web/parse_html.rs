//! Web pages, sound and hostile.

use std::fmt::Write;

use claimlight::browser::parse_html::parse_html;
use claimlight::domain::article::{Draft, Markup, read_markup};
use js_sys::Reflect;
use wasm_bindgen_test::wasm_bindgen_test;

fn draft(html: &str) -> Draft {
    read_markup(&parse_html(html))
}

fn words(html: &str) -> String {
    draft(html).blocks.into_iter().map(|block| block.text).collect::<Vec<_>>().join("|")
}

#[wasm_bindgen_test]
fn a_page_becomes_an_article() {
    let draft = draft(
        "<!doctype html><html lang=en><head><title>T | Site</title><meta charset=utf-8>
         <link rel=canonical href=https://example.org/a>
         <meta property=article:published_time content=2023-07-07T10:00:00Z></head>
         <body><nav>menu</nav><article><h1>T</h1><p>One &amp; <em>two</em>&nbsp;&#8212; three.<h2>Sub</h2>
         <ul><li>a<li>b</ul><blockquote>said</article><footer>foot</footer>",
    );
    let kinds: Vec<String> = draft.blocks.iter().map(|block| block.kind.key()).collect();
    assert_eq!(kinds, ["paragraph", "heading-2", "list-item", "list-item", "quotation"]);
    assert_eq!(draft.blocks[0].text, "One & two — three.");
    assert_eq!((draft.title.as_str(), draft.language.as_str()), ("T", "en"));
    assert_eq!(draft.url.unwrap().as_str(), "https://example.org/a");
    assert_eq!(draft.published, "2023-07-07");
}

#[wasm_bindgen_test]
fn the_stream_is_balanced() {
    let page = parse_html("<p>a<br>b<div><svg><p>x</svg><i>c</b>");
    let opened = page.iter().filter(|item| matches!(item, Markup::Open(_))).count();
    let closed = page.iter().filter(|item| matches!(item, Markup::Close)).count();
    assert_eq!(opened, closed);
    assert!(!page.iter().any(|item| matches!(item, Markup::Open(e) if e.name == "svg")));
}

#[wasm_bindgen_test]
fn names_in_the_page_do_not_hide_the_dom() {
    for name in [
        "parentNode",
        "firstChild",
        "nextSibling",
        "childNodes",
        "nodeType",
        "nodeValue",
        "localName",
        "tagName",
        "attributes",
        "hasAttributes",
        "getAttribute",
        "documentElement",
        "body",
        "children",
        "__proto__",
    ] {
        let html = format!(
            "<p>before</p><form name={name} id={name}><input name={name}><img name={name}><p>inside the form</p></form><p>behind</p>"
        );
        let found = words(&html);
        assert!(found.starts_with("before|") && found.ends_with("behind"), "{name}: {found}");
        let html = format!(
            "<form><input name={name}><p lang=fr hidden>no</p><p>a whole page in a form</p></form>"
        );
        assert_eq!(words(&html), "a whole page in a form", "{name}");
    }
}

#[wasm_bindgen_test]
fn nothing_runs() {
    let html = "<script>window.itRan = 1</script><img src=x onerror='window.itRan = 1'>
        <svg onload='window.itRan = 1'></svg><body onload='window.itRan = 1'><p onclick=x>words</p>
        <iframe srcdoc='<script>parent.itRan = 1</script>'></iframe><math><mtext><script>window.itRan = 1</script></mtext></math>
        <noscript><p title='</noscript><img src=x onerror=window.itRan=1>'>x</p></noscript>
        <template><script>window.itRan = 1</script></template><details open ontoggle='window.itRan = 1'>more</details>";
    assert_eq!(words(html), "words|more");
    let ran = Reflect::get(&js_sys::global(), &"itRan".into()).unwrap();
    assert!(ran.is_undefined());
    assert!(
        web_sys::window()
            .unwrap()
            .document()
            .unwrap()
            .query_selector("iframe[srcdoc]")
            .unwrap()
            .is_none()
    );
}

#[wasm_bindgen_test]
fn markup_in_words_stays_words() {
    assert_eq!(words("<p>&lt;script&gt;alert(1)&lt;/script&gt;</p>"), "<script>alert(1)</script>");
    assert_eq!(words("<p>a<!-- <p>no</p> -->b<?php x ?>c</p>"), "abc");
    assert_eq!(
        words("<p>\u{1f469}\u{200d}\u{1f469} &#x1f600; &#xd800; &#0;x</p>").chars().next(),
        Some('\u{1f469}')
    );
    assert_eq!(words("no tags at all"), "no tags at all");
    assert_eq!(words(""), "");
}

#[wasm_bindgen_test]
fn deep_and_wide_pages_are_read() {
    let deep = "<div>".repeat(20_000) + "<p>words</p>";
    assert_eq!(words(&deep), "words");
    let mut wide = String::from("<p>first</p>");
    for i in 0..150_000 {
        let _ = write!(wide, "<b>{i}</b>");
    }
    let page = parse_html(&wide);
    assert!(page.len() <= 3 * 200_000);
    assert!(words(&wide).starts_with("first|0123"));
}
