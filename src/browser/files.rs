//! Files that come in and go out, and those beside the page.

use js_sys::{Array, Promise, Reflect, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{
    AbortController, Blob, BlobPropertyBag, File, HtmlAnchorElement, ReadableStreamDefaultReader,
    ReferrerPolicy, RequestCredentials, RequestInit, RequestMode, Response, TextDecoder, Url,
};

use crate::browser::error::BrowserError;
use crate::browser::promise::{pause, settled, window};

/// The most that is fetched, in bytes.
pub const FETCH_LIMIT: usize = 5 * 1024 * 1024;
/// How long fetching may take, in milliseconds.
const FETCH_TIME: i32 = 15_000;
/// How long a downloaded file is kept for the browser to write, in milliseconds.
const DOWNLOAD_TIME: i32 = 60_000;

/// A file that was read.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct FileText {
    /// Its name, as the person's computer has it.
    pub name: String,
    /// Its media type as the browser guesses it; often empty.
    pub media_type: String,
    /// What it says.
    pub text: String,
}

/// Reads a file that the person chose or dropped, if it has no more than `limit` bytes.
///
/// # Errors
/// [`BrowserError::TooLarge`], or what the browser says (the file may be gone).
pub async fn read(file: &File, limit: usize) -> Result<FileText, BrowserError> {
    let (name, media_type) = (file.name(), file.type_());
    let bytes = read_bytes(file, limit).await?;
    let lower = name.to_ascii_lowercase();
    let is_html = media_type.contains("html")
        || [".html", ".htm", ".xhtml"].iter().any(|ending| lower.ends_with(ending));
    let text = decode(&bytes, is_html, None);
    Ok(FileText { name, media_type, text })
}

/// The bytes of such a file.
///
/// # Errors
/// As [`read`].
pub async fn read_bytes(file: &File, limit: usize) -> Result<Vec<u8>, BrowserError> {
    if file.size() > limit as f64 {
        return Err(BrowserError::TooLarge(limit));
    }
    Ok(Uint8Array::new(&settled(file.array_buffer()).await?).to_vec())
}

/// Bytes as text. A byte order mark decides; then UTF-8 is taken where it fits,
/// since text in another encoding hardly ever does; then what the server or a
/// `<meta charset>` declares; and at last Windows-1252, in which everything
/// means something.
#[must_use]
pub fn decode(bytes: &[u8], is_html: bool, declared: Option<&str>) -> String {
    match bytes {
        [0xef, 0xbb, 0xbf, rest @ ..] => return String::from_utf8_lossy(rest).into_owned(),
        [0xff, 0xfe, ..] => return decode_as("utf-16le", bytes).unwrap_or_default(),
        [0xfe, 0xff, ..] => return decode_as("utf-16be", bytes).unwrap_or_default(),
        _ => {}
    }
    let in_markup = || is_html.then(|| charset_in_markup(bytes)).flatten();
    let label = declared.map(str::to_owned).or_else(in_markup);
    // ISO-2022-JP is made of ASCII bytes and escapes, so it passes for UTF-8.
    let escapes = label.as_deref().is_some_and(|it| it.eq_ignore_ascii_case("iso-2022-jp"))
        && bytes.contains(&0x1b);
    if !escapes && let Ok(text) = std::str::from_utf8(bytes) {
        return text.to_owned();
    }
    label
        .and_then(|label| decode_as(&label, bytes))
        .or_else(|| decode_as("windows-1252", bytes))
        .unwrap_or_else(|| String::from_utf8_lossy(bytes).into_owned())
}

fn decode_as(label: &str, bytes: &[u8]) -> Option<String> {
    TextDecoder::new_with_label(label).ok()?.decode_with_u8_array(bytes).ok()
}

/// What stands behind `charset=` near the beginning of a page, as browsers look for it.
fn charset_in_markup(bytes: &[u8]) -> Option<String> {
    let start: String = bytes.iter().take(4096).map(|byte| char::from(*byte)).collect();
    let start = start.to_ascii_lowercase();
    start.match_indices("charset").find_map(|(at, word)| charset_behind(&start[at + word.len()..]))
}

fn charset_behind(text: &str) -> Option<String> {
    let value = text.trim_start().strip_prefix('=')?.trim_start();
    let value = value.trim_start_matches(['"', '\'']);
    let end = value.find(|c: char| !(c.is_ascii_alphanumeric() || "-_:.".contains(c)));
    let label = &value[..end.unwrap_or(value.len())];
    (!label.is_empty()).then(|| label.to_owned())
}

/// Lets the person save a text as a file. The browser decides where to, and
/// does not say whether it was saved.
///
/// # Errors
/// What the browser says.
pub fn download(name: &str, text: &str, media_type: &str) -> Result<(), BrowserError> {
    let parts = Array::of1(&text.into());
    hand_over(name, &Blob::new_with_str_sequence_and_options(&parts, &typed(media_type))?)
}

