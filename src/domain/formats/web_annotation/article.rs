//! An article with its whole text, so that a file can be opened on its own.

use serde_json::Value;

use super::error::ArticleReadError;
use super::fields::{Fields, each, put_text, text};
use super::selector::{article_iri, read_article_iri};
use crate::domain::address::Address;
use crate::domain::article::{Article, ArticleError, Block, BlockKind, Draft};
use crate::domain::formats::object::object;

/// An article, for storage and as one of a file's `articles`.
#[must_use]
pub fn write_article(article: &Article) -> Value {
    let mut fields = Fields::new();
    fields.insert("id".into(), article_iri(article.id()).into());
    put_text(&mut fields, "title", &article.title);
    put_text(&mut fields, "language", &article.language);
    put_text(&mut fields, "url", article.url.as_ref().map_or("", Address::as_str));
    put_text(&mut fields, "published", &article.published);
    let block = |block: &Block| object! { "kind": block.kind.key(), "text": block.text.as_str() };
    fields.insert("blocks".into(), article.blocks().iter().map(block).collect());
    fields.into()
}

/// Reads an article. Its hash vouches for its text.
///
/// # Errors
/// [`ArticleReadError`] where there is no text, too much, or another one.
pub fn read_article(value: &Value) -> Result<Article, ArticleReadError> {
    let field = |key: &str| value.get(key).and_then(text).unwrap_or_default().to_owned();
    let id = read_article_iri(&field("id")).ok_or(ArticleReadError::NotAnArticle)?;
    let block = |block: &Value| Block {
        kind: BlockKind::from_key(block.get("kind").and_then(text).unwrap_or_default()),
        text: block.get("text").and_then(text).unwrap_or_default().to_owned(),
    };
    let draft = Draft {
        title: field("title"),
        language: field("language"),
        url: Address::read(&field("url")).ok(),
        published: field("published"),
        blocks: each(value.get("blocks")).iter().map(block).collect(),
    };
    let article = draft.finish().map_err(|error| match error {
        ArticleError::Empty => ArticleReadError::Empty,
        ArticleError::TooLong | ArticleError::TooManyBlocks => ArticleReadError::TooLong,
        ArticleError::Undrawable => ArticleReadError::Undrawable,
    })?;
    if *article.id() != id {
        return Err(ArticleReadError::Damaged);
    }
    Ok(article)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::article::built_in;
    use serde_json::json;

    #[test]
    fn an_article_comes_back_and_a_changed_one_does_not() {
        let article = built_in();
        let json = write_article(&article);
        assert_eq!(read_article(&json), Ok(article));
        let with = |key: &str, value: Value| {
            let mut changed = json.clone();
            changed[key] = value;
            read_article(&changed)
        };
        assert_eq!(with("blocks", json!([{ "text": "Another." }])), Err(ArticleReadError::Damaged));
        assert_eq!(with("blocks", json!(7)), Err(ArticleReadError::Empty));
        assert_eq!(with("blocks", Value::Null), Err(ArticleReadError::Empty));
        assert_eq!(with("id", "urn:sha256:1".into()), Err(ArticleReadError::NotAnArticle));
        assert_eq!(read_article(&json!([])), Err(ArticleReadError::NotAnArticle));
        assert!(with("title", "Another".into()).is_ok_and(|article| article.title == "Another"));
    }
}
