//! One file a pane or overlay; each draws from the session alone.

pub(super) mod article;
pub(super) mod card;
pub(super) mod choose;
pub(super) mod clips;
pub(super) mod editor;
pub(super) mod form;
pub(super) mod help;
pub(super) mod list;
pub(super) mod matrix;
pub(super) mod network;
pub(super) mod note;
pub(super) mod picker;
pub(super) mod status;
pub(super) mod timeline;
pub(super) mod tour;
pub(super) mod weighing;
