//! Plain text.

use super::{Block, BlockKind, Draft};

/// Reads plain text: a paragraph ends at a blank line; where there is none at
/// all, each line is a paragraph. Nothing in it is taken for markup.
#[must_use]
pub fn read_plain(text: &str) -> Draft {
    let text = text.replace("\r\n", "\n").replace(['\r', '\u{2029}'], "\n");
    let trimmed = text.trim();
    let has_blank_line = trimmed.lines().any(|line| line.trim().is_empty());
    let mut paragraphs: Vec<String> = Vec::new();
    let mut open = false;
    for line in trimmed.lines() {
        if line.trim().is_empty() {
            open = false;
        } else if let (true, true, Some(last)) = (open, has_blank_line, paragraphs.last_mut()) {
            let line = line.trim();
            if !joins_without_space(last.chars().next_back(), line.chars().next()) {
                last.push(' ');
            }
            last.push_str(line);
        } else {
            paragraphs.push(line.trim().to_owned());
            open = true;
        }
    }
    let blocks = paragraphs.into_iter().map(|text| Block { kind: BlockKind::Paragraph, text });
    Draft { blocks: blocks.collect(), ..Draft::default() }
}

/// Whether two lines of one paragraph join without a space: scripts that write
/// none between words (Chinese, Japanese) break lines anywhere.
pub(super) fn joins_without_space(before: Option<char>, after: Option<char>) -> bool {
    let unspaced = |c: char| matches!(c, '\u{3000}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{ff00}'..='\u{ffef}' | '\u{20000}'..='\u{3ffff}');
    before.is_some_and(unspaced) && after.is_some_and(unspaced)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: &[&str]) {
        let blocks = read_plain(text).finish().map(|a| a.blocks().to_vec()).unwrap_or_default();
        assert_eq!(
            blocks.iter().map(|b| b.text.as_str()).collect::<Vec<_>>(),
            expected,
            "{text:?}"
        );
    }

    #[test]
    fn paragraphs() {
        check("", &[]);
        check(" \n\n ", &[]);
        check("One.\nTwo.", &["One.", "Two."]);
        check("One\nwrapped.\n\nTwo.", &["One wrapped.", "Two."]);
        check("One.\r\n\r\nTwo.\r\n", &["One.", "Two."]);
        check("\u{feff}One.\n \t\nTwo\u{a0}x.", &["One.", "Two x."]);
        check("他来了。\n她走了。\n\n好。", &["他来了。她走了。", "好。"]);
        check("# not a heading\n\n<b>not bold</b>", &["# not a heading", "<b>not bold</b>"]);
    }
}
