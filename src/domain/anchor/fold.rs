//! What counts as the same letter: case, composition, accents, typographic
//! quotes and dashes are folded away, so that two versions can be aligned.

/// What a code point does in a text.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Role {
    /// Parts two words.
    Space,
    /// Is not seen: soft hyphens, joiners, accents that stand on their own.
    Unseen,
    /// Belongs to a word.
    Word,
    /// Is a word: scripts that put no space between words, pictures.
    Alone,
    /// Stands between words.
    Mark,
}

/// The one mark for which all quotation marks and apostrophes stand.
const QUOTE: u32 = '"' as u32;
const DASH: u32 = '-' as u32;

/// Letters without their accents, U+00C0 to U+024F; a full stop where none fits.
const LATIN: &[u8; 400] = b"aaaaaa.ceeeeiiii.nooooo..uuuuy..aaaaaa.ceeeeiiii.nooooo..uuuuy.yaaaaaaccccccccdd..eeeeeeeeeegggggggghh..iiiiiiiiiijjjkk.llllll..ll.nnnnnn...oooooo..rrrrrrsssssssstttt..uuuuuuuuuuuuwwyyyzzzzzz.................................oo.............uu............................aaiioouuuuuuuuuu.aaaa....ggkkoooo..j...gg..nnaa....aaaaeeeeiiiioooorrrruuuusstt..hh......aaeeooooooooyy............................";
/// The same for U+1E00 to U+1EFF.
const LATIN_ADDITIONAL: &[u8; 256] = b"aabbbbbbccddddddddddeeeeeeeeeeffgghhhhhhhhhhiiiikkkkkkllllllllmmmmmmnnnnnnnnoooooooopppprrrrrrrrssssssssssttttttttuuuuuuuuuuvvvvwwwwwwwwwwxxxxyyzzzzzzhtwy......aaaaaaaaaaaaaaaaaaaaaaaaeeeeeeeeeeeeeeeeiiiioooooooooooooooooooooooouuuuuuuuuuuuuuyyyyyyyy......";
/// Letters of other scripts with the letter that is left without the accent.
const OTHERS: &[(char, char)] = &[
    ('ΐ', 'ι'),
    ('ά', 'α'),
    ('έ', 'ε'),
    ('ή', 'η'),
    ('ί', 'ι'),
    ('ΰ', 'υ'),
    ('ς', 'σ'),
    ('ϊ', 'ι'),
    ('ϋ', 'υ'),
    ('ό', 'ο'),
    ('ύ', 'υ'),
    ('ώ', 'ω'),
    ('й', 'и'),
    ('ѐ', 'е'),
    ('ё', 'е'),
    ('ѓ', 'г'),
    ('ї', 'і'),
    ('ќ', 'к'),
    ('ѝ', 'и'),
    ('ў', 'у'),
    ('آ', 'ا'),
    ('أ', 'ا'),
    ('ؤ', 'و'),
    ('إ', 'ا'),
    ('ئ', 'ي'),
    // With a nukta.
    ('\u{958}', '\u{915}'),
    ('\u{959}', '\u{916}'),
    ('\u{95A}', '\u{917}'),
    ('\u{95B}', '\u{91C}'),
    ('\u{95C}', '\u{921}'),
    ('\u{95D}', '\u{922}'),
    ('\u{95E}', '\u{92B}'),
    ('\u{95F}', '\u{92F}'),
    ('\u{9DC}', '\u{9A1}'),
    ('\u{9DD}', '\u{9A2}'),
    ('\u{9DF}', '\u{9AF}'),
];

/// The role of any code point, and what it counts as.
pub(super) fn fold_any(c: char) -> (Role, u32) {
    match c {
        'a'..='z' | '0'..='9' => (Role::Word, u32::from(c)),
        'A'..='Z' => (Role::Word, u32::from(c.to_ascii_lowercase())),
        '\'' | '`' => (Role::Mark, QUOTE),
        '\0'..=' ' | '\u{7F}' => (Role::Space, 0),
        '!'..='~' => (Role::Mark, u32::from(c)),
        _ => fold(c),
    }
}

