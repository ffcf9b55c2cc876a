//! What a teacher says of a notebook: the term `marks`.

use serde_json::{Map, Value};

use super::PaperError;
use super::reading::{fields, id, list, long_text, points, put_text, text, write_points};
use crate::domain::exercise::{Comment, MAX_COMMENTS, MAX_CRITERIA, MAX_KEY, Marks};
use crate::domain::formats::object::object;

pub(super) fn write(marks: &Marks) -> Value {
    let comment = |comment: &Comment| {
        object! {
            "id": comment.id.as_str(),
            "on": comment.on.as_str(),
            "text": comment.text.as_str(),
        }
    };
    let mut written = Map::new();
    written.insert("exercise".into(), marks.exercise.as_str().into());
    written.insert("notebook".into(), marks.notebook.as_str().into());
    let points = marks.points.iter().map(|(criterion, points)| {
        object! { "criterion": criterion.as_str(), "points": write_points(*points) }
    });
    written.insert("points".into(), points.collect());
    written.insert("comments".into(), marks.comments.iter().map(comment).collect());
    put_text(&mut written, "overall", &marks.overall);
    written.into()
}

pub(super) fn read(value: &Value) -> Result<Marks, PaperError> {
    let found = fields(value)?;
    let mut marks = Marks::new(id(found, "exercise")?, id(found, "notebook")?);
    marks.overall = long_text(found, "overall")?;
    for value in list(found, "points", MAX_CRITERIA)? {
        let Ok(found) = fields(value) else { continue };
        let criterion = text(found, "criterion", MAX_KEY)?;
        let known = marks.points_for(&criterion).is_some();
        if let Some(given) = points(found.get("points"))
            && !criterion.is_empty()
            && !known
        {
            marks.points.push((criterion, given));
        }
    }
    for value in list(found, "comments", MAX_COMMENTS)? {
        let Ok(found) = fields(value) else { continue };
        let (Ok(id), Ok(on)) = (id(found, "id"), id(found, "on")) else { continue };
        if marks.comments.iter().all(|comment| comment.id != id) {
            marks.comments.push(Comment { id, on, text: long_text(found, "text")? });
        }
    }
    Ok(marks)
}
