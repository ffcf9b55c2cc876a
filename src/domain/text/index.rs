//! The one place where code points, UTF-16 units and bytes are converted.

use super::Span;

/// How far apart the stored marks are, in code points.
const STRIDE: usize = 64;

/// Converts offsets of one text. Built in one pass; a conversion walks at most
/// 64 code points from a stored mark (none at all in ASCII).
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct TextIndex {
    marks: Vec<Mark>,
    code_points: usize,
    utf16: usize,
    ascii: bool,
}

/// Byte and UTF-16 offset of every 64th code point.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
struct Mark {
    byte: usize,
    utf16: usize,
}

impl TextIndex {
    /// Reads the whole text once.
    #[must_use]
    pub fn new(text: &str) -> Self {
        let (mut marks, mut code_points, mut utf16) = (Vec::new(), 0, 0);
        for (byte, c) in text.char_indices() {
            if code_points % STRIDE == 0 {
                marks.push(Mark { byte, utf16 });
            }
            code_points += 1;
            utf16 += c.len_utf16();
        }
        Self { marks, code_points, utf16, ascii: text.is_ascii() }
    }

    /// How many code points the text has.
    #[must_use]
    pub fn len(&self) -> usize {
        self.code_points
    }

    /// Whether the text has none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.code_points == 0
    }

    /// The byte offset of a code point; the text's length for one beyond it.
    #[must_use]
    pub fn byte(&self, text: &str, code_point: usize) -> usize {
        if code_point >= self.code_points {
            return text.len();
        }
        if self.ascii {
            return code_point;
        }
        let Some(mark) = self.marks.get(code_point / STRIDE) else { return text.len() };
        let rest = &text[mark.byte..];
        mark.byte
            + rest.char_indices().nth(code_point % STRIDE).map_or(rest.len(), |(byte, _)| byte)
    }

    /// The UTF-16 offset of a code point; the text's UTF-16 length for one beyond it.
    #[must_use]
    pub fn utf16(&self, text: &str, code_point: usize) -> usize {
        if code_point >= self.code_points {
            return self.utf16;
        }
        if self.ascii {
            return code_point;
        }
        let Some(mark) = self.marks.get(code_point / STRIDE) else { return self.utf16 };
        mark.utf16
            + text[mark.byte..]
                .chars()
                .take(code_point % STRIDE)
                .map(char::len_utf16)
                .sum::<usize>()
    }

    /// The code point that holds a UTF-16 offset; one inside a surrogate pair
    /// belongs to the pair's code point. The text's length for one beyond it.
    #[must_use]
    pub fn code_point(&self, text: &str, utf16: usize) -> usize {
        if self.ascii {
            return utf16.min(self.code_points);
        }
        if utf16 >= self.utf16 {
            return self.code_points;
        }
        let at = self.marks.partition_point(|mark| mark.utf16 <= utf16).saturating_sub(1);
        let Some(mark) = self.marks.get(at) else { return 0 };
        let (mut code_point, mut seen) = (at * STRIDE, mark.utf16);
        for c in text[mark.byte..].chars() {
            seen += c.len_utf16();
            if seen > utf16 {
                break;
            }
            code_point += 1;
        }
        code_point
    }

    /// The words of a span; what lies beyond the text is left out.
    #[must_use]
    pub fn slice<'t>(&self, text: &'t str, span: Span) -> &'t str {
        if span.is_empty() {
            return "";
        }
        &text[self.byte(text, span.start)..self.byte(text, span.end)]
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// Emoji with joiners and flags, combining marks, CJK (one beyond the basic
    /// plane), right-to-left, and plain words long enough to cross a mark.
    fn any_script() -> impl Strategy<Value = String> {
        let piece = prop_oneof![
            Just("👩‍👩‍👧‍👦"),
            Just("🇺🇳"),
            Just("e\u{301}"),
            Just("漢字"),
            Just("𠮷"),
            Just("שלום "),
            Just("مرحبا"),
            Just("plain words, and a good many of them in a row "),
            Just("\n"),
        ];
        prop::collection::vec(piece, 0..24).prop_map(|pieces| pieces.concat())
    }

    proptest! {
        #[test]
        fn all_three_offsets_agree(text in any_script()) {
            let index = TextIndex::new(&text);
            let (mut byte, mut utf16) = (0, 0);
            for (code_point, c) in text.chars().enumerate() {
                prop_assert_eq!(index.byte(&text, code_point), byte);
                prop_assert_eq!(index.utf16(&text, code_point), utf16);
                for inside in 0..c.len_utf16() {
                    prop_assert_eq!(index.code_point(&text, utf16 + inside), code_point);
                }
                byte += c.len_utf8();
                utf16 += c.len_utf16();
            }
            prop_assert_eq!(index.byte(&text, index.len()), text.len());
            prop_assert_eq!(index.utf16(&text, index.len()), text.encode_utf16().count());
            prop_assert_eq!(index.code_point(&text, utf16 + 7), index.len());
        }

        #[test]
        fn any_span_of_any_text_has_words(text in ".{0,200}", a in 0usize..300, b in 0usize..300) {
            let span = Span::between(a, b);
            let expected: String = text.chars().skip(span.start).take(span.len()).collect();
            prop_assert_eq!(TextIndex::new(&text).slice(&text, span), expected);
        }
    }
}
