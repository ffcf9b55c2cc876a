//! A notebook in the part of an address after `#`, which browsers send nowhere.
//!
//! `#notebook=1.` and then the file of [`web_annotation`](super::web_annotation),
//! as raw DEFLATE data (RFC 1951) in base64url (RFC 4648 §5, without padding).
//! The number is the version of this way of packing.

/// The version of this way of packing, and what ends it.
const VERSION: &str = "1.";
/// The longest packed notebook that is read, in characters: Firefox takes no
/// addresses much longer than a million, and mail cuts them far earlier.
pub const MAX_PACKED: usize = 64 * 1024;
/// The most that is unpacked, in bytes.
pub const MAX_UNPACKED: usize = 2 * 1024 * 1024;

/// Why a link could not be read.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum PackedError {
    /// A later Claimlight packed it.
    Newer,
    /// It was cut off, or changed, on its way.
    Damaged,
    /// It is longer than any that was made.
    TooLong,
}

/// How far a link of some length gets.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Reach {
    /// Every common mail and chat program takes it.
    Anywhere,
    /// Some shorten it.
    Some,
    /// Most shorten it: a file is better.
    Few,
}

/// How far a link of this many characters gets: 2,000 pass everywhere (old
/// mail programs, Discord), 8,000 are what many servers and chats still take.
#[must_use]
pub fn reach(length: usize) -> Reach {
    match length {
        ..=2_000 => Reach::Anywhere,
        2_001..=8_000 => Reach::Some,
        _ => Reach::Few,
    }
}

const DIGITS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

/// What stands after `#` for this compressed file, without the `#`.
#[must_use]
pub fn pack(deflated: &[u8]) -> String {
    let mut part = format!("notebook={VERSION}");
    for group in deflated.chunks(3) {
        let bits = group.iter().fold(0, |bits, byte| bits << 8 | u32::from(*byte));
        let bits = bits << (8 * (3 - group.len()));
        for place in 0..=group.len() {
            let digit = bits >> (18 - 6 * place) & 63;
            part.push(DIGITS.get(digit as usize).copied().map_or('A', char::from));
        }
    }
    part
}

/// The compressed file of what stands after `#notebook=`.
///
/// # Errors
/// A [`PackedError`]. What was cut off at a lucky place shows only in the data.
pub fn unpack(packed: &str) -> Result<Vec<u8>, PackedError> {
    if packed.len() > MAX_PACKED {
        return Err(PackedError::TooLong);
    }
    let Some(digits) = packed.strip_prefix(VERSION) else {
        let version = packed.split('.').next().and_then(|version| version.parse().ok());
        return Err(match version {
            Some(2_u32..) => PackedError::Newer,
            _ => PackedError::Damaged,
        });
    };
    // Some programs add padding or escape it.
    let digits = digits.trim_end_matches("%3D").trim_end_matches('=').as_bytes();
    let mut bytes = Vec::with_capacity(digits.len() / 4 * 3);
    for group in digits.chunks(4) {
        let mut bits = 0;
        for digit in group {
            let value = DIGITS.iter().position(|known| known == digit);
            bits = bits << 6 | value.ok_or(PackedError::Damaged)?;
        }
        let bits = bits << (6 * (4 - group.len()));
        let whole = match group.len() {
            1 => return Err(PackedError::Damaged),
            length => length - 1,
        };
        bytes.extend((0..whole).map(|place| (bits >> (16 - 8 * place) & 255) as u8));
    }
    Ok(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn what_was_packed_is_unpacked(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
            let part = pack(&bytes);
            let packed = part.strip_prefix("notebook=").expect("its beginning");
            prop_assert_eq!(unpack(packed), Ok(bytes));
            prop_assert!(part.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-_=.".contains(&byte)));
        }

        #[test]
        fn anything_else_is_refused_or_read(part in any::<String>()) {
            // No panic, whatever it is.
            let _ = unpack(&part);
            let _ = unpack(&format!("1.{part}"));
        }
    }

    #[test]
    fn the_vectors_of_rfc_4648() {
        let packed = ["", "Zg", "Zm8", "Zm9v", "Zm9vYg", "Zm9vYmE", "Zm9vYmFy"];
        for (length, expected) in packed.iter().enumerate() {
            assert_eq!(pack(&b"foobar"[..length]), format!("notebook=1.{expected}"));
        }
        assert_eq!(unpack("1.Zm9vYg=="), Ok(b"foob".to_vec()));
        assert_eq!(unpack("1.-_-_"), Ok(vec![0xfb, 0xff, 0xbf]));
    }

    #[test]
    fn refusals_say_why() {
        assert_eq!(unpack("2.Zg"), Err(PackedError::Newer));
        assert_eq!(unpack("Zg"), Err(PackedError::Damaged));
        assert_eq!(unpack("1.Z"), Err(PackedError::Damaged));
        assert_eq!(unpack("1.Z…"), Err(PackedError::Damaged));
        assert_eq!(unpack(&"1".repeat(MAX_PACKED + 1)), Err(PackedError::TooLong));
    }
}
