//! The words of a Markdown paragraph without its inline markup (CommonMark §6).

use std::collections::HashMap;

use super::blocks::{Labels, behind_one_line_end, is_html_block, label, link_label, link_title};
use super::entities;
use crate::domain::article::plain::joins_without_space;

/// The words that a reader sees.
pub(super) fn words(text: &str, labels: &Labels) -> String {
    if !text.contains(['\\', '`', '*', '_', '[', '<', '&', '\n']) {
        return text.to_owned();
    }
    let mut reader = Reader {
        text,
        at: 0,
        words: String::with_capacity(text.len()),
        labels,
        marks: Vec::new(),
        undecided: Vec::new(),
        brackets: Vec::new(),
        linked_up_to: 0,
        backticks: runs_of_backticks(text),
        never_ends: [false; 4],
    };
    reader.read();
    reader.finish()
}

/// Characters in the words that may turn out to be markup.
struct Mark {
    at: usize,
    character: u8,
    length: usize,
    /// How many of them stay.
    left: usize,
    opens: bool,
    closes: bool,
}

/// A `[` or `![` that waits for its end.
struct Bracket {
    /// In the source, behind the bracket.
    from: usize,
    /// Its mark; for an image, also the length of the words before it.
    mark: usize,
    undecided: usize,
    image: bool,
    /// Whether there were brackets in it: then its words are no label.
    nested: bool,
}

struct Reader<'t> {
    text: &'t str,
    at: usize,
    words: String,
    labels: &'t Labels,
    marks: Vec<Mark>,
    /// Those of the marks that may be emphasis.
    undecided: Vec<usize>,
    brackets: Vec<Bracket>,
    /// No link holds another: brackets before this place open none.
    linked_up_to: usize,
    /// Where runs of backticks begin, by their length.
    backticks: HashMap<usize, Vec<usize>>,
    /// Which of comments and the like have no end in the rest of the text.
    never_ends: [bool; 4],
}

