//! The notebook as Markdown (CommonMark 0.31, and what GitHub adds to it).

use litemap::LiteMap;

use super::{outline, title};
use crate::app::paint::{Piece, pieces};
use crate::app::words::term::Terms;
use crate::app::words::{self, exports as words_of, whole};
use crate::domain::address::Address;
use crate::domain::article::{Article, BlockKind};
use crate::domain::listing::{ClaimEntry, LinkEntry, Listing, SourceEntry};
use crate::domain::notebook::Notebook;
use crate::domain::passage::Quote;
use crate::domain::source::{Source, Work};
use crate::domain::text_fragment::at_words;

/// Writes the whole notebook: the article with the numbers of its claims, the
/// claims with their sources, and the sources.
#[must_use]
pub fn markdown(notebook: &Notebook, article: &Article) -> String {
    let outline = outline(notebook, article);
    let listing = Listing::of(notebook, &outline);
    let terms = Terms::of(notebook);
    let mut text = format!("# {}\n\n", line(&title(notebook, article)));
    let about = about(article);
    if !about.is_empty() {
        text += &format!("{}: {about}\n\n", words_of::FROM);
    }
    let without = listing.without_source().len();
    let tally = words_of::tally(listing.claims.len(), without, listing.sources.len());
    text += &format!("{tally}\n\n## {}\n\n", words_of::ARTICLE);
    let blocks = pieces(article, &outline, None, &[], None);
    let mut begun = LiteMap::new();
    for (block, pieces) in article.blocks().iter().zip(&blocks) {
        text += &format!("{}{}\n\n", prefix(block.kind), marked(pieces, &mut begun));
    }
    text += &format!("## {}\n\n", words_of::CLAIMS);
    if listing.claims.is_empty() {
        text += &format!("{}\n\n", words_of::NO_CLAIMS);
    }
    for entry in &listing.claims {
        text += &claim(&terms, entry, listing.by_several);
    }
    text += &format!("## {}\n\n", words_of::SOURCES);
    if listing.sources.is_empty() {
        text += &format!("{}\n\n", words_of::NO_SOURCES);
    }
    for entry in &listing.sources {
        text += &source(entry);
    }
    text.truncate(text.trim_end().len());
    text.push('\n');
    text
}

fn about(article: &Article) -> String {
    let name = line(&article.title);
    let name = match &article.url {
        Some(url) if name.is_empty() => link(url, None, &line(url.host())),
        Some(url) => format!("{} ({})", link(url, None, &name), line(url.host())),
        None => name,
    };
    let parts = [name, line(&article.published)];
    parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(", ")
}

fn prefix(kind: BlockKind) -> String {
    match kind {
        BlockKind::Heading(level) => format!("{} ", "#".repeat(usize::from(level.clamp(2, 5)) + 1)),
        BlockKind::Paragraph => String::new(),
        BlockKind::ListItem => "- ".into(),
        BlockKind::Quotation => "> ".into(),
    }
}

/// A block's words, with a claim's number in brackets where it begins.
fn marked(pieces: &[Piece], begun: &mut LiteMap<usize, ()>) -> String {
    let mut text = String::new();
    for piece in pieces {
        for number in piece.marks.iter().filter_map(|mark| mark.number) {
            if begun.insert(number, ()).is_none() {
                text += &format!("\\[{number}\\] ");
            }
        }
        let words = whole(&piece.text);
        text += &if text.is_empty() { at_start(&words) } else { inline(&words) };
    }
    text
}

fn claim(terms: &Terms, entry: &ClaimEntry<'_>, by_several: bool) -> String {
    let claim = entry.claim;
    let number = entry.number.map_or_else(|| words_of::LOST.into(), |number| number.to_string());
    let mut text = format!(
        "### {number}. {}: {}\n\n> {}\n\n",
        line(&terms.kind(&claim.kind)),
        line(&terms.verdict(claim.verdict.as_ref())),
        lines(&claim.passage.quote.exact, "> "),
    );
    if by_several && !entry.made.author.is_empty() {
        text += &format!("{}: {}\n\n", words_of::BY, line(entry.made.author));
    }
    if !claim.reason.trim().is_empty() {
        text += &format!("{}: {}\n\n", words_of::REASON, lines(&claim.reason, ""));
    }
    if !claim.tags.is_empty() {
        let tags: Vec<String> = claim.tags.iter().map(|tag| line(tag)).collect();
        text += &format!("{}: {}\n\n", words_of::TAGS, tags.join(", "));
    }
    if entry.links.is_empty() {
        text += &format!("- {}\n", words_of::NO_SOURCE);
    }
    for it in &entry.links {
        text += &format!("- {}\n", linked(terms, it));
    }
    text + "\n"
}

