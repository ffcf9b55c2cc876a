//! A web page as a neutral stream, and what of it is the article.

use super::draft::tidy;
use super::{Block, BlockKind, Draft};
use crate::domain::address::Address;

/// A page in reading order. A stream and not a tree: pages are nested 20,000
/// deep by those who mean harm. A `Close` too many or too few does none.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Markup {
    /// An element begins.
    Open(Element),
    /// The element that was opened last ends.
    Close,
    /// Words.
    Text(String),
}

/// An element of a page.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Element {
    /// In lower case: `p`.
    pub name: String,
    /// Those of [`Element::attributes_of`] that it has: name and value.
    pub attributes: Vec<(String, String)>,
}

impl Element {
    /// The attributes that matter on elements of this name.
    #[must_use]
    pub fn attributes_of(name: &str) -> &'static [&'static str] {
        match name {
            "meta" => &["property", "name", "itemprop", "content"],
            "link" => &["rel", "href"],
            "time" => &["datetime", "lang", "hidden", "aria-hidden", "role", "style"],
            _ => &["lang", "hidden", "aria-hidden", "role", "style"],
        }
    }

    /// Whether elements of this name hold nothing that a reader reads: they can
    /// be left out with all that is in them.
    #[must_use]
    pub fn is_mute(name: &str) -> bool {
        matches!(
            name,
            "script"
                | "style"
                | "template"
                | "noscript"
                | "svg"
                | "math"
                | "iframe"
                | "frame"
                | "frameset"
                | "noframes"
                | "object"
                | "embed"
                | "applet"
                | "canvas"
                | "audio"
                | "video"
                | "map"
                | "button"
                | "select"
                | "textarea"
                | "input"
                | "datalist"
                | "option"
                | "optgroup"
                | "progress"
                | "meter"
                | "dialog"
                | "rt"
                | "rp"
        )
    }

    fn attribute(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(known, _)| known == name).map(|(_, value)| value.trim())
    }

    /// Not words of the article, wherever it stands.
    fn is_furniture(&self) -> bool {
        let role = self.attribute("role").unwrap_or_default();
        Self::is_mute(&self.name)
            || matches!(
                self.name.as_str(),
                "nav" | "footer" | "aside" | "menu" | "search" | "title"
            )
            || matches!(
                role,
                "navigation"
                    | "complementary"
                    | "contentinfo"
                    | "search"
                    | "dialog"
                    | "alertdialog"
                    | "menu"
                    | "menubar"
                    | "toolbar"
                    | "tablist"
            )
            || self.is_hidden()
    }

    fn is_hidden(&self) -> bool {
        let style = self.attribute("style").unwrap_or_default().to_ascii_lowercase();
        let style: String = style.split_whitespace().collect();
        self.attribute("hidden").is_some_and(|value| value != "until-found")
            || style.contains("display:none")
            || style.contains("visibility:hidden")
    }

    /// Furniture as a rule. But some pages are one great form, and one that was
    /// saved while a window lay over it is all `aria-hidden`.
    fn is_doubtful(&self) -> bool {
        self.name == "form" || self.attribute("aria-hidden") == Some("true")
    }

    fn is_article(&self) -> bool {
        matches!(self.name.as_str(), "article" | "main")
            || matches!(self.attribute("role"), Some("article" | "main"))
    }

    fn is_page_header(&self) -> bool {
        self.name == "header" || self.attribute("role") == Some("banner")
    }

    fn is_block(&self) -> bool {
        matches!(
            self.name.as_str(),
            "address"
                | "article"
                | "aside"
                | "blockquote"
                | "body"
                | "caption"
                | "center"
                | "dd"
                | "details"
                | "dir"
                | "div"
                | "dl"
                | "dt"
                | "fieldset"
                | "figcaption"
                | "figure"
                | "footer"
                | "form"
                | "h1"
                | "h2"
                | "h3"
                | "h4"
                | "h5"
                | "h6"
                | "head"
                | "header"
                | "hgroup"
                | "hr"
                | "html"
                | "legend"
                | "li"
                | "listing"
                | "main"
                | "menu"
                | "nav"
                | "ol"
                | "p"
                | "pre"
                | "search"
                | "section"
                | "summary"
                | "table"
                | "tbody"
                | "td"
                | "tfoot"
                | "th"
                | "thead"
                | "tr"
                | "ul"
        )
    }

    /// What the words in it are; `None` where that is for its parent to say.
    fn kind(&self) -> Option<BlockKind> {
        Some(match self.name.as_str() {
            "h1" => BlockKind::Heading(1),
            "h2" => BlockKind::Heading(2),
            "h3" => BlockKind::Heading(3),
            "h4" => BlockKind::Heading(4),
            "h5" => BlockKind::Heading(5),
            "h6" => BlockKind::Heading(6),
            "li" => BlockKind::ListItem,
            "blockquote" => BlockKind::Quotation,
            "td" | "th" | "figcaption" | "caption" => BlockKind::Paragraph,
            _ => return None,
        })
    }
}

