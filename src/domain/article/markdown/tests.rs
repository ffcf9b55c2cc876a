//! Against examples, and against pulldown-cmark.

use proptest::prelude::*;
use pulldown_cmark::{Event, Parser, Tag, TagEnd};

use super::*;
use crate::domain::article::write_markdown;

fn texts(markdown: &str) -> Vec<String> {
    read_markdown(markdown).blocks.into_iter().map(|block| block.text).collect()
}

/// The texts of the blocks as pulldown-cmark has them, title included.
fn oracle(markdown: &str) -> Vec<String> {
    let (mut blocks, mut text, mut images) = (Vec::new(), String::new(), 0);
    let mut flush = |text: &mut String| {
        let block = tidy(&std::mem::take(text));
        if !block.is_empty() {
            blocks.push(block);
        }
    };
    for event in Parser::new(markdown) {
        match event {
            Event::Start(Tag::Image { .. }) => images += 1,
            Event::End(TagEnd::Image) => images -= 1,
            Event::Text(words) | Event::Code(words) if images == 0 => text.push_str(&words),
            Event::SoftBreak | Event::HardBreak => text.push(' '),
            Event::InlineHtml(tag) if tag.starts_with("<br") => text.push(' '),
            Event::Start(
                Tag::Paragraph
                | Tag::Heading { .. }
                | Tag::BlockQuote(_)
                | Tag::CodeBlock(_)
                | Tag::List(_)
                | Tag::Item,
            )
            | Event::End(
                TagEnd::Paragraph
                | TagEnd::Heading(_)
                | TagEnd::BlockQuote(_)
                | TagEnd::CodeBlock
                | TagEnd::List(_)
                | TagEnd::Item,
            ) => flush(&mut text),
            _ => {}
        }
    }
    flush(&mut text);
    blocks
}

/// As [`oracle`] gives them: the title is where it stood.
fn ours(markdown: &str) -> Vec<String> {
    let (parts, labels) = blocks::read(markdown);
    let words = |part: blocks::Part| match part.code {
        true => part.text,
        false => inline::words(&part.text, &labels),
    };
    parts.into_iter().map(|part| tidy(&words(part))).filter(|text| !text.is_empty()).collect()
}

