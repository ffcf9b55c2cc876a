//! Exercises as the page has them: what one offers ([`offer`]), the form that
//! makes one ([`draft`]), and the notebooks that go from hand to hand ([`copies`]).

pub mod copies;
pub mod draft;
pub mod offer;
