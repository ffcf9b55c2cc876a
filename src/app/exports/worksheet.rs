//! An empty worksheet: the article with its sentences or paragraphs numbered,
//! and room to write on paper.

use super::html::{escaped, lang, page, paragraphs};
use super::report::{closing, opening, tags};
use crate::app::paint::{Piece, pieces};
use crate::app::words::term::Terms;
use crate::app::words::{self, article::UNTITLED, exports as words_of};
use crate::domain::article::Article;
use crate::domain::claim::{Kind, Verdict};
use crate::domain::outline::Outline;

const STYLE: &str = include_str!("worksheet.css");

/// So many claims there is room for at least, and at most.
const ROOM: usize = 8;
const MOST: usize = 40;

/// Writes the worksheet: that of the exercise, where the words are those of one.
/// `sentences` are the places where sentences begin, in code points of the
/// article, rising, as [`pieces`] takes them; without any, the paragraphs are
/// numbered.
#[must_use]
pub fn worksheet(article: &Article, terms: &Terms, sentences: &[usize]) -> String {
    let title = match article.title.trim() {
        "" => UNTITLED.to_owned(),
        title => words::whole(title),
    };
    let line = |name: &str| format!("<p>{name} <span class=\"line\"></span></p>");
    let mut body = format!(
        "<header>\n<div class=\"who\">{}{}</div>\n<h1 dir=\"auto\">{}</h1>\n{}</header>\n<main>\n",
        line(words_of::WORKSHEET_NAME),
        line(words_of::WORKSHEET_DATE),
        escaped(&title),
        what_to_do(terms),
    );
    body += &text(article, sentences);
    let place = match sentences {
        [] => words_of::WORKSHEET_PARAGRAPH,
        _ => words_of::WORKSHEET_CLAIM,
    };
    body += &format!("<section>\n<h2>{}</h2>\n<ol role=\"list\">\n", words_of::CLAIMS);
    let asked = terms.exercise().map_or(0, |it| it.minimum.claims.try_into().unwrap_or(0));
    body.extend((1..=ROOM.max(asked).min(MOST)).map(|number| room(terms, number, place)));
    body += "</ol>\n</section>\n</main>\n";
    page(&format!("{title} · {}", words_of::WORKSHEET), STYLE, &body)
}

/// The exercise's own instructions, and what its kinds mean; else ours.
fn what_to_do(terms: &Terms) -> String {
    let help = format!("<p>{}</p>\n", words_of::WORKSHEET_HELP);
    let Some(exercise) = terms.exercise() else { return help };
    let mut html = String::new();
    if !exercise.title.trim().is_empty() {
        html += &format!("<p dir=\"auto\">{}</p>\n", escaped(&exercise.title));
    }
    html += &paragraphs(&exercise.instructions, "<p dir=\"auto\">", "</p>");
    let kinds = exercise.kinds.iter().filter(|kind| !kind.help.trim().is_empty());
    let kinds: String = kinds
        .map(|term| {
            let name = terms.kind(&Kind::from_key(&term.key));
            format!("<dt>{}</dt><dd>{}</dd>", escaped(&name), escaped(&term.help))
        })
        .collect();
    if !kinds.is_empty() {
        html += &format!("<dl>{kinds}</dl>\n");
    }
    html + &help
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

/// Room for one claim: boxes to tick and lines to write on, for what is asked.
fn room(terms: &Terms, number: usize, place: &str) -> String {
    let boxes = |names: Vec<String>| -> String {
        let each = names.iter();
        each.map(|it| format!("<li><span class=\"box\"></span> {}</li>", escaped(it))).collect()
    };
    let exercise = terms.exercise();
    let kinds = exercise.map_or_else(
        || Kind::ALL.to_vec(),
        |it| it.kinds.iter().map(|term| Kind::from_key(&term.key)).collect(),
    );
    let verdicts = exercise.map_or_else(
        || Verdict::ALL.to_vec(),
        |it| it.verdicts.iter().map(|term| Verdict::from_key(&term.key)).collect(),
    );
    let mut html = format!(
        "<li>\n<h3>{} <small>{place} <span class=\"box wide\"></span></small></h3>\n\
         <p>{}</p><ul role=\"list\">{}</ul>\n",
        words_of::empty_claim(number),
        words_of::KIND,
        boxes(kinds.iter().map(|kind| terms.kind(kind)).collect()),
    );
    let lines = |name: &str, lines: usize| {
        let lines = "<span class=\"line\"></span>".repeat(lines);
        format!("<div class=\"write\"><p>{name}</p>{lines}</div>\n")
    };
    if !verdicts.is_empty() {
        let names = verdicts.iter().map(|verdict| terms.verdict(Some(verdict)));
        let boxes = boxes(names.collect());
        html += &format!("<p>{}</p><ul role=\"list\">{boxes}</ul>\n", words_of::VERDICT);
        html += &lines(words_of::WORKSHEET_REASON, 2);
    }
    if exercise.is_none_or(|it| it.sources) {
        html += &lines(words_of::WORKSHEET_SOURCE, 2);
    }
    html + "</li>\n"
}