fn linked(terms: &Terms, entry: &LinkEntry<'_>) -> String {
    let link_ = entry.link;
    let name = named(entry.source, link_.evidence.as_ref());
    let mut text = format!("**{}**: {name}", line(&words_of::relation(terms, link_)));
    if let Some(evidence) = &link_.evidence {
        text += &format!(" “{}”", line(&evidence.exact));
    }
    if !link_.reason.trim().is_empty() {
        text += &format!("\\\n  {}", lines(&link_.reason, "  "));
    }
    text
}

/// A source's name; with its address, a link at the words that are quoted, and
/// the host that it leads to.
fn named(source: &Source, evidence: Option<&Quote>) -> String {
    let name = line(&words_of::source_name(source));
    match source {
        Source::Outside(Work { url: Some(url), .. }) => {
            format!("{} ({})", link(url, evidence, &name), line(url.host()))
        }
        Source::Outside(_) => name,
        Source::InArticle { .. } => format!("{name} ({})", words::source::INSIDE),
    }
}

fn source(entry: &SourceEntry<'_>) -> String {
    let mut text = format!("{}. {}", entry.number, named(entry.source, None));
    let indent = " ".repeat(entry.number.to_string().len() + 2);
    let mut add = |line: &str| text += &format!("\\\n{indent}{line}");
    if let Source::Outside(work) = entry.source {
        let about = [&work.authors.join("; "), &work.publisher, &work.issued, &work.kind];
        let about: Vec<String> =
            about.into_iter().map(|it| line(it)).filter(|it| !it.is_empty()).collect();
        if !about.is_empty() {
            add(&about.join(", "));
        }
        if let Some(accessed) = &work.accessed {
            add(&format!("{}: {}", words_of::ACCESSED, line(day(accessed.as_str()))));
        }
        if let Some(archive) = &work.archive {
            let host = line(archive.host());
            add(&format!("{} ({host})", link(archive, None, words_of::ARCHIVED)));
        }
        for (question, answer) in words::source::answers(&work.appraisal) {
            add(&format!("{question} {}", lines(answer, &indent)));
        }
    }
    let numbers: Vec<String> = entry.claims.iter().map(ToString::to_string).collect();
    match numbers.len() {
        0 => add(words_of::UNLINKED),
        n => add(&format!("{}{}", words_of::rests(n), numbers.join(", "))),
    }
    text + "\n"
}

/// The day of a moment.
pub(super) fn day(moment: &str) -> &str {
    moment.split('T').next().unwrap_or_default()
}

/// A link whose label is escaped already. Addresses have one of three schemes.
fn link(address: &Address, evidence: Option<&Quote>, label: &str) -> String {
    let url = evidence.map_or_else(|| address.clone(), |quote| at_words(address, quote));
    let mut target = String::new();
    for c in url.as_str().chars() {
        match c {
            '<' => target.push_str("%3C"),
            '>' => target.push_str("%3E"),
            '\\' => target.push_str("%5C"),
            '&' => target.push_str("&amp;"),
            c => target.push(c),
        }
    }
    format!("[{label}](<{target}>)")
}

/// A stranger's words on one line, wherever that line begins.
fn line(words: &str) -> String {
    at_start(&whole(words).split_whitespace().collect::<Vec<_>>().join(" "))
}

/// The same, with the line breaks that the words have.
fn lines(words: &str, indent: &str) -> String {
    let lines: Vec<String> = words.lines().map(line).filter(|it| !it.is_empty()).collect();
    lines.join(&format!("\\\n{indent}"))
}

/// Escaped also against what means something only where a line begins.
fn at_start(words: &str) -> String {
    let digits = words.bytes().take_while(u8::is_ascii_digit).count();
    let (first, rest) = words.split_at(digits);
    let opens = match digits {
        0 => rest.starts_with(['#', '-', '+', '=', ':']),
        _ => rest.starts_with(['.', ')']),
    };
    format!("{first}{}{}", if opens { "\\" } else { "" }, inline(rest))
}

/// Escaped so that nothing in it is markup, a link or HTML.
fn inline(words: &str) -> String {
    let mut text = String::with_capacity(words.len());
    for c in words.chars() {
        match c {
            '\\' | '`' | '*' | '_' | '[' | ']' | '{' | '}' | '~' | '^' | '|' | '$' | '!' => {
                text.push('\\');
                text.push(c);
            }
            '<' => text.push_str("&lt;"),
            '>' => text.push_str("&gt;"),
            '&' => text.push_str("&amp;"),
            c => text.push(c),
        }
    }
    text
}