#[test]
fn the_same_blocks_as_pulldown_cmark() {
    for markdown in [
        "",
        "\n\n",
        "One.",
        "One\ntwo.\n\nThree.",
        "# Title\n\nText.",
        "## A ##\n### B\n#no\n#\n",
        "####### seven",
        "Title\n=====\n\nSub\n---\nText",
        "Two\nlines\n===",
        "a\n\n---\n\nb",
        "a\n***\nb",
        "* * *",
        "- - -",
        "___",
        "- a\n- b\n- c",
        "* a\n* b\n+ c",
        "1. a\n2. b\n\n3) c",
        "- a\n\n- b\n\n  more b\n\nend",
        "- a\n  - b\n    - c\n- d",
        "1. a\n   1. b\n   2. c\n2. d",
        "- a\nlazy\n- b",
        "-\n  a\n- b",
        "- # head\n- > quote",
        "para\n- item",
        "para\n1. item",
        "para\n2. no item",
        "In\n1984. no",
        "-no\n+no\n1.no",
        "10) ten",
        "1234567890. no",
        "-     code in item",
        "- a\n\n      code",
        "> quote\n> more\n\n> other",
        "> a\nlazy\n\nb",
        "> a\n---",
        "> a\n===",
        "> - a\n>   b\n> - c",
        ">a\n>\n>b",
        "> > deep\n> back",
        "> ```\n> code\ntext",
        "```\ncode\n  more\n```\nafter",
        "~~~ rust\na\n\nb\n~~~",
        "```\nunclosed\n\nend",
        "``` a`b\nno fence",
        "````\n```\n````",
        "    indented\n\n    more\n\ntext",
        "text\n    no code",
        "\tcode\ttab",
        "- a\n\tb",
        "*em* **strong** ***both***",
        "_em_ __strong__ a_b_c a*b*c",
        "**a *b* c** *a **b** c*",
        "*a **b*",
        "2 * 3 * 4",
        "**not strong",
        "* a *",
        "*(a)*b",
        "“*a*”",
        "a**“b”**c",
        "***a** b*",
        "***a* b**",
        "*a*b*c*d*",
        "_a __b_ c__",
        "**a**b**c**",
        "foo*bar**baz*qux",
        "****a****",
        "`code` ``co`de`` ` a `",
        "`unclosed *em*",
        "*a `b* c`",
        "\\`a`b`",
        "`a\nb`",
        "``a`",
        "[link](http://x)",
        "[link](<a b> \"t\") x",
        "[a](b 'c') [d](e (f))",
        "[a]( b )",
        "[a](b c)",
        "[a]",
        "[a](",
        "[a](b\\)c)",
        "[a [b](c) d](e)",
        "[*a*](b) *[a*](b)",
        "*[a](b*)*",
        "![alt](src) text",
        "a ![x [y](z)](w) b",
        "[![alt](src)](href) c",
        "[a](b(c)d)",
        "[a](b(c)",
        "[a][b]\n\n[b]: c",
        "[b][] and [b]\n\n[B]: <c d> 'title'",
        "[a]: b\n[c]: d\ntext [a] [c] [e]",
        "[a]: b \"t\" x\n",
        "[a]:\nb\n'title'\n\n[a]",
        "[a]: b\n'not\nend",
        "[a][no] [b]\n\n[b]: x",
        "[a\\]b]\n\n[a\\]b]: x",
        "![b][b] x\n\n[b]: c",
        "[x]: <y>z\n",
        "[x]: <\n",
        "[foo][b]\n\n[b]: x\n\n[foo]: y",
        "<https://example.org/a> <me@example.org>",
        "<not a link>",
        "a < b > c",
        "<b>bold</b> <i class='x y'>it</i><br/>x",
        "a <!-- c --> b",
        "a <? p ?> b <!X y> c <![CDATA[z]]> d",
        "<a href=\"x\"\ny> z",
        "<a b=c d = 'e'>f</a >",
        "<1> </ a> <a =b>",
        "&amp; &lt;b&gt; &copy; &#8212; &#x2014; &eacute; &nope; &#0; &#xffffff; & &;",
        "`&amp;`",
        "\\*a\\* \\_b\\_ \\# \\a \\\\ \\&amp;",
        "a  \nb",
        "a\\\nb",
        "a\\",
        "# a\\#",
        "# a #b",
        "# a # ",
        "#\ta",
        "## \\#",
        "AT&T; R&D",
        "he said \"*so*\"",
        "a\n# b\nc",
        "a\n```\nb\n```\nc",
        "a\n> b",
        "- a\n# b",
        "1. a\n- b",
        "-   a\n\n    b\n\n   c",
        "- a\n - b\n  - c\n   - d",
        "* a\n\n\n* b",
        "> # a\n> b",
        "- ```\n  x\n  ```\n- y",
        "Snake_case_word and __init__",
        "5*3*2",
        "a*\"b\"*c",
        "**Bold:** text",
        "**“Quoted,”** he said",
        "*a*, *b*; *c*.",
        "word**s**",
        "日本**語**です",
        "Ünï*cö*dé",
        "* \n* a",
        "1.\n2. a",
        "\\- a",
        "1\\. a",
        "\\> a",
        "+ a\n\n  > b\n\n  c",
        "- [x](y)\n- **z**",
        "a\r\nb\r\n\r\nc",
        "a<b>c</b>d",
        "[a]\\(b)",
        "[link](/uri \"title \\\" x\")",
        "[link](\"title\")",
        "[a](<b)c>)",
        "[a](<b>c)",
        "[ a ](b)",
        "[](b) c",
        "***",
        "**",
        "*",
        "_",
        "`",
        "[",
        "]",
        "!",
        "<",
        "&",
        "\\",
        "![",
        "[]",
        "[][]",
        "()",
        "#",
        ">",
        "-",
        "1.",
        "```",
        "~~~",
        "---",
        "===",
    ] {
        let normal = markdown.replace("\r\n", "\n");
        assert_eq!(ours(&normal), oracle(markdown), "{markdown:?}");
    }
}

#[test]
fn the_first_heading_of_level_one_is_the_title() {
    let draft =
        read_markdown("# The *title*\n\nText.\n\n# Part\n\n## Sub\n\n- item\n\n> said\n\n    code");
    assert_eq!(draft.title, "The title");
    let kinds: Vec<String> = draft.blocks.iter().map(|block| block.kind.key()).collect();
    assert_eq!(
        kinds,
        ["paragraph", "heading-2", "heading-2", "list-item", "quotation", "paragraph"]
    );
    assert_eq!(draft.blocks[1].text, "Part");
}