impl Reader<'_> {
    fn read(&mut self) {
        let special = ['\\', '`', '*', '_', '[', ']', '!', '<', '&', '\n'];
        while let Some(length) = self.rest().find(special) {
            self.keep(length);
            match self.byte(0) {
                b'\\' => self.backslash(),
                b'`' => self.code(),
                b'*' | b'_' => self.emphasis(),
                b'[' => self.open_bracket(1),
                b'!' if self.byte(1) == b'[' => self.open_bracket(2),
                b']' => self.close_bracket(),
                b'<' => self.angle(),
                b'&' => self.entity(),
                b'\n' => self.line_end(),
                _ => self.keep(1),
            }
        }
        self.keep(self.rest().len());
    }

    fn rest(&self) -> &str {
        &self.text[self.at..]
    }

    fn byte(&self, ahead: usize) -> u8 {
        self.text.as_bytes().get(self.at + ahead).copied().unwrap_or_default()
    }

    fn keep(&mut self, length: usize) {
        self.words.push_str(&self.text[self.at..self.at + length]);
        self.at += length;
    }

    fn backslash(&mut self) {
        self.at += 1;
        match self.byte(0) {
            b'\n' => self.line_end(),
            byte if byte.is_ascii_punctuation() => self.keep(1),
            _ => self.words.push('\\'),
        }
    }

    fn line_end(&mut self) {
        self.at += 1;
        let glued = joins_without_space(self.words.chars().next_back(), self.rest().chars().next());
        if !glued {
            self.words.push(' ');
        }
    }

    fn code(&mut self) {
        let length = self.rest().bytes().take_while(|b| *b == b'`').count();
        let from = self.at + length;
        let closing = self
            .backticks
            .get(&length)
            .and_then(|runs| runs.get(runs.partition_point(|run| *run < from)).copied());
        match closing {
            Some(closing) => {
                let code = self.text[from..closing].replace('\n', " ");
                // The spaces of "`` ` ``" only keep the backticks apart.
                let inner = code.strip_prefix(' ').and_then(|code| code.strip_suffix(' '));
                let words = inner.filter(|inner| !inner.trim().is_empty()).unwrap_or(&code);
                self.words.push_str(words);
                self.at = closing + length;
            }
            None => self.keep(length),
        }
    }

    /// A run of `*` or `_` (§6.2).
    fn emphasis(&mut self) {
        let character = self.byte(0);
        let length = self.rest().bytes().take_while(|b| *b == character).count();
        let before = self.text[..self.at].chars().next_back().unwrap_or(' ');
        let behind = self.text[self.at + length..].chars().next().unwrap_or(' ');
        let faces = |to: char, from: char| {
            !to.is_whitespace()
                && (!is_punctuation(to) || from.is_whitespace() || is_punctuation(from))
        };
        let (left, right) = (faces(behind, before), faces(before, behind));
        let within_words = character == b'*';
        let mark = Mark {
            at: self.words.len(),
            character,
            length,
            left: length,
            opens: left && (within_words || !right || is_punctuation(before)),
            closes: right && (within_words || !left || is_punctuation(behind)),
        };
        if mark.opens || mark.closes {
            self.undecided.push(self.marks.len());
            self.marks.push(mark);
        }
        self.keep(length);
    }

    fn open_bracket(&mut self, length: usize) {
        self.brackets.push(Bracket {
            from: self.at + length,
            mark: self.marks.len(),
            undecided: self.undecided.len(),
            image: length == 2,
            nested: false,
        });
        let at = self.words.len();
        self.marks.push(Mark {
            at,
            character: b'[',
            length,
            left: length,
            opens: false,
            closes: false,
        });
        self.keep(length);
    }

    fn close_bracket(&mut self) {
        let Some(bracket) = self.brackets.pop() else { return self.keep(1) };
        if let Some(outer) = self.brackets.last_mut() {
            outer.nested = true;
        }
        let active = bracket.image || bracket.from > self.linked_up_to;
        let Some(end) = active.then(|| self.target(&bracket)).flatten() else {
            return self.keep(1);
        };
        self.at = end;
        if bracket.image {
            self.words.truncate(self.marks[bracket.mark].at);
            self.marks.truncate(bracket.mark);
            self.undecided.truncate(bracket.undecided);
        } else {
            self.decide(bracket.undecided);
            self.marks[bracket.mark].left = 0;
            self.linked_up_to = bracket.from;
        }
    }

    /// Where a link ends whose words end here; `None` if it is none.
    fn target(&self, bracket: &Bracket) -> Option<usize> {
        let behind = &self.text[self.at + 1..];
        if let Some(rest) = behind.strip_prefix('(').and_then(behind_target) {
            return Some(self.text.len() - rest.len());
        }
        if self.labels.is_empty() {
            return None;
        }
        if let Some((name, rest)) = link_label(behind) {
            return self.labels.contains(&label(name)).then(|| self.text.len() - rest.len());
        }
        let name = &self.text[bracket.from..self.at];
        let known = !bracket.nested && name.len() < 1000 && self.labels.contains(&label(name));
        known.then(|| self.at + if behind.starts_with("[]") { 3 } else { 1 })
    }

    /// `<`: an address, a tag, a comment or just that.
    fn angle(&mut self) {
        let rest = &self.text[self.at..];
        if let Some(length) = address_length(rest) {
            self.words.push_str(&rest[1..length - 1]);
            self.at += length;
            return;
        }
        if let Some(length) = tag_length(rest) {
            let name = rest[1..].trim_start_matches('/');
            let end = name.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(name.len());
            if name[..end].eq_ignore_ascii_case("br") || is_html_block(&name[..end]) {
                self.words.push(' ');
            }
            self.at += length;
            return;
        }
        let starts = [("<!--", "-->"), ("<?", "?>"), ("<![CDATA[", "]]>"), ("<!", ">")];
        for (i, (start, end)) in starts.into_iter().enumerate() {
            if !rest.starts_with(start) || self.never_ends[i] {
                continue;
            }
            if start == "<!" && !rest[2..].starts_with(|c: char| c.is_ascii_alphabetic()) {
                continue;
            }
            // `<!-->` is a comment too.
            let from = if start == "<!--" { 2 } else { start.len() };
            match rest[from..].find(end) {
                Some(at) => {
                    self.at += from + at + end.len();
                    return;
                }
                None => self.never_ends[i] = true,
            }
        }
        self.keep(1);
    }

    fn entity(&mut self) {
        let end = self.rest().bytes().take(33).position(|b| b == b';');
        let found = end.and_then(|end| Some((entities::read(&self.rest()[1..end])?, end)));
        match found {
            Some((c, end)) => {
                self.words.push(c);
                self.at += end + 1;
            }
            None => self.keep(1),
        }
    }

    /// Decides which of the marks from here on are emphasis, as CommonMark's
    /// "process emphasis" does.
    fn decide(&mut self, from: usize) {
        let mut openers: Vec<usize> = Vec::new();
        // By the sort of the closing mark: below, no opening one fits.
        let mut searched = [0; 12];
        for i in self.undecided.split_off(from) {
            let closing = &self.marks[i];
            let (opens, closes, length) = (closing.opens, closing.closes, closing.length);
            let sort =
                usize::from(closing.character == b'*') * 6 + usize::from(opens) * 3 + length % 3;
            while closes && self.marks[i].left > 0 {
                let fits = |k: &usize| self.fits(openers[*k], i);
                let Some(k) = (searched[sort]..openers.len()).rev().find(fits) else {
                    searched[sort] = openers.len();
                    break;
                };
                let opener = openers[k];
                let used =
                    if self.marks[opener].left > 1 && self.marks[i].left > 1 { 2 } else { 1 };
                self.marks[opener].left -= used;
                self.marks[i].left -= used;
                openers.truncate(if self.marks[opener].left == 0 { k } else { k + 1 });
                for place in &mut searched {
                    *place = openers.len().min(*place);
                }
            }
            if opens && self.marks[i].left > 0 {
                openers.push(i);
            }
        }
    }

    fn fits(&self, opener: usize, closer: usize) -> bool {
        let (opener, closer) = (&self.marks[opener], &self.marks[closer]);
        let both_ways = opener.closes || closer.opens;
        let thirds = (opener.length + closer.length) % 3 != 0
            || opener.length % 3 == 0 && closer.length % 3 == 0;
        opener.character == closer.character && (!both_ways || thirds)
    }

    /// The words without what turned out to be markup.
    fn finish(mut self) -> String {
        self.decide(0);
        let mut words = String::with_capacity(self.words.len());
        let mut from = 0;
        for mark in &self.marks {
            words.push_str(&self.words[from..mark.at]);
            from = mark.at + mark.length - mark.left;
        }
        words.push_str(&self.words[from..]);
        words
    }
}

