//! Rules that a reader of the code relies on and no compiler checks.
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::expect_used, reason = "what cannot be read fails the test")]

use std::fs;
use std::path::{Path, PathBuf};

/// A file that grows beyond this holds more than one idea.
const MAX_LINES: usize = 600;

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn files(folder: &str, extension: &str) -> Vec<(PathBuf, String)> {
    let (mut open, mut found) = (vec![root().join(folder)], Vec::new());
    while let Some(folder) = open.pop() {
        for entry in fs::read_dir(folder).expect("a readable folder").flatten() {
            let path = entry.path();
            if path.is_dir() {
                open.push(path);
            } else if path.extension().is_some_and(|found| found == extension) {
                let text = fs::read_to_string(&path).expect("a readable file");
                found.push((path, text));
            }
        }
    }
    assert!(!found.is_empty(), "no .{extension} in {folder}");
    found
}

#[test]
fn every_file_says_what_it_holds() {
    for (path, text) in files("src", "rs") {
        assert!(text.starts_with("//!"), "{} has no module comment", path.display());
        let lines = text.lines().count();
        assert!(lines <= MAX_LINES, "{} has {lines} lines", path.display());
    }
}

#[test]
fn nothing_is_left_to_do_in_passing() {
    let marks = [["TO", "DO"].concat(), ["FIX", "ME"].concat(), ["XX", "X"].concat()];
    for (path, text) in files("src", "rs").into_iter().chain(files("styles", "css")) {
        for mark in &marks {
            assert!(!text.contains(mark.as_str()), "{} holds a {mark}", path.display());
        }
    }
}

#[test]
fn no_markup_is_ever_set_from_text() {
    let sinks = [
        "set_inner_html",
        "set_outer_html",
        "insert_adjacent_html",
        "from_html_unchecked",
        "document.write",
        "create_contextual_fragment",
        "set_srcdoc",
        "eval(",
    ];
    for (path, text) in files("src", "rs") {
        for sink in sinks {
            assert!(!text.contains(sink), "{} uses {sink}", path.display());
        }
    }
}

#[test]
fn every_stylesheet_is_imported_once_and_in_a_layer() {
    let index = ["index.css", "later.css"]
        .map(|name| fs::read_to_string(root().join("styles").join(name)).expect("an index"))
        .concat();
    for (path, text) in files("styles", "css") {
        let name = path.file_name().expect("a name").to_string_lossy().into_owned();
        if name == "index.css" || name == "later.css" {
            continue;
        }
        assert_eq!(index.matches(&format!("\"{name}\"")).count(), 1, "{name} is imported once");
        assert!(text.contains("@layer"), "{name} is in no layer");
        assert!(!text.contains("!important"), "{name} forces its way");
        for physical in [
            "margin-left",
            "margin-right",
            "padding-left",
            "padding-right",
            "text-align: left",
            "text-align: right",
        ] {
            assert!(!text.contains(physical), "{name} uses {physical}");
        }
    }
}

#[test]
fn colours_are_tokens() {
    for (path, text) in files("styles", "css") {
        if path.ends_with("tokens.css") {
            continue;
        }
        for line in text.lines() {
            let literal = line.contains("rgb(")
                || line.contains("oklch(")
                || line.contains("hsl(")
                || line.contains(": #");
            assert!(!literal, "{}: {line}", path.display());
        }
    }
}

#[test]
fn every_sentence_of_the_interface_is_in_one_place() {
    for (path, text) in files("src/ui", "rs") {
        for (number, line) in text.lines().enumerate() {
            let trimmed = line.trim();
            let quoted = trimmed.split("{ \"").skip(1).filter_map(|rest| rest.split('"').next());
            for words in quoted {
                let spoken = words.split_whitespace().count() > 1;
                assert!(!spoken, "{}:{}: {words}", path.display(), number + 1);
            }
        }
    }
}
