//! A draft as text that a person can look over and correct.

use super::{BlockKind, Draft};

/// The blocks as Markdown, which [`super::read_markdown`] reads back as they
/// are. The title is left to its own field.
#[must_use]
pub fn write_markdown(draft: &Draft) -> String {
    let mut text = String::new();
    for block in &draft.blocks {
        if !text.is_empty() {
            text.push_str("\n\n");
        }
        match block.kind {
            BlockKind::Heading(level) => {
                text.push_str(&"#".repeat(level.clamp(2, 6).into()));
                text.push(' ');
            }
            BlockKind::ListItem => text.push_str("- "),
            BlockKind::Quotation => text.push_str("> "),
            BlockKind::Paragraph => {}
        }
        escape(&block.text, &mut text);
    }
    text
}

/// Puts a backslash before what would otherwise be read as markup.
fn escape(words: &str, text: &mut String) {
    let numbered = words.find(|c: char| !c.is_ascii_digit()).filter(|digits| *digits > 0);
    for (at, c) in words.char_indices() {
        let opens_block = at == 0 && matches!(c, '#' | '-' | '+' | '>' | '=' | '~' | '|')
            || numbered == Some(at) && matches!(c, '.' | ')');
        if opens_block || matches!(c, '\\' | '*' | '_' | '`' | '[' | ']' | '<' | '&' | '!') {
            text.push('\\');
        }
        text.push(c);
    }
}
