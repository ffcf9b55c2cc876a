//! What of a web page is the article: tables of pages and their blocks.

use super::*;
use proptest::prelude::*;

/// Just enough of a parser: sound tags, quoted attributes, no entities.
fn page(html: &str) -> Vec<Markup> {
    let mut page = Vec::new();
    let mut rest = html;
    while let Some(at) = rest.find('<') {
        page.push(Markup::Text(rest[..at].into()));
        let end = rest.find('>').expect("a tag ends");
        let tag = &rest[at + 1..end];
        rest = &rest[end + 1..];
        if tag.starts_with('/') {
            page.push(Markup::Close);
            continue;
        }
        let (name, mut fields) = tag.split_once(' ').unwrap_or((tag, ""));
        let mut attributes = Vec::new();
        while let Some((key, more)) = fields.split_once("=\"") {
            let (value, more) = more.split_once('"').expect("a value ends");
            attributes.push((key.trim().into(), value.into()));
            fields = more;
        }
        page.push(Markup::Open(Element { name: name.into(), attributes }));
        if matches!(name, "br" | "hr" | "meta" | "link" | "img" | "input") {
            page.push(Markup::Close);
        }
    }
    page.push(Markup::Text(rest.into()));
    page
}

/// One line a block, its kind before it.
fn shown(html: &str) -> String {
    let lines = read_markup(&page(html)).blocks.into_iter().map(|block| {
        let mark = match block.kind {
            BlockKind::Heading(level) => format!("h{level}"),
            BlockKind::Paragraph => "p".into(),
            BlockKind::ListItem => "li".into(),
            BlockKind::Quotation => "q".into(),
        };
        format!("{mark}:{}", block.text)
    });
    lines.collect::<Vec<_>>().join("\n")
}

#[test]
fn blocks_are_found() {
    let table = [
        ("", ""),
        ("just words", "p:just words"),
        ("<p>One <b>bo</b>ld.</p> <p>Two\n\n lines.</p>", "p:One bold.\np:Two lines."),
        ("<div>One<div>Two</div>Three</div>", "p:One\np:Two\np:Three"),
        ("<h2>A</h2><p>B</p><h6>C</h6>", "h2:A\np:B\nh6:C"),
        ("<h1>T</h1><p>A</p><h1>B</h1>", "p:A\nh2:B"),
        ("<ul><li>a<ul><li>b</li></ul>c</li></ul>d", "li:a\nli:b\nli:c\np:d"),
        ("<blockquote><p>a</p><ol><li>b</li></ol></blockquote>", "q:a\nli:b"),
        ("<li><p>a</p><p>b</p></li>", "li:a\nli:b"),
        ("a<br>b<br> <br>c", "p:a b\np:c"),
        ("<table><tr><th>a</th><td>b</td></tr></table>", "p:a\np:b"),
        ("<figure><img><figcaption>a</figcaption></figure>", "p:a"),
        ("<dl><dt>a</dt><dd>b</dd></dl><pre>c\n d</pre>", "p:a\np:b\np:c d"),
        ("a<hr>b", "p:a\np:b"),
        ("<ruby>漢<rt>kan</rt>字</ruby>", "p:漢字"),
        ("one<aside>x</aside>two<script>x</script>three", "p:one\np:twothree"),
    ];
    for (html, expected) in table {
        assert_eq!(shown(html), expected, "{html}");
    }
}

#[test]
fn furniture_is_left_out() {
    for left_out in [
        "<script>x</script>",
        "<style>x</style>",
        "<template><p>x</p></template>",
        "<noscript>x</noscript>",
        "<nav><p>x</p></nav>",
        "<header><h1>x</h1></header>",
        "<footer>x</footer>",
        "<aside>x</aside>",
        "<form><p>x</p></form>",
        "<button>x</button>",
        "<svg><title>x</title></svg>",
        "<math>x</math>",
        "<iframe>x</iframe>",
        "<p hidden=\"\">x</p>",
        "<p aria-hidden=\"true\">x</p>",
        "<p style=\"color: red; DISPLAY : none\">x</p>",
        "<div role=\"navigation\">x</div>",
        "<div role=\"dialog\"><p>x</p></div>",
        "<title>x</title>",
        "<select><option>x</option></select>",
    ] {
        assert_eq!(
            shown(&format!("<p>before</p>{left_out}<p>after</p>")),
            "p:before\np:after",
            "{left_out}"
        );
    }
}

