//! A text as words and marks, each known by a number.

use super::fold::{Role, fold};
use crate::domain::text::Span;

/// Numbers for words: equal once folded, equal number.
pub(super) struct Words {
    /// Hash and number in each used slot; the hash 0 marks a free one.
    slots: Vec<(u64, u32)>,
    len: u32,
}

/// The words and marks of one text, in order; white space is between them.
#[derive(Default)]
pub(super) struct Tokens {
    /// What each is, by number.
    pub(super) ids: Vec<u32>,
    pub(super) all: Vec<Token>,
    /// How long the text is, in code points.
    pub(super) len: usize,
}

/// A word or a mark in its text.
#[derive(Clone, Copy, Debug)]
pub(super) struct Token {
    /// Where it starts, in code points.
    pub(super) start: u32,
    /// Where it ends.
    pub(super) end: u32,
    /// Where it starts, in bytes.
    byte: u32,
    /// How much it says: marks least, long words most.
    pub(super) weight: u8,
    /// What parts it from the one before it.
    pub(super) gap: u8,
    pub(super) kind: Kind,
}

/// What kind of token it is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Kind {
    /// Letters and digits.
    Word,
    /// A word though no white space need part it from its neighbours.
    Alone,
    /// A mark that may join words: apostrophe, hyphen, full stop, underscore.
    Joint,
    /// Any other mark.
    Mark,
}

/// White space before a token.
const SPACE: u8 = 1;
/// The end of a sentence before it.
pub(super) const SENTENCE: u8 = 2;
/// An empty line before it, or the text's start.
pub(super) const PARAGRAPH: u8 = 3;
/// A full stop that white space may make the end of a sentence.
const STOP: u8 = 9;

/// What a mark weighs; every word weighs more.
pub(super) const MARK: u8 = 1;
const SHORT: u8 = 3;
const LONG: u8 = 4;
/// Words of so few letters say little.
const FEW_LETTERS: u32 = 3;
/// From this piece on, what hangs together without white space says little more:
/// the parts of an address are one word to a reader.
const PIECES: u8 = 4;

const SEED: u64 = 0xCBF2_9CE4_8422_2325;
const PRIME: u64 = 0x0000_0100_0000_01B3;

/// What ASCII characters count as: letters and digits in lower case, 0 for white
/// space, marks with the highest bit set.
const ASCII: [u8; 128] = ascii();

const fn ascii() -> [u8; 128] {
    let mut table = [0; 128];
    let mut at = 33;
    while at < 127 {
        let c = at as u8;
        table[at] = match c {
            b'a'..=b'z' | b'0'..=b'9' => c,
            b'A'..=b'Z' => c | 32,
            b'\'' | b'`' => b'"' | 128,
            _ => c | 128,
        };
        at += 1;
    }
    table
}

impl Words {
    /// For about so many words; holds more if need be.
    pub(super) fn new(expected: usize) -> Self {
        Self { slots: vec![(0, 0); (expected.max(32) * 2).next_power_of_two()], len: 0 }
    }

    /// How many different words were seen.
    pub(super) fn len(&self) -> usize {
        self.len as usize
    }

    /// The number of a word that is folded already.
    pub(super) fn add(&mut self, word: &str) -> u32 {
        self.number(hash(word))
    }

    /// The same, where it was seen.
    pub(super) fn get(&self, word: &str) -> Option<u32> {
        let hash = hash(word);
        let slot = self.slots[Self::slot(&self.slots, hash)];
        (slot.0 == hash).then_some(slot.1)
    }

    #[inline(always)]
    fn slot(slots: &[(u64, u32)], hash: u64) -> usize {
        let mask = slots.len() - 1;
        let mut at = (hash.wrapping_mul(0x9E37_79B9_7F4A_7C15) >> 32) as usize & mask;
        while slots[at].0 != 0 && slots[at].0 != hash {
            at = (at + 1) & mask;
        }
        at
    }

    #[inline(always)]
    fn number(&mut self, hash: u64) -> u32 {
        let hash = if hash == 0 { 1 } else { hash };
        let at = Self::slot(&self.slots, hash);
        let slot = &mut self.slots[at];
        if slot.0 == hash {
            return slot.1;
        }
        let number = self.len;
        *slot = (hash, number);
        self.len += 1;
        if self.len as usize * 2 > self.slots.len() {
            let mut wider = vec![(0, 0); self.slots.len() * 2];
            for (hash, number) in self.slots.iter().filter(|slot| slot.0 != 0) {
                let at = Self::slot(&wider, *hash);
                wider[at] = (*hash, *number);
            }
            self.slots = wider;
        }
        number
    }
}

