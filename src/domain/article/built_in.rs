//! The article that is there when the page is opened for the first time.

use super::{Article, Block, BlockKind, Draft};

const TEXT: &str = include_str!("built_in.txt");

/// A news report of July 2023, as it was given to the project: without title
/// and byline. The title is ours; the date is the Friday of the briefing that
/// it reports.
#[must_use]
pub fn built_in() -> Article {
    let paragraph = |line: &str| Block { kind: BlockKind::Paragraph, text: line.into() };
    Article::from_parts(Draft {
        title: "China: up to the U.S. to “create necessary conditions” for anti-drugs cooperation"
            .into(),
        language: "en".into(),
        url: None,
        published: "2023-07-07".into(),
        blocks: TEXT.lines().map(paragraph).collect(),
    })
}
