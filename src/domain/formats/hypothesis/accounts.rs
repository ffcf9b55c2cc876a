//! Names in Hypothesis: `acct:name@host` for people, 22 letters for annotations.

use crate::domain::formats::web_annotation::derived_id;
use crate::domain::id::Id;

/// Where the accounts of people who have none are said to be: a name that can
/// be no host (RFC 6761 §6.4).
const NOWHERE: &str = "@claimlight.invalid";

const UUID: &str = "urn:uuid:";

/// What an annotation's short id is short for.
const SITE: &str = "https://hypothes.is/a/";

/// The account of a person. [`person`] gives the same id again.
pub(super) fn account(person: &Id) -> String {
    let iri = person.as_str();
    if iri.starts_with("acct:") {
        return iri.to_owned();
    }
    let plain = |text: &str| text.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-');
    if let Some(uuid) = iri.strip_prefix(UUID).filter(|uuid| plain(uuid)) {
        return format!("acct:{uuid}{NOWHERE}");
    }
    let mut encoded = String::from("acct:");
    for byte in iri.bytes() {
        match byte {
            b'0'..=b'9' | b'A'..=b'Z' | b'a'..=b'z' | b'-' | b'.' | b'_' => {
                encoded.push(char::from(byte));
            }
            // A colon at least, by which this form is told from the other.
            _ => encoded.push_str(&format!("%{byte:02X}")),
        }
    }
    encoded + NOWHERE
}

/// The person who has an account.
pub(super) fn person(account: &str) -> Option<Id> {
    let ours = account.strip_prefix("acct:").and_then(|it| it.strip_suffix(NOWHERE));
    match ours {
        Some(name) if name.contains('%') => Id::from_iri(&decoded(name)?),
        Some(uuid) => Id::from_iri(&format!("{UUID}{uuid}")),
        None => Id::from_iri(account),
    }
}

/// What to call somebody of whom only the account is known. One of ours says
/// nothing to anybody.
pub(super) fn user_name(account: &str) -> &str {
    if account.ends_with(NOWHERE) {
        return "";
    }
    let name = account.strip_prefix("acct:").unwrap_or(account);
    name.rsplit_once('@').map_or(name, |(name, _)| name)
}

fn decoded(text: &str) -> Option<String> {
    let (mut bytes, mut rest) = (Vec::new(), text);
    while let Some((plain, code)) = rest.split_once('%') {
        bytes.extend(plain.bytes());
        bytes.push(u8::from_str_radix(code.get(..2)?, 16).ok()?);
        rest = code.get(2..)?;
    }
    bytes.extend(rest.bytes());
    String::from_utf8(bytes).ok()
}

/// An annotation's id as Hypothesis has it.
pub(super) fn short_id(annotation: &Id) -> &str {
    let iri = annotation.as_str();
    iri.strip_prefix(SITE).filter(|id| is_short(id)).unwrap_or(iri)
}

/// The IRI of an annotation on that page.
pub(super) fn long_id(id: &str, page: &str) -> Id {
    if is_short(id) {
        return Id::from_iri(&format!("{SITE}{id}")).unwrap_or_else(|| derived_id(&[id, page]));
    }
    Id::from_iri(id).unwrap_or_else(|| derived_id(&["hypothesis", id, page]))
}

fn is_short(id: &str) -> bool {
    (16..=32).contains(&id.len())
        && id.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_come_back() {
        for iri in [
            "urn:uuid:02020202-0202-4202-8202-020202020202",
            "acct:ann@hypothes.is",
            "https://example.org/é#me",
            "urn:uuid:a%3Ab",
            "urn:uuid:é",
        ] {
            let id = Id::from_iri(iri).expect("an IRI");
            let account = account(&id);
            assert!(account.starts_with("acct:") && account.contains('@'), "{account}");
            assert_eq!(person(&account), Some(id));
        }
        for odd in [
            "acct:%@claimlight.invalid",
            "acct:%f@claimlight.invalid",
            "acct:%é@claimlight.invalid",
            "acct:%FF@claimlight.invalid",
            "",
            "ann",
        ] {
            assert_eq!(person(odd), None, "{odd}");
        }
        assert_eq!(user_name("acct:ann@hypothes.is"), "ann");
        let page = "https://example.org/";
        for id in ["wJ0f7pRVEe-aBcDeFgHiJk", "urn:uuid:1"] {
            assert_eq!(short_id(&long_id(id, page)), id);
        }
        assert_ne!(long_id("7", page), long_id("7", "https://example.org/2"));
    }
}
