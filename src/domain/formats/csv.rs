//! Two tables for spreadsheets: claims, and links (RFC 4180, in UTF-8 with a
//! byte order mark, without which some take it for another encoding).
//!
//! A spreadsheet runs a cell that begins with `=`, `+`, `-` or `@` as a formula,
//! so an apostrophe is put before such a sign (OWASP, "CSV Injection"). That
//! changes the words; to carry a notebook over unchanged is the other formats'
//! part, and nothing reads these tables back.

use crate::domain::address::Address;
use crate::domain::claim::Verdict;
use crate::domain::link::Strength;
use crate::domain::listing::{LinkEntry, Listing, Made};
use crate::domain::notebook::Notebook;
use crate::domain::outline::Outline;
use crate::domain::source::{Source, Work};
use crate::domain::time::Timestamp;

/// The media type of a table (RFC 4180 §3).
pub const MEDIA_TYPE: &str = "text/csv;charset=utf-8;header=present";

/// The columns of the claims, in order. `claim` is the number in reading order,
/// empty where the place in this version of the article is not known; `sources`
/// how many are linked; `start` and `end` count code points of the article.
pub const CLAIMS: &[&str] = &[
    "claim", "quote", "kind", "verdict", "reason", "tags", "sources", "author", "created", "start",
    "end", "id",
];

/// The columns of the links, in order. A source that no claim is linked to has a
/// row of its own, in which the link's columns are empty.
pub const LINKS: &[&str] = &[
    "claim",
    "quote",
    "relation",
    "strength",
    "reason",
    "words in the source",
    "source",
    "title",
    "address",
    "archived copy",
    "publisher",
    "authors",
    "issued",
    "accessed",
    "kind of source",
    "author",
    "created",
];

/// The table of the claims, a row each.
#[must_use]
pub fn write_claims(notebook: &Notebook) -> String {
    let outline = Outline::of(notebook);
    let listing = Listing::of(notebook, &outline);
    let mut table = Table::new(CLAIMS);
    for entry in &listing.claims {
        let claim = entry.claim;
        let span = claim.passage.span;
        let [author, created] = made(&entry.made);
        table.row(&[
            &number(entry.number),
            &claim.passage.quote.exact,
            claim.kind.key(),
            claim.verdict.as_ref().map_or("", Verdict::key),
            &claim.reason,
            &claim.tags.join("; "),
            &entry.links.len().to_string(),
            author,
            created,
            &span.start.to_string(),
            &span.end.to_string(),
            entry.id.as_str(),
        ]);
    }
    table.0
}

/// The table of the links, a row each.
#[must_use]
pub fn write_links(notebook: &Notebook) -> String {
    let outline = Outline::of(notebook);
    let listing = Listing::of(notebook, &outline);
    let mut table = Table::new(LINKS);
    for entry in &listing.claims {
        for link in &entry.links {
            let claim = [number(entry.number), entry.claim.passage.quote.exact.clone()];
            table.link(&claim, Some(link), link.source_number, link.source, &link.made);
        }
    }
    for entry in listing.sources.iter().filter(|it| outline.links_of_source(it.id).is_empty()) {
        table.link(&Default::default(), None, entry.number, entry.source, &entry.made);
    }
    table.0
}

fn number(number: Option<usize>) -> String {
    number.map(|number| number.to_string()).unwrap_or_default()
}

fn made<'a>(made: &Made<'a>) -> [&'a str; 2] {
    [made.author, made.content.created.as_str()]
}

/// A table as text; each row ends with CRLF (RFC 4180 §2).
struct Table(String);

impl Table {
    fn new(columns: &[&str]) -> Self {
        let mut table = Self("\u{feff}".into());
        table.row(columns);
        table
    }

    fn row(&mut self, cells: &[&str]) {
        for (i, cell) in cells.iter().enumerate() {
            if i > 0 {
                self.0.push(',');
            }
            self.0.push('"');
            self.0.push_str(&inert(cell).replace('"', "\"\""));
            self.0.push('"');
        }
        self.0.push_str("\r\n");
    }

    fn link(
        &mut self,
        [claim, quote]: &[String; 2],
        link: Option<&LinkEntry<'_>>,
        source_number: usize,
        source: &Source,
        by: &Made<'_>,
    ) {
        let nothing = Work::default();
        let work = match source {
            Source::Outside(work) => work,
            Source::InArticle { .. } => &nothing,
        };
        let link = link.map(|entry| entry.link);
        let evidence = link.and_then(|it| it.evidence.as_ref()).map_or("", |it| &it.exact);
        let [author, created] = made(by);
        self.row(&[
            claim,
            quote,
            link.map_or("", |it| it.relation.key()),
            link.and_then(|it| it.strength.as_ref()).map_or("", Strength::key),
            link.map_or("", |it| &it.reason),
            evidence,
            &source_number.to_string(),
            source.name(),
            work.url.as_ref().map_or("", Address::as_str),
            work.archive.as_ref().map_or("", Address::as_str),
            &work.publisher,
            &work.authors.join("; "),
            &work.issued,
            work.accessed.as_ref().map_or("", Timestamp::as_str),
            &work.kind,
            author,
            created,
        ]);
    }
}

