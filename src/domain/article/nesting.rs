//! How deeply a page's source is nested, before a parser sees it: browsers need
//! minutes, or give up, where some ten thousand elements stand in each other.

/// More than any page has; a browser reads it in a moment.
const MAX_DEPTH: usize = 2_000;

/// Elements that hold nothing.
const VOID: &[&str] = &[
    "area", "base", "basefont", "bgsound", "br", "col", "embed", "frame", "hr", "image", "img",
    "input", "keygen", "link", "meta", "param", "source", "track", "wbr",
];

/// Elements whose end is often left out, and is where the next one begins.
const IMPLIED: &[&str] = &[
    "body", "caption", "colgroup", "head", "html", "li", "optgroup", "option", "p", "rb", "rp",
    "rt", "rtc", "tbody", "td", "tfoot", "th", "thead", "tr",
];

/// Definition lists leave ends out too, but do not end a list's items.
const DEFINED: &[&str] = &["dd", "dt"];

/// What is text up to its end tag, whatever stands in it.
const RAW: &[&str] =
    &["iframe", "noembed", "noframes", "script", "style", "textarea", "title", "xmp"];

/// Only in these does `/>` end an element.
const FOREIGN: &[&str] = &["math", "svg"];

/// These end whatever is foreign (HTML, "Parsing tokens in foreign content").
const BREAKOUT: &[&str] = &[
    "b",
    "big",
    "blockquote",
    "body",
    "center",
    "code",
    "dd",
    "div",
    "dl",
    "dt",
    "em",
    "font",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "head",
    "i",
    "li",
    "listing",
    "menu",
    "nobr",
    "ol",
    "p",
    "pre",
    "ruby",
    "s",
    "small",
    "span",
    "strike",
    "strong",
    "sub",
    "sup",
    "table",
    "tt",
    "u",
    "ul",
    "var",
];

/// Whether the source is nested more deeply than any page is. Looks at tags
/// alone: a page that no parser would find so deep may be refused if thousands
/// of its elements have no end. Linear in the length of the source.
#[must_use]
pub fn is_too_deep(html: &str) -> bool {
    let mut open: Vec<(&str, usize)> = Vec::new();
    let (mut deep, mut items, mut defined, mut foreign) = (0_usize, 0_usize, 0_usize, false);
    let mut rest = html;
    while let Some((_, behind)) = rest.split_once('<') {
        rest = behind;
        if let Some(comment) = rest.strip_prefix("!--") {
            rest = comment.split_once("-->").map_or("", |(_, behind)| behind);
            continue;
        }
        let (ends, named) = rest.strip_prefix('/').map_or((false, rest), |named| (true, named));
        let length = named.find(|c: char| c.is_whitespace() || "/><".contains(c));
        let Some((name, tag)) = named.split_at_checked(length.unwrap_or(named.len())) else {
            break;
        };
        if !name.starts_with(|c: char| c.is_ascii_alphabetic()) {
            continue;
        }
        let is = |known: &&&str| known.eq_ignore_ascii_case(name);
        let known = |list: &'static [&'static str]| list.iter().find(is).copied();
        if known(VOID).is_some() {
            continue;
        }
        if !ends && let Some(raw) = known(RAW) {
            rest = behind_end(rest, raw);
            continue;
        }
        if known(BREAKOUT).is_some() {
            foreign = false;
        }
        let closes_itself = || tag.split('>').next().is_some_and(|tag| tag.ends_with('/'));
        if !ends && foreign && closes_itself() {
            continue;
        }
        if known(DEFINED).is_some() {
            defined += usize::from(!ends);
        } else if known(IMPLIED).is_some() {
            items += usize::from(!ends && name.eq_ignore_ascii_case("li"));
        } else {
            let at = open.iter().position(|(other, _)| other.eq_ignore_ascii_case(name));
            match (at.and_then(|at| open.get_mut(at)), ends) {
                (Some((_, count)), false) => (*count, deep) = (*count + 1, deep + 1),
                (Some((_, count)), true) if *count > 0 => (*count, deep) = (*count - 1, deep - 1),
                (None, false) => {
                    if open.len() > MAX_DEPTH {
                        return true;
                    }
                    open.push((name, 1));
                    deep += 1;
                }
                _ => {}
            }
            if known(FOREIGN).is_some() {
                foreign = !ends;
            }
        }
        if deep + defined.min(items) > MAX_DEPTH {
            return true;
        }
    }
    false
}

/// What stands behind the end tag of a text element; nothing where it never ends.
fn behind_end<'a>(text: &'a str, name: &str) -> &'a str {
    for (at, _) in text.match_indices("</") {
        let behind = text.get(at + 2..).unwrap_or_default();
        if behind.get(..name.len()).is_some_and(|end| end.eq_ignore_ascii_case(name)) {
            return behind;
        }
    }
    ""
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_browsers_choke_on_is_too_deep() {
        for part in [
            "<b>",
            "<DIV>",
            "<div/>",
            "<ul><li>",
            "<table><td>",
            "<template>",
            "<dd><li>",
            "<x-y a=b>",
            "<b></i>",
            "<button>",
            "<svg><div><g/>",
            "<svg/><div/>",
        ] {
            assert!(is_too_deep(&part.repeat(MAX_DEPTH + 1)), "{part}");
        }
        let names: String = (0..=MAX_DEPTH).map(|n| format!("<x{n}>")).collect();
        assert!(is_too_deep(&names));
    }

    #[test]
    fn long_pages_are_not() {
        for part in [
            "<p>text",
            "<li>item",
            "<br>",
            "<img/>",
            "<div><b>x</b></DIV>",
            "<tr><td>1",
            "<dt>a<dd>b",
            "<!-- <div> -->",
            "<script>a = '<div>'</script>",
            "<textarea><b></TEXTAREA>",
            "a < b",
            "<svg><path/><path/></svg>",
            "</div>",
            "<option>1",
            "<",
            "<é>",
            "<style><i></style><hr>",
        ] {
            assert!(!is_too_deep(&part.repeat(10 * MAX_DEPTH)), "{part}");
        }
        assert!(!is_too_deep(&format!("<svg>{}</svg>", "<path d=M1/>".repeat(10 * MAX_DEPTH))));
        assert!(!is_too_deep("<script>never ends <div>"));
    }
}