/// Reads the article out of a page: the part that says that it is the article,
/// if it holds most of the words that are no links, otherwise all that is no
/// furniture. Linear in the length of the page.
#[must_use]
pub fn read_markup(page: &[Markup]) -> Draft {
    let plan = Plan::of(page);
    let mut writer = Writer::default();
    let mut open: Vec<BlockKind> = Vec::new();
    let mut at = plan.article.start;
    while at < plan.article.end {
        match &page[at] {
            Markup::Open(element) if plan.skipped[at] => {
                at = plan.ends[at];
                if element.is_block() {
                    writer.flush();
                }
            }
            Markup::Open(element) => {
                let kind = element.kind().or(open.last().copied()).unwrap_or(BlockKind::Paragraph);
                open.push(kind);
                writer.boundary(element, kind);
            }
            Markup::Close => {
                open.pop();
                let kind = open.last().copied().unwrap_or(BlockKind::Paragraph);
                if plan.ends_block[at] {
                    writer.turn_to(kind);
                }
            }
            Markup::Text(words) => writer.push(words),
        }
        at += 1;
    }
    writer.flush();
    let facts = Facts::of(page, &plan);
    Draft {
        title: if writer.title.is_empty() { facts.title } else { writer.title },
        language: facts.language,
        url: facts.url,
        published: facts.published,
        blocks: writer.blocks,
    }
}

/// Where everything ends, and what is left out.
struct Plan {
    /// For an `Open`, where its `Close` is, or the end of the page.
    ends: Vec<usize>,
    /// For a `Close`, whether it ends a block.
    ends_block: Vec<bool>,
    skipped: Vec<bool>,
    /// The stretch of the page that is the article.
    article: std::ops::Range<usize>,
}

impl Plan {
    fn of(page: &[Markup]) -> Self {
        let mut plan = Self {
            ends: vec![page.len(); page.len()],
            ends_block: vec![false; page.len()],
            skipped: vec![false; page.len()],
            article: 0..page.len(),
        };
        // How many characters that count stand before each place.
        let mut weights = Vec::with_capacity(page.len() + 1);
        let mut weight = 0;
        let mut open: Vec<(usize, &Element)> = Vec::new();
        let mut doubtful = Vec::new();
        let mut articles = Vec::new();
        // How many of the open elements are articles, furniture or links.
        let (mut in_article, mut in_furniture, mut in_link) = (0_usize, 0_usize, 0_usize);
        for (at, item) in page.iter().enumerate() {
            weights.push(weight);
            match item {
                Markup::Open(element) => {
                    let furniture =
                        element.is_furniture() || element.is_page_header() && in_article == 0;
                    plan.skipped[at] = furniture;
                    if in_furniture == 0 && !furniture {
                        if element.is_doubtful() {
                            doubtful.push(at);
                        }
                        if element.is_article() {
                            articles.push(at);
                        }
                    }
                    in_furniture += usize::from(furniture);
                    in_article += usize::from(element.is_article());
                    in_link += usize::from(element.name == "a");
                    open.push((at, element));
                }
                Markup::Close => {
                    let Some((start, element)) = open.pop() else { continue };
                    plan.ends[start] = at;
                    plan.ends_block[at] = element.is_block();
                    in_furniture -= usize::from(plan.skipped[start]);
                    in_article -= usize::from(element.is_article());
                    in_link -= usize::from(element.name == "a");
                }
                Markup::Text(words) if in_furniture == 0 && in_link == 0 => {
                    weight += words.chars().filter(|c| !c.is_whitespace()).count();
                }
                Markup::Text(_) => {}
            }
        }
        weights.push(weight);
        let holds_most = |at: &usize| (weights[plan.ends[*at]] - weights[*at]) * 2 > weight;
        // Of those, each stands in the one before it.
        if let Some(at) = articles.iter().copied().rfind(holds_most) {
            plan.article = at..plan.ends[at];
        }
        for at in doubtful {
            plan.skipped[at] = !holds_most(&at);
        }
        plan
    }
}

