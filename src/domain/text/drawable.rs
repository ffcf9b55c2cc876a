//! Text that browsers can draw.

/// The most characters that may join one letter. No script needs more than a handful,
/// and browsers take a time for a letter that grows with their square: for ten
/// thousand some seconds, for a hundred thousand minutes in which the page hangs.
pub const MAX_JOINED: usize = 1_000;

/// Whether no letter is joined by more than [`MAX_JOINED`] accents, points, emoji
/// modifiers or the like. Cost: linear, and of ordinary text it reads next to nothing.
#[must_use]
pub fn is_drawable(text: &str) -> bool {
    // Each takes two bytes at least: a longer run lies across one of these places.
    let step = 2 * MAX_JOINED;
    (step..text.len()).step_by(step).all(|at| {
        let at = (at..).find(|at| text.is_char_boundary(*at)).unwrap_or(text.len());
        let (before, after) = text.split_at(at);
        let before = before.chars().rev().take_while(joins).take(MAX_JOINED + 1).count();
        let after = after.chars().take_while(joins).take(MAX_JOINED + 1).count();
        before + after <= MAX_JOINED
    })
}

/// Whether it joins the letter before it, or is none that can be seen: what was left
/// out of Unicode's `Grapheme_Extend` costs browsers little, but for these few.
fn joins(c: &char) -> bool {
    match c {
        // Symbols of fonts of their own, and spaces.
        '\u{e000}'..='\u{f8ff}' | '\u{f0000}'.. | '\0'..'\u{300}' => false,
        // Thai and Lao vowels that are taken apart; the colours of skin.
        '\u{e33}' | '\u{eb3}' | '\u{1f3fb}'..='\u{1f3ff}' => true,
        // The standard library knows what extends a grapheme, and tells so only here.
        _ => !c.is_whitespace() && c.escape_debug().len() > 1,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// An accent, a Hebrew point, a Thai vowel sign, a selector, a colour of skin, SARA AM.
    const JOINING: [char; 6] =
        ['\u{301}', '\u{5b0}', '\u{e31}', '\u{fe0f}', '\u{1f3fb}', '\u{e33}'];

    #[test]
    fn as_many_as_may_be_are_drawn_and_no_more() {
        for c in JOINING {
            let run = |count: usize| c.to_string().repeat(count);
            for before in ["", "a", &"word ".repeat(700), &"ü".repeat(1_999)] {
                let text = |count: usize| format!("{before}{} and so on", run(count));
                assert!(is_drawable(&text(MAX_JOINED)), "{c:?} after {}", before.len());
                assert!(!is_drawable(&text(MAX_JOINED + 1)), "{c:?} after {}", before.len());
                assert!(!is_drawable(&format!("{before}{}", run(100_000))));
            }
        }
    }

    #[test]
    fn what_people_write_is_drawn() {
        let written =
            ["e\u{301}t\u{e9} ", "שָׁלוֹם ", "नमस्ते ", "สวัสดีน้ำ", "👩🏽‍🚀🏳️‍🌈", "한국어", "……———", "中文。"];
        for words in written {
            assert!(is_drawable(&words.repeat(10_000)), "{words}");
        }
        for c in ['a', '😀', '\u{f0b7}', '\u{3000}', '\u{93e}', '\u{1160}', '\u{1f1e6}'] {
            assert!(is_drawable(&c.to_string().repeat(5_000)), "{c:?}");
        }
    }
}
