//! What is in an archive.

use std::ops::Range;

use super::{ArchiveError, MAX_MEMBERS, Member, Packing};
use crate::domain::order::sort_by;

/// The end of the central directory without its comment, and the comment's most.
const END: usize = 22;
const COMMENT: usize = 0xffff;
/// "Look into the ZIP64 record instead."
const ELSEWHERE: u64 = 0xffff_ffff;
const ZIP64: u16 = 1;

/// The files in an archive, in its order. Folders are left out, and what systems
/// add of their own: hidden files, and those in `__MACOSX`.
///
/// # Errors
/// [`ArchiveError`]. A file that cannot be read costs only itself.
pub fn members(bytes: &[u8]) -> Result<Vec<Member>, ArchiveError> {
    let all = directory(bytes)?;
    let mut places: Vec<&Range<usize>> = all.iter().filter_map(|it| it.place.as_ref()).collect();
    sort_by(&mut places, |a, b| a.start.cmp(&b.start));
    if places.windows(2).any(|two| two[0].end > two[1].start) {
        return Err(ArchiveError::Overlapping);
    }
    let files: Vec<_> = all.into_iter().filter(|member| is_file(&member.name)).collect();
    if files.is_empty() { Err(ArchiveError::Empty) } else { Ok(files) }
}

fn is_file(name: &str) -> bool {
    let last = name.rsplit('/').next().unwrap_or(name);
    !last.is_empty() && !last.starts_with('.') && !name.starts_with("__MACOSX/")
}

fn directory(bytes: &[u8]) -> Result<Vec<Member>, ArchiveError> {
    let (count, mut at) = find_directory(bytes).ok_or(ArchiveError::Broken)?;
    if count > MAX_MEMBERS as u64 {
        return Err(ArchiveError::TooMany);
    }
    let mut members = Vec::new();
    for _ in 0..count {
        let (member, length) = entry(bytes, at).ok_or(ArchiveError::Broken)?;
        members.push(member);
        at += length;
    }
    Ok(members)
}

/// How many entries the directory has, and where it begins.
fn find_directory(bytes: &[u8]) -> Option<(u64, usize)> {
    let last = bytes.len().checked_sub(END)?;
    let first = last.saturating_sub(COMMENT);
    let is_end = |at: &usize| {
        let comment = number(bytes, at + 20, 2);
        bytes[*at..].starts_with(b"PK\x05\x06") && comment == Some((last - at) as u64)
    };
    let end = (first..=last).rev().find(is_end)?;
    let mut count = number(bytes, end + 10, 2)?;
    let mut at = number(bytes, end + 16, 4)?;
    // Section 4.3.15: where the ZIP64 end is, if there is one.
    if let Some(locator) = end.checked_sub(20)
        && bytes[locator..].starts_with(b"PK\x06\x07")
    {
        let end = usize::try_from(number(bytes, locator + 8, 8)?).ok()?;
        bytes.get(end..)?.starts_with(b"PK\x06\x06").then_some(())?;
        count = number(bytes, end + 32, 8)?;
        at = number(bytes, end + 48, 8)?;
    }
    Some((count, usize::try_from(at).ok()?))
}

/// An entry of the directory (section 4.3.12), and its length.
fn entry(bytes: &[u8], at: usize) -> Option<(Member, usize)> {
    bytes.get(at..)?.starts_with(b"PK\x01\x02").then_some(())?;
    let field = |from: usize, length: usize| number(bytes, at + from, length);
    let flags = field(8, 2)?;
    let packing = match (flags & 1, field(10, 2)?) {
        (0, 0) => Some(Packing::Stored),
        (0, 8) => Some(Packing::Deflated),
        _ => None,
    };
    let sum = u32::try_from(field(16, 4)?).ok()?;
    let (mut packed, mut size, mut header) = (field(20, 4)?, field(24, 4)?, field(42, 4)?);
    let [name, extra, comment] =
        [field(28, 2)?, field(30, 2)?, field(32, 2)?].map(|length| length as usize);
    let (names, extras) = (at + 46, at + 46 + name);
    let extras = bytes.get(extras..extras + extra)?;
    // In this order, and of them only those that have no room in their own fields.
    let mut larger = zip64(extras).into_iter().flatten();
    for value in [&mut size, &mut packed, &mut header] {
        if *value == ELSEWHERE {
            *value = larger.next()?;
        }
    }
    let place = place(bytes, header, packed);
    let spelt = read_name(bytes.get(names..names + name)?);
    Some((Member { name: spelt, packing, place, size, sum }, 46 + name + extra + comment))
}

/// Where a file's bytes are: behind its local header (section 4.3.7), which may be
/// longer than its entry says.
fn place(bytes: &[u8], header: u64, packed: u64) -> Option<Range<usize>> {
    let (header, packed) = (usize::try_from(header).ok()?, usize::try_from(packed).ok()?);
    bytes.get(header..)?.starts_with(b"PK\x03\x04").then_some(())?;
    let name = number(bytes, header + 26, 2)? as usize;
    let extra = number(bytes, header + 28, 2)? as usize;
    let start = header + 30 + name + extra;
    let end = start.checked_add(packed)?;
    (end <= bytes.len()).then_some(start..end)
}

/// The numbers of the ZIP64 extra field (section 4.5.3).
fn zip64(mut extras: &[u8]) -> Option<impl Iterator<Item = u64>> {
    loop {
        let (head, rest) = extras.split_at_checked(4)?;
        let kind = u16::from_le_bytes([head[0], head[1]]);
        let (body, rest) =
            rest.split_at_checked(usize::from(u16::from_le_bytes([head[2], head[3]])))?;
        if kind == ZIP64 {
            return Some(body.chunks_exact(8).filter_map(|it| number(it, 0, 8)));
        }
        extras = rest;
    }
}

/// UTF-8 where it fits. Where it does not, an old system wrote it: the letters
/// without accents are the same everywhere.
fn read_name(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).replace('\\', "/")
}

/// A number of up to eight bytes, the least first.
fn number(bytes: &[u8], at: usize, length: usize) -> Option<u64> {
    let bytes = bytes.get(at..at.checked_add(length)?)?;
    Some(bytes.iter().rev().fold(0, |value, byte| value << 8 | u64::from(*byte)))
}
