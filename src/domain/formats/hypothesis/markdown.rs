//! Links and outside sources as lists in Markdown, for people to read in
//! Hypothesis and for us to read again. A line that goes on has two spaces
//! before it, as lists want it.

use crate::domain::address::Address;
use crate::domain::formats::web_annotation::read_time;
use crate::domain::source::{Appraisal, Work};

/// A link as it stands below a claim.
#[derive(Clone, PartialEq, Debug, Default)]
pub(super) struct Item {
    pub(super) relation: String,
    pub(super) strength: Option<String>,
    /// What the source is called.
    pub(super) name: String,
    pub(super) url: String,
    /// The number of the source in this file; a person who writes a list by hand
    /// gives none.
    pub(super) number: Option<u32>,
    /// The words of the source.
    pub(super) exact: Option<String>,
    pub(super) reason: String,
}

/// A claim's text: the reason, then the links.
pub(super) fn write_claim(reason: &str, items: &[Item]) -> String {
    let mut text: Vec<String> = reason.split('\n').map(disguised).collect();
    if reason.is_empty() {
        text.clear();
    } else if !items.is_empty() {
        text.push(String::new());
    }
    text.extend(items.iter().map(write_item));
    text.join("\n")
}

/// Reads it again. What looks like a link and is none stays in the reason, and
/// so does what would be more than `most` links.
pub(super) fn read_claim(text: &str, most: usize) -> (String, Vec<Item>) {
    let (mut reason, mut items) = (Vec::new(), Vec::new());
    for block in blocks(text) {
        let entry = block.strip_prefix("- ").filter(|_| items.len() < most);
        let Some(item) = entry.and_then(read_item) else {
            let lines = block.split('\n').enumerate();
            // What was taken together but is no link gets its spaces back.
            reason.extend(lines.map(|(i, line)| match i {
                0 => undisguised(line),
                _ => format!("  {line}"),
            }));
            continue;
        };
        if items.is_empty() && reason.last().is_some_and(String::is_empty) {
            reason.pop();
        }
        items.push(item);
    }
    (reason.join("\n"), items)
}

/// A line of a reason that would be taken for a link.
fn disguised(line: &str) -> String {
    match line.trim_start_matches('\\').starts_with("- ") {
        true => format!("\\{line}"),
        false => line.to_owned(),
    }
}

fn undisguised(line: &str) -> String {
    let rest = line.strip_prefix('\\').filter(|it| it.trim_start_matches('\\').starts_with("- "));
    rest.unwrap_or(line).to_owned()
}

/// The lines of a text; one that begins a list has those that go on with it.
fn blocks(text: &str) -> Vec<String> {
    let mut blocks: Vec<String> = Vec::new();
    for line in text.split('\n') {
        match (line.strip_prefix("  "), blocks.last_mut()) {
            (Some(rest), Some(block)) if block.starts_with("- ") => {
                block.push('\n');
                block.push_str(rest);
            }
            _ => blocks.push(line.to_owned()),
        }
    }
    blocks
}

fn listed(entry: &str) -> String {
    format!("- {}", entry.replace('\n', "\n  "))
}

fn write_item(item: &Item) -> String {
    let mut text = escaped(&item.relation, "():");
    if let Some(strength) = &item.strength {
        text.push_str(&format!(" ({})", escaped(strength, "()")));
    }
    text.push_str(&format!(": [{}]", escaped(&item.name, "[]")));
    let title = item.number.map(|number| format!("source:{number}")).unwrap_or_default();
    text.push_str(&match item.url.is_empty() {
        // No way to anywhere: a name and a number between brackets.
        true => format!("[{title}]"),
        false => format!("(<{}> \"{title}\")", escaped(&item.url, "<>")),
    });
    if let Some(exact) = &item.exact {
        text.push_str(&format!(" — \"{}\"", escaped(exact, "\"")));
    }
    if !item.reason.is_empty() {
        let reason = escaped(&item.reason, "");
        let quoted = if reason.starts_with('"') { "\\" } else { "" };
        text.push_str(&format!(" — {quoted}{reason}"));
    }
    listed(&text)
}

fn read_item(text: &str) -> Option<Item> {
    let (relation, end, rest) = until(text, &['(', ':'])?;
    let mut item = Item::default();
    let rest = match end {
        '(' => {
            let (strength, _, rest) = until(rest, &[')'])?;
            item.strength = Some(strength);
            rest.strip_prefix(':')?
        }
        _ => rest,
    };
    item.relation = match &item.strength {
        Some(_) => relation.strip_suffix(' ')?.to_owned(),
        None => relation,
    };
    let (name, _, rest) = until(rest.strip_prefix(" [")?, &[']'])?;
    item.name = name;
    let rest = if let Some(rest) = rest.strip_prefix('[') {
        let (title, _, rest) = until(rest, &[']'])?;
        item.number = number(&title);
        rest
    } else {
        let (url, title, rest) = read_destination(rest)?;
        item.url = url;
        item.number = number(&title);
        rest
    };
    let Some(mut rest) = after_dash(rest) else {
        return rest.trim().is_empty().then_some(item);
    };
    if let Some(quoted) = rest.strip_prefix('"') {
        let (exact, _, behind) = until(quoted, &['"'])?;
        item.exact = Some(exact);
        match after_dash(behind) {
            Some(reason) => rest = reason,
            None if behind.trim().is_empty() => return Some(item),
            None => return None,
        }
    }
    item.reason = unescaped(rest);
    Some(item)
}

