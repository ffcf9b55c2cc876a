//! Drafts of fact checks as schema.org `ClaimReview`, in JSON-LD (the properties
//! that Google's "Fact Check (ClaimReview) structured data" asks for).
//!
//! An exercise is no published fact check: only a claim with a verdict, a reason
//! and a source becomes a draft, and each says `creativeWorkStatus: Draft`. What
//! its publisher alone knows (`url`, `datePublished`, the publisher as author,
//! what kind of thing or person stands behind the claim) is left to them.

use serde_json::Value;

use super::object::object;
use crate::domain::address::Address;
use crate::domain::article::Article;
use crate::domain::claim::Verdict;
use crate::domain::link::Relation;
use crate::domain::listing::{ClaimEntry, Listing};
use crate::domain::notebook::Notebook;
use crate::domain::outline::Outline;
use crate::domain::source::Source;

/// The media type of a file of drafts.
pub const MEDIA_TYPE: &str = "application/ld+json";

/// Drafts of all claims that have what it takes, as one JSON-LD graph; `None`
/// where no claim does. The text can be put into a `<script>` element as it is.
#[must_use]
pub fn write_claim_reviews(notebook: &Notebook, article: &Article) -> Option<String> {
    let outline = Outline::of(notebook);
    let listing = Listing::of(notebook, &outline);
    let drafts: Vec<Value> =
        listing.claims.iter().filter_map(|entry| draft(entry, article)).collect();
    if drafts.is_empty() {
        return None;
    }
    let file = object! { "@context": "https://schema.org", "@graph": drafts };
    // No string of it can end the element that it is put into.
    Some(format!("{file:#}\n").replace('<', "\\u003c"))
}

fn draft(entry: &ClaimEntry<'_>, article: &Article) -> Option<Value> {
    let claim = entry.claim;
    let verdict = claim.verdict.as_ref()?;
    if claim.reason.trim().is_empty() || entry.links.is_empty() {
        return None;
    }
    let mut draft = object! {
        "@type": "ClaimReview",
        "creativeWorkStatus": "Draft",
        "claimReviewed": claim.passage.quote.exact.as_str(),
        "reviewRating": rating(verdict),
        "reviewBody": claim.reason.as_str(),
        "itemReviewed": reviewed(entry, article),
    };
    if !entry.made.author.is_empty() {
        draft["author"] = object! { "@type": "Person", "name": entry.made.author };
    }
    let citations: Vec<Value> = citations(entry);
    if !citations.is_empty() {
        draft["citation"] = citations.into();
    }
    Some(draft)
}

/// The verdict on a scale of 1 to 5, whose ends are left to a publisher who says
/// "true" or "false". What cannot be checked is no place on a scale.
fn rating(verdict: &Verdict) -> Value {
    let mut rating = object! { "@type": "Rating", "alternateName": verdict.key() };
    let value: u64 = match verdict {
        Verdict::Supported => 4,
        Verdict::PartlySupported => 3,
        Verdict::Disputed => 2,
        Verdict::NotCheckable | Verdict::Other(_) => return rating,
    };
    rating["ratingValue"] = value.into();
    rating["bestRating"] = 5_u64.into();
    rating["worstRating"] = 1_u64.into();
    rating
}

/// The claim, whose it is, and where it appeared.
fn reviewed(entry: &ClaimEntry<'_>, article: &Article) -> Value {
    let passage = &entry.claim.passage;
    let mut claim = object! { "@type": "Claim", "text": passage.quote.exact.as_str() };
    let credited = entry.links.iter().find_map(|it| match (it.source, &it.link.relation) {
        (Source::InArticle { .. }, Relation::AttributedTo) => Some(it.source.name()),
        _ => None,
    });
    if let Some(name) = credited {
        claim["author"] = object! { "name": name };
    }
    if passage.article != *article.id() {
        return claim;
    }
    let mut appearance = object! { "@type": "CreativeWork" };
    for (key, value) in [
        ("headline", article.title.as_str()),
        ("url", article.url.as_ref().map_or("", Address::as_str)),
        ("datePublished", &article.published),
        ("inLanguage", &article.language),
    ] {
        if !value.is_empty() {
            appearance[key] = value.into();
        }
    }
    claim["appearance"] = appearance;
    claim
}

/// The works outside the article, each once.
fn citations(entry: &ClaimEntry<'_>) -> Vec<Value> {
    let mut numbers = Vec::new();
    let mut citations = Vec::new();
    for link in &entry.links {
        let Source::Outside(work) = link.source else { continue };
        if numbers.contains(&link.source_number) {
            continue;
        }
        numbers.push(link.source_number);
        let mut citation = object! { "@type": "CreativeWork", "name": work.name() };
        if let Some(url) = &work.url {
            citation["url"] = url.as_str().into();
        }
        citations.push(citation);
    }
    citations
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::article::built_in;
    use crate::domain::formats::web_annotation::round_trip_tests::{any_notebook, small};
    use proptest::prelude::*;

    #[test]
    fn the_golden_file_is_what_is_written() {
        let (notebook, article) = small();
        let written = write_claim_reviews(&notebook, &article).expect("a claim has it all");
        let golden = include_str!("../../../tests/fixtures/claim-review/drafts.json");
        assert_eq!(golden, written, "if this is meant, the file is to be replaced:\n{written}");
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(64))]
        #[test]
        fn only_what_was_judged_with_a_reason_and_a_source_becomes_a_draft(notebook in any_notebook()) {
            let article = built_in();
            let outline = Outline::of(&notebook);
            let listing = Listing::of(&notebook, &outline);
            let judged = listing.claims.iter().filter(|it| {
                it.claim.verdict.is_some() && !it.claim.reason.trim().is_empty() && !it.links.is_empty()
            });
            let written = write_claim_reviews(&notebook, &article);
            let file: Value =
                serde_json::from_str(written.as_deref().unwrap_or("{}")).expect("it is JSON");
            let drafts = file["@graph"].as_array().cloned().unwrap_or_default();
            prop_assert_eq!(drafts.len(), judged.count());
            for draft in drafts {
                for (key, wanted) in [("@type", "ClaimReview"), ("creativeWorkStatus", "Draft")] {
                    prop_assert_eq!(&draft[key], wanted);
                }
                for key in ["claimReviewed", "reviewBody"] {
                    prop_assert!(draft[key].as_str().is_some_and(|text| !text.is_empty()));
                }
                for left_to_the_publisher in ["url", "datePublished", "publisher"] {
                    prop_assert!(draft.get(left_to_the_publisher).is_none());
                }
                prop_assert!(draft["reviewRating"]["alternateName"].is_string());
            }
            prop_assert_eq!(write_claim_reviews(&notebook.clone(), &article), written);
        }
    }
}
