//! What the report and the worksheet share: text as HTML, and the page around it.

use sha2::{Digest, Sha256};

use crate::app::words::{exports as words_of, whole};

/// A stranger's words as text, in an element or in a quoted attribute.
pub(super) fn escaped(words: &str) -> String {
    in_attribute(&whole(words))
}

/// The same for what has to stay letter for letter, such as an address.
pub(super) fn in_attribute(text: &str) -> String {
    let mut html = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => html.push_str("&amp;"),
            '<' => html.push_str("&lt;"),
            '>' => html.push_str("&gt;"),
            '"' => html.push_str("&quot;"),
            '\'' => html.push_str("&#39;"),
            '\0' => html.push('\u{fffd}'),
            c => html.push(c),
        }
    }
    html
}

/// The same with the paragraphs that the words have, in an element of this name.
pub(super) fn paragraphs(words: &str, open: &str, close: &str) -> String {
    let lines = words.lines().map(str::trim).filter(|line| !line.is_empty());
    lines.map(|line| format!("{open}{}{close}\n", escaped(line))).collect()
}

/// A `lang` attribute, where the language is one that HTML takes (BCP 47).
pub(super) fn lang(language: &str) -> String {
    let sound = (2..=35).contains(&language.len())
        && language.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-');
    if sound { format!(" lang=\"{language}\"") } else { String::new() }
}

/// A whole page that asks for nothing and runs nothing: its policy allows this
/// one stylesheet, by its hash (Content Security Policy Level 3, §2.3.1).
pub(super) fn page(title: &str, style: &str, body: &str) -> String {
    let hash = base64(&Sha256::digest(style.as_bytes()));
    format!(
        "<!doctype html>\n<html lang=\"{}\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; \
         style-src 'sha256-{hash}'; base-uri 'none'; form-action 'none'\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <meta name=\"color-scheme\" content=\"light dark\">\n\
         <meta name=\"referrer\" content=\"no-referrer\">\n\
         <title>{}</title>\n<style>{style}</style>\n</head>\n<body>\n{body}</body>\n</html>\n",
        words_of::LANGUAGE,
        escaped(title),
    )
}

/// RFC 4648 §4.
fn base64(bytes: &[u8]) -> String {
    const DIGITS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut text = String::new();
    for chunk in bytes.chunks(3) {
        let byte = |i: usize| u32::from(chunk.get(i).copied().unwrap_or(0));
        let group = byte(0) << 16 | byte(1) << 8 | byte(2);
        for place in 0..4 {
            let digit = DIGITS[(group >> (18 - 6 * place)) as usize % 64];
            text.push(if place <= chunk.len() { char::from(digit) } else { '=' });
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn base64_is_that_of_the_specification() {
        for (bytes, text) in
            [("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("foobar", "Zm9vYmFy")]
        {
            assert_eq!(base64(bytes.as_bytes()), text);
        }
    }

    #[test]
    fn text_stays_text() {
        assert_eq!(escaped("<b a='\"'>&\u{202e}"), "&lt;b a=&#39;&quot;&#39;&gt;&amp;[U+202E]");
        assert_eq!(lang("zh-Hant"), " lang=\"zh-Hant\"");
        for bad in ["", "e", "en\" onclick=\"", "a_b", "é-é"] {
            assert_eq!(lang(bad), "");
        }
    }
}
