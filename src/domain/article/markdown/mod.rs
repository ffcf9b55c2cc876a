//! Markdown: CommonMark's blocks and inline markup, read for their words alone.

mod blocks;
mod entities;
mod front_matter;
mod inline;

use super::draft::tidy;
use super::{Block, BlockKind, Draft};

/// Reads Markdown. The first heading of level 1 is the title, others become
/// level 2; lists and quotations lose their nesting; a block of code is a
/// paragraph. Of front matter, the title, date and language are taken. Linear
/// in the length of the text.
#[must_use]
pub fn read_markdown(text: &str) -> Draft {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let text = text.replace("\r\n", "\n").replace('\r', "\n");
    let (mut draft, body) = front_matter::read(&text);
    let (parts, labels) = blocks::read(body);
    let mut titled = false;
    for part in parts {
        let words = if part.code { part.text } else { inline::words(&part.text, &labels) };
        let text = tidy(&words);
        match part.kind {
            _ if text.is_empty() => {}
            BlockKind::Heading(1) if !titled => {
                draft.title = text;
                titled = true;
            }
            BlockKind::Heading(1) => draft.blocks.push(Block { kind: BlockKind::Heading(2), text }),
            kind => draft.blocks.push(Block { kind, text }),
        }
    }
    draft
}

#[cfg(test)]
mod tests;