/// Puts blocks together.
#[derive(Default)]
struct Writer {
    title: String,
    blocks: Vec<Block>,
    words: String,
    kind: Option<BlockKind>,
    /// How many `br` stand behind the last word.
    breaks: usize,
}

impl Writer {
    fn boundary(&mut self, element: &Element, kind: BlockKind) {
        if element.name == "br" {
            self.words.push(' ');
            self.breaks += 1;
            // Old pages part their paragraphs so.
            if self.breaks > 1 && !matches!(kind, BlockKind::Heading(_)) {
                self.flush();
            }
        } else if element.is_block() {
            self.turn_to(kind);
        }
    }

    fn turn_to(&mut self, kind: BlockKind) {
        self.flush();
        self.kind = Some(kind);
    }

    fn push(&mut self, words: &str) {
        if !words.trim().is_empty() {
            self.breaks = 0;
        }
        self.words.push_str(words);
    }

    fn flush(&mut self) {
        let text = tidy(&self.words);
        self.words.clear();
        self.breaks = 0;
        if text.is_empty() {
            return;
        }
        match self.kind.unwrap_or(BlockKind::Paragraph) {
            BlockKind::Heading(1) if self.title.is_empty() => self.title = text,
            BlockKind::Heading(1) => self.blocks.push(Block { kind: BlockKind::Heading(2), text }),
            kind => self.blocks.push(Block { kind, text }),
        }
    }
}

/// What a page says about itself.
#[derive(Default)]
struct Facts {
    title: String,
    language: String,
    url: Option<Address>,
    published: String,
}

