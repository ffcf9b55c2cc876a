//! Whether two articles are versions of one.

use super::Article;
use crate::domain::order::sort_by;

/// Whether one can be a version of the other: at least a quarter of the shorter
/// one's runs of three words are in both. Articles of two pages that only share a
/// subject have next to none in common; a version that was rewritten keeps more
/// than that. Costs a sort of the words of both.
#[must_use]
pub fn are_versions(a: &Article, b: &Article) -> bool {
    let (a, b) = (runs(a.text()), runs(b.text()));
    let shared = a.iter().filter(|run| b.binary_search(run).is_ok()).count();
    let shorter = a.len().min(b.len());
    4 * shared >= shorter && shared > 0
}

/// Runs of three words, in order, each once; of a text with fewer words, all of it.
fn runs(text: &str) -> Vec<[&str; 3]> {
    let split = text.split(|c: char| !c.is_alphanumeric());
    let words: Vec<&str> = split.filter(|word| !word.is_empty()).collect();
    let mut runs: Vec<[&str; 3]> = words.windows(3).filter_map(|run| run.try_into().ok()).collect();
    if runs.is_empty() {
        let word = |at: usize| words.get(at).copied().unwrap_or_default();
        runs.push([word(0), word(1), word(2)]);
    }
    sort_by(&mut runs, Ord::cmp);
    runs.dedup();
    runs
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::article::{Block, BlockKind, Draft, built_in};

    fn article(text: &str) -> Article {
        let block = |text: &str| Block { kind: BlockKind::Paragraph, text: text.into() };
        let blocks = text.lines().map(block).collect();
        Draft { blocks, ..Draft::default() }.finish().expect("it has text")
    }

    #[test]
    fn a_corrected_article_is_a_version_and_another_one_is_not() {
        let text = built_in().text().to_owned();
        let longer = article(&format!("A correction comes first.\n{text}"));
        let half: String = text.lines().take(6).collect::<Vec<_>>().join("\n");
        assert!(are_versions(&built_in(), &longer));
        assert!(are_versions(&article(&half), &built_in()));
        let other = article(
            "The town council said on Monday that the new bridge will open in June.\n\
             According to the mayor, traffic through the centre fell by a third.",
        );
        assert!(!are_versions(&built_in(), &other) && !are_versions(&other, &built_in()));
        assert!(are_versions(&article("Two words"), &article("Two words")));
        assert!(!are_versions(&article("Two words"), &article("Other ones")));
    }
}
