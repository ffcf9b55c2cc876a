//! What was typed into “Link a source” and not entered yet, claim by claim.

use crate::domain::id::Id;

/// So many are kept, the newest.
const MOST: usize = 20;
/// Longer ones are pasted by mistake; in code points.
const LONGEST: usize = 10_000;

/// What the text that [`with`] wrote last holds for this claim; empty for nothing.
#[must_use]
pub fn of<'a>(kept: &'a str, claim: &Id) -> &'a str {
    lines(kept).find(|(about, _)| *about == claim.as_str()).map_or("", |(_, typed)| typed)
}

/// The text to keep once `typed` stands in this claim's field: a line each of its id and
/// what was typed, the newest first. Such a field has no lines of its own.
#[must_use]
pub fn with(kept: &str, claim: &Id, typed: &str) -> String {
    let others = lines(kept).filter(|(about, _)| *about != claim.as_str());
    let fits = !typed.is_empty() && typed.chars().nth(LONGEST).is_none();
    let new = fits.then(|| (claim.as_str(), typed));
    let all = new.into_iter().chain(others).take(MOST);
    let line = |(about, typed): (&str, &str)| format!("{about} {typed}\n");
    all.map(line).collect()
}

fn lines(kept: &str) -> impl Iterator<Item = (&str, &str)> {
    kept.lines().filter_map(|line| line.split_once(' '))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_claim_has_its_own_until_it_is_entered() {
        let [one, other] = ["one", "other"].map(Id::from_name);
        let kept = with("", &one, "example.org/a b");
        let kept = with(&kept, &other, " Ein Titel: 中文");
        assert_eq!(of(&kept, &one), "example.org/a b");
        assert_eq!(of(&kept, &other), " Ein Titel: 中文");
        let kept = with(&kept, &one, "");
        assert_eq!((of(&kept, &one), of(&kept, &other)), ("", " Ein Titel: 中文"));
        assert_eq!(with(&kept, &other, ""), "");
    }

    #[test]
    fn the_oldest_go_and_what_is_no_draft_is_left_out() {
        let ids: Vec<Id> = (0..=MOST).map(|n| Id::from_name(&n.to_string())).collect();
        let kept = ids.iter().fold("broken\n".to_owned(), |kept, id| with(&kept, id, "typed"));
        assert_eq!((of(&kept, &ids[0]), of(&kept, &ids[1])), ("", "typed"));
        assert_eq!(kept.lines().count(), MOST);
        assert_eq!(with("", &ids[0], &"a".repeat(LONGEST + 1)), "");
    }
}