/// The words with an apostrophe before every sign that begins a formula: at the
/// cell's start and, for programs that part cells at other signs than commas or
/// do not heed quotation marks, behind every separator and line break in it.
fn inert(words: &str) -> String {
    let mut inert = String::with_capacity(words.len());
    let mut begins = true;
    for c in words.replace("\r\n", "\n").chars() {
        let c = match c {
            '\r' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}' => '\n',
            '\n' => '\n',
            c if c.is_control() => ' ',
            c => c,
        };
        if begins && opens_formula(c) {
            inert.push('\'');
        }
        begins = parts_cells(c) || begins && is_passed_over(c);
        inert.push(c);
    }
    inert
}

/// The four signs, and others that compatibility forms (Unicode Standard Annex
/// 15) fold into them.
fn opens_formula(c: char) -> bool {
    matches!(
        c,
        '=' | '+'
            | '-'
            | '@'
            | '＝'
            | '＋'
            | '－'
            | '＠'
            | '﹦'
            | '﹢'
            | '﹣'
            | '﹫'
            | '−'
            | '⁼'
            | '⁺'
            | '⁻'
            | '₌'
            | '₊'
            | '₋'
    )
}

fn parts_cells(c: char) -> bool {
    matches!(c, ',' | ';' | '|' | '\n')
}

/// What programs trim, or do not show.
fn is_passed_over(c: char) -> bool {
    c.is_whitespace()
        || matches!(c, '"' | '\'' | '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}' | '\u{feff}')
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;
    use crate::domain::formats::web_annotation::round_trip_tests::{any_notebook, small};
    use proptest::prelude::*;

    /// Reads a table as RFC 4180 has it; panics where it is none.
    pub(crate) fn parse(table: &str) -> Vec<Vec<String>> {
        let mut rest = table.strip_prefix('\u{feff}').expect("a byte order mark");
        let mut rows = vec![Vec::new()];
        while !rest.is_empty() {
            rest = rest.strip_prefix('"').expect("a quotation mark");
            let mut cell = String::new();
            loop {
                let at = rest.find('"').expect("the closing mark");
                cell.push_str(&rest[..at]);
                rest = &rest[at + 1..];
                match rest.strip_prefix('"') {
                    Some(behind) => {
                        cell.push('"');
                        rest = behind;
                    }
                    None => break,
                }
            }
            rows.last_mut().expect("a row").push(cell);
            if let Some(behind) = rest.strip_prefix(',') {
                rest = behind;
            } else {
                rest = rest.strip_prefix("\r\n").expect("the end of a row");
                rows.push(Vec::new());
            }
        }
        assert_eq!(rows.pop(), Some(Vec::new()));
        rows
    }

    /// Whatever a program parts cells at, and whether it heeds quotation marks
    /// or not, no piece of the table begins with a sign that opens a formula.
    pub(crate) fn assert_inert(table: &str) {
        for row in parse(table) {
            for cell in row {
                assert!(!cell.contains(['\r', '\t']), "{cell:?}");
                assert_pieces_inert(&cell);
            }
        }
        assert_pieces_inert(table);
    }

    fn assert_pieces_inert(text: &str) {
        for piece in text.split([',', ';', '|', '\t', '\n', '\r']) {
            let seen = |c: char| {
                c.is_whitespace() || matches!(c, '"' | '\u{feff}' | '\u{200b}' | '\u{ad}')
            };
            let first = piece.trim_start_matches(seen).chars().next();
            let runs = first.is_some_and(|c| "=+-@＝＋－＠".contains(c));
            assert!(!runs, "{piece:?}");
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(512))]
        #[test]
        fn no_cell_runs(words in "([=+@＝＋－＠-]|[,;|\t\r\n\"' \u{a0}\u{200b}\u{feff}]|[a-z])*") {
            let mut table = Table::new(&["a"]);
            table.row(&[&words, "b", &words]);
            assert_inert(&table.0);
            let rows = parse(&table.0);
            prop_assert_eq!(rows[1].len(), 3);
            // Nothing but apostrophes was added, and no letter lost.
            let letters = |text: &str| text.replace(|c: char| c == '\'' || c.is_whitespace(), "");
            prop_assert_eq!(letters(&rows[1][0]), letters(&words));
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(48))]
        #[test]
        fn any_notebook_comes_to_two_sound_tables(notebook in any_notebook()) {
            for (table, columns) in
                [(write_claims(&notebook), CLAIMS), (write_links(&notebook), LINKS)]
            {
                assert_inert(&table);
                let rows = parse(&table);
                prop_assert!(rows.iter().all(|row| row.len() == columns.len()));
            }
            let outline = Outline::of(&notebook);
            let claims = outline.claims.len()
                + outline.lost.iter().filter(|it| it.claim().is_some()).count();
            prop_assert_eq!(parse(&write_claims(&notebook)).len(), claims + 1);
            prop_assert_eq!(write_links(&notebook), write_links(&notebook.clone()));
        }
    }

    #[test]
    fn the_golden_tables_are_what_is_written() {
        let (notebook, _) = small();
        for (golden, written) in [
            (include_str!("../../../tests/fixtures/csv/claims.csv"), write_claims(&notebook)),
            (include_str!("../../../tests/fixtures/csv/links.csv"), write_links(&notebook)),
        ] {
            assert_eq!(golden, written, "if this is meant, the file is to be replaced:\n{written}");
        }
    }
}
