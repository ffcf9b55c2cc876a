//! The JSON-LD context: the standard's, and one definition for each own term.

use serde_json::{Value, json};

/// The standard's context (§3.1): `http`, exactly so.
pub(super) const STANDARD: &str = "http://www.w3.org/ns/anno.jsonld";

/// Where our own terms live. Nothing can be fetched there, on purpose: a file
/// must not make the tools that read it call anybody.
const NAMESPACE: &str = "urn:claimlight:ns#";

/// Own terms whose value is plain.
const PLAIN: &[&str] = &[
    "articleHash",
    "binned",
    "formatVersion",
    "originalId",
    "relation",
    "strength",
    "textChanged",
];

/// Own terms whose value is an IRI.
const IRIS: &[&str] = &["linkedSource"];

/// Own terms whose value is JSON that is not to be read as JSON-LD, so that
/// what is in the bin does not become statements of the file.
const WHOLE: &[&str] = &[
    "articles",
    "bin",
    "bodyDetails",
    "conflicts",
    "erased",
    "exercise",
    "exerciseKey",
    "hypothesis",
    "madeOn",
    "marks",
    "people",
    "sources",
    "submission",
    "version",
];

/// The `@context` of a file.
pub(super) fn context() -> Value {
    let mut own = json!({ "@version": 1.1, "cl": NAMESPACE });
    for term in PLAIN {
        own[term] = json!(format!("cl:{term}"));
    }
    for term in IRIS {
        own[term] = json!({ "@id": format!("cl:{term}"), "@type": "@id" });
    }
    for term in WHOLE {
        own[term] = json!({ "@id": format!("cl:{term}"), "@type": "@json" });
    }
    json!([STANDARD, own])
}
