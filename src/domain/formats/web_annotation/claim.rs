//! A claim as an annotation: motivation `classifying`.

use super::RecordError;
use super::body::{self, Body, textual};
use super::fields::Fields;
use super::place::{Around, Places};
use super::selector::{take_passage, write_passage};
use crate::domain::claim::{Claim, Kind, Verdict};

/// The kind of what another tool marked without saying as what.
const UNSAID: &str = "other";

/// Adds a claim: kind, verdict, reason and tags are bodies. The verdict has the
/// purpose `assessing`; as a motivation, old copies of the standard's context
/// do not know that word (w3c/web-annotation#444).
pub(super) fn write(fields: &mut Fields, claim: &Claim, extra: &Fields, around: &Around<'_>) {
    fields.insert("type".into(), "Annotation".into());
    fields.insert("motivation".into(), "classifying".into());
    let mut bodies = vec![textual("classifying", claim.kind.key())];
    bodies.extend(claim.verdict.as_ref().map(|verdict| textual("assessing", verdict.key())));
    if !claim.reason.is_empty() {
        bodies.push(textual("commenting", &claim.reason));
    }
    bodies.extend(claim.tags.iter().map(|tag| textual("tagging", tag)));
    body::put(fields, bodies, extra);
    write_passage(fields, &claim.passage, extra, around);
}

/// Takes a claim out of any annotation that selects words.
pub(super) fn take(
    fields: &mut Fields,
    motivation: &str,
    places: &Places<'_>,
) -> Result<Claim, RecordError> {
    let passage = take_passage(fields, places)?;
    let (mut kind, mut verdict, mut reason, mut tags) = (None, None, String::new(), Vec::new());
    let mut unplaced: Vec<Body> = Vec::new();
    let bodies = body::take(fields, body::default_purpose(motivation));
    let details = body::details(&bodies);
    for body in bodies {
        match (body.purpose.as_str(), &body.text) {
            ("classifying", Some(word)) if kind.is_none() => kind = Some(Kind::from_key(word)),
            ("assessing", Some(word)) if verdict.is_none() => {
                verdict = Some(Verdict::from_key(word))
            }
            ("tagging", Some(tag)) => tags.push(tag.clone()),
            ("commenting" | "describing" | "questioning" | "replying", Some(remark)) => {
                body::add_remark(&mut reason, remark);
            }
            _ => unplaced.push(body),
        }
    }
    body::keep(fields, unplaced, details)?;
    let kind = kind.unwrap_or_else(|| Kind::from_key(UNSAID));
    Ok(Claim { passage, kind, verdict, reason, tags })
}
