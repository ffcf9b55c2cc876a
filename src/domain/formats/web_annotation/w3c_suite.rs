//! The assertions of the W3C's own test suite (`w3c/web-annotation-tests`), by
//! the names of their files, each with the rule of [`w3c_musts`](super::w3c_musts)
//! that says the same here: 54 on an annotation with its bodies, targets and
//! specific resources, 15 on a page, 10 on a collection.

use super::w3c_musts::{ANNOTATION, COLLECTION, Check, PAGE};

type Assertions = &'static [(&'static str, &'static str)];

const OF_ANNOTATION: Assertions = &[
    // In a page an annotation's context is that of the file (§5.2).
    ("3.1-annotationContextValidated", "in a page, an annotation has no context"),
    ("3.1-annotationIdValidated", "exactly one id, an IRI"),
    ("3.1-annotationTypeValidated", "type includes Annotation"),
    ("3.1-targetKeyFound", "one target or more"),
    ("3.2-targetObjectsRecognized", "a target is an IRI or a resource"),
    ("3.2-bodyObjectsRecognized", "a body is an IRI, a resource or a text"),
    ("3.2.5-notBodyBodyValue", "never both body and bodyValue"),
    ("3.2.5-bodyValueValidated", "bodyValue is one text"),
    ("3.3.1-annotationCreatedValidated", "times are dates"),
    ("3.3.1-annotationModifiedValidated", "times are dates"),
    ("3.3.1-annotationGeneratedValidated", "times are dates"),
    ("3.3.6-annotationRightsValidated", "§3.3.6: rights are IRIs"),
    ("3.3.7-annotationCanonicalValidated", "§3.3.7: canonical is one IRI, via are IRIs"),
    ("3.3.7-annotationViaValidated", "§3.3.7: canonical is one IRI, via are IRIs"),
    ("3.2.1-bodyTextDirectionValidated", "text direction"),
    ("3.3.1-bodyCreatedValidated", "times of bodies and targets"),
    ("3.3.1-bodyModifiedValidated", "times of bodies and targets"),
    ("3.3.6-bodyRightsValidated", "rights, canonical and via of bodies"),
    ("3.3.7-bodyCanonicalValidated", "rights, canonical and via of bodies"),
    ("3.3.7-bodyViaValidated", "rights, canonical and via of bodies"),
    ("3.2.7-bodyEWRNoItems", "only a set has items"),
    ("3.3.5-bodyEWRNoPurpose", "only texts and specific resources have a purpose"),
    ("3.2.4-bodyChoiceSetNoValue", "a set has no value"),
    ("4-bodyChoiceSetNoSource", "a set has no value"),
    ("3.3.5-bodyChoiceSetNoPurpose", "a set has no value"),
    ("3.2.7-bodyEmbeddedTextualNoItems", "only a set has items"),
    ("4-bodyEmbeddedTextualNoSource", "a text has no source"),
    ("3.2.7-bodySpecificResourceNoItems", "only a set has items"),
    ("4-bodySpecificResourceNoSource", "exactly one source"),
    ("3.2.1-targTextDirectionValidated", "text direction"),
    ("3.3.1-targCreatedValidated", "times of bodies and targets"),
    ("3.3.1-targModifiedValidated", "times of bodies and targets"),
    ("3.3.6-targRightsValidated", "rights, canonical and via of bodies"),
    ("3.3.7-targCanonicalValidated", "rights, canonical and via of bodies"),
    ("3.3.7-targViaValidated", "rights, canonical and via of bodies"),
    ("3.2.7-targEWRNoItems", "only a set has items"),
    ("3.3.5-targEWRNoPurpose", "only texts and specific resources have a purpose"),
    ("3.2.4-targChoiceSetNoValue", "a set has no value"),
    ("4-targChoiceSetNoSource", "a set has no value"),
    ("3.3.5-targChoiceSetNoPurpose", "a set has no value"),
    ("3.2.4-targNoTypeTextualBody", "a target is no text"),
    ("3.2.7-targSpecificResourceNoItems", "only a set has items"),
    ("4-targSpecificResourceNoSource", "exactly one source"),
    ("4.2-selectorValidIfPresent", "a selector is an IRI or has a type"),
    ("4.2-fragmentCssXPathSelectorValid", "a fragment, CSS or XPath selector"),
    ("4.2.4-textQuoteSelectorValid", "exactly one exact text"),
    ("4.2-TextDataPositionSelectorValid", "neither negative"),
    ("4.2.7-svgSelectorValid", "an SVG selector"),
    ("4.2.8-rangeSelectorValid", "a range has one start and one end"),
    ("4.3.3-refinedByValidated", "what refines"),
    ("4.3-stateValidIfPresent", "a state says when"),
    ("4.3.1-timeStateValid", "a state says when"),
    ("4.3.2-httpRequestStateValid", "a state says when"),
    ("4.4-styleClassValidIfPresent", "a style class is a text"),
];

const OF_PAGE: Assertions = &[
    ("5.2-pageContextValidated", "no context of its own"),
    ("5.2-pageIdValidated", "exactly one id, an IRI"),
    ("5.2-pageTypeValidated", "type includes AnnotationPage"),
    ("5.2-pageItemsValidated", "items is an array of annotations"),
    ("5.2-pageStartIndexValidated", "at most one startIndex"),
    ("5.2-pagePartOfValidated", "partOf is the collection, as an object"),
    ("5.2-pageNextValidated", "next and prev are IRIs"),
    ("5.2-pagePrevValidated", "next and prev are IRIs"),
    ("5.2-pageTotalValidated", "one total, not negative"),
    ("5.2-pageLabelValidated", "has texts for label"),
    ("5.2-pageFirstValidated", "first and last page"),
    ("5.2-pageLastValidated", "first and last page"),
    ("3.3.1-pageCreatedValidated", "times are dates"),
    ("3.3.1-pageModifiedValidated", "times are dates"),
    ("3.3.6-pageRightsValidated", "rights are IRIs"),
];

const OF_COLLECTION: Assertions = &[
    ("5.1-collectionContextValidated", "the context includes the standard's"),
    ("5.1-collectionIdValidated", "exactly one id, an IRI"),
    ("5.1-collectionTypeValidated", "type includes AnnotationCollection"),
    ("5.1-collectionLabelValidated", "labels are texts"),
    ("5.1-collectionTotalValidated", "total is one number"),
    ("5.1-collectionFirstValidated", "first is one IRI or page"),
    ("5.1-collectionLastValidated", "last is one IRI"),
    ("3.3.1-collectionCreatedValidated", "times are dates"),
    ("3.3.1-collectionModifiedValidated", "times are dates"),
    ("3.3.6-collectionRightsValidated", "rights are IRIs"),
];

#[test]
fn every_assertion_of_the_suite_has_a_rule() {
    let all: [(Assertions, usize, &[Check]); 3] =
        [(OF_ANNOTATION, 54, ANNOTATION), (OF_PAGE, 15, PAGE), (OF_COLLECTION, 10, COLLECTION)];
    for (assertions, many, rules) in all {
        assert_eq!(assertions.len(), many);
        for (i, (assertion, rule)) in assertions.iter().enumerate() {
            let named = rules.iter().filter(|(name, _)| name.contains(rule)).count();
            assert_eq!(named, 1, "{assertion}: {rule}");
            assert!(assertions[..i].iter().all(|(other, _)| other != assertion), "{assertion}");
        }
    }
}
