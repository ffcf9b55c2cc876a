//! Whether a JSON-LD processor would understand every word of a file: one that
//! expands to nothing is dropped without a word (JSON-LD 1.1 §3.1).

use proptest::prelude::*;
use serde_json::{Value, json};

use super::context::context;
use super::fields::each;
use super::round_trip_tests::{any_notebook, article, small};
use super::write_notebook;

/// The names in the standard's context.
const TERMS: &str = include_str!("../../../../tests/fixtures/w3c/terms.json");

struct Terms {
    standard: Value,
    /// The file's own definitions.
    own: Value,
}

impl Terms {
    fn of(file: &Value) -> Self {
        let standard = serde_json::from_str(TERMS).expect("JSON");
        let own = each(file.get("@context")).iter().find(|it| it.is_object());
        Self { standard, own: own.cloned().unwrap_or_default() }
    }

    fn is(&self, list: &str, word: &str) -> bool {
        self.standard[list].as_array().expect("a list").iter().any(|it| it == word)
    }

    /// The IRI of an own term, if it is defined soundly.
    fn expands(&self, key: &str) -> bool {
        let definition = &self.own[key];
        let iri = definition.as_str().or(definition["@id"].as_str());
        let Some((prefix, rest)) = iri.and_then(|iri| iri.split_once(':')) else { return false };
        !rest.is_empty() && self.own[prefix].as_str().is_some_and(|it| it.contains(':'))
    }

    /// Every word in a value that would be lost, with the way to it.
    fn lost(&self, value: &Value, at: &str, lost: &mut Vec<String>) {
        match value {
            Value::Array(values) => values.iter().for_each(|it| self.lost(it, at, lost)),
            Value::Object(fields) => {
                for (key, value) in fields {
                    let at = format!("{at}/{key}");
                    if key == "@context" {
                        continue;
                    }
                    if !self.is("keys", key) && !self.expands(key) {
                        lost.push(at.clone());
                    }
                    let words = each(Some(value)).iter().filter_map(Value::as_str);
                    let vocabulary = match key.as_str() {
                        "type" => &["types"][..],
                        "motivation" => &["motivations"],
                        "purpose" => &["motivations", "since2021"],
                        "textDirection" => &["directions"],
                        _ => &[],
                    };
                    if !vocabulary.is_empty() {
                        let known = |word: &str| vocabulary.iter().any(|it| self.is(it, word));
                        let unknown = words.filter(|word| !known(word));
                        lost.extend(unknown.map(|word| format!("{at}={word}")));
                    }
                    // JSON that is to be kept as it is.
                    if self.own[key]["@type"] != "@json" {
                        self.lost(value, &at, lost);
                    }
                }
            }
            _ => {}
        }
    }
}

/// The words of a file that JSON-LD would lose.
fn lost(file: &Value) -> Vec<String> {
    let mut lost = Vec::new();
    Terms::of(file).lost(file, "", &mut lost);
    lost
}

fn written(text: &str) -> Value {
    serde_json::from_str(text).expect("it is JSON")
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn no_term_is_lost(notebook in any_notebook(), with_url in any::<bool>()) {
        let mut file = written(&write_notebook(&notebook, &[article(with_url)]));
        // What another tool wrote is defined in its own file, if anywhere.
        let strange = |path: &str| path.contains("rights") || path.contains("via") || path.contains("ex:");
        let mut found = lost(&file);
        found.retain(|path| !strange(path));
        prop_assert_eq!(found, Vec::<String>::new());
        file["@context"] = json!("http://www.w3.org/ns/anno.jsonld");
        prop_assert!(lost(&file).contains(&"/formatVersion".to_owned()), "this check can fail");
    }
}

#[test]
fn a_lost_term_is_found() {
    let (notebook, article) = small();
    let mut sound = written(&write_notebook(&notebook, &[article]));
    assert_eq!(lost(&sound), Vec::<String>::new());
    for (path, value) in [
        ("/@context/1/relation", Value::Null),
        ("/@context/1/linkedSource", json!({ "@type": "@id" })),
        ("/@context/1/cl", json!("claimlight")),
        ("/first/items/0/kind", json!("fact")),
        ("/first/items/0/motivation", json!("assessing")),
        ("/first/items/0/body/0/purpose", json!("kind")),
        ("/first/items/0/target/type", json!("Passage")),
    ] {
        let (parent, key) = path.rsplit_once('/').expect("a path");
        let parent = sound.pointer_mut(parent).expect("it is there");
        let before = parent.get(key).cloned();
        let Value::Object(parent) = parent else { panic!("{path} leads nowhere") };
        parent.insert(key.into(), value);
        assert!(!lost(&sound).is_empty(), "{path}");
        let parent = sound.pointer_mut(path.rsplit_once('/').expect("a path").0);
        let Some(Value::Object(parent)) = parent else { panic!("{path} leads nowhere") };
        match before {
            Some(before) => drop(parent.insert(key.into(), before)),
            None => drop(parent.remove(key)),
        }
    }
    assert_eq!(lost(&sound), Vec::<String>::new());
}

#[test]
fn the_context_defines_our_terms_once_each() {
    let context = context();
    assert_eq!(context[0], "http://www.w3.org/ns/anno.jsonld");
    let terms = Terms::of(&json!({ "@context": context }));
    let own = context[1].as_object().expect("an object");
    assert_eq!((&own["@version"], &own["cl"]), (&json!(1.1), &json!("urn:claimlight:ns#")));
    for (term, definition) in
        own.iter().filter(|(term, _)| !["@version", "cl"].contains(&term.as_str()))
    {
        let iri = definition.as_str().or(definition["@id"].as_str());
        assert_eq!(iri, Some(format!("cl:{term}").as_str()));
        assert!(!terms.is("keys", term), "{term} is the standard's");
    }
}

/// Each link says what it is by a property of the Citation Typing Ontology, for
/// tools that know nothing of ours.
#[test]
fn relations_carry_terms_of_cito() {
    let (notebook, article) = small();
    let file = written(&write_notebook(&notebook, &[article]));
    let items = file["first"]["items"].as_array().expect("a list");
    let links: Vec<&Value> = items.iter().filter(|it| it["motivation"] == "linking").collect();
    assert_eq!(links.len(), 2);
    for link in links {
        let class = &link["body"][0];
        assert_eq!(
            (&class["type"], &class["purpose"]),
            (&json!("SpecificResource"), &json!("classifying"))
        );
        let expected = match link["relation"].as_str() {
            Some("supports") => "http://purl.org/spar/cito/citesAsEvidence",
            _ => "http://purl.org/spar/cito/credits",
        };
        assert_eq!(class["source"], expected);
    }
}
