//! What changed between a passage's old words and its new ones.

use super::fold::{Role, fold_any};
use super::lexicon::{DIRECTION, Lexicon, NEGATION, NUMBER};

/// What is different. All false where the words are the same to the letter.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Changes {
    /// Case, white space, typographic quotes and dashes, or how letters are
    /// composed: nothing that a reader would call a change.
    pub form: bool,
    /// Words or marks were added, taken out or replaced.
    pub words: bool,
    /// A number, in digits or in words.
    pub number: bool,
    /// A "not", a "never", an "un-".
    pub negation: bool,
    /// A word that says which way: rose or fell, import or export, more or less.
    pub direction: bool,
}

impl Changes {
    /// Whether a reader must be asked, however alike the words are.
    #[must_use]
    pub fn asks(self) -> bool {
        self.number || self.negation || self.direction
    }

    /// Whether it says something else now, were it but a comma.
    #[must_use]
    pub fn is_changed(self) -> bool {
        self.words || self.asks()
    }

    /// Compares two passages. Linear but for pairs of replaced words.
    pub(super) fn between(old: &str, new: &str, lexicon: &Lexicon) -> Self {
        if old == new {
            return Self::default();
        }
        let (old, new) = differing(old, new);
        let (old_words, new_words) = (words(old), words(new));
        if old_words == new_words {
            return Self { form: true, ..Self::default() };
        }
        let differ = |kind: u8| {
            let is = |word: &&Word| {
                lexicon.kinds(&word.text) & kind != 0
                    || kind == NUMBER && word.text.chars().any(char::is_numeric)
            };
            let (old, new) = (old_words.iter().filter(is), new_words.iter().filter(is));
            !old.map(|word| &word.text).eq(new.map(|word| &word.text))
        };
        let (gone, come) = (missing(&old_words, &new_words), missing(&new_words, &old_words));
        Self {
            form: false,
            words: true,
            number: differ(NUMBER) || numbers(old) != numbers(new),
            negation: differ(NEGATION) || opposed(&gone, &come) || opposed(&come, &gone),
            direction: differ(DIRECTION),
        }
    }
}

/// Without what is equal at both ends, but for the words next to the difference.
fn differing<'t>(old: &'t str, new: &'t str) -> (&'t str, &'t str) {
    /// A word, what stands by it, and the white space around.
    const NEXT: usize = 2;
    let equal = old.bytes().zip(new.bytes()).take_while(|(a, b)| a == b).count();
    let spaces = old.as_bytes()[..equal].iter().enumerate().rev();
    let mut spaces = spaces.filter(|(_, byte)| byte.is_ascii_whitespace()).map(|(at, _)| at);
    let from = spaces.nth(NEXT).unwrap_or(0);
    let (old, new) = (old.get(from..).unwrap_or(old), new.get(from..).unwrap_or(new));
    let equal = old.bytes().rev().zip(new.bytes().rev()).take_while(|(a, b)| a == b).count();
    let tail = &old.as_bytes()[old.len() - equal..];
    let mut spaces = tail.iter().enumerate().filter(|(_, byte)| byte.is_ascii_whitespace());
    let cut = spaces.nth(NEXT).map_or(0, |(at, _)| equal - at);
    let short = |text: &'t str| text.get(..text.len() - cut).unwrap_or(text);
    (short(old), short(new))
}

/// A word or a mark, folded, and whether its letters carry accents.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
struct Word {
    text: String,
    accents: Vec<bool>,
}

fn words(text: &str) -> Vec<Word> {
    let mut all: Vec<Word> = Vec::new();
    let mut open = false;
    for c in text.chars() {
        let (role, code) = fold_any(c);
        let letter = char::from_u32(code).unwrap_or(c);
        match role {
            Role::Space => open = false,
            Role::Unseen => {
                let accent =
                    matches!(u32::from(c), 0x300..=0x36F | 0x591..=0x670 | 0x3099 | 0x309A);
                if let Some(last) = all.last_mut().and_then(|word| word.accents.last_mut())
                    && accent
                {
                    *last = true;
                }
            }
            Role::Word => {
                if !open {
                    all.push(Word::default());
                }
                open = true;
                if let Some(word) = all.last_mut() {
                    word.take(c, letter);
                }
            }
            Role::Alone | Role::Mark => {
                open = false;
                // A row of one mark is one, so that "..." is "…".
                let again = role == Role::Mark
                    && all.last().is_some_and(|last| last.text.chars().eq([letter]));
                if !again {
                    let mut word = Word::default();
                    word.take(c, letter);
                    all.push(word);
                }
            }
        }
    }
    join_not(all)
}

impl Word {
    fn take(&mut self, c: char, letter: char) {
        self.text.push(letter);
        let low = c.to_lowercase().next().unwrap_or(c);
        self.accents.push(low.is_alphabetic() && low != letter);
    }
}

