//! Reading what was kept: the tasks of the part `kept`.

use std::future::Future;
use std::pin::Pin;

use super::hear::hear;
use super::resume::{Resumed, resume};
use crate::app::state::State;
use crate::ui::parts::PartMissing;
use crate::ui::services::Services;
use crate::ui::store::{Act, Snapshot};

/// The tasks.
#[derive(Clone, Copy)]
pub(crate) struct Kept {
    /// Opens the notebook that was open last.
    pub(crate) resume: fn(Services, State) -> Resuming,
    /// Takes in what another tab tells.
    pub(crate) hear: fn(&Services, &Act, &Snapshot, &str),
}

/// A notebook on its way.
pub(crate) type Resuming = Pin<Box<dyn Future<Output = Result<Resumed, PartMissing>>>>;

impl Kept {
    pub(crate) fn new() -> Self {
        Self {
            resume: |services, state| Box::pin(async move { resume(&services, &state).await }),
            hear,
        }
    }
}
