//! The notebook as Argdown, from which its tools draw a map of what speaks for
//! and against each claim (argdown.org, "The Syntax"; `argdown-core`, its lexer).
//!
//! Claims are statements (`[Claim 1]`), sources arguments (`<Source 1>`), under
//! names of our own, so that nobody's words are a title. Argdown knows support
//! (`<+`) and attack (`<-`) alone; what a source does besides, and all that was
//! said about a link, stands in sentences that mention the two.

use super::{outline, title};
use crate::app::words::term::Terms;
use crate::app::words::{self, exports as words_of, whole};
use crate::domain::address::Address;
use crate::domain::article::Article;
use crate::domain::link::{Link, Relation};
use crate::domain::listing::{ClaimEntry, LinkEntry, Listing, SourceEntry};
use crate::domain::notebook::Notebook;
use crate::domain::passage::Quote;
use crate::domain::source::{Source, Work};
use crate::domain::text_fragment::at_words;

/// Writes the whole notebook.
#[must_use]
pub fn argdown(notebook: &Notebook, article: &Article) -> String {
    let outline = outline(notebook, article);
    let listing = Listing::of(notebook, &outline);
    let terms = Terms::of(notebook);
    let mut text = format!("# {}\n\n", escaped(&title(notebook, article)));
    text += &format!("## {}\n\n", words_of::CLAIMS);
    let mut remarks = String::new();
    let names: Vec<String> = names(&listing);
    for (entry, name) in listing.claims.iter().zip(&names) {
        text += &statement(&terms, entry, name);
        for link in entry.links.iter().filter(|it| has_remark(it.link)) {
            remarks += &remark(&terms, link, name);
        }
    }
    text += &format!("## {}\n\n", words_of::SOURCES);
    for entry in &listing.sources {
        text += &argument(entry);
    }
    text += &remarks;
    text.truncate(text.trim_end().len());
    text.push('\n');
    text
}

/// Every claim's title; those without a place are numbered on.
fn names(listing: &Listing<'_>) -> Vec<String> {
    (1..).zip(&listing.claims).map(|(number, _)| words_of::empty_claim(number)).collect()
}

fn statement(terms: &Terms, entry: &ClaimEntry<'_>, name: &str) -> String {
    let claim = entry.claim;
    let mut text = format!("[{name}]: {}", escaped(&claim.passage.quote.exact));
    text += &format!(" {}", tag(&terms.kind(&claim.kind)));
    if claim.verdict.is_some() {
        text += &format!(" {}", tag(&terms.verdict(claim.verdict.as_ref())));
    }
    text.push('\n');
    let mut arrows = Vec::new();
    for link in &entry.links {
        let sign = match link.link.relation {
            Relation::Supports => "<+",
            Relation::Disputes => "<-",
            _ => continue,
        };
        let arrow = format!("  {sign} <{}>\n", words_of::source_mark(link.source_number));
        if !arrows.contains(&arrow) {
            text += &arrow;
            arrows.push(arrow);
        }
    }
    text.push('\n');
    if !claim.reason.trim().is_empty() {
        text += &format!("@[{name}]: {}\n\n", escaped(&claim.reason));
    }
    text
}

/// Whether a link says more than an arrow can.
fn has_remark(link: &Link) -> bool {
    let is_arrow = matches!(link.relation, Relation::Supports | Relation::Disputes);
    !is_arrow || link.evidence.is_some() || !link.reason.trim().is_empty()
}

fn remark(terms: &Terms, entry: &LinkEntry<'_>, claim: &str) -> String {
    let link = entry.link;
    let source = format!("@<{}>", words_of::source_mark(entry.source_number));
    let mut text = words_of::sentence(&source, &link.relation, &format!("@[{claim}]"));
    if let Relation::Other(_) = link.relation {
        text += &format!(" {}", tag(&terms.relation(&link.relation)));
    }
    if let Some(evidence) = &link.evidence {
        text += &format!(" “{}”", escaped(&evidence.exact));
        if let Source::Outside(Work { url: Some(url), .. }) = entry.source {
            text += &format!(" {}", address(url, Some(evidence)));
        }
    }
    if !link.reason.trim().is_empty() {
        text += &format!(" {}", escaped(&link.reason));
    }
    text + "\n\n"
}

fn argument(entry: &SourceEntry<'_>) -> String {
    let mut text = format!("<{}>: ", words_of::source_mark(entry.number));
    text += &escaped(&words_of::source_name(entry.source));
    match entry.source {
        Source::Outside(work) => {
            let about = [&work.authors.join("; "), &work.publisher, &work.issued];
            for about in about.into_iter().filter(|it| !it.trim().is_empty()) {
                text += &format!(", {}", escaped(about));
            }
            if let Some(url) = &work.url {
                text += &format!(" {}", address(url, None));
            }
        }
        Source::InArticle { .. } => text += &format!(", {}", words::source::INSIDE),
    }
    text + "\n\n"
}

/// A link labelled with the host that it leads to. Neither may hold a bracket
/// that closes it.
fn address(address: &Address, evidence: Option<&Quote>) -> String {
    let url = evidence.map_or_else(|| address.clone(), |quote| at_words(address, quote));
    let url = url.as_str().replace('(', "%28").replace(')', "%29");
    let url = url.replace('<', "%3C").replace('>', "%3E").replace('\\', "%5C");
    let host: String = address.host().chars().filter(|c| !"[]\\<>".contains(*c)).collect();
    format!("[{host}]({url})")
}

/// A tag in brackets, of which only a closing one would end it early.
fn tag(name: &str) -> String {
    let name: String =
        whole(name).chars().map(|c| if "()[]{}<>\\".contains(c) { ' ' } else { c }).collect();
    let name = name.split_whitespace().collect::<Vec<_>>().join(" ");
    if name.is_empty() { String::new() } else { format!("#({name})") }
}

/// A stranger's words on one line, with a backslash before every sign that means
/// something. Relations and numbers do so only where a line begins.
fn escaped(words: &str) -> String {
    let mut text = String::with_capacity(words.len());
    for c in whole(words).split_whitespace().collect::<Vec<_>>().join(" ").chars() {
        let opens = text.is_empty() && "+-(".contains(c);
        if opens || "\\[]<>{}#@*_/=".contains(c) {
            text.push('\\');
        }
        text.push(c);
    }
    text
}
