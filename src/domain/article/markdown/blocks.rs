//! The blocks of a Markdown text (CommonMark §4 and §5), one line after the
//! other.

use std::collections::HashSet;

use crate::domain::article::BlockKind;
use crate::domain::article::draft::tidy;

/// Quotations and lists deeper than this are text: blank lines go through all
/// that are open, and thousands would take long.
const MAX_DEPTH: usize = 64;

/// HTML elements that end a paragraph.
const HTML_BLOCKS: &[&str] = &[
    "address",
    "article",
    "aside",
    "blockquote",
    "body",
    "caption",
    "center",
    "dd",
    "details",
    "dialog",
    "div",
    "dl",
    "dt",
    "fieldset",
    "figcaption",
    "figure",
    "footer",
    "form",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "head",
    "header",
    "hr",
    "html",
    "iframe",
    "li",
    "link",
    "main",
    "menu",
    "nav",
    "ol",
    "p",
    "pre",
    "section",
    "summary",
    "table",
    "tbody",
    "td",
    "tfoot",
    "th",
    "thead",
    "title",
    "tr",
    "ul",
];

/// What is dropped with its contents: how it begins and how it ends.
const DROPPED: &[(&str, &str)] = &[
    ("<!--", "-->"),
    ("<?", "?>"),
    ("<![cdata[", "]]>"),
    ("<script", "</script>"),
    ("<style", "</style>"),
];

/// A block whose inline markup has not been read.
pub(super) struct Part {
    /// `Heading(1)` too.
    pub(super) kind: BlockKind,
    pub(super) text: String,
    /// Without inline markup.
    pub(super) code: bool,
}

/// Labels of link reference definitions, as [`label`] makes them.
pub(super) type Labels = HashSet<String>;

/// Reads the blocks, and the labels that links can refer to.
pub(super) fn read(text: &str) -> (Vec<Part>, Labels) {
    let mut reader = Reader::default();
    for line in text.split('\n') {
        match line.contains('\t') {
            true => reader.line(&expand_tabs(line)),
            false => reader.line(line),
        }
    }
    reader.close_leaf();
    (reader.parts, reader.labels)
}

/// A label in the form in which labels are compared.
pub(super) fn label(text: &str) -> String {
    tidy(text).to_ascii_lowercase()
}

/// Whether an HTML element of this name stands for itself, not in a line.
pub(super) fn is_html_block(name: &str) -> bool {
    HTML_BLOCKS.iter().any(|block| block.eq_ignore_ascii_case(name))
}

#[derive(Clone, Copy)]
enum Container {
    Quotation,
    /// What belongs to the item is indented at least so far.
    Item {
        indent: usize,
    },
}

/// What the next line may go on with.
#[derive(Clone, Copy, PartialEq, Eq, Default)]
enum Leaf {
    #[default]
    None,
    Paragraph,
    Indented,
    Fence {
        mark: char,
        length: usize,
        indent: usize,
    },
    /// Dropped up to this.
    Dropped(&'static str),
}

#[derive(Default)]
struct Reader {
    containers: Vec<Container>,
    /// Whether the line before began a list item and had nothing else: a blank
    /// line ends that one.
    empty_item: bool,
    leaf: Leaf,
    text: String,
    parts: Vec<Part>,
    labels: Labels,
}

impl Reader {
    fn line(&mut self, line: &str) {
        let (mut matched, mut rest) = self.continued(line);
        if matched == self.containers.len() {
            match self.leaf {
                Leaf::Fence { mark, length, indent } => {
                    if closes_fence(rest, mark, length) {
                        self.close_leaf();
                    } else {
                        self.push_line(&rest[indent_of(rest).min(indent)..]);
                    }
                    return;
                }
                Leaf::Dropped(end) => match find_ignoring_case(rest, end) {
                    Some(at) => {
                        self.close_leaf();
                        rest = &rest[at + end.len()..];
                    }
                    None => return,
                },
                _ => {}
            }
        }
        (matched, rest) = self.opened(matched, rest);
        if rest.trim_start_matches(' ').is_empty() {
            self.blank_line(matched);
        } else {
            self.leaf_line(matched, rest);
        }
    }

