//! ZIP archives (PKWARE's APPNOTE.TXT 6.3): what learning platforms hand a class
//! over as, and what return files go out in. Unpacking is the caller's: browsers do it.

mod read;
#[cfg(test)]
mod tests;
mod write;

use std::ops::Range;

pub use read::members;
pub use write::{Packed, write};

/// What an archive is to browsers.
pub const MEDIA_TYPE: &str = "application/zip";

/// The most files that are looked for in one archive.
pub const MAX_MEMBERS: usize = 10_000;

/// A file in an archive.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Member {
    /// Its path in the archive, as it stands there: nothing is ever written to it.
    pub name: String,
    /// How it is packed; `None` in a way that is not read here, as with a password.
    pub packing: Option<Packing>,
    /// Where its packed bytes are in the archive; `None` if they are not.
    pub place: Option<Range<usize>>,
    /// How many bytes it claims to be unpacked.
    pub size: u64,
    sum: u32,
}

/// How a file is packed in an archive.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Packing {
    /// As it is.
    Stored,
    /// As raw DEFLATE data (RFC 1951).
    Deflated,
}

impl Member {
    /// Whether these unpacked bytes are the ones that were put in.
    #[must_use]
    pub fn is_whole(&self, unpacked: &[u8]) -> bool {
        unpacked.len() as u64 == self.size && checksum(unpacked) == self.sum
    }
}

/// Why nothing of an archive can be read.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum ArchiveError {
    /// It is cut off, or no archive.
    Broken,
    /// Its files lie over one another, as nobody packs them but to do harm.
    Overlapping,
    /// No file is in it.
    Empty,
    /// More files than [`MAX_MEMBERS`] are in it.
    TooMany,
}

/// CRC-32, as archives have it (section 4.4.7).
fn checksum(bytes: &[u8]) -> u32 {
    const TABLE: [u32; 256] = table();
    let next = |sum: u32, byte: &u8| TABLE[((sum ^ u32::from(*byte)) & 0xff) as usize] ^ (sum >> 8);
    !bytes.iter().fold(!0, next)
}

const fn table() -> [u32; 256] {
    let mut table = [0; 256];
    let mut at = 0;
    while at < 256 {
        let mut sum = at as u32;
        let mut bit = 0;
        while bit < 8 {
            sum = if sum & 1 == 1 { 0xedb8_8320 ^ (sum >> 1) } else { sum >> 1 };
            bit += 1;
        }
        table[at] = sum;
        at += 1;
    }
    table
}
