//! Shows what becomes of the notebook on a new version of its article.

use std::sync::Arc;

use crate::app::action::Look;
use crate::app::state::{NewVersion, Panel};
use crate::domain::anchor::differences;
use crate::domain::article::Article;
use crate::domain::versions::foresee;
use crate::ui::store::Act;

/// Compares the texts and opens the preview. Nothing changes yet.
pub(crate) fn compare_versions(act: &Act, article: Arc<Article>) {
    let state = act.state();
    let fates = foresee(&state.notebook, &state.articles(), &article);
    let differences = differences(state.article.text(), article.text());
    let version = NewVersion { article, fates, differences };
    act.look(Look::Show(Some(Panel::NewVersion(Arc::new(version)))));
}