/// Reads one text.
struct Reader<'t> {
    bytes: &'t [u8],
    /// Where it is, in bytes and in code points.
    byte: usize,
    at: u32,
    gap: u8,
    lines: u8,
    /// How many pieces hang together so far.
    pieces: u8,
}

impl Tokens {
    /// Reads a text. Linear in its length.
    pub(super) fn read(text: &str, words: &mut Words) -> Self {
        let guess = text.len() / 5 + 4;
        let mut tokens =
            Self { ids: Vec::with_capacity(guess), all: Vec::with_capacity(guess), len: 0 };
        let bytes = text.as_bytes();
        let mut reader = Reader { bytes, byte: 0, at: 0, gap: 0, lines: 2, pieces: 0 };
        while reader.byte < bytes.len() {
            if bytes[reader.byte] == b' ' {
                reader.gap = if reader.gap == STOP { SENTENCE } else { reader.gap.max(SPACE) };
                reader.byte += 1;
                reader.at += 1;
                continue;
            }
            let (start, byte) = (reader.at, reader.byte as u32);
            let (role, code) = reader.look(text);
            match role {
                Role::Space => {
                    reader.gap = if reader.gap == STOP { SENTENCE } else { reader.gap.max(SPACE) };
                    reader.lines += u8::from(bytes[reader.byte] == b'\n' && reader.lines < 2);
                    reader.step();
                }
                Role::Unseen => {
                    reader.step();
                    // An accent belongs to what it stands on.
                    if let Some(last) = tokens.all.last_mut().filter(|last| last.end == start) {
                        last.end = reader.at;
                    }
                }
                Role::Word => {
                    let (hash, letters) = reader.word(text);
                    let weight = if letters > FEW_LETTERS { LONG } else { SHORT };
                    let token = reader.token(start, byte, weight, Kind::Word);
                    tokens.push(words.number(hash), token);
                }
                Role::Alone | Role::Mark => {
                    reader.step();
                    let number = words.number(mix(SEED, code));
                    let last = tokens.all.last_mut().filter(|last| last.end == start);
                    if role == Role::Alone {
                        reader.pieces = 0;
                        let token = reader.token(start, byte, SHORT, Kind::Alone);
                        tokens.push(number, token);
                    } else if let Some(last) = last
                        && tokens.ids.last() == Some(&number)
                    {
                        // A row of one mark is one token: "..." and "…", "--" and "—".
                        last.end = reader.at;
                        continue;
                    } else {
                        let kind = match code {
                            0x22 | 0x2D | 0x2E | 0x5F => Kind::Joint,
                            _ => Kind::Mark,
                        };
                        let token = reader.token(start, byte, MARK, kind);
                        tokens.push(number, token);
                    }
                    if ends_a_sentence(code) {
                        // In scripts without spaces nothing more is needed.
                        reader.gap = if code < 0x80 { STOP } else { SENTENCE };
                    }
                }
            }
        }
        tokens.len = reader.at as usize;
        tokens
    }

    #[inline(always)]
    fn push(&mut self, id: u32, token: Token) {
        self.ids.push(id);
        self.all.push(token);
    }

    pub(super) fn count(&self) -> usize {
        self.ids.len()
    }

    /// What parts a token from the one before it; a paragraph at the text's end.
    pub(super) fn gap(&self, at: usize) -> u8 {
        self.all.get(at).map_or(PARAGRAPH, |token| token.gap)
    }

    /// Whether a joint and another piece of the same word stand behind a token.
    pub(super) fn goes_on(&self, at: usize) -> bool {
        let Some([word, joint, next, ..]) = self.all.get(at..) else { return false };
        word.kind == Kind::Word
            && joint.kind == Kind::Joint
            && next.kind == Kind::Word
            && word.end == joint.start
            && joint.end == next.start
    }

    /// How many words the tokens `from..to` are.
    pub(super) fn words(&self, from: usize, to: usize) -> usize {
        let mut count = 0;
        for at in from..to.min(self.all.len()) {
            let word = matches!(self.all[at].kind, Kind::Word | Kind::Alone);
            count += usize::from(word && !(at > from + 1 && self.goes_on(at - 2)));
        }
        count
    }

    /// A row without the tokens `from..to`.
    pub(super) fn without(&self, from: usize, to: usize) -> Self {
        Self {
            ids: [&self.ids[..from], &self.ids[to..]].concat(),
            all: [&self.all[..from], &self.all[to..]].concat(),
            len: self.len,
        }
    }

    /// The first token that ends behind a place.
    pub(super) fn first_behind(&self, at: usize) -> usize {
        self.all.partition_point(|token| token.end as usize <= at)
    }

