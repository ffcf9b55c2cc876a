//! The articles that a file may leave out.

use std::sync::Arc;

use super::read_file;
use super::web_annotation::{Contents, FileError};
use crate::domain::article::{Article, built_in};

/// The articles at hand while files are read: those of the open notebook, and
/// the one that everybody has.
#[derive(Clone, Debug)]
pub struct AtHand {
    known: Vec<Arc<Article>>,
    ours: Arc<Article>,
}

impl AtHand {
    /// These, the one on show first.
    #[must_use]
    pub fn new(mut articles: Vec<Arc<Article>>) -> Self {
        let ours = Arc::new(built_in());
        articles.push(ours.clone());
        Self { known: articles, ours }
    }

    /// Reads a file of any format, as [`read_file()`]; a notebook on the built-in
    /// article that leaves it out (a link does) has it then.
    ///
    /// # Errors
    /// A [`FileError`] where nothing in the file can be used.
    pub fn read(&self, text: &str) -> Result<Contents, FileError> {
        let mut contents = read_file(text, &self.known)?;
        let left_out = contents.articles.iter().all(|article| article.id() != self.ours.id());
        if left_out && contents.notebook.article() == Some(self.ours.id()) {
            contents.articles.push(Article::clone(&self.ours));
        }
        Ok(contents)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::exercise::{Wording, built_in_key};
    use crate::domain::formats::web_annotation::write_notebook;

    #[test]
    fn a_notebook_has_the_built_in_article_once_whether_its_file_has_it_or_not() {
        let wording = Wording { title: "T", instructions: "", author: "A", reasons: &[] };
        let (key, _) = built_in_key(&wording);
        let at_hand = AtHand::new(Vec::new());
        for articles in [vec![], vec![Arc::new(built_in())]] {
            let read = at_hand.read(&write_notebook(&key, &articles)).expect("it is ours");
            assert_eq!(read.articles, [built_in()]);
            assert_eq!(read.notebook, key);
        }
    }
}
