//! Every text that a person reads, in one place, ready for translation: a
//! second language is a second folder like this one.

#![allow(missing_docs, reason = "a sentence says what it is")]

pub mod agreement;
pub mod article;
pub mod broken;
pub mod claim;
pub mod classroom;
pub mod exercise;
pub mod exports;
pub mod file;
pub mod key;
pub mod keys;
pub mod loss;
pub mod marks;
pub mod notice;
pub mod page;
mod plain;
pub mod safety;
pub mod share;
pub mod source;
pub mod term;
pub mod version;

/// How much of one text is printed, in code points: a few pages.
pub const PRINTED: usize = 10_000;

/// "1 claim", "2 claims".
#[must_use]
pub fn count(n: usize, one: &str, many: &str) -> String {
    format!("{n} {}", if n == 1 { one } else { many })
}

/// A stranger's words whole, and plain (see `plain`).
#[must_use]
pub fn whole(words: &str) -> String {
    plain::plain(words)
}

/// A stranger's words as a label: cut to at most `max` code points, at a space
/// where there is one, and plain (see `plain`).
#[must_use]
pub fn shortened(words: &str, max: usize) -> String {
    let Some((end, _)) = words.char_indices().nth(max) else { return plain::plain(words) };
    let cut = &words[..end];
    let at = cut.rfind(' ').filter(|at| *at > cut.len() / 2).unwrap_or(cut.len());
    format!("{}…", plain::plain(cut[..at].trim_end_matches([',', ';', ':', ' '])))
}
