//! Tests that need a browser: `make test-web`.
#![cfg(target_arch = "wasm32")]
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test may fail by panicking")]

mod files;
mod page;
mod parse_html;
mod segmenter;
mod storage;

use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};

wasm_bindgen_test_configure!(run_in_browser);

#[wasm_bindgen_test]
fn the_document_has_a_body() {
    let document = web_sys::window().unwrap().document().unwrap();
    assert_eq!(document.body().unwrap().tag_name(), "BODY");
}
