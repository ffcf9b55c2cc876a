//! Boundaries of letters, words and sentences, by the browser's own
//! `Intl.Segmenter`.

use js_sys::{Array, Object, Reflect};
use wasm_bindgen::prelude::*;

use crate::domain::text::{Segmenter, Span};

#[wasm_bindgen]
extern "C" {
    // Not `js_sys::Intl::Segmenter`: that one's constructor cannot be refused.
    #[wasm_bindgen(js_namespace = Intl, js_name = Segmenter)]
    type Native;
    #[wasm_bindgen(constructor, catch, js_namespace = Intl, js_class = "Segmenter")]
    fn new(language: &JsValue, options: &Object) -> Result<Native, JsValue>;
    #[wasm_bindgen(method, catch)]
    fn segment(this: &Native, text: &str) -> Result<JsValue, JsValue>;

    type Segment;
    #[wasm_bindgen(method, getter)]
    fn index(this: &Segment) -> u32;
    #[wasm_bindgen(method, getter, js_name = isWordLike)]
    fn is_word_like(this: &Segment) -> Option<bool>;
}

/// Cuts texts of one language; by plain rules where the browser cannot.
pub struct BrowserSegmenter {
    graphemes: Option<Native>,
    words: Option<Native>,
    sentences: Option<Native>,
}

impl BrowserSegmenter {
    /// For a BCP 47 tag. One that is empty or malformed stands for no language
    /// in particular.
    #[must_use]
    pub fn new(language: &str) -> Self {
        let by = |granularity| {
            let language = if language.is_empty() { "und" } else { language };
            native(language, granularity).or_else(|| native("und", granularity))
        };
        Self { graphemes: by("grapheme"), words: by("word"), sentences: by("sentence") }
    }

    /// By plain rules alone, as where there is no `Intl.Segmenter`.
    #[must_use]
    pub fn plain() -> Self {
        Self { graphemes: None, words: None, sentences: None }
    }
}

impl Segmenter for BrowserSegmenter {
    fn graphemes(&self, text: &str) -> Vec<usize> {
        // Most prose; a call into the browser for each of its letters is slow.
        if text.chars().all(stands_alone) {
            return (0..text.chars().count()).collect();
        }
        match self.graphemes.as_ref().and_then(|native| cut(native, text)) {
            Some(pieces) => starts(text, pieces),
            None => plain_graphemes(text),
        }
    }

    fn words(&self, text: &str) -> Vec<Span> {
        let Some(pieces) = self.words.as_ref().and_then(|native| cut(native, text)) else {
            return plain_words(text);
        };
        let is_word: Vec<bool> =
            pieces.iter().map(|piece| piece.is_word_like().unwrap_or_default()).collect();
        let starts = starts(text, pieces);
        let ends = starts.iter().skip(1).copied().chain([text.chars().count()]);
        starts
            .iter()
            .zip(ends)
            .zip(is_word)
            .filter(|(_, is_word)| *is_word)
            .map(|((start, end), _)| Span { start: *start, end })
            .collect()
    }

    fn sentences(&self, text: &str) -> Vec<usize> {
        match self.sentences.as_ref().and_then(|native| cut(native, text)) {
            Some(pieces) => starts(text, pieces),
            None => plain_sentences(text),
        }
    }
}

fn native(language: &str, granularity: &str) -> Option<Native> {
    let options = Object::new();
    Reflect::set(&options, &"granularity".into(), &granularity.into()).ok()?;
    Native::new(&language.into(), &options).ok()
}

fn cut(native: &Native, text: &str) -> Option<Vec<Segment>> {
    let pieces = Array::from(&native.segment(text).ok()?);
    Some(pieces.iter().map(JsCast::unchecked_into).collect())
}

/// Where the pieces start, in code points: the browser counts UTF-16 units.
fn starts(text: &str, pieces: Vec<Segment>) -> Vec<usize> {
    let mut chars = text.chars();
    let (mut units, mut code_points) = (0, 0);
    pieces
        .iter()
        .map(|piece| {
            let start = piece.index() as usize;
            while units < start
                && let Some(c) = chars.next()
            {
                units += c.len_utf16();
                code_points += 1;
            }
            code_points
        })
        .collect()
}

/// Whether a letter forms no cluster with any other of these: Latin and the
/// punctuation that goes with it, without carriage returns.
fn stands_alone(c: char) -> bool {
    matches!(c, '\0'..='\u{c}' | '\u{e}'..='\u{2ff}' | '\u{2010}'..='\u{2027}' | '\u{20a0}'..='\u{20bf}')
}

fn plain_graphemes(text: &str) -> Vec<usize> {
    let joins = |c: char| {
        matches!(c, '\u{300}'..='\u{36f}' | '\u{200d}' | '\u{fe00}'..='\u{fe0f}' | '\u{20d0}'..='\u{20ff}'
            | '\u{1f3fb}'..='\u{1f3ff}' | '\u{e0020}'..='\u{e007f}')
    };
    let mut before = '\n';
    let mut starts = Vec::new();
    for (at, c) in text.chars().enumerate() {
        if at == 0 || !(joins(c) || before == '\u{200d}' || before == '\r' && c == '\n') {
            starts.push(at);
        }
        before = c;
    }
    starts
}

fn plain_words(text: &str) -> Vec<Span> {
    let chars: Vec<char> = text.chars().collect();
    let is_letter = |at: usize| chars.get(at).is_some_and(|c| c.is_alphanumeric());
    // "don’t" and "3.5" are one word, and letters keep their accents.
    let joins = |at: usize| match chars[at] {
        '\'' | '’' | '.' | '_' => is_letter(at + 1),
        c => matches!(c, '\u{300}'..='\u{36f}'),
    };
    let mut words: Vec<Span> = Vec::new();
    for at in 0..chars.len() {
        match words.last_mut() {
            Some(word) if word.end == at && (is_letter(at) || joins(at)) => word.end = at + 1,
            _ if is_letter(at) => words.push(Span { start: at, end: at + 1 }),
            _ => {}
        }
    }
    words
}

fn plain_sentences(text: &str) -> Vec<usize> {
    let mut starts = Vec::new();
    // Behind a full stop; then behind the white space that follows.
    let (mut stopped, mut ended) = (false, true);
    for (at, c) in text.chars().enumerate() {
        if ended && !c.is_whitespace() || at == 0 {
            starts.push(at);
            (stopped, ended) = (false, false);
        }
        match c {
            '。' | '！' | '？' => ended = true,
            '.' | '?' | '!' | '…' | '؟' | '۔' | '।' => stopped = true,
            _ if c.is_whitespace() => ended |= stopped,
            '"' | '\'' | '”' | '’' | '»' | ')' | ']' | '」' => {}
            _ => stopped = false,
        }
    }
    starts
}
