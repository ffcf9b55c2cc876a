//! What is written for people outside the page: the report, the worksheet, the
//! notebook as Markdown and as Argdown.

use super::count;
use super::term::Terms;
use crate::domain::link::Relation;
use crate::domain::source::Source;

/// The language of these words, for pages that hold them.
pub const LANGUAGE: &str = "en";

pub const REPORT: &str = "Claims and sources";
pub const SKIP: &str = "Skip to the claims";
pub const ARTICLE: &str = "The article";
pub const PUBLISHED: &str = "Published";
pub const FROM: &str = "From";
pub const BY: &str = "By";
pub const KINDS: &str = "Marks in the text";
pub const IN_ARTICLE_SOURCE: &str = "Source named in the article";
pub const CLAIM: &str = "Claim";
pub const CLAIMS: &str = "Claims";
pub const KIND: &str = "Kind";
pub const VERDICT: &str = "Verdict";
pub const SOURCES: &str = "Sources";
pub const REASON: &str = "Why";
pub const TAGS: &str = "Tags";
pub const NO_SOURCE: &str = "No source yet.";
pub const NO_CLAIMS: &str = "No claims have been marked.";
pub const NO_SOURCES: &str = "No sources have been given.";
pub const LOST: &str = "No longer in this version of the article";
pub const ARCHIVED: &str = "Archived copy";
pub const ACCESSED: &str = "Looked at";
pub const UNTITLED_SOURCE: &str = "Untitled source";
pub const UNLINKED: &str = "Linked to no claim.";
pub const CONFLICT: &str =
    "Changed in two places at once: another version of this is in the notebook.";
pub const FOOT: &str =
    "Made with Claimlight. This page holds no script and asks for nothing from the network.";

/// The letter of a source in the article, before its number.
pub const SOURCE_LETTER: &str = "S";

/// The letter of a kind of this name, so that it can be told without its colour.
#[must_use]
pub fn letter(name: &str) -> String {
    let first = name.chars().find(|c| c.is_alphanumeric());
    first.map_or_else(|| "?".into(), |letter| letter.to_uppercase().collect())
}

/// Said of the number of a claim in the text: "Claim 3, Fact".
#[must_use]
pub fn mark(number: usize, kind: &str) -> String {
    format!("{CLAIM} {number}, {kind}")
}

/// A name for what shows little: it begins with what is seen, so that people
/// who speak to their computer can say it (WCAG 2.5.3).
#[must_use]
pub fn seen(shown: &str, said: &str) -> String {
    format!("{shown}: {said}")
}

/// Said of the number of a source in the text.
#[must_use]
pub fn source_mark(number: usize) -> String {
    format!("Source {number}")
}

/// What to call a source; some have neither title nor address.
#[must_use]
pub fn source_name(source: &Source) -> String {
    match source.name().trim() {
        "" => UNTITLED_SOURCE.into(),
        name => super::whole(name),
    }
}

/// Said of the number in the list of claims.
#[must_use]
pub fn to_text(number: usize) -> String {
    format!("{CLAIM} {number}: show it in the article")
}

/// Said of the number in the list of sources.
#[must_use]
pub fn source_to_text(number: usize) -> String {
    format!("Source {number}: show it in the article")
}

/// "12 claims, 9 of them with a source; 7 sources", "1 claim without a source; …".
#[must_use]
pub fn tally(claims: usize, without: usize, sources: usize) -> String {
    let of_them = match claims - without.min(claims) {
        _ if claims == 0 => String::new(),
        1 if claims == 1 => " with a source".into(),
        with if with == claims => ", each with a source".into(),
        0 if claims == 1 => " without a source".into(),
        0 => ", none of them with a source".into(),
        with => format!(", {with} of them with a source"),
    };
    format!(
        "{}{of_them}; {}",
        count(claims, "claim", "claims"),
        count(sources, "source", "sources")
    )
}

/// Before the numbers of the claims that rest on nothing yet.
#[must_use]
pub fn without_source(n: usize) -> &'static str {
    if n == 1 { "Without a source: claim " } else { "Without a source: claims " }
}

/// Before the numbers of the claims that rest on a source.
#[must_use]
pub fn rests(n: usize) -> &'static str {
    if n == 1 { "For claim " } else { "For claims " }
}

/// "Supports", "Supports (fully)".
#[must_use]
pub fn relation(terms: &Terms, link: &crate::domain::link::Link) -> String {
    let relation = terms.relation(&link.relation);
    match &link.strength {
        Some(strength) => {
            format!("{relation} ({})", super::source::strength(strength).to_lowercase())
        }
        None => relation,
    }
}

/// What a source does for a claim, as a sentence about two names.
#[must_use]
pub fn sentence(source: &str, relation: &Relation, claim: &str) -> String {
    match relation {
        Relation::Supports => format!("{source} supports {claim}"),
        Relation::Disputes => format!("{source} disputes {claim}"),
        Relation::Qualifies => format!("{source} qualifies {claim}"),
        Relation::Context => format!("{source} gives context for {claim}"),
        Relation::AttributedTo => format!("{source} is credited with {claim}"),
        Relation::SameOrigin => format!("{source} has the same origin as {claim}"),
        Relation::Other(_) => format!("{source}, {claim}"),
    }
}

pub const WORKSHEET: &str = "Worksheet";
pub const WORKSHEET_NAME: &str = "Name";
pub const WORKSHEET_DATE: &str = "Date";
pub const WORKSHEET_HELP: &str = "Mark in the text what claims something. Then write each claim’s sentence number below, tick what kind of claim it is, and say what it rests on.";
pub const WORKSHEET_CLAIM: &str = "Sentence";
pub const WORKSHEET_PARAGRAPH: &str = "Paragraph";
pub const WORKSHEET_SOURCE: &str = "Source, and what it says";
pub const WORKSHEET_REASON: &str = "Why this verdict";

/// The heading of an empty claim.
#[must_use]
pub fn empty_claim(number: usize) -> String {
    format!("{CLAIM} {number}")
}