/// The role of a code point beyond ASCII, and what it counts as.
pub(super) fn fold(c: char) -> (Role, u32) {
    let code = u32::from(c);
    match code {
        0x85 | 0xA0 | 0x1680 | 0x2000..=0x200A | 0x2028 | 0x2029 | 0x202F | 0x205F | 0x3000 => {
            (Role::Space, 0)
        }
        0xAD | 0x300..=0x36F | 0x61C | 0x64B..=0x65F | 0x670 | 0x591..=0x5BD | 0x5BF | 0x5C1
        | 0x5C2 | 0x5C4 | 0x5C5 | 0x5C7 | 0x93C | 0x9BC | 0xA3C | 0xB3C | 0x1AB0..=0x1AFF
        | 0x1DC0..=0x1DFF | 0x200B..=0x200F | 0x202A..=0x202E | 0x2060..=0x206F
        | 0x20D0..=0x20FF | 0x3099 | 0x309A | 0xFE00..=0xFE0F | 0xFE20..=0xFE2F | 0xFEFF
        | 0x1F3FB..=0x1F3FF | 0xE0000..=0xE01EF => (Role::Unseen, 0),
        0xAB | 0xBB | 0xB4 | 0x2018..=0x201F | 0x2032..=0x2036 | 0x2039 | 0x203A | 0x2BC
        | 0xFF02 | 0xFF07 => (Role::Mark, QUOTE),
        0x2010..=0x2015 | 0x2212 | 0xFE58 | 0xFE63 | 0xFF0D => (Role::Mark, DASH),
        0x2026 => (Role::Mark, u32::from('.')),
        // Full-width forms of ASCII.
        0xFF01..=0xFF5E => {
            let narrow = char::from_u32(code - 0xFEE0).unwrap_or(c).to_ascii_lowercase();
            let role = if narrow.is_ascii_alphanumeric() { Role::Word } else { Role::Mark };
            (role, u32::from(narrow))
        }
        // Voiced kana are their plain neighbours with a mark. Katakana run into words.
        0x304B..=0x3062 | 0x30AB..=0x30C2 => (kana(code), code - (1 - (code & 1))),
        0x3064..=0x3069 | 0x30C4..=0x30C9 => (kana(code), code & !1),
        0x306F..=0x307D => (Role::Alone, code - (code - 0x306F) % 3),
        0x30CF..=0x30DD => (Role::Word, code - (code - 0x30CF) % 3),
        0x30A1..=0x30FA | 0x30FC..=0x30FF | 0xFF66..=0xFF9F => (Role::Word, code),
        0x2E80..=0x2FDF | 0x3040..=0x312F | 0x31A0..=0x31BF | 0x31F0..=0x31FF | 0x3400..=0x4DBF
        | 0x4E00..=0x9FFF | 0xF900..=0xFAFF | 0x20000..=0x323AF
        // Thai, Lao, Myanmar, Khmer put no space between words.
        | 0xE01..=0xE3A | 0xE40..=0xEDF | 0x1000..=0x109F | 0x1780..=0x17D3 => (Role::Alone, code),
        _ if c.is_alphanumeric() => (Role::Word, letter(c)),
        // What else stands in the blocks of the alphabets are signs of letters,
        // but for their punctuation.
        0x483..=0x487 | 0x900..=0xDFF if !matches!(code, 0x964 | 0x965 | 0x970) => {
            (Role::Word, code)
        }
        _ if c.is_whitespace() || c.is_control() => (Role::Space, 0),
        _ => (Role::Mark, code),
    }
}

fn kana(code: u32) -> Role {
    if code < 0x30A0 { Role::Alone } else { Role::Word }
}

/// A letter in lower case and without its accent.
fn letter(c: char) -> u32 {
    let low = c.to_lowercase().next().unwrap_or(c);
    let code = u32::from(low);
    let plain = match code {
        0xC0..=0x24F => LATIN[(code - 0xC0) as usize],
        0x1E00..=0x1EFF => LATIN_ADDITIONAL[(code - 0x1E00) as usize],
        0x386..=0x9DF => {
            return OTHERS
                .iter()
                .find(|(accented, _)| *accented == low)
                .map_or(code, |(_, plain)| u32::from(*plain));
        }
        0x1F00..=0x1FFF => return polytonic(code),
        _ => b'.',
    };
    if plain == b'.' { code } else { u32::from(plain) }
}

/// Greek with the old accents.
fn polytonic(code: u32) -> u32 {
    const ROWS: [char; 16] =
        ['α', 'ε', 'η', 'ι', 'ο', 'υ', 'ω', '.', 'α', 'η', 'ω', 'α', 'η', 'ι', 'υ', 'ω'];
    const PAIRS: [char; 8] = ['α', 'ε', 'η', 'ι', 'ο', 'υ', 'ω', 'ω'];
    let row = (code as usize >> 4) & 15;
    let plain = if row == 7 { PAIRS[(code as usize >> 1) & 7] } else { ROWS[row] };
    u32::from(plain)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn folded(text: &str) -> Vec<u32> {
        text.chars()
            .map(fold)
            .filter(|(role, _)| !matches!(role, Role::Unseen | Role::Space))
            .map(|(_, code)| code)
            .collect()
    }

    #[test]
    fn composed_and_decomposed_letters_are_the_same() {
        for (composed, decomposed) in [
            ("é", "e\u{301}"),
            ("Å", "A\u{30A}"),
            ("ộ", "o\u{323}\u{302}"),
            ("й", "и\u{306}"),
            ("ώ", "ω\u{301}"),
            ("ᾧ", "ω\u{314}\u{342}\u{345}"),
            ("が", "か\u{3099}"),
            ("づ", "つ\u{3099}"),
            ("ぽ", "ほ\u{309A}"),
            ("\u{95C}", "\u{921}\u{93C}"),
        ] {
            let plain: Vec<u32> = folded(decomposed);
            let plain: Vec<u32> = plain
                .into_iter()
                .map(|code| {
                    char::from_u32(code).map_or(code, |c| u32::from(c.to_ascii_lowercase()))
                })
                .collect();
            assert_eq!(folded(composed), plain, "{composed}");
        }
    }

    #[test]
    fn quotes_and_dashes_are_one_each() {
        assert_eq!(folded("‘’“”«»"), vec![QUOTE; 6]);
        assert_eq!(folded("–—−‑"), vec![DASH; 4]);
    }
}