fn runs_of_backticks(text: &str) -> HashMap<usize, Vec<usize>> {
    let mut runs: HashMap<usize, Vec<usize>> = HashMap::new();
    let mut at = 0;
    while let Some(gap) = text[at..].find('`') {
        let from = at + gap;
        let length = text[from..].bytes().take_while(|b| *b == b'`').count();
        runs.entry(length).or_default().push(from);
        at = from + length;
    }
    runs
}

/// What stands behind `address "title")`.
fn behind_target(text: &str) -> Option<&str> {
    let text = behind_one_line_end(text);
    let end = match text.strip_prefix('<') {
        Some(inside) => {
            inside.find(['>', '<', '\n']).filter(|end| inside[*end..].starts_with('>'))? + 2
        }
        None => bare_address_length(text)?,
    };
    let behind = &text[end..];
    let title = behind_one_line_end(behind);
    let close = match link_title(title) {
        Some(end) if title.len() < behind.len() => behind_one_line_end(&title[end..]),
        _ => title,
    };
    close.strip_prefix(')')
}

/// An address with balanced parentheses.
fn bare_address_length(text: &str) -> Option<usize> {
    let (mut depth, mut escaped) = (0, false);
    for (at, byte) in text.bytes().enumerate() {
        match byte {
            _ if byte <= b' ' => return (depth == 0).then_some(at),
            _ if escaped => escaped = false,
            b'\\' => escaped = true,
            b')' if depth == 0 => return Some(at),
            b')' => depth -= 1,
            // As in CommonMark's own programs; keeps this linear.
            b'(' if depth == 32 => return None,
            b'(' => depth += 1,
            _ => {}
        }
    }
    None
}

