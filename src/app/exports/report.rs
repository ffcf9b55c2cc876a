//! The report: one HTML file without script that can be read on a phone, on
//! paper and by ear, and that asks for nothing from the network.
//!
//! Claims are numbered marks in the text; each number leads to the claim below
//! and back. A kind is a letter and a line as well as a colour.

use litemap::LiteMap;

use super::html::{escaped, in_attribute, lang, page, paragraphs};
use super::markdown::day;
use super::{outline, title};
use crate::app::paint::{Mark, Piece, pieces};
use crate::app::words::term::Terms;
use crate::app::words::{self, exports as words_of};
use crate::domain::address::Address;
use crate::domain::article::{Article, Block, BlockKind};
use crate::domain::claim::{Kind, Verdict};
use crate::domain::exercise::Ink;
use crate::domain::id::Id;
use crate::domain::listing::{ClaimEntry, LinkEntry, Listing, Made, SourceEntry};
use crate::domain::notebook::Notebook;
use crate::domain::passage::Quote;
use crate::domain::source::{Source, Work};
use crate::domain::text_fragment::at_words;

const STYLE: &str = include_str!("report.css");

/// Writes the report. `real` gives an address as the browser will ask for it
/// (its host in ASCII), or `None` where the browser would not go: such a one is
/// no link.
#[must_use]
pub fn report(
    notebook: &Notebook,
    article: &Article,
    real: &dyn Fn(&Address) -> Option<Address>,
) -> String {
    let outline = outline(notebook, article);
    let listing = Listing::of(notebook, &outline);
    let numbers = listing.sources.iter().map(|it| (it.id.clone(), it.number));
    let mut report = Report {
        notebook,
        article,
        real,
        terms: Terms::of(notebook),
        by_several: listing.by_several,
        sources: numbers.collect(),
        begun: LiteMap::new(),
    };
    let blocks = pieces(article, &outline, None, &[], None);
    let text = report.text(&blocks);
    let mut body = format!("<a class=\"skip\" href=\"#claims\">{}</a>\n", words_of::SKIP);
    body += &report.head(&listing);
    body += "<main>\n";
    body += &text;
    body += &report.claims(&listing);
    body += &report.all_sources(&listing);
    body += &format!("</main>\n<footer><p>{}</p></footer>\n", words_of::FOOT);
    let name = format!("{} · {}", title(notebook, article), words_of::REPORT);
    page(&name, STYLE, &body)
}

struct Report<'a> {
    notebook: &'a Notebook,
    article: &'a Article,
    real: &'a dyn Fn(&Address) -> Option<Address>,
    terms: Terms,
    by_several: bool,
    /// The numbers of the sources.
    sources: LiteMap<Id, usize>,
    /// What has a mark in the text that a number below can lead to.
    begun: LiteMap<String, ()>,
}

