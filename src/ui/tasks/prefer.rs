//! Keeps what the person likes.

use crate::app::action::Action;
use crate::app::notice::Notice;
use crate::app::state::{Preferences, Theme};
use crate::browser::storage::preferences;
use crate::ui::store::Act;

/// Applies the preferences and keeps them in this browser.
pub(crate) fn prefer(act: &Act, preferred: Preferences) {
    let theme = match preferred.theme {
        Theme::System => "system",
        Theme::Light => "light",
        Theme::Dark => "dark",
    };
    let flag = |on: bool| if on { "on" } else { "off" };
    let stored = [
        ("theme", theme),
        ("letters", flag(preferred.letters)),
        ("whole-words", flag(preferred.whole_words)),
        ("numbers", flag(preferred.numbers)),
    ]
    .map(|(name, value)| preferences::set(name, value));
    act.send(Action::Prefer(preferred));
    if stored.contains(&false) {
        act.send(Action::Tell(Notice::NotRemembered));
    }
}

/// The preferences as they were kept; the defaults for what was not.
pub(crate) fn preferred() -> Preferences {
    let default = Preferences::default();
    let flag = |name: &str, default: bool| match preferences::get(name).as_deref() {
        Some("on") => true,
        Some("off") => false,
        _ => default,
    };
    Preferences {
        theme: match preferences::get("theme").as_deref() {
            Some("light") => Theme::Light,
            Some("dark") => Theme::Dark,
            _ => Theme::System,
        },
        letters: flag("letters", default.letters),
        whole_words: flag("whole-words", default.whole_words),
        numbers: flag("numbers", default.numbers),
    }
}
