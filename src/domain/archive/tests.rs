//! Archives as they are found, and as they are written.

use proptest::prelude::*;

use super::{ArchiveError, MAX_MEMBERS, Packed, Packing, members, write};
use crate::domain::time::Timestamp;

/// Two files, packed while they came, a comment, and what a Mac adds.
const STREAMED: &[u8] = include_bytes!("../../../tests/fixtures/archives/streamed.zip");
/// The same two files, with all their numbers in ZIP64 fields.
const ZIP64: &[u8] = include_bytes!("../../../tests/fixtures/archives/zip64.zip");
/// A file as it is, and one packed by BZIP2.
const PACKINGS: &[u8] = include_bytes!("../../../tests/fixtures/archives/packings.zip");
/// A file with a password.
const LOCKED: &[u8] = include_bytes!("../../../tests/fixtures/archives/locked.zip");

fn archive(files: &[(&str, &[u8])]) -> Vec<u8> {
    let pack = |(name, bytes): &(&str, &[u8])| Packed::new((*name).to_owned(), bytes, None);
    write(&files.iter().map(pack).collect::<Vec<_>>(), &now())
}

fn now() -> Timestamp {
    Timestamp::read("2026-11-20T14:03:12Z").expect("a time")
}

#[test]
fn what_a_platform_packs_while_it_sends_is_read() {
    for bytes in [STREAMED, ZIP64] {
        let members = members(bytes).expect("an archive");
        let names: Vec<&str> = members.iter().map(|it| it.name.as_str()).collect();
        assert_eq!(
            names,
            ["Class 8b/Sparrow_1042_file/work.jsonld", "Class 8b/Élan_1043_file/work.jsonld"]
        );
        for member in &members {
            assert_eq!((member.packing, member.size), (Some(Packing::Deflated), 160));
            assert!(member.place.clone().expect("a place").len() < 160);
        }
    }
}

#[test]
fn a_file_packed_in_a_way_that_is_not_read_costs_only_itself() {
    let found = members(PACKINGS).expect("an archive");
    assert_eq!(found[0].packing, Some(Packing::Stored));
    let first = &PACKINGS[found[0].place.clone().expect("a place")];
    assert!(found[0].is_whole(first));
    assert_eq!(first, b"first");
    assert_eq!(found[1].packing, None);
    assert_eq!(members(LOCKED).expect("an archive")[0].packing, None);
}

#[test]
fn a_changed_byte_shows() {
    let mut bytes = archive(&[("a", b"words")]);
    let place = members(&bytes).expect("an archive")[0].place.clone().expect("a place");
    bytes[place.start] ^= 1;
    assert!(!members(&bytes).expect("an archive")[0].is_whole(&bytes[place]));
}

#[test]
fn files_that_lie_over_one_another_are_refused() {
    let mut bytes = archive(&[("a", b"one"), ("b", b"two")]);
    // The second entry's offset, four bytes before its name at the directory's end.
    let name = bytes.len() - 22 - 1;
    bytes[name - 4..name].copy_from_slice(&[0; 4]);
    assert_eq!(members(&bytes), Err(ArchiveError::Overlapping));
}

#[test]
fn a_damaged_header_costs_only_its_file() {
    let mut bytes = archive(&[("a", b"one"), ("b", b"two"), ("c", b"three")]);
    let second = members(&bytes).expect("an archive")[1].place.clone().expect("a place");
    bytes[second.start - 31] ^= 1;
    let places: Vec<bool> =
        members(&bytes).expect("an archive").iter().map(|it| it.place.is_some()).collect();
    assert_eq!(places, [true, false, true]);
}

#[test]
fn more_files_than_anybody_hands_in_are_refused() {
    let files: Vec<_> =
        (0..=MAX_MEMBERS).map(|number| Packed::new(number.to_string(), &[], None)).collect();
    assert_eq!(members(&write(&files[1..], &now())).map(|it| it.len()), Ok(MAX_MEMBERS));
    assert_eq!(members(&write(&files, &now())), Err(ArchiveError::TooMany));
}

#[test]
fn what_is_cut_off_is_broken() {
    for end in 0..STREAMED.len() {
        assert_eq!(members(&STREAMED[..end]), Err(ArchiveError::Broken), "cut at {end}");
    }
}

#[test]
fn an_archive_without_files_says_so() {
    assert_eq!(members(&archive(&[])), Err(ArchiveError::Empty));
    assert_eq!(members(&archive(&[("a/.b", b""), ("c/", b"")])), Err(ArchiveError::Empty));
}

#[test]
fn names_that_are_the_same_get_numbers() {
    let bytes = archive(&[("a.json", b""), ("A.json", b""), ("a 2.json", b""), ("b", b"")]);
    let names: Vec<_> =
        members(&bytes).expect("an archive").into_iter().map(|it| it.name).collect();
    assert_eq!(names, ["a.json", "A 2.json", "a 2 2.json", "b"]);
}

#[test]
fn the_date_is_the_day_it_was_written() {
    let bytes = archive(&[("a", b"")]);
    let [time, date] = [10, 12].map(|at| u16::from_le_bytes([bytes[at], bytes[at + 1]]));
    assert_eq!((date >> 9, date >> 5 & 15, date & 31), (2026 - 1980, 11, 20));
    assert_eq!((time >> 11, time >> 5 & 63, time & 31), (14, 3, 6));
}

proptest! {
    #[test]
    fn what_is_put_in_comes_out(files in prop::collection::vec(("[a-zÄ-ü ]{1,9}\\.json", prop::collection::vec(any::<u8>(), 0..300)), 1..6)) {
        let files: Vec<_> = files.iter().map(|(name, bytes)| (name.as_str(), bytes.as_slice())).collect();
        let bytes = archive(&files);
        let members = members(&bytes).expect("an archive");
        prop_assert_eq!(members.len(), files.len());
        for (member, (_, put)) in members.iter().zip(&files) {
            prop_assert_eq!(&bytes[member.place.clone().expect("a place")], *put);
            prop_assert!(member.is_whole(put));
        }
    }

    #[test]
    fn any_bytes_are_read_or_refused(
        mut bytes in prop::collection::vec(any::<u8>(), 0..200),
        changes in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 0..8),
    ) {
        let _ = members(&bytes);
        bytes = STREAMED.to_vec();
        for (at, value) in changes {
            let at = at.index(bytes.len());
            bytes[at] = value;
        }
        if let Ok(members) = members(&bytes) {
            for member in members {
                prop_assert!(member.place.is_none_or(|place| place.end <= bytes.len()));
            }
        }
    }
}
