//! The clock and the moment after painting.

use claimlight::browser::{clock, timing};
use claimlight::domain::time::Timestamp;
use js_sys::Promise;
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::JsFuture;
use wasm_bindgen_test::wasm_bindgen_test;

#[wasm_bindgen_test]
fn the_clock_says_what_the_domain_takes() {
    assert!(clock::now().as_str().ends_with('Z'));
    assert_ne!(clock::new_id(), clock::new_id());
    assert_ne!(clock::random::<12>(), [0; 12]);
    let time = Timestamp::read("2026-09-20T12:00:00Z").unwrap();
    assert!(clock::display_time(&time, "de").contains("2026"));
    // A tag that no browser understands, as a file may have one.
    assert!(clock::display_time(&time, "!").contains("2026"));
}

#[wasm_bindgen_test]
async fn painting_is_waited_for_and_measured() {
    let start = timing::now_ms();
    timing::mark("begun");
    let painted = Promise::new(&mut |resolve, _| {
        timing::after_next_paint(move || {
            let _ = resolve.call0(&JsValue::UNDEFINED);
        });
    });
    JsFuture::from(painted).await.unwrap();
    timing::measure("painted", start);
    let performance = web_sys::window().unwrap().performance().unwrap();
    assert_eq!(performance.get_entries_by_name("begun").length(), 1);
    assert_eq!(performance.get_entries_by_name("painted").length(), 1);
}