/// `<https://example.org>` or `<someone@example.org>`.
fn address_length(text: &str) -> Option<usize> {
    let inside = &text[1..];
    let end = inside.find(|c: char| c == '>' || c == '<' || c <= ' ')?;
    let address = &inside[..end];
    let scheme = address.split_once(':').map_or("", |(scheme, _)| scheme);
    let web = (2..=32).contains(&scheme.len())
        && scheme.starts_with(|c: char| c.is_ascii_alphabetic())
        && scheme.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '+' | '.' | '-'));
    let mail = address.split_once('@').is_some_and(|(name, host)| {
        let in_name = |c: char| c.is_ascii_alphanumeric() || ".!#$%&'*+/=?^_`{|}~-".contains(c);
        let in_host = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '-');
        !name.is_empty()
            && name.chars().all(in_name)
            && !host.is_empty()
            && host.chars().all(in_host)
    });
    (inside[end..].starts_with('>') && (web || mail)).then_some(end + 2)
}

/// An opening or closing tag (§6.6).
fn tag_length(text: &str) -> Option<usize> {
    let space = [' ', '\n'];
    let name_end = |text: &str| {
        let starts = text.starts_with(|c: char| c.is_ascii_alphabetic());
        let end = text.find(|c: char| !c.is_ascii_alphanumeric() && c != '-').unwrap_or(text.len());
        starts.then_some(end)
    };
    if let Some(inside) = text.strip_prefix("</") {
        let rest = inside[name_end(inside)?..].trim_start_matches(space).strip_prefix('>')?;
        return Some(text.len() - rest.len());
    }
    let mut rest = &text[1 + name_end(&text[1..])?..];
    loop {
        let inner = rest.trim_start_matches(space);
        if let Some(behind) = inner.strip_prefix('>').or_else(|| inner.strip_prefix("/>")) {
            return Some(text.len() - behind.len());
        }
        if inner.len() == rest.len() {
            return None;
        }
        let starts = inner.starts_with(|c: char| c.is_ascii_alphabetic() || c == '_' || c == ':');
        let name = |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | ':' | '.' | '-');
        rest = inner.trim_start_matches(name);
        if !starts {
            return None;
        }
        let Some(value) = rest.trim_start_matches(space).strip_prefix('=') else { continue };
        let value = value.trim_start_matches(space);
        rest = match value.chars().next()? {
            quote @ ('"' | '\'') => {
                let inside = &value[1..];
                &inside[inside.find(quote)? + 1..]
            }
            _ => {
                let end = value.find([' ', '\n', '"', '\'', '=', '<', '>', '`'])?;
                if end == 0 {
                    return None;
                }
                &value[end..]
            }
        };
    }
}

/// CommonMark asks for the Unicode categories P and S; this is near enough
/// without their tables.
fn is_punctuation(c: char) -> bool {
    if c.is_ascii() {
        return c.is_ascii_punctuation();
    }
    let mark =
        matches!(c, '\u{300}'..='\u{36f}' | '\u{fe00}'..='\u{fe0f}' | '\u{200b}'..='\u{200f}');
    !c.is_alphanumeric() && !c.is_whitespace() && !c.is_control() && !mark
}
