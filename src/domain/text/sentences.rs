//! Sentence boundaries that news prose needs beyond the general rules.

/// Titles and shortenings that are followed by a name or a number, not by a
/// new sentence. Without their full stop.
const ABBREVIATIONS: &[&str] = &[
    "Mr", "Mrs", "Ms", "Mx", "Dr", "Prof", "Rev", "Hon", "St", "Sen", "Rep", "Gov", "Gen", "Col",
    "Lt", "Maj", "Sgt", "Capt", "Adm", "Cmdr", "Pres", "Supt", "vs", "No", "Nos", "Art", "Fig",
    "approx", "ca", "cf", "Jan", "Feb", "Mar", "Apr", "Aug", "Sept", "Sep", "Oct", "Nov", "Dec",
];

/// Words with which a sentence begins far more often than a name does: behind
/// initials ("in the U.S. The …") they do start a new one.
const OPENERS: &[&str] = &[
    "A",
    "After",
    "Although",
    "An",
    "And",
    "As",
    "At",
    "Because",
    "Before",
    "But",
    "By",
    "For",
    "He",
    "How",
    "However",
    "I",
    "If",
    "In",
    "It",
    "Its",
    "Many",
    "Meanwhile",
    "No",
    "On",
    "Or",
    "She",
    "Since",
    "So",
    "Some",
    "That",
    "The",
    "Their",
    "There",
    "These",
    "They",
    "This",
    "Those",
    "Though",
    "We",
    "What",
    "When",
    "Where",
    "While",
    "Who",
    "With",
    "Yet",
    "You",
];

/// Takes back the boundaries that the rules of Unicode Standard Annex 29 put
/// behind an abbreviation ("the U.S. | Treasury"). `starts` are code points,
/// rising, the first of them 0 unless the text is empty.
#[must_use]
pub fn repair_sentences(text: &[char], starts: &[usize]) -> Vec<usize> {
    starts.iter().copied().filter(|start| *start == 0 || !splits_a_name(text, *start)).collect()
}

fn splits_a_name(text: &[char], start: usize) -> bool {
    let is_space = |c: &&char| c.is_whitespace();
    let behind = text[..start].iter().rev().skip_while(is_space);
    let last: Vec<char> = behind.take_while(|c| !c.is_whitespace()).copied().collect();
    let last: String = last.into_iter().rev().skip_while(|c| !c.is_alphanumeric()).collect();
    let Some(last) = last.strip_suffix('.') else { return false };
    let next: String = text[start..].iter().take_while(|c| c.is_alphanumeric()).collect();
    if ABBREVIATIONS.contains(&last) {
        return true;
    }
    let initials = last.split('.').all(|letter| {
        let mut letters = letter.chars();
        letters.next().is_some_and(char::is_uppercase) && letters.next().is_none()
    });
    initials && !OPENERS.contains(&next.as_str())
}

#[cfg(test)]
mod tests {
    use crate::domain::text::{Segments, segments::tests::Uax29};

    /// `|` stands where a sentence should begin.
    fn check(marked: &str) {
        let text = marked.replace('|', "");
        let mut found: Vec<char> = text.chars().collect();
        let segments = Segments::of(&text, &Uax29);
        for sentence in segments.sentences().iter().skip(1).rev() {
            found.insert(sentence.start, '|');
        }
        assert_eq!(found.into_iter().collect::<String>(), marked);
    }

    #[test]
    fn abbreviations_do_not_end_sentences() {
        check("It came as U.S. Treasury Secretary Janet Yellen visits. |No one knew.");
        check("It went into the U.S. |The rest did not.");
        check("Gen. Smith met Dr. Wu on Jan. 3. |They talked.");
        check("“It is so,” said J. R. Smith. |“Is it?”");
        check("他来了。|她走了。");
    }
}
