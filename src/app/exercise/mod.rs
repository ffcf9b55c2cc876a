//! Exercises as the page has them: what one offers ([`offer`]), the form that
//! makes one ([`draft`], [`term_rows`]) and outlives the page ([`kept_draft`]), the notebooks
//! that go from hand to hand ([`copies`]), and which of them was begun here ([`begun`]).

pub mod begun;
pub mod copies;
pub mod draft;
pub mod kept_draft;
pub mod offer;
pub mod term_rows;
