//! The time and randomness, which the domain takes as arguments.

use js_sys::{Date, Object, Reflect};
use wasm_bindgen::prelude::*;

use crate::browser::promise::window;
use crate::domain::id::Id;
use crate::domain::time::Timestamp;

#[wasm_bindgen]
extern "C" {
    /// `js-sys` does not catch what `toLocaleString` throws at a language tag
    /// that it does not understand.
    type Shown;
    #[wasm_bindgen(method, catch, js_name = toLocaleString)]
    fn to_locale_string(
        this: &Shown,
        language: &JsValue,
        options: &Object,
    ) -> Result<String, JsValue>;
}

/// The last moment that `xsd:dateTime` writes with a year of four digits.
const END: f64 = 253_402_300_799_999.0;

/// What the person's clock says, in UTC.
#[must_use]
pub fn now() -> Timestamp {
    // A clock may be set to anything; this is never used to order edits.
    let moment = Date::new(&Date::now().clamp(0.0, END).into());
    match Timestamp::read(&String::from(moment.to_iso_string())) {
        Some(timestamp) => timestamp,
        None => unreachable!("toISOString writes what xsd:dateTime asks for"),
    }
}

/// The same in milliseconds since 1970; 0 before that.
#[must_use]
pub fn milliseconds() -> u64 {
    Date::now().clamp(0.0, END) as u64
}

/// Bytes that nobody can guess.
#[must_use]
pub fn random<const N: usize>() -> [u8; N] {
    let mut bytes = [0; N];
    let crypto = window().ok().and_then(|window| window.crypto().ok());
    let filled = crypto.is_some_and(|it| it.get_random_values_with_u8_array(&mut bytes).is_ok());
    if !filled {
        // Nothing here is a secret: it only has to differ from every other.
        bytes.fill_with(|| (js_sys::Math::random() * 256.0) as u8);
    }
    bytes
}

/// A new id for a record.
#[must_use]
pub fn new_id() -> Id {
    Id::from_random(random())
}

/// A moment as people of that language (BCP 47) write it, in the time zone of
/// this browser; an unknown language gives the browser's own.
#[must_use]
pub fn display_time(time: &Timestamp, language: &str) -> String {
    let date = Date::new(&time.as_str().into());
    let options = Object::new();
    for (field, style) in [("dateStyle", "medium"), ("timeStyle", "short")] {
        // Setting a field of a fresh object cannot fail.
        let _ = Reflect::set(&options, &field.into(), &style.into());
    }
    let shown: &Shown = date.unchecked_ref();
    let in_language = shown.to_locale_string(&language.into(), &options);
    in_language
        .or_else(|_| shown.to_locale_string(&JsValue::UNDEFINED, &options))
        .unwrap_or_else(|_| time.as_str().to_owned())
}