impl Facts {
    fn of(page: &[Markup], plan: &Plan) -> Self {
        let mut facts = Self::default();
        // What it is called: by its heading, to other sites, in the window's frame.
        let (mut heading, mut shared, mut window) = Default::default();
        let mut shared_url = None;
        let mut time = String::new();
        let mut skipped_up_to = 0;
        // Headings may be nested by the thousand: what was read once is not read again.
        let mut read_up_to = 0;
        for (at, item) in page.iter().enumerate() {
            let Markup::Open(element) = item else { continue };
            let shown = at >= skipped_up_to;
            if shown && plan.skipped[at] {
                skipped_up_to = plan.ends[at];
            }
            let fill = |place: &mut String, text: String| {
                if place.is_empty() {
                    *place = text;
                }
            };
            match element.name.as_str() {
                "title" | "h1" if shown && at >= read_up_to => {
                    read_up_to = plan.ends[at];
                    let place = if element.name == "h1" { &mut heading } else { &mut window };
                    if element.name == "title" || !plan.skipped[at] {
                        fill(place, text_within(page, plan, at));
                    }
                }
                "time" if shown && !plan.skipped[at] && plan.article.contains(&at) => {
                    fill(&mut time, day(element.attribute("datetime").unwrap_or_default()));
                }
                "link" => {
                    let rel = element.attribute("rel").unwrap_or_default();
                    let canonical =
                        rel.split_whitespace().any(|rel| rel.eq_ignore_ascii_case("canonical"));
                    if canonical && facts.url.is_none() {
                        facts.url = web_address(element.attribute("href").unwrap_or_default());
                    }
                }
                "meta" => {
                    let names =
                        ["property", "name", "itemprop"].map(|name| element.attribute(name));
                    let content = element.attribute("content").unwrap_or_default();
                    for name in names.into_iter().flatten() {
                        match name.to_ascii_lowercase().as_str() {
                            "og:title" => fill(&mut shared, tidy(content)),
                            "og:url" => shared_url = shared_url.or_else(|| web_address(content)),
                            "article:published_time" | "datepublished" => {
                                fill(&mut facts.published, day(content));
                            }
                            _ => {}
                        }
                    }
                }
                _ => {}
            }
            // The innermost that surrounds the article says it last.
            if at <= plan.article.start
                && plan.ends[at] >= plan.article.end
                && let Some(tag) = element.attribute("lang").map(language_tag)
                && !tag.is_empty()
            {
                facts.language = tag;
            } else if element.name == "html" {
                facts.language = language_tag(element.attribute("lang").unwrap_or_default());
            }
        }
        facts.title = [heading, shared, window]
            .into_iter()
            .find(|t: &String| !t.is_empty())
            .unwrap_or_default();
        facts.url = facts.url.or(shared_url);
        if facts.published.is_empty() {
            facts.published = time;
        }
        facts
    }
}

/// The words in an element, without what is left out in it.
fn text_within(page: &[Markup], plan: &Plan, start: usize) -> String {
    let mut text = String::new();
    let mut at = start + 1;
    while at < plan.ends[start] {
        match &page[at] {
            Markup::Open(_) if plan.skipped[at] => at = plan.ends[at],
            Markup::Text(words) => text.push_str(words),
            Markup::Open(_) | Markup::Close => {}
        }
        at += 1;
    }
    tidy(&text)
}

/// An address that says itself that it is one of the web: `page.html` is not.
fn web_address(text: &str) -> Option<Address> {
    let address = Address::read(text).ok()?;
    let begin = text.trim_start().get(..4)?;
    begin.eq_ignore_ascii_case("http").then_some(address)
}

/// The date at the beginning of a text: `2023-07-07`, `2023-07` or `2023`.
/// Empty if there is none.
pub(super) fn day(text: &str) -> String {
    let text = text.trim();
    let shapes = ["dddd-dd-dd", "dddd-dd", "dddd"];
    let found = shapes.into_iter().find(|shape| {
        let fits = |(byte, wanted): (u8, u8)| match wanted {
            b'd' => byte.is_ascii_digit(),
            _ => byte == wanted,
        };
        text.len() >= shape.len()
            && text.bytes().zip(shape.bytes()).all(fits)
            && matches!(
                text.as_bytes().get(shape.len()),
                None | Some(b'T' | b't' | b' ' | b'Z' | b'+')
            )
    });
    let Some(shape) = found else { return String::new() };
    let in_range = |part: Option<&str>, last: u8| {
        part.is_none_or(|part| part.parse().is_ok_and(|number: u8| (1..=last).contains(&number)))
    };
    let sound =
        in_range(text[..shape.len()].get(5..7), 12) && in_range(text[..shape.len()].get(8..10), 31);
    if sound { text[..shape.len()].to_owned() } else { String::new() }
}

/// A BCP 47 tag, if it looks like one (`en_US` is `en-US`); otherwise empty.
pub(super) fn language_tag(text: &str) -> String {
    let tag = text.trim().replace('_', "-");
    let mut parts = tag.split('-');
    let language = parts.next().unwrap_or_default();
    let sound = (2..=3).contains(&language.len())
        && language.bytes().all(|b| b.is_ascii_alphabetic())
        && parts
            .all(|p| (1..=8).contains(&p.len()) && p.bytes().all(|b| b.is_ascii_alphanumeric()));
    if sound { tag } else { String::new() }
}

#[cfg(test)]
mod tests;