impl Report<'_> {
    fn head(&self, listing: &Listing<'_>) -> String {
        let title = title(self.notebook, self.article);
        let mut html = format!(
            "<header>\n<p class=\"over\">{}</p>\n<h1 dir=\"auto\">{}</h1>\n",
            words_of::REPORT,
            escaped(&title)
        );
        let mut about = Vec::new();
        let name = self.article.title.trim();
        if !name.is_empty() && name != title {
            about.push(format!("<bdi>{}</bdi>", escaped(name)));
        }
        if let Some(url) = &self.article.url {
            about.push(self.link(url, None, url.host()));
        }
        if !self.article.published.is_empty() {
            let day = escaped(&self.article.published);
            about.push(format!("{} {day}", words_of::PUBLISHED));
        }
        if !about.is_empty() {
            html += &format!("<p class=\"about\">{}</p>\n", about.join(" · "));
        }
        let without = listing.without_source();
        let tally = words_of::tally(listing.claims.len(), without.len(), listing.sources.len());
        html += &format!("<p class=\"tally\">{tally}</p>\n");
        if !without.is_empty() {
            let links: Vec<String> = without.iter().map(|it| to_claim(*it)).collect();
            let before = words_of::without_source(without.len());
            html += &format!("<p class=\"lack\">{before}{}</p>\n", links.join(", "));
        }
        html += &self.legend(listing);
        html + "</header>\n"
    }

    /// The article, its marks with the numbers of what they mark.
    fn text(&mut self, blocks: &[Vec<Piece>]) -> String {
        let mut html = format!(
            "<article id=\"article\" aria-labelledby=\"article-name\">\n\
             <h2 id=\"article-name\">{}</h2>\n<div class=\"text\"{} dir=\"auto\">\n",
            words_of::ARTICLE,
            lang(&self.article.language)
        );
        let article = self.article;
        let mut around = "";
        for (block, pieces) in article.blocks().iter().zip(blocks) {
            let (outer, open, close) = tags(block);
            if outer != around {
                html += &closing(around);
                html += &opening(outer);
                around = outer;
            }
            html += &open;
            for piece in pieces {
                html += &self.piece(piece);
            }
            html += &close;
        }
        html += &closing(around);
        html + "</div>\n</article>\n"
    }

    /// A piece within its marks, the widest outermost; a number where one begins.
    fn piece(&mut self, piece: &Piece) -> String {
        let (mut html, mut close) = (String::new(), String::new());
        for mark in &piece.marks {
            let kind = mark.kind.as_deref().map(Kind::from_key);
            let class = self.class(kind.as_ref());
            let lane =
                if mark.lane > 0 { format!(" l{}", mark.lane.min(3)) } else { String::new() };
            let number = self.number(mark, kind.as_ref());
            html += &format!("<mark class=\"{class}{lane}\">{number}");
            close += "</mark>";
        }
        html + &escaped(&piece.text) + &close
    }

    /// The number of a mark, on its first piece: where that is a line feed, it is
    /// not the piece with which the mark starts.
    fn number(&mut self, mark: &Mark, kind: Option<&Kind>) -> String {
        let kind = kind.map(|kind| self.terms.kind(kind));
        let (what, shown, said) = match (mark.number, kind, self.sources.get(&mark.id)) {
            (Some(number), Some(kind), _) => (
                format!("claim-{number}"),
                format!("{number}<i>{}</i>", escaped(&words_of::letter(&kind))),
                words_of::seen(
                    &format!("{number}{}", words_of::letter(&kind)),
                    &words_of::mark(number, &kind),
                ),
            ),
            (None, None, Some(number)) => (
                format!("source-{number}"),
                format!("{}{number}", words_of::SOURCE_LETTER),
                words_of::seen(
                    &format!("{}{number}", words_of::SOURCE_LETTER),
                    &words_of::source_mark(*number),
                ),
            ),
            _ => return String::new(),
        };
        if self.begun.get(&what).is_some() {
            return String::new();
        }
        let link = format!(
            "<a class=\"no\" id=\"in-{what}\" href=\"#{what}\" aria-label=\"{}\">{shown}</a>",
            escaped(&said)
        );
        self.begun.insert(what, ());
        link
    }

    fn claims(&self, listing: &Listing<'_>) -> String {
        let mut html = format!(
            "<section id=\"claims\" aria-labelledby=\"claims-name\">\n<h2 id=\"claims-name\">{}</h2>\n",
            words_of::CLAIMS
        );
        if listing.claims.is_empty() {
            return html + &format!("<p>{}</p>\n</section>\n", words_of::NO_CLAIMS);
        }
        html += "<ol role=\"list\" class=\"claims\">\n";
        for entry in &listing.claims {
            html += &self.claim(entry);
        }
        html + "</ol>\n</section>\n"
    }

    fn claim(&self, entry: &ClaimEntry<'_>) -> String {
        let claim = entry.claim;
        let kind = escaped(&self.terms.kind(&claim.kind));
        let class = self.class(Some(&claim.kind));
        let id = entry.number.map(|number| format!("claim-{number}"));
        let number = match (&id, entry.number) {
            (Some(id), Some(number)) => {
                self.back(id, &number.to_string(), &words_of::to_text(number))
            }
            _ => String::new(),
        };
        let id = id.map(|id| format!(" id=\"{id}\"")).unwrap_or_default();
        let sign = claim.verdict.as_ref().map_or("–", sign);
        let mut html = format!(
            "<li{id}>\n<h3>{number} <span class=\"kind {class}\">{kind}</span> \
             <span class=\"verdict\"><span aria-hidden=\"true\">{sign}</span> {}</span></h3>\n\
             <blockquote dir=\"auto\"{}><p>{}</p></blockquote>\n",
            escaped(&self.terms.verdict(claim.verdict.as_ref())),
            lang(&self.article.language),
            escaped(&claim.passage.quote.exact),
        );
        if entry.number.is_none() {
            html += &format!("<p class=\"lack\">{}</p>\n", words_of::LOST);
        }
        if self.notebook.heads(entry.id).len() > 1 {
            html += &format!("<p class=\"lack\">{}</p>\n", words_of::CONFLICT);
        }
        html += &self.by(&entry.made);
        html += &paragraphs(&claim.reason, "<p class=\"reason\" dir=\"auto\">", "</p>");
        if !claim.tags.is_empty() {
            let tags =
                claim.tags.iter().map(|tag| format!("<li dir=\"auto\">{}</li>", escaped(tag)));
            let tags: String = tags.collect();
            let name = words_of::TAGS;
            html +=
                &format!("<ul role=\"list\" class=\"tags\" aria-label=\"{name}\">{tags}</ul>\n");
        }
        if entry.links.is_empty() {
            return html + &format!("<p class=\"lack\">{}</p>\n</li>\n", words_of::NO_SOURCE);
        }
        html += &format!("<h4>{}</h4>\n<ul role=\"list\" class=\"links\">\n", words_of::SOURCES);
        for link in &entry.links {
            html += &self.linked(link);
        }
        html + "</ul>\n</li>\n"
    }

    fn linked(&self, entry: &LinkEntry<'_>) -> String {
        let link = entry.link;
        let mut html = format!(
            "<li><span class=\"relation\">{}</span> {} <a class=\"to\" href=\"#source-{number}\" \
             aria-label=\"{}\">{}{number}</a>\n",
            escaped(&words_of::relation(&self.terms, link)),
            self.named(entry.source, link.evidence.as_ref()),
            words_of::seen(
                &format!("{}{}", words_of::SOURCE_LETTER, entry.source_number),
                &words_of::source_mark(entry.source_number),
            ),
            words_of::SOURCE_LETTER,
            number = entry.source_number,
        );
        if let Some(evidence) = link.evidence.as_ref().filter(|it| !it.exact.trim().is_empty()) {
            html += &format!("<p dir=\"auto\"><q>{}</q></p>\n", escaped(evidence.exact.trim()));
        }
        html += &paragraphs(&link.reason, "<p dir=\"auto\">", "</p>");
        html + "</li>\n"
    }

    fn all_sources(&self, listing: &Listing<'_>) -> String {
        let mut html = format!(
            "<section id=\"sources\" aria-labelledby=\"sources-name\">\n<h2 id=\"sources-name\">{}</h2>\n",
            words_of::SOURCES
        );
        if listing.sources.is_empty() {
            return html + &format!("<p>{}</p>\n</section>\n", words_of::NO_SOURCES);
        }
        html += "<ol role=\"list\" class=\"sources\">\n";
        for entry in &listing.sources {
            html += &self.source(entry);
        }
        html + "</ol>\n</section>\n"
    }

    fn source(&self, entry: &SourceEntry<'_>) -> String {
        let id = format!("source-{}", entry.number);
        let shown = format!("{}{}", words_of::SOURCE_LETTER, entry.number);
        let mut html = format!(
            "<li id=\"{id}\">\n<h3>{} {}</h3>\n",
            self.back(&id, &shown, &words_of::source_to_text(entry.number)),
            self.named(entry.source, None),
        );
        if let Source::Outside(work) = entry.source {
            html += &self.work(work);
        }
        html += &self.by(&entry.made);
        let claims: Vec<String> = entry.claims.iter().map(|it| to_claim(*it)).collect();
        html += &match claims.len() {
            0 => format!("<p class=\"lack\">{}</p>\n", words_of::UNLINKED),
            n => format!("<p class=\"for\">{}{}</p>\n", words_of::rests(n), claims.join(", ")),
        };
        html + "</li>\n"
    }

    fn work(&self, work: &Work) -> String {
        let mut html = String::new();
        let about = [&work.authors.join("; "), &work.publisher, &work.issued, &work.kind];
        let about = about.into_iter().filter(|it| !it.trim().is_empty());
        let about: Vec<String> = about.map(|it| format!("<bdi>{}</bdi>", escaped(it))).collect();
        if !about.is_empty() {
            html += &format!("<p>{}</p>\n", about.join(" · "));
        }
        if let Some(url) = &work.url {
            html += &format!("<p class=\"url\">{}</p>\n", escaped(url.as_str()));
        }
        let mut more = Vec::new();
        if let Some(archive) = &work.archive {
            more.push(self.link(archive, None, words_of::ARCHIVED));
        }
        if let Some(accessed) = &work.accessed {
            more.push(format!("{} {}", words_of::ACCESSED, escaped(day(accessed.as_str()))));
        }
        if !more.is_empty() {
            html += &format!("<p>{}</p>\n", more.join(" · "));
        }
        let answers = words::source::answers(&work.appraisal).map(|(question, answer)| {
            format!("<dt>{question}</dt><dd dir=\"auto\">{}</dd>\n", escaped(answer))
        });
        let answers: String = answers.collect();
        if answers.is_empty() { html } else { format!("{html}<dl>\n{answers}</dl>\n") }
    }

    /// A source's name: a link, with the host that it leads to, where it has an
    /// address.
    fn named(&self, source: &Source, evidence: Option<&Quote>) -> String {
        let name = words_of::source_name(source);
        match source {
            Source::Outside(Work { url: Some(url), .. }) => self.link(url, evidence, &name),
            Source::Outside(_) => format!("<bdi>{}</bdi>", escaped(&name)),
            Source::InArticle { .. } => format!(
                "<bdi>{}</bdi> <span class=\"host\">{}</span>",
                escaped(&name),
                words::source::INSIDE
            ),
        }
    }

    /// A link and the host that it leads to, which nobody's words can feign.
    fn link(&self, address: &Address, evidence: Option<&Quote>, label: &str) -> String {
        let label = escaped(label);
        let Some(real) = (self.real)(address) else { return format!("<bdi>{label}</bdi>") };
        let to = evidence.map_or_else(|| real.clone(), |quote| at_words(&real, quote));
        let host = escaped(real.host());
        let shown = if host == label {
            String::new()
        } else {
            format!(" <span class=\"host\">{host}</span>")
        };
        format!(
            "<a href=\"{}\" rel=\"noopener noreferrer\"><bdi>{label}</bdi></a>{shown}",
            in_attribute(to.as_str())
        )
    }

    /// The number of a claim or a source, which leads back to its mark.
    fn back(&self, id: &str, shown: &str, said: &str) -> String {
        if self.begun.get(id).is_none() {
            return format!("<span class=\"n\">{shown}</span>");
        }
        format!("<a class=\"n\" href=\"#in-{id}\" aria-label=\"{said}\">{shown}</a>")
    }

    /// The kinds that there are, with their marks.
    fn legend(&self, listing: &Listing<'_>) -> String {
        let mut kinds: Vec<&Kind> = Vec::new();
        for kind in listing.claims.iter().map(|it| &it.claim.kind) {
            if !kinds.contains(&kind) {
                kinds.push(kind);
            }
        }
        crate::domain::order::sort_by(&mut kinds, |a, b| a.cmp(b));
        // A file can bring any number of kinds; a legend of hundreds is none.
        kinds.truncate(12);
        let item = |class: &str, letter: &str, name: &str| {
            let (letter, name) = (escaped(letter), escaped(name));
            format!("<li><mark class=\"{class}\"><i>{letter}</i> {name}</mark></li>")
        };
        let mut items: String = kinds
            .iter()
            .map(|kind| {
                let name = self.terms.kind(kind);
                item(&self.class(Some(kind)), &words_of::letter(&name), &name)
            })
            .collect();
        if listing.sources.iter().any(|it| it.source.passage().is_some()) {
            items += &item(&self.class(None), words_of::SOURCE_LETTER, words_of::IN_ARTICLE_SOURCE);
        }
        if items.is_empty() {
            return items;
        }
        let name = words_of::KINDS;
        format!("<ul role=\"list\" class=\"kinds\" aria-label=\"{name}\">{items}</ul>\n")
    }

    /// The classes of a kind's mark: what the exercise says, else the kind's own.
    fn class(&self, kind: Option<&Kind>) -> String {
        match kind.and_then(|kind| self.terms.own_kind(kind)) {
            Some(term) => format!("{} {}", of_ink(term.ink), term.pattern.key()),
            None => class(kind).to_owned(),
        }
    }

    fn by(&self, made: &Made<'_>) -> String {
        if !self.by_several || made.author.is_empty() {
            return String::new();
        }
        format!("<p class=\"by\">{} <bdi>{}</bdi></p>\n", words_of::BY, escaped(made.author))
    }
}

