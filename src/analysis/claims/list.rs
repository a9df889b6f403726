use std::ops::{Deref, Range};
use std::sync::Arc;

/// A list that never changes, and may be a stretch of a longer one that others share: claims are
/// held by the hundred thousand, and a piece of memory for each of their lists would be too many.
#[derive(Clone, Debug)]
pub struct List<T> {
    /// Nothing where the list is empty.
    whole: Option<Arc<[T]>>,
    start: u32,
    end: u32,
}

impl<T> List<T> {
    /// A stretch of a longer list.
    #[must_use]
    pub fn within(whole: &Arc<[T]>, stretch: Range<u32>) -> Self {
        if whole
            .get(stretch.start as usize..stretch.end as usize)
            .is_none()
            || stretch.is_empty()
        {
            return Self::default();
        }
        Self {
            whole: Some(Arc::clone(whole)),
            start: stretch.start,
            end: stretch.end,
        }
    }

    /// Lets go of what comes after so many.
    pub fn truncate(&mut self, most: usize) {
        if most < self.len() {
            self.end = self.start + most as u32;
        }
    }
}

impl<T> Default for List<T> {
    fn default() -> Self {
        Self {
            whole: None,
            start: 0,
            end: 0,
        }
    }
}

impl<T> From<Vec<T>> for List<T> {
    fn from(list: Vec<T>) -> Self {
        let end = list.len() as u32;
        Self {
            whole: (end > 0).then(|| list.into()),
            start: 0,
            end,
        }
    }
}

impl<T> Deref for List<T> {
    type Target = [T];

    fn deref(&self) -> &[T] {
        let whole = self.whole.as_deref().unwrap_or_default();
        &whole[self.start as usize..self.end as usize]
    }
}

impl<T: PartialEq> PartialEq for List<T> {
    fn eq(&self, other: &Self) -> bool {
        **self == **other
    }
}