#[test]
fn the_part_that_holds_most_is_the_article() {
    let table = [
        (
            "<p>menu</p><article><header><p>by</p></header><p>long story</p></article>",
            "p:by\np:long story",
        ),
        ("<main><p>crumbs</p><article><p>a long story</p></article></main>", "p:a long story"),
        ("<p>a long story</p><article>teaser</article>", "p:a long story\np:teaser"),
        ("<main><article>one</article><article>two</article></main>x", "p:one\np:two"),
        ("<article>story</article><a>a very long list of links</a>", "p:story"),
        ("<div role=\"main\">story</div>x", "p:story"),
        ("<form><p>all of the page</p><input></form>x", "p:all of the page\np:x"),
        ("<main aria-hidden=\"true\">all of the page</main>x", "p:all of the page"),
        ("<aside><article>a long side story</article></aside>x", "p:x"),
    ];
    for (html, expected) in table {
        assert_eq!(shown(html), expected, "{html}");
    }
}

#[test]
fn a_page_says_what_it_is() {
    let draft = read_markup(&page(
        "<html lang=\"en_GB\"><head><title>News | Site</title><link rel=\"stylesheet\" href=\"x.css\">\
         <meta property=\"og:url\" content=\"https://example.org/og\">\
         <link rel=\"Canonical\" href=\"https://example.org/a\">\
         <meta property=\"article:published_time\" content=\"2023-07-07T10:00:00Z\"></head>\
         <body><header><h1>Site</h1></header><article lang=\"fr\"><h1>Le <i>titre</i></h1><p>Mots.</p>\
         <time datetime=\"2020-01-01\">then</time></article></body></html>",
    ));
    assert_eq!((draft.title.as_str(), draft.language.as_str()), ("Le titre", "fr"));
    assert_eq!(
        draft.url.map(|url| url.as_str().to_owned()).as_deref(),
        Some("https://example.org/a")
    );
    assert_eq!(draft.published, "2023-07-07");
    let draft = read_markup(&page(
        "<html lang=\"de\"><head><title> A  page </title><link rel=\"canonical\" href=\"page.html\">\
         <meta property=\"og:url\" content=\"javascript:x\"></head><p>x <time datetime=\"2023-07\">J</time></p></html>",
    ));
    assert_eq!((draft.title.as_str(), draft.language.as_str()), ("A page", "de"));
    assert_eq!((draft.url, draft.published.as_str()), (None, "2023-07"));
}

#[test]
fn a_heading_outside_the_article_is_its_title() {
    let draft =
        read_markup(&page("<title>x</title><h1></h1><h1>Out</h1><article>long story</article>"));
    assert_eq!(draft.title, "Out");
}

#[test]
fn days_and_tags_are_checked() {
    for (text, expected) in [
        ("2023-07-07", "2023-07-07"),
        (" 2023-07-07T10:00Z", "2023-07-07"),
        ("2023-07", "2023-07"),
        ("2023", "2023"),
        ("2023-13-01", ""),
        ("2023-07-32", ""),
        ("20230707", ""),
        ("7 July", ""),
        ("PT4M", ""),
        ("", ""),
        ("2023-07-07é", ""),
    ] {
        assert_eq!(day(text), expected, "{text}");
    }
    for (text, expected) in [
        ("en", "en"),
        ("en_US", "en-US"),
        (" zh-Hant ", "zh-Hant"),
        ("english", ""),
        ("", ""),
        ("x\"y", ""),
    ] {
        assert_eq!(language_tag(text), expected, "{text}");
    }
}

#[test]
fn hostile_shapes_take_linear_time() {
    let many = 100_000;
    for name in ["div", "h1", "article", "form", "nav", "a", "title", "blockquote"] {
        let open = Markup::Open(Element { name: name.into(), ..Element::default() });
        let deep = |inner: &str| {
            let mut page = vec![open.clone(); many];
            page.push(Markup::Text(inner.into()));
            page.extend(vec![Markup::Close; many]);
            page
        };
        let _ = read_markup(&deep("x"));
        let _ = read_markup(&deep(""));
        let _ = read_markup(&deep("x")[..many + 1]);
        let wide: Vec<Markup> = (0..many)
            .flat_map(|_| [open.clone(), Markup::Text("x".into()), Markup::Close])
            .collect();
        let _ = read_markup(&wide);
    }
    assert!(read_markup(&vec![Markup::Close; many]).blocks.is_empty());
}

fn item() -> impl Strategy<Value = Markup> {
    let name = prop::sample::select(vec![
        "div", "p", "h1", "li", "article", "main", "nav", "form", "br", "a", "title", "time",
        "html", "header",
    ]);
    prop_oneof![
        name.prop_map(|name| Markup::Open(Element { name: name.into(), ..Element::default() })),
        Just(Markup::Close),
        "[a-z \n]{0,5}".prop_map(Markup::Text),
    ]
}

proptest! {
    #[test]
    fn any_stream_is_read(page in prop::collection::vec(item(), 0..60)) {
        for block in read_markup(&page).blocks {
            prop_assert!(!block.text.is_empty());
            prop_assert_eq!(tidy(&block.text), block.text);
            prop_assert_ne!(block.kind, BlockKind::Heading(1));
        }
    }
}
