//! Saves the notebook as a file that other annotation tools read.

use super::remind;
use crate::app::action::Action;
use crate::app::notice::Notice;
use crate::browser::dom::page;
use crate::browser::files;
use crate::domain::formats::web_annotation::{MEDIA_TYPE, write_notebook};
use crate::ui::store::Act;

/// Hands the file to the browser.
pub(crate) fn export_notebook(act: &Act) {
    // What is being typed is part of it.
    page::announce(page::KEEP_FIELDS);
    let state = act.state();
    let name = file_name(state.notebook.title(), ".jsonld");
    let text = write_notebook(&state.notebook, &state.articles());
    let notice = match files::download(&name, &text, MEDIA_TYPE) {
        Ok(()) => {
            remind::exported(act, state.notebook.id());
            Notice::Exported(name)
        }
        Err(_) => Notice::NotExported,
    };
    act.send(Action::Tell(notice));
}

/// The notebook's name, of which only what every system takes in a file name.
pub(crate) fn file_name(title: &str, ending: &str) -> String {
    let words: String = title.chars().map(|c| if c.is_alphanumeric() { c } else { ' ' }).collect();
    let words: Vec<&str> = words.split_whitespace().collect();
    let name: String = words.join("-").chars().take(60).collect();
    let name = name.trim_end_matches('-');
    format!("{}{ending}", if name.is_empty() { "notebook" } else { name })
}
