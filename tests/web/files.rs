//! Reading files in the encodings that people have, and fetching none from elsewhere.

use claimlight::browser::error::BrowserError;
use claimlight::browser::files::{decode, fetch_same_origin, read};
use js_sys::{Array, Uint8Array};
use wasm_bindgen_test::wasm_bindgen_test;
use web_sys::File;

fn file(name: &str, bytes: &[u8]) -> File {
    File::new_with_buffer_source_sequence(&Array::of1(&Uint8Array::from(bytes)), name).unwrap()
}

#[wasm_bindgen_test]
fn text_comes_out_whatever_its_encoding() {
    let utf16: Vec<u8> = "\u{feff}é漢".encode_utf16().flat_map(u16::to_le_bytes).collect();
    let utf16_be: Vec<u8> = "\u{feff}é漢".encode_utf16().flat_map(u16::to_be_bytes).collect();
    let sjis = b"<meta http-equiv=content-type content='text/html; charset=Shift_JIS'>\x8a\xbf";
    let jis = b"<meta charset = \"iso-2022-jp\">\x1b$B4A\x1b(B";
    let cyrillic = b"<!-- charset --><meta charset=windows-1251>\xcf";
    for (bytes, is_html, declared, expected) in [
        ("\u{feff}é漢".as_bytes(), false, None, "é漢"),
        ("é漢".as_bytes(), true, Some("windows-1252"), "é漢"),
        (&utf16, false, None, "é漢"),
        (&utf16_be, true, None, "é漢"),
        (b"\xe9\x93", false, None, "é“"),
        (b"\xe9", true, Some("no such encoding"), "é"),
        (b"\xcf", false, Some("windows-1251"), "П"),
        (b"", false, None, ""),
    ] {
        assert_eq!(decode(bytes, is_html, declared), expected);
    }
    assert!(decode(sjis, true, None).ends_with('漢'));
    assert!(decode(jis, true, None).ends_with('漢'));
    assert!(decode(cyrillic, true, None).ends_with('П'));
    assert!(decode(cyrillic, false, None).ends_with('Ï'));
}

#[wasm_bindgen_test]
async fn a_file_is_read_up_to_its_limit() {
    let page = file("Page.HTM", b"<meta charset=windows-1251>\xcf");
    let read_page = read(&page, 100).await.unwrap();
    assert_eq!((read_page.name.as_str(), read_page.text.ends_with('П')), ("Page.HTM", true));
    assert_eq!(read(&page, 10).await, Err(BrowserError::TooLarge(10)));
    assert_eq!(read(&file("empty.txt", b""), 0).await.unwrap().text, "");
}

#[wasm_bindgen_test]
async fn nothing_is_fetched_from_elsewhere() {
    for address in [
        "https://example.org/",
        "//example.org/",
        "http://127.0.0.1:1/",
        "data:text/plain,x",
        "javascript:1",
        "blob:null/x",
        "\\\\example.org\\x",
    ] {
        assert_eq!(fetch_same_origin(address).await, Err(BrowserError::Elsewhere), "{address}");
    }
    let (text, content_type) = fetch_same_origin("./").await.unwrap();
    assert!(text.contains("<html") && content_type.contains("html"));
    assert!(matches!(fetch_same_origin("no/such/file").await, Err(BrowserError::Status(404))));
}
