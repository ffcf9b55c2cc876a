//! Who wrote something: a pseudonym unless the person types a name.

/// An author, as far as they want to be known.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Person {
    /// The name or pseudonym shown.
    pub name: String,
}

const TEMPERS: &[&str] = &[
    "Amber", "Blue", "Brisk", "Calm", "Clear", "Copper", "Crimson", "Early", "Gentle", "Golden",
    "Green", "Grey", "Hazel", "Indigo", "Ivory", "Keen", "Little", "Lively", "Quiet", "Silver",
    "Steady", "Swift", "Violet", "Wise",
];

const BIRDS: &[&str] = &[
    "Avocet",
    "Bittern",
    "Crane",
    "Curlew",
    "Dunlin",
    "Egret",
    "Finch",
    "Goldcrest",
    "Heron",
    "Ibis",
    "Jackdaw",
    "Kestrel",
    "Lapwing",
    "Merlin",
    "Nightjar",
    "Osprey",
    "Plover",
    "Raven",
    "Sandpiper",
    "Siskin",
    "Tern",
    "Wagtail",
    "Warbler",
    "Wren",
];

/// A pseudonym such as "Blue Heron 7" from three random bytes.
#[must_use]
pub fn pseudonym(random: [u8; 3]) -> String {
    let pick = |words: &[&'static str], byte: u8| words[usize::from(byte) % words.len()];
    format!("{} {} {}", pick(TEMPERS, random[0]), pick(BIRDS, random[1]), random[2] % 90 + 10)
}

#[cfg(test)]
mod tests {
    #[test]
    fn every_byte_gives_a_pseudonym() {
        for byte in 0..=255 {
            assert_eq!(super::pseudonym([byte; 3]).split(' ').count(), 3);
        }
    }
}
