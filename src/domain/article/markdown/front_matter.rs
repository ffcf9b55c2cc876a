//! Front matter: the lines of YAML that many Markdown files begin with.

use crate::domain::article::Draft;
use crate::domain::article::markup::{day, language_tag};

/// Takes title, date and language, and gives the text behind the front matter.
/// A text that merely begins with a rule is given back whole.
pub(super) fn read(text: &str) -> (Draft, &str) {
    let mut draft = Draft::default();
    let Some((lines, body)) = split(text) else { return (draft, text) };
    for (key, value) in lines.lines().filter_map(|line| line.split_once(':')) {
        let value = scalar(value);
        match key.to_ascii_lowercase().as_str() {
            "title" => draft.title = value,
            "date" => draft.published = day(&value),
            "lang" | "language" => draft.language = language_tag(&value),
            _ => {}
        }
    }
    (draft, body)
}

fn split(text: &str) -> Option<(&str, &str)> {
    let inside = text.strip_prefix("---")?.trim_start_matches([' ', '\t']).strip_prefix('\n')?;
    let first_key = inside.lines().next()?.split_once(':')?.0;
    if first_key.is_empty()
        || !first_key.chars().all(|c| c.is_alphanumeric() || matches!(c, '_' | '-'))
    {
        return None;
    }
    let mut at = 0;
    for line in inside.split_inclusive('\n') {
        if matches!(line.trim_end(), "---" | "...") {
            return Some((&inside[..at], &inside[at + line.len()..]));
        }
        at += line.len();
    }
    None
}

/// A value without its quotes or the comment behind it. A block of lines, an
/// anchor or a list is not one.
fn scalar(value: &str) -> String {
    let value = value.trim();
    if let Some(quoted) = value.strip_prefix('\'') {
        let end = quoted.rfind('\'').unwrap_or(quoted.len());
        return quoted[..end].replace("''", "'");
    }
    if let Some(quoted) = value.strip_prefix('"') {
        let end = quoted.rfind('"').unwrap_or(quoted.len());
        return quoted[..end].replace("\\\"", "\"").replace("\\\\", "\\");
    }
    let plain = value.split(" #").next().unwrap_or_default().trim();
    if plain.starts_with(['|', '>', '[', '{', '&', '*', '#']) {
        String::new()
    } else {
        plain.into()
    }
}
