//! The keys, as `?` lists them.

/// A group of keys: its name, and each key with what it does.
pub type Group = (&'static str, &'static [(&'static str, &'static str)]);

/// All keys.
pub const GROUPS: &[Group] = &[
    (
        "In the article",
        &[
            ("← →", "move by character"),
            ("Ctrl ← → (Mac: Option)", "move by word"),
            ("↑ ↓", "move by line"),
            ("Alt ↑ ↓", "move by sentence"),
            ("Ctrl ↑ ↓", "move by paragraph"),
            ("Home, End", "to the start or end of the line; with Ctrl, of the text"),
            ("Shift with any of these", "select"),
            ("Enter", "mark the selection; open the claim at the caret; or take the sentence"),
            (
                "1 to 6",
                "mark the selection as fact, quantity, causation, attribution, prediction, opinion",
            ),
            ("0", "mark the selection as a source"),
            ("Escape", "select nothing"),
        ],
    ),
    (
        "While boundaries are moved",
        &[
            ("← →", "move the end by a word"),
            ("Shift ← →", "move the start by a word"),
            ("Enter", "done"),
            ("Escape", "leave as it was"),
        ],
    ),
    (
        "Anywhere",
        &[
            ("J, K", "next, previous claim"),
            ("B", "move the boundaries of the open claim"),
            ("A", "to the article"),
            ("Ctrl Z", "undo"),
            ("Ctrl Shift Z", "redo"),
            ("Ctrl S", "save as file"),
            ("?", "this list"),
            ("Escape", "close what is open"),
        ],
    ),
];

pub const LETTERS_OFF: &str = "Single letters and digits are switched off in the settings.";