    /// The first token that starts at a place or behind it.
    pub(super) fn first_from(&self, at: usize) -> usize {
        self.all.partition_point(|token| (token.start as usize) < at)
    }

    /// The words of a span of the text that was read; what lies beyond it is left out.
    pub(super) fn slice<'t>(&self, text: &'t str, span: Span) -> &'t str {
        let (from, to) = (self.byte(text, span.start), self.byte(text, span.end));
        text.get(from..to).unwrap_or_default()
    }

    /// Walks from the nearest token before a code point.
    fn byte(&self, text: &str, at: usize) -> usize {
        let before = self.all[..self.first_from(at + 1)].last();
        let (start, byte) = before.map_or((0, 0), |token| (token.start, token.byte as usize));
        let rest = text.get(byte..).unwrap_or_default();
        let steps = at - start as usize;
        byte + rest.char_indices().nth(steps).map_or(rest.len(), |(byte, _)| byte)
    }
}

impl Reader<'_> {
    /// What stands here, and what it counts as.
    #[inline(always)]
    fn look(&self, text: &str) -> (Role, u32) {
        let first = self.bytes[self.byte];
        if first < 128 {
            return match ASCII[first as usize] {
                0 => (Role::Space, 0),
                c if c < 128 => (Role::Word, u32::from(c)),
                c => (Role::Mark, u32::from(c & 127)),
            };
        }
        text[self.byte..].chars().next().map_or((Role::Space, 0), fold)
    }

    #[inline(always)]
    fn step(&mut self) {
        self.byte += width(self.bytes[self.byte]);
        self.at += 1;
    }

    /// Reads to the end of a word: its hash and how many letters it has.
    fn word(&mut self, text: &str) -> (u64, u32) {
        let (mut hash, mut letters) = (SEED, 0);
        loop {
            let from = self.byte;
            while let Some(byte) = self.bytes.get(self.byte)
                && *byte < 128
            {
                let c = ASCII[*byte as usize];
                if c == 0 || c > 127 {
                    break;
                }
                hash = (hash ^ u64::from(c)).wrapping_mul(PRIME);
                self.byte += 1;
            }
            self.at += (self.byte - from) as u32;
            letters += (self.byte - from) as u32;
            if self.bytes.get(self.byte).is_none_or(|byte| *byte < 128) {
                return (hash, letters);
            }
            match self.look(text) {
                (Role::Word, code) => {
                    hash = letter(hash, code);
                    letters += 1;
                }
                (Role::Unseen, _) => {}
                _ => return (hash, letters),
            }
            self.step();
        }
    }

    /// A token that ends here.
    #[inline(always)]
    fn token(&mut self, start: u32, byte: u32, weight: u8, kind: Kind) -> Token {
        let glued = matches!(self.gap, 0 | STOP) && self.lines < 2;
        self.pieces = if glued { self.pieces.saturating_add(1) } else { 0 };
        let gap = match (self.lines, self.gap) {
            (2.., _) => PARAGRAPH,
            (_, STOP) => 0,
            (_, gap) => gap,
        };
        (self.gap, self.lines) = (0, 0);
        let weight = if self.pieces < PIECES { weight } else { MARK };
        Token { start, end: self.at, byte, weight, gap, kind }
    }
}

fn hash(word: &str) -> u64 {
    word.chars().fold(SEED, |hash, c| mix(hash, u32::from(c)))
}

/// How many bytes a character takes, by its first.
fn width(first: u8) -> usize {
    match first {
        0..=0xBF => 1,
        0xC0..=0xDF => 2,
        0xE0..=0xEF => 3,
        _ => 4,
    }
}

#[inline(always)]
fn mix(hash: u64, code: u32) -> u64 {
    (hash ^ u64::from(code)).wrapping_mul(PRIME)
}

/// Adds a letter to a hash. Hangul is taken apart, as its other normal form is;
/// the German sharp s is what capitals make of it.
fn letter(hash: u64, code: u32) -> u64 {
    match code {
        0xAC00..=0xD7A3 => {
            let place = code - 0xAC00;
            let hash = mix(mix(hash, 0x1100 + place / 588), 0x1161 + place / 28 % 21);
            if place.is_multiple_of(28) { hash } else { mix(hash, 0x11A7 + place % 28) }
        }
        0xDF => mix(mix(hash, u32::from(b's')), u32::from(b's')),
        _ => mix(hash, code),
    }
}

/// Full stops, and what serves as one.
fn ends_a_sentence(code: u32) -> bool {
    matches!(char::from_u32(code), Some('.' | '!' | '?' | '。' | '؟' | '।' | '۔'))
}