    /// How many of the open containers go on in this line, and what is left of
    /// it inside them.
    fn continued<'l>(&self, line: &'l str) -> (usize, &'l str) {
        let mut rest = line;
        for (matched, container) in self.containers.iter().enumerate() {
            let indent = indent_of(rest);
            let blank = indent == rest.len();
            match container {
                Container::Quotation if indent < 4 && rest[indent..].starts_with('>') => {
                    rest = behind_quotation_mark(&rest[indent..]);
                }
                Container::Item { indent: needed } if !blank && indent >= *needed => {
                    rest = &rest[*needed..]
                }
                Container::Item { .. } if blank => {
                    if self.empty_item && matched + 1 == self.containers.len() {
                        return (matched, rest);
                    }
                }
                _ => return (matched, rest),
            }
        }
        (self.containers.len(), rest)
    }

    /// Opens the containers that begin in this line.
    fn opened<'l>(&mut self, mut matched: usize, mut rest: &'l str) -> (usize, &'l str) {
        self.empty_item = false;
        while self.containers.len() < MAX_DEPTH || matched < self.containers.len() {
            let indent = indent_of(rest);
            let inner = &rest[indent..];
            let in_paragraph = self.leaf == Leaf::Paragraph && matched == self.containers.len();
            if indent >= 4 || is_rule(inner) || in_paragraph && setext_level(inner).is_some() {
                break;
            }
            let container = if inner.starts_with('>') {
                rest = behind_quotation_mark(inner);
                Container::Quotation
            } else if let Some((width, first)) = list_marker(inner) {
                let behind = &inner[width..];
                let spaces = indent_of(behind);
                let empty = spaces == behind.len();
                // "In 1984\n1985. …" is no list.
                if in_paragraph && (empty || !first) {
                    break;
                }
                let padding = if empty || spaces > 4 { 1 } else { spaces };
                rest = behind.get(padding..).unwrap_or_default();
                self.empty_item = empty;
                Container::Item { indent: indent + width + padding }
            } else {
                break;
            };
            self.close_leaf();
            self.containers.truncate(matched);
            self.containers.push(container);
            matched = self.containers.len();
        }
        (matched, rest)
    }

    fn blank_line(&mut self, matched: usize) {
        self.leave(matched);
        match self.leaf {
            Leaf::Paragraph => self.close_leaf(),
            Leaf::Indented => self.text.push('\n'),
            _ => {}
        }
    }

    fn leaf_line(&mut self, matched: usize, rest: &str) {
        let indent = indent_of(rest);
        let line = &rest[indent..];
        let in_paragraph = self.leaf == Leaf::Paragraph;
        if indent >= 4 {
            if in_paragraph {
                return self.push_line(line);
            }
            self.leave(matched);
            self.enter(Leaf::Indented);
            return self.push_line(&rest[4..]);
        }
        let heading = atx_heading(line);
        let fence = opens_fence(line);
        let dropped = DROPPED.iter().find(|(start, _)| {
            line.get(..start.len()).is_some_and(|begin| begin.eq_ignore_ascii_case(start))
        });
        let html = html_name(line).is_some_and(is_html_block);
        let rule = is_rule(line);
        let interrupts = heading.is_some() || fence.is_some() || dropped.is_some() || html || rule;
        let lazy = in_paragraph && matched < self.containers.len();
        if lazy && !interrupts {
            return self.push_line(line);
        }
        self.leave(matched);
        if self.leaf == Leaf::Paragraph
            && let Some(level) = setext_level(line)
        {
            self.take_definitions();
            if !self.text.trim().is_empty() {
                self.leaf = Leaf::None;
                let text = std::mem::take(&mut self.text);
                return self.push(BlockKind::Heading(level), text, false);
            }
        }
        if interrupts || self.leaf == Leaf::Indented {
            self.close_leaf();
        }
        if let Some((level, words)) = heading {
            self.push(BlockKind::Heading(level), words.into(), false);
        } else if let Some((mark, length)) = fence {
            self.leaf = Leaf::Fence { mark, length, indent };
        } else if let Some((start, end)) = dropped {
            match find_ignoring_case(&line[start.len()..], end) {
                Some(at) => {
                    let behind = &line[start.len() + at + end.len()..];
                    if !behind.trim().is_empty() {
                        self.enter(Leaf::Paragraph);
                        self.push_line(behind.trim_start());
                    }
                }
                None => self.leaf = Leaf::Dropped(end),
            }
        } else if !rule {
            self.enter(Leaf::Paragraph);
            self.push_line(line);
        }
    }

    fn push_line(&mut self, line: &str) {
        if !self.text.is_empty() {
            self.text.push('\n');
        }
        self.text.push_str(line);
    }

    /// Goes on with a leaf of this sort, or begins one.
    fn enter(&mut self, leaf: Leaf) {
        if self.leaf != leaf {
            self.close_leaf();
            self.leaf = leaf;
        }
    }

    /// Leaves all but the outermost `kept` containers.
    fn leave(&mut self, kept: usize) {
        if kept < self.containers.len() {
            self.close_leaf();
            self.containers.truncate(kept);
        }
    }

    fn close_leaf(&mut self) {
        let leaf = std::mem::take(&mut self.leaf);
        if leaf == Leaf::Paragraph {
            self.take_definitions();
        }
        let text = std::mem::take(&mut self.text);
        let kind = match self.containers.last() {
            None => BlockKind::Paragraph,
            Some(Container::Quotation) => BlockKind::Quotation,
            Some(Container::Item { .. }) => BlockKind::ListItem,
        };
        match leaf {
            Leaf::None | Leaf::Dropped(_) => {}
            Leaf::Paragraph => self.push(kind, text, false),
            Leaf::Indented | Leaf::Fence { .. } => self.push(kind, text, true),
        }
    }

    fn push(&mut self, kind: BlockKind, text: String, code: bool) {
        if !text.trim().is_empty() {
            self.parts.push(Part { kind, text, code });
        }
    }

    /// Takes the link reference definitions that a paragraph begins with.
    fn take_definitions(&mut self) {
        let mut rest = self.text.as_str();
        while let Some((name, behind)) = definition(rest) {
            self.labels.insert(label(name));
            rest = behind;
        }
        if rest.len() < self.text.len() {
            self.text = rest.to_owned();
        }
    }
}

