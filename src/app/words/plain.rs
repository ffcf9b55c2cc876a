//! Words in which nothing is hidden and nothing turns the rest around.

/// The most marks on one letter that are shown: piled up, they would cover the
/// lines above and below.
const MAX_MARKS: usize = 4;

/// A stranger's words with what could make them look like others made visible:
/// `[U+202E]` for what turns the direction of writing, for what is invisible
/// and for control characters. Joiners stay where scripts and emoji need them.
#[must_use]
pub(super) fn plain(words: &str) -> String {
    let mut plain = String::with_capacity(words.len());
    let (mut before, mut marks) = (None, 0);
    for c in words.chars() {
        marks = if is_mark(c) { marks + 1 } else { 0 };
        if is_deceptive(c, before) {
            plain.push_str(&format!("[U+{:04X}]", u32::from(c)));
        } else if marks <= MAX_MARKS {
            plain.push(c);
        }
        before = Some(c);
    }
    plain
}

fn is_mark(c: char) -> bool {
    matches!(c, '\u{0300}'..='\u{036f}' | '\u{0483}'..='\u{0489}' | '\u{1ab0}'..='\u{1aff}'
        | '\u{1dc0}'..='\u{1dff}' | '\u{20d0}'..='\u{20ff}' | '\u{fe20}'..='\u{fe2f}')
}

fn is_deceptive(c: char, before: Option<char>) -> bool {
    match c {
        // Between letters of a script, or in an emoji.
        '\u{200c}' | '\u{200d}' => before.is_none_or(|before| before.is_ascii()),
        // Flags of Scotland and the like.
        '\u{e0020}'..='\u{e007f}' => {
            !before.is_some_and(|before| matches!(before, '\u{1f3f4}' | '\u{e0020}'..='\u{e007e}'))
        }
        '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => true,
        '\u{00ad}'
        | '\u{115f}'
        | '\u{1160}'
        | '\u{180e}'
        | '\u{200b}'
        | '\u{2060}'..='\u{2065}'
        | '\u{206a}'..='\u{206f}'
        | '\u{3164}'
        | '\u{feff}'
        | '\u{ffa0}'
        | '\u{fff0}'..='\u{fffb}'
        | '\u{e0000}'..='\u{e001f}'
        | '\u{fdd0}'..='\u{fdef}'
        | '\u{fffe}'
        | '\u{ffff}' => true,
        c => c.is_control() && !c.is_whitespace(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_hides_or_turns_is_shown() {
        for (words, shown) in [
            ("plain", "plain"),
            ("gpj.\u{202e}exe", "gpj.[U+202E]exe"),
            ("\u{2066}a\u{2069}", "[U+2066]a[U+2069]"),
            ("pay\u{200b}pal", "pay[U+200B]pal"),
            ("pay\u{200d}pal", "pay[U+200D]pal"),
            ("a\u{0}b\u{1b}[2J", "a[U+0000]b[U+001B][2J"),
            ("\u{feff}x\u{ad}y", "[U+FEFF]x[U+00AD]y"),
            ("one\ttwo\nthree", "one\ttwo\nthree"),
            ("👩\u{200d}👩\u{200d}👧", "👩\u{200d}👩\u{200d}👧"),
            ("می\u{200c}خواهم", "می\u{200c}خواهم"),
            ("🏴\u{e0067}\u{e0062}\u{e007f}", "🏴\u{e0067}\u{e0062}\u{e007f}"),
            ("x\u{e0067}", "x[U+E0067]"),
            ("שלום\u{200f}!", "שלום\u{200f}!"),
            ("e\u{301}", "e\u{301}"),
            ("e\u{301}\u{301}\u{301}\u{301}\u{301}\u{301}f", "e\u{301}\u{301}\u{301}\u{301}f"),
        ] {
            assert_eq!(plain(words), shown, "{words:?}");
        }
    }
}