/// The same for bytes.
///
/// # Errors
/// As [`download`].
pub fn download_bytes(name: &str, bytes: &[u8], media_type: &str) -> Result<(), BrowserError> {
    let parts = Array::of1(&Uint8Array::from(bytes));
    hand_over(name, &Blob::new_with_u8_array_sequence_and_options(&parts, &typed(media_type))?)
}

fn typed(media_type: &str) -> BlobPropertyBag {
    let options = BlobPropertyBag::new();
    options.set_type(media_type);
    options
}

fn hand_over(name: &str, blob: &Blob) -> Result<(), BrowserError> {
    let document = window()?.document().ok_or(BrowserError::Unavailable)?;
    let url = Url::create_object_url_with_blob(blob)?;
    let anchor: HtmlAnchorElement = document.create_element("a")?.unchecked_into();
    anchor.set_href(&url);
    anchor.set_download(name);
    anchor.click();
    wasm_bindgen_futures::spawn_local(async move {
        // Not at once: the browser begins to read it only later.
        pause(DOWNLOAD_TIME).await;
        let _ = Url::revoke_object_url(&url);
    });
    Ok(())
}

/// Fetches a file from beside the page: its text and its content type.
///
/// # Errors
/// [`BrowserError::Elsewhere`] for an address at another origin, before
/// anything is sent; [`BrowserError::Status`], [`BrowserError::TooLarge`]
/// beyond [`FETCH_LIMIT`], [`BrowserError::Timeout`], or what the browser says.
pub async fn fetch_same_origin(path: &str) -> Result<(String, String), BrowserError> {
    let window = window()?;
    let base = window.document().and_then(|it| it.base_uri().ok().flatten());
    let page = window.location().origin()?;
    let url = Url::new_with_base(path, &base.unwrap_or_else(|| page.clone()))?;
    if url.origin() != page || !matches!(url.protocol().as_str(), "http:" | "https:") {
        return Err(BrowserError::Elsewhere);
    }
    let limit = AbortController::new()?;
    let timer = limit_time(&window, &limit)?;
    let fetched = fetch(&window, &url.href(), &limit).await;
    window.clear_timeout_with_handle(timer);
    match fetched {
        // Nobody but the timer aborts it.
        Err(BrowserError::Aborted) => Err(BrowserError::Timeout),
        fetched => fetched,
    }
}

fn limit_time(window: &web_sys::Window, limit: &AbortController) -> Result<i32, BrowserError> {
    let abort: js_sys::Function = Reflect::get(limit, &"abort".into())?.unchecked_into();
    let abort = abort.bind0(limit);
    Ok(window.set_timeout_with_callback_and_timeout_and_arguments_0(&abort, FETCH_TIME)?)
}

async fn fetch(
    window: &web_sys::Window,
    url: &str,
    limit: &AbortController,
) -> Result<(String, String), BrowserError> {
    let options = RequestInit::new();
    // Also refuses to follow a redirect to another origin.
    options.set_mode(RequestMode::SameOrigin);
    options.set_credentials(RequestCredentials::Omit);
    options.set_referrer_policy(ReferrerPolicy::NoReferrer);
    options.set_signal(Some(&limit.signal()));
    let response: Response =
        settled(window.fetch_with_str_and_init(url, &options)).await?.unchecked_into();
    if !response.ok() {
        return Err(BrowserError::Status(response.status()));
    }
    let content_type = response.headers().get("content-type")?.unwrap_or_default();
    let bytes = match response.body() {
        Some(body) => {
            let reader = ReadableStreamDefaultReader::new(&body)?;
            let bytes = read_stream(&reader, FETCH_LIMIT).await;
            if bytes.is_err() {
                limit.abort();
            }
            bytes?
        }
        None => Vec::new(),
    };
    let lower = content_type.to_ascii_lowercase();
    let declared = lower.split_once("charset").and_then(|(_, rest)| charset_behind(rest));
    Ok((decode(&bytes, lower.contains("html"), declared.as_deref()), content_type))
}

/// Reads as it comes, since what the server says about the length need not be true.
pub(super) async fn read_stream(
    reader: &ReadableStreamDefaultReader,
    limit: usize,
) -> Result<Vec<u8>, BrowserError> {
    let mut bytes = Vec::new();
    loop {
        let read: Promise = reader.read();
        let chunk = settled(read).await?;
        if Reflect::get(&chunk, &"done".into())?.is_truthy() {
            return Ok(bytes);
        }
        let chunk: JsValue = Reflect::get(&chunk, &"value".into())?;
        let chunk = Uint8Array::new(&chunk);
        if bytes.len() + chunk.length() as usize > limit {
            // What is still to come need not be made.
            let _ = reader.cancel();
            return Err(BrowserError::TooLarge(limit));
        }
        bytes.extend(chunk.to_vec());
    }
}
