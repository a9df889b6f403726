//! What cards show of the articles that name somebody: many at once, so nothing else is read.

use super::articles::letters;
use super::marks::Forms;
use super::{Article, ArticleRow, Error, Library, pack, packed};
use crate::model::{ArticleId, Document};
use rusqlite::OptionalExtension;

impl Library {
    /// An article with its title, its text and its mentions, without all that a card has no use
    /// for: what they rest on is left empty.
    ///
    /// # Errors
    /// As for [`Library::article`].
    pub fn mentions(&self, article: ArticleId) -> Result<Article, Error> {
        let head = self.head(article)?.ok_or(Error::NoArticle(article))?;
        self.hear_of_dictionaries()?;
        let mut statement = self.connection.prepare_cached(
            "SELECT text, document, annotations, sentences FROM bodies WHERE article = ?1",
        )?;
        let read = statement.query_row([article.0], |row| {
            let bytes = |at| row.get_ref(at)?.as_blob().map_err(rusqlite::Error::from);
            let (text, document, marks, sentences) = (bytes(0)?, bytes(1)?, bytes(2)?, bytes(3)?);
            Ok(self.read_mentions(article, text, document, (marks, sentences)))
        });
        let (document, mut annotations) = read.optional()?.ok_or(Error::NoArticle(article))??;
        self.correct(&mut annotations, &document, article)?;
        Ok(Article {
            row: ArticleRow {
                id: head.id,
                title: head.title,
                published: head.published,
                estimated: head.estimated,
                ..ArticleRow::default()
            },
            document,
            annotations,
            ..Article::default()
        })
    }

    fn read_mentions(
        &self,
        article: ArticleId,
        text: &[u8],
        document: &[u8],
        (marks, sentences): (&[u8], &[u8]),
    ) -> Result<(Document, crate::model::Annotations), Error> {
        let text = letters(article, pack::swell(text, article)?)?;
        let forms = Forms::Kept(&self.connection);
        let found = packed::read_mentions(marks, sentences, &text, forms, article)?;
        let document = Document {
            text,
            ..packed::read_blocks(document, article)?
        };
        Ok((document, found))
    }
}
