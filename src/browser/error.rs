//! What a browser refuses, as values.

use std::fmt;

use js_sys::Reflect;
use wasm_bindgen::JsValue;

/// Why something that was asked of the browser did not happen.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum BrowserError {
    /// A setting, a permission or the kind of window forbids it.
    NotAllowed,
    /// There is no room left.
    Quota,
    /// Another tab holds on to an older database.
    Blocked,
    /// This browser, or this kind of page, does not have the feature.
    Unavailable,
    /// No answer came in time.
    Timeout,
    /// It was begun and taken back; nothing of it was stored.
    Aborted,
    /// The database belongs to a later version of this page.
    Newer,
    /// The browser closed the database.
    Closed,
    /// What was stored cannot be read; it was left in place.
    Damaged,
    /// More bytes than the limit, which is given.
    TooLarge(usize),
    /// An address at another origin than the page's.
    Elsewhere,
    /// The server answered with this status.
    Status(u16),
    /// Anything else.
    Other {
        /// The error's own name.
        name: String,
        /// What it says, in English or the browser's language.
        message: String,
    },
}

/// The one place where the names of exceptions are known. Names, not classes:
/// `QuotaExceededError` is a class of its own in some engines only.
impl From<JsValue> for BrowserError {
    fn from(thrown: JsValue) -> Self {
        let text = |field: &str| {
            Reflect::get(&thrown, &field.into()).ok().and_then(|value| value.as_string())
        };
        let name = text("name").unwrap_or_default();
        match name.as_str() {
            "NotAllowedError" | "SecurityError" => Self::NotAllowed,
            "QuotaExceededError" | "NS_ERROR_DOM_QUOTA_REACHED" => Self::Quota,
            "NotSupportedError" => Self::Unavailable,
            "TimeoutError" => Self::Timeout,
            "AbortError" => Self::Aborted,
            "VersionError" => Self::Newer,
            "InvalidStateError" => Self::Closed,
            _ => {
                let message = text("message").or_else(|| thrown.as_string());
                Self::Other { name, message: message.unwrap_or_default() }
            }
        }
    }
}

/// For logs and bug reports; the words for people are the interface's.
impl fmt::Display for BrowserError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NotAllowed => f.write_str("not allowed"),
            Self::Quota => f.write_str("no room left"),
            Self::Blocked => f.write_str("blocked by another tab"),
            Self::Unavailable => f.write_str("not available in this browser"),
            Self::Timeout => f.write_str("no answer in time"),
            Self::Aborted => f.write_str("aborted"),
            Self::Newer => f.write_str("in use by a later version of this page"),
            Self::Closed => f.write_str("closed by the browser"),
            Self::Damaged => f.write_str("unreadable"),
            Self::TooLarge(limit) => write!(f, "larger than {limit} bytes"),
            Self::Elsewhere => f.write_str("at another origin"),
            Self::Status(status) => write!(f, "status {status}"),
            Self::Other { name, message } => write!(f, "{name}: {message}"),
        }
    }
}

impl std::error::Error for BrowserError {}