fn expand_tabs(line: &str) -> String {
    let mut expanded = String::with_capacity(line.len() + 8);
    let mut column = 0;
    for c in line.chars() {
        let width = if c == '\t' { 4 - column % 4 } else { 1 };
        if c == '\t' {
            expanded.extend(std::iter::repeat_n(' ', width));
        } else {
            expanded.push(c);
        }
        column += width;
    }
    expanded
}

fn indent_of(line: &str) -> usize {
    line.bytes().take_while(|b| *b == b' ').count()
}

fn behind_quotation_mark(line: &str) -> &str {
    let rest = line.strip_prefix('>').unwrap_or(line);
    rest.strip_prefix(' ').unwrap_or(rest)
}

/// How wide the marker is, and whether a list can begin with it in the middle
/// of a paragraph.
fn list_marker(line: &str) -> Option<(usize, bool)> {
    let digits = line.bytes().take_while(u8::is_ascii_digit).count();
    let mark = *line.as_bytes().get(digits)?;
    let sound = match digits {
        0 => matches!(mark, b'-' | b'+' | b'*'),
        1..=9 => matches!(mark, b'.' | b')'),
        _ => false,
    };
    let apart = line.as_bytes().get(digits + 1).is_none_or(|b| *b == b' ');
    let first = digits == 0 || line[..digits].parse() == Ok(1);
    (sound && apart).then_some((digits + 1, first))
}

fn is_rule(line: &str) -> bool {
    let mark = line.chars().next().filter(|c| matches!(c, '-' | '_' | '*'));
    mark.is_some_and(|mark| {
        line.chars().all(|c| c == mark || c == ' ')
            && line.chars().filter(|c| *c == mark).count() >= 3
    })
}

fn setext_level(line: &str) -> Option<u8> {
    let line = line.trim_end();
    let all = |mark: char| !line.is_empty() && line.chars().all(|c| c == mark);
    if all('=') { Some(1) } else { all('-').then_some(2) }
}

