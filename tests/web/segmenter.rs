//! The browser's boundaries, in code points.

use claimlight::browser::segmenter::BrowserSegmenter;
use claimlight::domain::text::{Segmenter, Segments};
use wasm_bindgen_test::wasm_bindgen_test;

/// The pieces between the starts, with `|` between them.
fn cut(text: &str, starts: &[usize]) -> String {
    let mut shown = String::new();
    for (at, c) in text.chars().enumerate() {
        if at > 0 && starts.contains(&at) {
            shown.push('|');
        }
        shown.push(c);
    }
    shown
}

fn words(language: &str, text: &str) -> Vec<String> {
    let chars: Vec<char> = text.chars().collect();
    let spans = BrowserSegmenter::new(language).words(text);
    spans.iter().map(|span| chars[span.start..span.end].iter().collect()).collect()
}

#[wasm_bindgen_test]
fn graphemes_stay_whole() {
    for (marked, language) in [
        ("a|b|c", "en"),
        ("a|👩‍👩‍👧‍👦|e\u{301}|b", "en"),
        ("👍🏽|🇩🇪|🇫🇷|1\u{fe0f}\u{20e3}", ""),
        ("“|é|”|—|€", "fr"),
        ("שָׁ|ל|ו|ם", "he"),
        ("مُ|ح|م", "ar"),
        ("한|국|x", "ko"),
        ("𠮷|野|家", "ja"),
        ("a|\r\n|b", "en"),
    ] {
        let text = marked.replace('|', "");
        let starts = BrowserSegmenter::new(language).graphemes(&text);
        assert_eq!(cut(&text, &starts), marked);
        assert_eq!(starts.first(), Some(&0));
    }
    assert!(BrowserSegmenter::new("en").graphemes("").is_empty());
}

#[wasm_bindgen_test]
fn words_are_found_in_any_script() {
    assert_eq!(
        words("en", "Officials don’t say “so”, 3.5 times."),
        ["Officials", "don’t", "say", "so", "3.5", "times"]
    );
    assert_eq!(words("en", "😀 one 😀😀 two"), ["one", "two"]);
    assert_eq!(words("he", "שלום עולם!"), ["שלום", "עולם"]);
    assert_eq!(words("ar", "قال المسؤول، نعم."), ["قال", "المسؤول", "نعم"]);
    assert_eq!(words("zh", "他来了。").concat(), "他来了");
    assert!(words("ja", "東京都に住んでいます。").len() > 2);
    assert_eq!(words("en", "cafe\u{301} 𠮷x"), ["cafe\u{301}", "𠮷", "x"]);
}

#[wasm_bindgen_test]
fn sentences_begin_where_they_do() {
    for (language, marked) in [
        ("en", "One here. |Two there! |“Three?” |Yes."),
        ("en", "😀😀 said so. |Then 𠮷 left."),
        ("zh", "他来了。|她走了。"),
        ("ar", "هل جاء؟ |نعم."),
        ("he", "הוא בא. |היא הלכה."),
    ] {
        let text = marked.replace('|', "");
        assert_eq!(cut(&text, &BrowserSegmenter::new(language).sentences(&text)), marked);
    }
}

#[wasm_bindgen_test]
fn any_language_tag_is_taken() {
    for language in
        ["", "und", "en", "zh-Hant-TW", "xx-invalid-language-tag", "!", "en_US", "\u{202e}", "i"]
    {
        let segments = Segments::of("One here. Two there.", &BrowserSegmenter::new(language));
        assert_eq!(segments.sentences().len(), 2, "{language}");
        assert_eq!(segments.word_after(0), Some(3), "{language}");
    }
}

#[wasm_bindgen_test]
fn plain_rules_come_near() {
    let plain = BrowserSegmenter::plain();
    let text = "One isn’t here. “Two?” Three 3.5.";
    assert_eq!(cut(text, &plain.sentences(text)), "One isn’t here. |“Two?” |Three 3.5.");
    assert_eq!(plain.words(text).len(), 6);
    assert_eq!(plain.graphemes("a👩‍👩e\u{301}b"), [0, 1, 4, 6]);
    assert_eq!(plain.sentences("他来了。她走了。"), [0, 4]);
    assert!(plain.words("").is_empty() && plain.sentences("").is_empty());
}
