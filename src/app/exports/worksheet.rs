//! An empty worksheet: the article with its sentences or paragraphs numbered,
//! and room to write on paper.

use super::html::{escaped, lang, page};
use super::report::{closing, opening, tags};
use crate::app::paint::{Piece, pieces};
use crate::app::words::{self, article::UNTITLED, exports as words_of};
use crate::domain::article::Article;
use crate::domain::claim::{Kind, Verdict};
use crate::domain::outline::Outline;

const STYLE: &str = include_str!("worksheet.css");

/// So many claims there is room for.
const ROOM: usize = 8;

/// Writes the worksheet. `sentences` are the places where sentences begin, in
/// code points of the article, rising, as [`pieces`] takes them; without any,
/// the paragraphs are numbered.
#[must_use]
pub fn worksheet(article: &Article, sentences: &[usize]) -> String {
    let title = match article.title.trim() {
        "" => UNTITLED.to_owned(),
        title => words::whole(title),
    };
    let line = |name: &str| format!("<p>{name} <span class=\"line\"></span></p>");
    let mut body = format!(
        "<header>\n<div class=\"who\">{}{}</div>\n<h1 dir=\"auto\">{}</h1>\n<p>{}</p>\n</header>\n<main>\n",
        line(words_of::WORKSHEET_NAME),
        line(words_of::WORKSHEET_DATE),
        escaped(&title),
        words_of::WORKSHEET_HELP,
    );
    body += &text(article, sentences);
    let place = match sentences {
        [] => words_of::WORKSHEET_PARAGRAPH,
        _ => words_of::WORKSHEET_CLAIM,
    };
    body += &format!("<section>\n<h2>{}</h2>\n<ol role=\"list\">\n", words_of::CLAIMS);
    body.extend((1..=ROOM).map(|number| room(number, place)));
    body += "</ol>\n</section>\n</main>\n";
    page(&format!("{title} · {}", words_of::WORKSHEET), STYLE, &body)
}

fn text(article: &Article, sentences: &[usize]) -> String {
    let blocks = pieces(article, &Outline::default(), None, sentences, None);
    let mut html = format!("<article dir=\"auto\"{}>\n", lang(&article.language));
    let mut around = "";
    for ((block, pieces), number) in article.blocks().iter().zip(&blocks).zip(1..) {
        let (outer, open, close) = tags(block);
        if outer != around {
            html += &closing(around);
            html += &opening(outer);
            around = outer;
        }
        html += &open;
        if sentences.is_empty() {
            html += &numbered(number);
        }
        html.extend(pieces.iter().map(|piece: &Piece| {
            piece.sentence.map(numbered).unwrap_or_default() + &escaped(&piece.text)
        }));
        html += &close;
    }
    html + &closing(around) + "</article>\n"
}

fn numbered(number: usize) -> String {
    format!("<sup>{number}</sup>")
}

/// Room for one claim: boxes to tick and lines to write on.
fn room(number: usize, place: &str) -> String {
    let boxes = |names: Vec<String>| -> String {
        let each = names.iter().map(|it| format!("<li><span class=\"box\"></span> {it}</li>"));
        each.collect()
    };
    let kinds = boxes(Kind::ALL.iter().map(words::claim::kind).collect());
    let verdicts = boxes(Verdict::ALL.iter().map(words::claim::verdict).collect());
    let lines = |name: &str, lines: usize| {
        let lines = "<span class=\"line\"></span>".repeat(lines);
        format!("<div class=\"write\"><p>{name}</p>{lines}</div>\n")
    };
    format!(
        "<li>\n<h3>{} <small>{place} <span class=\"box wide\"></span></small></h3>\n\
         <p>{}</p><ul role=\"list\">{kinds}</ul>\n<p>{}</p><ul role=\"list\">{verdicts}</ul>\n{}{}</li>\n",
        words_of::empty_claim(number),
        words_of::KIND,
        words_of::VERDICT,
        lines(words_of::WORKSHEET_REASON, 2),
        lines(words_of::WORKSHEET_SOURCE, 2),
    )
}