fn atx_heading(line: &str) -> Option<(u8, &str)> {
    let words = line.trim_start_matches('#');
    let level =
        u8::try_from(line.len() - words.len()).ok().filter(|level| (1..=6).contains(level))?;
    if !words.is_empty() && !words.starts_with(' ') {
        return None;
    }
    let words = words.trim();
    let open = words.trim_end_matches('#');
    let closed = open.is_empty() || open.ends_with(' ');
    Some((level, if closed { open.trim_end() } else { words }))
}

fn opens_fence(line: &str) -> Option<(char, usize)> {
    let mark = line.chars().next().filter(|c| matches!(c, '`' | '~'))?;
    let info = line.trim_start_matches(mark);
    let length = line.len() - info.len();
    (length >= 3 && !(mark == '`' && info.contains('`'))).then_some((mark, length))
}

fn closes_fence(line: &str, mark: char, length: usize) -> bool {
    let inner = line.trim_start_matches(' ');
    let behind = inner.trim_start_matches(mark);
    line.len() - inner.len() < 4 && inner.len() - behind.len() >= length && behind.trim().is_empty()
}

/// The name of the element whose tag begins the line.
fn html_name(line: &str) -> Option<&str> {
    let name = line.strip_prefix('<')?;
    let name = name.strip_prefix('/').unwrap_or(name);
    let end = name.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(name.len());
    Some(&name[..end])
}

/// Where an ASCII word stands.
fn find_ignoring_case(text: &str, word: &str) -> Option<usize> {
    text.as_bytes().windows(word.len()).position(|w| w.eq_ignore_ascii_case(word.as_bytes()))
}

/// Splits `[label]: address "title"` off the lines of a paragraph.
fn definition(text: &str) -> Option<(&str, &str)> {
    let (name, rest) = link_label(text)?;
    let rest = behind_one_line_end(rest.strip_prefix(':')?);
    let address = match rest.strip_prefix('<') {
        Some(inside) => {
            inside.find(['>', '<', '\n']).filter(|end| inside[*end..].starts_with('>'))? + 2
        }
        None => rest.find([' ', '\n']).unwrap_or(rest.len()),
    };
    let behind = &rest[address..];
    if address == 0 {
        return None;
    }
    let line_end = |text: &str| -> Option<usize> {
        let spaces = indent_of(text);
        match text.as_bytes().get(spaces) {
            None => Some(spaces),
            Some(b'\n') => Some(spaces + 1),
            Some(_) => None,
        }
    };
    let title = behind_one_line_end(behind);
    let titled = (title.len() < behind.len())
        .then(|| link_title(title))
        .flatten()
        .and_then(|end| line_end(&title[end..]).map(|more| &title[end + more..]));
    let untitled = || line_end(behind).map(|end| &behind[end..]);
    titled.or_else(untitled).map(|rest| (name, rest))
}

/// The words in brackets, and what stands behind them.
pub(super) fn link_label(text: &str) -> Option<(&str, &str)> {
    let inside = text.strip_prefix('[')?;
    let mut escaped = false;
    for (at, byte) in inside.bytes().enumerate().take(1000) {
        match byte {
            _ if escaped => escaped = false,
            b'\\' => escaped = true,
            b'[' => return None,
            b']' => {
                let name = &inside[..at];
                return (!name.trim().is_empty()).then_some((name, &inside[at + 1..]));
            }
            _ => {}
        }
    }
    None
}

/// Where a link's title ends, its quotes included.
pub(super) fn link_title(text: &str) -> Option<usize> {
    let close = match text.bytes().next()? {
        b'(' => b')',
        quote @ (b'"' | b'\'') => quote,
        _ => return None,
    };
    let mut escaped = false;
    for (at, byte) in text.bytes().enumerate().skip(1) {
        match byte {
            _ if escaped => escaped = false,
            b'\\' => escaped = true,
            _ if byte == close => return Some(at + 1),
            b'(' if close == b')' => return None,
            _ => {}
        }
    }
    None
}

/// Behind white space that holds at most one line feed.
pub(super) fn behind_one_line_end(text: &str) -> &str {
    let text = text.trim_start_matches(' ');
    text.strip_prefix('\n').map_or(text, |next| next.trim_start_matches(' '))
}
