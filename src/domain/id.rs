//! What names a record, a person or a notebook, for good and everywhere.

use std::fmt;
use std::sync::Arc;

use sha2::{Digest, Sha256};

/// An IRI (Web Annotation Data Model §3.1: an annotation has exactly one).
/// Our own are `urn:uuid:…`; those of other tools are kept as they came.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Id(Arc<str>);

impl Id {
    /// A new id from 16 random bytes, as a version 4 UUID (RFC 9562 §5.4).
    #[must_use]
    pub fn from_random(bytes: [u8; 16]) -> Self {
        Self::uuid(bytes, 0x40)
    }

    /// The id that follows from a name, always the same one: a version 8 UUID (§5.8).
    #[must_use]
    pub fn from_name(name: &str) -> Self {
        let digest = Sha256::digest(name.as_bytes());
        let mut bytes = [0; 16];
        bytes.iter_mut().zip(digest).for_each(|(to, from)| *to = from);
        Self::uuid(bytes, 0x80)
    }

    fn uuid(mut bytes: [u8; 16], version: u8) -> Self {
        bytes[6] = (bytes[6] & 0x0f) | version;
        bytes[8] = (bytes[8] & 0x3f) | 0x80;
        let mut uuid = String::from("urn:uuid:");
        for (i, byte) in bytes.iter().enumerate() {
            if matches!(i, 4 | 6 | 8 | 10) {
                uuid.push('-');
            }
            uuid.push_str(&format!("{byte:02x}"));
        }
        Self(uuid.into())
    }

    /// Takes a string that is an absolute IRI: a scheme, a colon, something
    /// behind it, and no character that RFC 3987 leaves out. `None` otherwise.
    #[must_use]
    pub fn from_iri(iri: &str) -> Option<Self> {
        let (scheme, rest) = iri.split_once(':')?;
        let scheme_is_sound = scheme.starts_with(|c: char| c.is_ascii_alphabetic())
            && scheme.chars().all(|c| c.is_ascii_alphanumeric() || "+-.".contains(c));
        let rest_is_sound = !rest.is_empty()
            && rest
                .chars()
                .all(|c| !c.is_control() && !c.is_whitespace() && !"<>\"{}|\\^`".contains(c));
        (scheme_is_sound && rest_is_sound).then(|| Self(iri.into()))
    }

    /// The IRI itself.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for Id {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl fmt::Display for Id {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_new_id_is_a_version_4_uuid() {
        let id = Id::from_random([0xff; 16]);
        assert_eq!(id.as_str(), "urn:uuid:ffffffff-ffff-4fff-bfff-ffffffffffff");
        assert!(Id::from_iri(id.as_str()).is_some());
        let named = Id::from_name("a name");
        assert_eq!(named, Id::from_name("a name"));
        assert_ne!(named, Id::from_name("another"));
        assert_eq!(named.as_str().len(), id.as_str().len());
    }

    #[test]
    fn only_iris_name_things() {
        for good in ["urn:uuid:1", "https://example.org/a#b", "urn:sha256:ab", "tag:a,2026:é"] {
            assert!(Id::from_iri(good).is_some(), "{good}");
        }
        for bad in ["", "6c1d5f3e", ":x", "1a:b", "a b:c", "urn:", "urn:a b", "urn:<a>"] {
            assert!(Id::from_iri(bad).is_none(), "{bad}");
        }
    }
}
