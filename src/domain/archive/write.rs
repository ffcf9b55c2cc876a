//! Files as one archive.

use super::{Packing, checksum};
use crate::domain::time::Timestamp;

/// Names are UTF-8 (section 4.4.4, bit 11).
const FLAGS: u16 = 1 << 11;
/// What is needed to take them out: 2.0.
const VERSION: u16 = 20;

/// A file as it goes into an archive.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Packed {
    name: String,
    packing: Packing,
    bytes: Vec<u8>,
    size: u32,
    sum: u32,
}

impl Packed {
    /// A file of less than 4 GB, with what it becomes by raw DEFLATE if that is known.
    #[must_use]
    pub fn new(name: String, bytes: &[u8], deflated: Option<Vec<u8>>) -> Self {
        let (size, sum) = (bytes.len() as u32, checksum(bytes));
        match deflated {
            Some(bytes) => Self { name, packing: Packing::Deflated, bytes, size, sum },
            None => Self { name, packing: Packing::Stored, bytes: bytes.to_vec(), size, sum },
        }
    }
}

/// Puts files into an archive. Of files with one name, the later ones get a number.
/// Packed they must have less than 4 GB together, and be no more than 65,535.
#[must_use]
pub fn write(files: &[Packed], now: &Timestamp) -> Vec<u8> {
    let (date, time) = date_and_time(now);
    let (mut out, mut directory) = (Vec::new(), Vec::new());
    let mut taken = Vec::new();
    for file in files {
        let name = other_than(&mut taken, &file.name);
        let (packed, offset) = (file.bytes.len() as u32, out.len() as u32);
        let method = match file.packing {
            Packing::Stored => 0,
            Packing::Deflated => 8,
        };
        let mut common = Vec::new();
        for field in [VERSION, FLAGS, method, time, date] {
            common.extend(field.to_le_bytes());
        }
        for field in [file.sum, packed, file.size] {
            common.extend(field.to_le_bytes());
        }
        common.extend((name.len() as u16).to_le_bytes());
        common.extend([0, 0]);
        out.extend(b"PK\x03\x04");
        out.extend(&common);
        out.extend(name.as_bytes());
        out.extend(&file.bytes);
        directory.extend(b"PK\x01\x02");
        directory.extend(VERSION.to_le_bytes());
        directory.extend(&common);
        // No comment, first disk, no attributes.
        directory.extend([0; 10]);
        directory.extend(offset.to_le_bytes());
        directory.extend(name.as_bytes());
    }
    let (count, offset) = (files.len() as u16, out.len() as u32);
    let length = directory.len() as u32;
    out.extend(directory);
    out.extend(b"PK\x05\x06\0\0\0\0");
    out.extend(count.to_le_bytes());
    out.extend(count.to_le_bytes());
    out.extend(length.to_le_bytes());
    out.extend(offset.to_le_bytes());
    out.extend([0, 0]);
    out
}

/// The name, or where one of `taken` is the same, with a number before its ending.
/// To some systems `A` and `a` are the same.
fn other_than(taken: &mut Vec<String>, name: &str) -> String {
    let (stem, ending) = name.rfind('.').map_or((name, ""), |at| name.split_at(at));
    let mut own = name.to_owned();
    let mut number = 1;
    while taken.contains(&own.to_lowercase()) {
        number += 1;
        own = format!("{stem} {number}{ending}");
    }
    taken.push(own.to_lowercase());
    own
}

/// As MS-DOS has them (section 4.4.6): from 1980 on, every other second.
fn date_and_time(now: &Timestamp) -> (u16, u16) {
    let text = now.as_str();
    let field = |from: usize, length: usize| -> u16 {
        text.get(from..from + length).and_then(|it| it.parse().ok()).unwrap_or(0)
    };
    let year = field(0, 4).clamp(1980, 2107) - 1980;
    let date = year << 9 | field(5, 2) << 5 | field(8, 2);
    let time = field(11, 2) << 11 | field(14, 2) << 5 | (field(17, 2) / 2);
    (date, time)
}
