//! The layers use each other in one direction only (ARCHITECTURE.md, "Layers").
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::expect_used, reason = "what cannot be read fails the test")]

use std::fs;
use std::path::{Path, PathBuf};

/// Each layer, with what it may use besides itself.
const MAY_USE: &[(&str, &[&str])] = &[
    ("domain", &[]),
    ("app", &["domain"]),
    ("browser", &["domain"]),
    ("ui", &["domain", "app", "browser"]),
];

/// What the pure layers never name: clocks, chance, files, threads, the browser.
const IMPURE: &[&str] = &[
    "web_sys",
    "js_sys",
    "wasm_bindgen",
    "gloo",
    "yew::",
    "std::time",
    "std::fs",
    "std::net::Tcp",
    "std::thread",
    "std::env",
    "rand::",
    "getrandom",
];

fn sources(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).expect("a readable folder").flatten() {
        let path = entry.path();
        if path.is_dir() {
            sources(&path, found);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            found.push(path);
        }
    }
}

fn files_of(layer: &str) -> Vec<(PathBuf, String)> {
    let mut found = Vec::new();
    sources(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src").join(layer), &mut found);
    assert!(!found.is_empty(), "no sources in {layer}");
    found
        .into_iter()
        .map(|path| {
            let text = fs::read_to_string(&path).expect("a readable file");
            (path, text)
        })
        .collect()
}

/// The layers that a text names in `crate::…` paths, nested imports included.
fn named_layers(text: &str) -> Vec<&'static str> {
    let names = |layer: &&str| {
        let path = format!("crate::{layer}");
        text.match_indices(&path).any(|(at, _)| {
            !text[at + path.len()..].starts_with(|c: char| c.is_alphanumeric() || c == '_')
        }) || text.contains("use crate::{") && text.contains(&format!("    {layer}::"))
    };
    MAY_USE.iter().map(|(layer, _)| *layer).filter(|layer| names(layer)).collect()
}

#[test]
fn each_layer_uses_only_those_before_it() {
    for (layer, allowed) in MAY_USE {
        for (path, text) in files_of(layer) {
            for named in named_layers(&text) {
                assert!(
                    named == *layer || allowed.contains(&named),
                    "{} ({layer}) may not use {named}",
                    path.display()
                );
            }
        }
    }
}

#[test]
fn the_pure_layers_are_pure() {
    for (path, text) in ["domain", "app"].iter().flat_map(|layer| files_of(layer)) {
        let code: String =
            text.lines().filter(|line| !line.trim_start().starts_with("//")).collect();
        for impure in IMPURE {
            assert!(!code.contains(impure), "{} names {impure}", path.display());
        }
    }
}

#[test]
fn formats_are_used_by_nobody_else_in_the_domain() {
    for (path, text) in files_of("domain") {
        // Merging orders versions that conflict by what they would say in a file.
        let inside = path.components().any(|part| part.as_os_str() == "formats")
            || path.ends_with("merge.rs");
        assert!(inside || !text.contains("formats::"), "{} uses formats", path.display());
    }
}

#[test]
fn the_check_sees_what_it_should() {
    assert_eq!(named_layers("use crate::app::state::State;"), ["app"]);
    assert_eq!(named_layers("let x = crate::browser::clock::now();"), ["browser"]);
    assert!(named_layers("use crate::apple::Pie;").is_empty());
}