#[test]
fn front_matter_is_taken() {
    let draft = read_markdown(
        "\u{feff}---\r\ntitle: \"A: \\\"b\\\"\"\r\ndate: 2023-07-07T10:00:00Z # when\r\nlanguage: pt_BR\r\ntags:\r\n  - x\r\n---\r\nText.",
    );
    assert_eq!((draft.title.as_str(), draft.published.as_str()), ("A: \"b\"", "2023-07-07"));
    assert_eq!(draft.language, "pt-BR");
    assert_eq!(draft.blocks.len(), 1);
    assert_eq!(read_markdown("---\ntitle: 'It''s'\nlang: en\n...\n# Head\n").title, "Head");
    assert_eq!(read_markdown("---\ntitle: 'It''s'\n---\n").title, "It's");
    assert_eq!(read_markdown("---\ntitle: >\n  x\n---\n").title, "");
    assert_eq!(texts("---\n\nNote: this\n\n---\n"), ["Note: this"]);
    assert_eq!(texts("---\nnot closed: x\n\ntext"), ["not closed: x", "text"]);
}

#[test]
fn html_leaves_its_words() {
    assert_eq!(
        texts("<div>\nOne <b>two</b>\n</div>\n\n<p>Three</p>\n<p>Four</p>"),
        ["One two", "Three", "Four"]
    );
    assert_eq!(texts("a\n<script>\nalert(1)\n\nx\n</script>\nb"), ["a", "b"]);
    assert_eq!(texts("a\n\n<!-- x\n\ny --> b\n\nc <!-- d --> e"), ["a", "b", "c e"]);
    assert_eq!(texts("<style>p{}</style>\n<table><tr><td>a</td><td>b</td></tr></table>"), ["a b"]);
    assert_eq!(texts("他来\n了"), ["他来了"]);
}

#[test]
fn hostile_texts_take_linear_time() {
    for piece in [
        "*",
        "_",
        "*a ",
        "**a *b ",
        "a**b_",
        "`",
        "` `` ",
        "[",
        "![",
        "[a](",
        "[a](b ",
        "[a](<b",
        "[a](b \"",
        "[a](b '",
        "]",
        "[a]",
        "[a][",
        "<",
        "<a ",
        "<a b=\"",
        "<!--",
        "<?",
        "<!a",
        "<![CDATA[",
        "&",
        "&amp",
        "\\",
        ">",
        "> ",
        "- ",
        "1. ",
        "-\n",
        "> a\n",
        "- a\n",
        "\n",
        " \n",
        "    ",
        "\t",
        "#",
        "```\n",
        "~~~",
        "[a]: b\n",
        "[a]: b\n'",
        "[a]:\n",
        "=\n",
        "|a",
        "<div>\n",
        "<script>\n",
        "<a@b",
        "é",
        "*é_",
        "\\[",
        "***a*",
        "a_*b*_",
        "[*",
        "](x)",
        "[a](x)*",
    ] {
        for end in ["", "\n\n[a]: b", ")*"] {
            let text = piece.repeat(10_000) + end;
            let _ = read_markdown(&text);
        }
    }
    let blank_lines = "- ".repeat(20_000) + "a" + &"\n".repeat(20_000);
    assert_eq!(read_markdown(&blank_lines).blocks.len(), 1);
    let runs: String = (1..600).map(|n| "`".repeat(n) + " ").collect();
    let _ = read_markdown(&runs.repeat(4));
}

fn kind() -> impl Strategy<Value = BlockKind> {
    prop_oneof![
        (2u8..=6).prop_map(BlockKind::Heading),
        Just(BlockKind::Paragraph),
        Just(BlockKind::ListItem),
        Just(BlockKind::Quotation),
    ]
}

proptest! {
    #[test]
    fn any_text_is_read(text in "[-a#>*_`~\\[\\]()!<>&;:=+.1\"'/ \\t\\n\\\\é日]{0,80}|.{0,80}") {
        for block in read_markdown(&text).blocks {
            prop_assert!(!block.text.is_empty());
            prop_assert_eq!(tidy(&block.text), block.text);
            prop_assert_ne!(block.kind, BlockKind::Heading(1));
        }
    }

    #[test]
    fn what_is_written_reads_back(parts in prop::collection::vec((kind(), "[-a>*_`~\\[\\]()!<&;:=+.1\"'/\\\\é #]{1,20}"), 0..6)) {
        // A `#` at the end of a heading is left to whoever writes it.
        let blocks: Vec<Block> = parts
            .into_iter()
            .map(|(kind, text)| Block { kind, text: tidy(text.trim_end_matches(['#', ' '])) })
            .filter(|block| !block.text.is_empty())
            .collect();
        let draft = Draft { blocks, ..Draft::default() };
        prop_assert_eq!(read_markdown(&write_markdown(&draft)).blocks, draft.blocks);
    }
}
