//! Text made shorter and long again, by the browser's own streams.

use js_sys::{Array, Uint8Array};
use wasm_bindgen::prelude::*;
use web_sys::{Blob, ReadableStreamDefaultReader, ReadableWritablePair};

use super::error::BrowserError;
use super::files::read_stream;

/// The most that is written, in bytes: more than anybody puts into an address.
const MOST: usize = 16 * 1024 * 1024;

const FORMAT: &str = "deflate-raw";

#[wasm_bindgen]
extern "C" {
    type CompressionStream;
    #[wasm_bindgen(constructor, catch)]
    fn new(format: &str) -> Result<CompressionStream, JsValue>;

    type DecompressionStream;
    #[wasm_bindgen(constructor, catch)]
    fn new(format: &str) -> Result<DecompressionStream, JsValue>;
}

/// A text as raw DEFLATE data (RFC 1951).
///
/// # Errors
/// [`BrowserError::Unavailable`] in browsers without compression streams.
pub async fn deflated(text: &str) -> Result<Vec<u8>, BrowserError> {
    let stream = CompressionStream::new(FORMAT).map_err(|_| BrowserError::Unavailable)?;
    piped(text.as_bytes(), stream.unchecked_ref(), MOST).await
}

/// The text of raw DEFLATE data, of which at most `limit` bytes are unpacked.
///
/// # Errors
/// [`BrowserError::TooLarge`]; [`BrowserError::Damaged`] where it is no UTF-8;
/// [`BrowserError::Unavailable`] in browsers without compression streams; what
/// the browser says of data that is cut off or none of this kind.
pub async fn inflated(bytes: &[u8], limit: usize) -> Result<String, BrowserError> {
    let bytes = inflated_bytes(bytes, limit).await?;
    String::from_utf8(bytes).map_err(|_| BrowserError::Damaged)
}

/// The same for data that need be no text.
///
/// # Errors
/// As [`inflated`].
pub async fn inflated_bytes(bytes: &[u8], limit: usize) -> Result<Vec<u8>, BrowserError> {
    let stream = DecompressionStream::new(FORMAT).map_err(|_| BrowserError::Unavailable)?;
    piped(bytes, stream.unchecked_ref(), limit).await
}

async fn piped(
    bytes: &[u8],
    through: &ReadableWritablePair,
    limit: usize,
) -> Result<Vec<u8>, BrowserError> {
    let parts = Array::of1(&Uint8Array::from(bytes));
    let blob = Blob::new_with_u8_array_sequence(&parts)?;
    let reader = ReadableStreamDefaultReader::new(&blob.stream().pipe_through(through))?;
    read_stream(&reader, limit).await
}
