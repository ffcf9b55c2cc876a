//! How far the class agrees, question by question: each is answered on its own,
//! so that a page can draw in between.

use super::{Classroom, Seen};
use crate::domain::agreement::boundaries::{Measure, Overlap};
use crate::domain::agreement::links::Distance;
use crate::domain::agreement::{Outcome, Refusal};
use crate::domain::class::Between;

/// Ends that are no further apart than this count as the same, in code points:
/// a short word, a full stop.
const SLACK: usize = 10;

/// What can be asked.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Question {
    /// Which sentences hold a claim.
    Sentences,
    /// What kind of claim it is.
    Kinds,
    /// The verdict.
    Verdicts,
    /// Where claims begin and end.
    Ends,
    /// Where claims of each kind begin and end.
    EndsByKind,
    /// How much of the text that they mark is the same.
    Text,
    /// How many of the whole claims are the same.
    Stretches,
    /// Sources and what they do, by the share that is the same.
    Links,
    /// The same, part and overlap being worth less.
    LinksByPart,
}

/// What comes of it.
#[derive(Clone, Copy, PartialEq, Debug)]
pub enum Answer {
    /// A coefficient, or the reason why there is none.
    Agreement(Outcome),
    /// An overlap, or the reason why there is none.
    Overlap(Result<Overlap, Refusal>),
}

impl Question {
    /// All of them, in the order in which a teacher reads them.
    pub const ALL: [Self; 9] = [
        Self::Sentences,
        Self::Kinds,
        Self::Verdicts,
        Self::Ends,
        Self::EndsByKind,
        Self::Text,
        Self::Stretches,
        Self::Links,
        Self::LinksByPart,
    ];
}

impl Seen {
    /// Answers a question. With 200 people some take a browser several frames.
    #[must_use]
    pub fn answer(&self, room: &Classroom, question: Question, between: Between) -> Answer {
        let (class, cuts) = (&self.class, self.sentences.as_slice());
        let ends = |by_kind| class.agree_on_boundaries(room.article.len(), by_kind, between);
        let links = |by| class.agree_on_links(&self.links, by, between);
        match question {
            Question::Sentences => Answer::Agreement(class.agree_on_sentences(cuts, between)),
            Question::Kinds => Answer::Agreement(class.agree_on_kinds(cuts, between)),
            Question::Verdicts => {
                let scale = room.exercise.scale();
                Answer::Agreement(class.agree_on_verdicts(cuts, &scale, between))
            }
            Question::Ends => Answer::Agreement(ends(false)),
            Question::EndsByKind => Answer::Agreement(ends(true)),
            Question::Text => Answer::Overlap(class.overlap(Measure::Text, between)),
            Question::Stretches => {
                Answer::Overlap(class.overlap(Measure::Stretches { slack: SLACK }, between))
            }
            Question::Links => Answer::Agreement(links(Distance::Jaccard)),
            Question::LinksByPart => Answer::Agreement(links(Distance::Masi)),
        }
    }
}