/// `(address "title")`, the address between angle brackets or not.
fn read_destination(text: &str) -> Option<(String, String, &str)> {
    let inside = text.strip_prefix('(')?;
    let (url, rest) = match inside.strip_prefix('<') {
        Some(url) => until(url, &['>']).map(|(url, _, rest)| (url, rest))?,
        None => {
            let end = inside.find([' ', ')'])?;
            (inside[..end].to_owned(), &inside[end..])
        }
    };
    let rest = rest.trim_start_matches(' ');
    let (title, rest) = match rest.strip_prefix('"') {
        Some(title) => until(title, &['"']).map(|(title, _, rest)| (title, rest))?,
        None => (String::new(), rest),
    };
    Some((url, title, rest.strip_prefix(')')?))
}

fn number(title: &str) -> Option<u32> {
    title.strip_prefix("source:")?.parse().ok()
}

/// What stands behind a dash, of whichever length.
fn after_dash(text: &str) -> Option<&str> {
    [" — ", " – ", " - "].iter().find_map(|dash| text.strip_prefix(dash))
}

/// The text with a backslash before these and before backslashes.
fn escaped(text: &str, signs: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in text.chars() {
        if c == '\\' || signs.contains(c) {
            escaped.push('\\');
        }
        escaped.push(c);
    }
    escaped
}

fn unescaped(text: &str) -> String {
    until(text, &[]).map_or_else(|| text.to_owned(), |(text, _, _)| text)
}

/// The text up to the first of these that has no backslash before it, without
/// backslashes; which it is, and what follows. With none to look for, all of it.
fn until<'t>(text: &'t str, ends: &[char]) -> Option<(String, char, &'t str)> {
    let mut found = String::new();
    let mut chars = text.char_indices();
    while let Some((at, c)) = chars.next() {
        match c {
            '\\' => match chars.clone().next() {
                Some((_, next)) if next.is_ascii_punctuation() => {
                    chars.next();
                    found.push(next);
                }
                _ => found.push('\\'),
            },
            c if ends.contains(&c) => return Some((found, c, &text[at + c.len_utf8()..])),
            c => found.push(c),
        }
    }
    ends.is_empty().then_some((found, ' ', ""))
}

/// An outside source: its title and address, then what else is known of it.
pub(super) fn write_work(work: &Work) -> String {
    let title = escaped(&work.title, "[]").replace('\n', "\n  ");
    let head = match (&work.url, work.title.is_empty()) {
        (Some(url), true) => format!("<{}>", escaped(url.as_str(), "<>")),
        (Some(url), false) => format!("[{title}](<{}>)", escaped(url.as_str(), "<>")),
        (None, false) => format!("[{title}]"),
        (None, true) => String::new(),
    };
    let mut list = Vec::new();
    let mut put = |key: &str, value: &str| {
        if !value.is_empty() {
            list.push(listed(&format!("{key}: {value}")));
        }
    };
    put("publisher", &work.publisher);
    put("issued", &work.issued);
    put("accessed", work.accessed.as_ref().map_or("", |it| it.as_str()));
    put("archive", work.archive.as_ref().map_or("", Address::as_str));
    put("kind", &work.kind);
    let Appraisal { behind, evidence, others } = &work.appraisal;
    put("behind", behind);
    put("evidence", evidence);
    put("others", others);
    list.extend(work.authors.iter().map(|author| listed(&format!("author: {author}"))));
    let between = if head.is_empty() || list.is_empty() { "" } else { "\n\n" };
    format!("{head}{between}{}", list.join("\n"))
}

/// Reads it again, with the lines that say something else.
pub(super) fn read_work(text: &str) -> (Work, String) {
    let (mut work, mut rest) = (Work::default(), Vec::new());
    // A title may go on too.
    let (head, list) = text.split_once("\n\n").unwrap_or((text, ""));
    let whole = head.replace("\n  ", "\n");
    let list = match read_head(&whole) {
        Some((title, url)) => {
            (work.title, work.url) = (title, url);
            list
        }
        None if head.is_empty() => list,
        None => text,
    };
    for block in blocks(list) {
        let entry = block.strip_prefix("- ").and_then(|it| it.split_once(": "));
        if !entry.is_some_and(|(key, value)| put(&mut work, key, value)) && !block.is_empty() {
            rest.push(block);
        }
    }
    (work, rest.join("\n"))
}

fn read_head(text: &str) -> Option<(String, Option<Address>)> {
    let address = |url: &str| Address::read(url).ok();
    if let Some(url) = text.strip_prefix('<') {
        let (url, _, rest) = until(url, &['>'])?;
        return Some((String::new(), address(&url).filter(|_| rest.trim().is_empty())?.into()));
    }
    let (title, _, rest) = until(text.strip_prefix('[')?, &[']'])?;
    if rest.is_empty() {
        return Some((title, None));
    }
    let (url, _, rest) = read_destination(rest)?;
    rest.trim().is_empty().then_some((title, Some(address(&url)?)))
}

/// Whether it is something that a source has, which it now has.
fn put(work: &mut Work, key: &str, value: &str) -> bool {
    let text = match key {
        "publisher" => &mut work.publisher,
        "issued" => &mut work.issued,
        "kind" => &mut work.kind,
        "behind" => &mut work.appraisal.behind,
        "evidence" => &mut work.appraisal.evidence,
        "others" => &mut work.appraisal.others,
        "author" => {
            work.authors.push(value.to_owned());
            return true;
        }
        "accessed" => {
            work.accessed = read_time(value);
            return work.accessed.is_some();
        }
        "archive" => {
            work.archive = Address::read(value).ok();
            return work.archive.is_some();
        }
        _ => return false,
    };
    if !text.is_empty() {
        return false;
    }
    value.clone_into(text);
    true
}
