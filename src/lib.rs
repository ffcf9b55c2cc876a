//! Claimlight: highlight the claims in an article, link each one to its
//! sources, and keep, share, hand in or compare the result.
//!
//! Four layers, each of which uses only those before it: [`domain`] (what can
//! be right or wrong without a screen), [`app`] (the running application as a
//! value), `browser` (the only place that talks to web APIs) and `ui` (Yew
//! components). The last two exist in the wasm build alone, so the native build
//! cannot even see `web_sys`. ARCHITECTURE.md has the map.

pub mod app;
#[cfg(target_arch = "wasm32")]
pub mod browser;
pub mod domain;
#[cfg(target_arch = "wasm32")]
pub mod ui;
