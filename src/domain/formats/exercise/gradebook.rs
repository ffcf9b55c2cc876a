//! The gradebook as CSV (RFC 4180), for a spreadsheet or a learning platform.

use crate::domain::exercise::{Points, Row};

/// A line for the headings (those of the name, of each criterion, of the total),
/// then one a row. A name that a spreadsheet would take for a formula gets an
/// apostrophe before it.
#[must_use]
pub fn write_gradebook(headings: &[String], rows: &[Row]) -> String {
    let mut csv = String::new();
    line(&mut csv, headings.iter().map(|heading| field(heading)));
    let number = |points: &Option<Points>| points.map(|it| it.to_string()).unwrap_or_default();
    for row in rows {
        let points = row.points.iter().chain([&row.total]).map(number);
        line(&mut csv, std::iter::once(field(&row.name)).chain(points));
    }
    csv
}

fn line(csv: &mut String, fields: impl Iterator<Item = String>) {
    for (at, field) in fields.enumerate() {
        if at > 0 {
            csv.push(',');
        }
        csv.push_str(&field);
    }
    csv.push_str("\r\n");
}

/// Excel and others run what begins so; some skip white space before it.
fn field(text: &str) -> String {
    let starts = text.trim_start().starts_with(['=', '+', '-', '@', '＝', '＋', '－', '＠']);
    let runs = starts || text.starts_with(['\t', '\r', '\n']);
    let text = if runs { format!("'{text}") } else { text.to_owned() };
    if text.contains([',', ';', '"', '\n', '\r', '\t']) {
        return format!("\"{}\"", text.replace('"', "\"\""));
    }
    text
}
