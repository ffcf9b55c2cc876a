//! Every text that a person reads, in one place, ready for translation: a
//! second language is a second folder like this one.

#![allow(missing_docs, reason = "a sentence says what it is")]

pub mod article;
pub mod claim;
pub mod file;
pub mod keys;
pub mod notice;
pub mod page;
pub mod source;
pub mod version;

/// "1 claim", "2 claims".
#[must_use]
pub fn count(n: usize, one: &str, many: &str) -> String {
    format!("{n} {}", if n == 1 { one } else { many })
}

/// Words cut to at most `max` code points, at a space where there is one.
#[must_use]
pub fn shortened(words: &str, max: usize) -> String {
    if words.chars().count() <= max {
        return words.to_owned();
    }
    let cut: String = words.chars().take(max).collect();
    let at = cut.rfind(' ').filter(|at| *at > cut.len() / 2).unwrap_or(cut.len());
    format!("{}…", cut[..at].trim_end_matches([',', ';', ':', ' ']))
}