fn to_claim(number: usize) -> String {
    format!("<a href=\"#claim-{number}\">{number}</a>")
}

/// The class that has this ink.
fn of_ink(ink: Ink) -> &'static str {
    match ink {
        Ink::Yellow => "fact",
        Ink::Green => "quantity",
        Ink::Orange => "causation",
        Ink::Blue => "attribution",
        Ink::Violet => "prediction",
        Ink::Rose => "opinion",
        Ink::Teal => "other",
    }
}

/// The class of a kind's mark; a source in the article has none.
fn class(kind: Option<&Kind>) -> &'static str {
    match kind {
        None => "source",
        Some(Kind::Fact) => "fact",
        Some(Kind::Quantity) => "quantity",
        Some(Kind::Causation) => "causation",
        Some(Kind::Attribution) => "attribution",
        Some(Kind::Prediction) => "prediction",
        Some(Kind::Opinion) => "opinion",
        Some(Kind::Other(_)) => "other",
    }
}

/// A sign beside the name of a verdict, for the eye.
fn sign(verdict: &Verdict) -> &'static str {
    match verdict {
        Verdict::Supported => "●",
        Verdict::PartlySupported => "◐",
        Verdict::Disputed => "✕",
        Verdict::NotCheckable => "○",
        Verdict::Other(_) => "·",
    }
}

/// The element around blocks of this kind, and the block's own tags.
pub(super) fn tags(block: &Block) -> (&'static str, String, String) {
    match block.kind {
        BlockKind::Heading(level) => {
            let level = level.clamp(2, 5) + 1;
            ("", format!("<h{level}>"), format!("</h{level}>\n"))
        }
        BlockKind::Paragraph => ("", "<p>".into(), "</p>\n".into()),
        BlockKind::ListItem => ("ul", "<li>".into(), "</li>\n".into()),
        BlockKind::Quotation => ("blockquote", "<p>".into(), "</p>\n".into()),
    }
}

pub(super) fn opening(element: &str) -> String {
    if element.is_empty() { String::new() } else { format!("<{element}>\n") }
}

pub(super) fn closing(element: &str) -> String {
    if element.is_empty() { String::new() } else { format!("</{element}>\n") }
}