/// Makes the "t" of "don't" the negation that it is.
fn join_not(mut all: Vec<Word>) -> Vec<Word> {
    for at in 2..all.len() {
        let not =
            all[at].text == "t" && all[at - 1].text == "\"" && all[at - 2].text.ends_with('n');
        if not {
            all[at].text = "n't".into();
        }
    }
    all
}

/// The words of one that the other does not have as often.
fn missing(of: &[Word], from: &[Word]) -> Vec<String> {
    let count = |words: &[Word], text: &str| words.iter().filter(|word| word.text == text).count();
    let changed: Vec<&Word> = middle(of, from);
    let others: Vec<&Word> = middle(from, of);
    let others: Vec<Word> = others.into_iter().cloned().collect();
    changed
        .into_iter()
        .take(MOST)
        .filter(|word| count(&others, &word.text) == 0)
        .map(|word| word.text.clone())
        .collect()
}

/// How many replaced words are compared with each other.
const MOST: usize = 200;

/// What is left of one between the equal ends of both.
fn middle<'w>(of: &'w [Word], other: &[Word]) -> Vec<&'w Word> {
    let before = of.iter().zip(other).take_while(|(a, b)| a == b).count();
    let (of, other) = (&of[before..], &other[before..]);
    let behind = of.iter().rev().zip(other.iter().rev()).take_while(|(a, b)| a == b).count();
    of[..of.len() - behind].iter().collect()
}

/// Whether one says the contrary of the other: "likely" and "unlikely", "harmful"
/// and "harmless".
fn opposed(plain: &[String], other: &[String]) -> bool {
    const PREFIXES: &[&str] = &["un", "in", "im", "il", "ir", "dis", "non", "mis", "anti"];
    plain.iter().any(|word| {
        other.iter().any(|other| {
            PREFIXES.iter().any(|prefix| other.strip_prefix(prefix) == Some(word.as_str()))
                || word.strip_suffix("ful").is_some_and(|stem| {
                    !stem.is_empty() && other.strip_suffix("less") == Some(stem)
                })
        })
    })
}

/// The numbers in digits, each with its sign, separators and per cent.
fn numbers(text: &str) -> Vec<String> {
    let chars: Vec<char> = text.chars().collect();
    let digit = |at: usize| chars.get(at).is_some_and(|c| c.is_numeric());
    let mut found = Vec::new();
    let mut at = 0;
    while at < chars.len() {
        if !digit(at) {
            at += 1;
            continue;
        }
        let mut number = String::new();
        let signed = at > 0
            && matches!(chars[at - 1], '-' | '−' | '–')
            && !(at > 1 && chars[at - 2].is_alphanumeric());
        if signed {
            number.push('-');
        }
        while digit(at) || matches!(chars.get(at), Some('.' | ',' | ':' | '/')) && digit(at + 1) {
            number.push(chars[at]);
            at += 1;
        }
        let unit = chars[at..].iter().find(|c| !c.is_whitespace());
        if let Some(unit) = unit.filter(|c| matches!(c, '%' | '‰' | '°' | '$' | '€' | '£' | '¥'))
        {
            number.push(*unit);
        }
        found.push(number);
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn flags(old: &str, new: &str) -> String {
        let changes = Changes::between(old, new, &Lexicon::new());
        let all = [
            (changes.form, 'f'),
            (changes.words, 'w'),
            (changes.number, '#'),
            (changes.negation, '!'),
            (changes.direction, '>'),
        ];
        all.iter().filter(|(is, _)| *is).map(|(_, letter)| *letter).collect()
    }

    #[test]
    fn what_only_looks_different_is_no_change() {
        assert_eq!(flags("as it was", "as it was"), "");
        assert_eq!(flags("“It’s so” – he\nsaid…", "\"It's so\" - he said..."), "f");
        assert_eq!(flags("caf\u{e9}", "cafe\u{301}"), "f");
        assert_eq!(flags("SOME WORDS", "some words"), "f");
    }

    #[test]
    fn another_letter_is_a_change() {
        assert_eq!(flags("the résumé", "the resume"), "w");
        assert_eq!(flags("so, he said", "so he said"), "w");
    }

    #[test]
    fn what_asks_is_seen() {
        assert_eq!(flags("it grew by 4 percent", "it grew by 5 percent"), "w#");
        assert_eq!(flags("at -5 degrees", "at 5 degrees"), "w#");
        assert_eq!(flags("worth 1.5 million", "worth 15 million"), "w#");
        assert_eq!(flags("two of them", "three of them"), "w#");
        assert_eq!(flags("5% of all", "5 of all"), "w#");
        assert_eq!(flags("it is safe", "it isn't safe"), "w!");
        assert_eq!(flags("they never said", "they said"), "w!");
        assert_eq!(flags("it is likely", "it is unlikely"), "w!");
        assert_eq!(flags("a harmful drug", "a harmless drug"), "w!");
        assert_eq!(flags("prices rose", "prices fell"), "w>");
        assert_eq!(flags("the import of oil", "the export of oil"), "w>");
        assert_eq!(flags("more than that", "less than that"), "w>");
        assert_eq!(flags("Officials said", "An official said"), "w");
    }
}
