//! The little grammar that quotations, figures, incidents and events share: closed word classes,
//! the shape of noun phrases, and what the words before a verb say about it.

mod callings;
mod forms;
mod nouns;
mod traits;
mod verb;
mod words;

pub(super) use callings::is_calling;
pub(super) use forms::{Form, conjugate};
pub(super) use traits::Traits;
pub(super) use verb::{Reality, Verb, Voice, reality};
pub(super) use words::{
    is_adverb, is_auxiliary, is_count, is_function, is_person_noun, is_plural, is_pronoun,
    starts_upper,
};
