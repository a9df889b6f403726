use crate::model::Change;

/// A change with the one that takes it back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Step {
    /// Said when it is undone or made again: `star`.
    pub what: &'static str,
    pub make: Change,
    pub undo: Change,
}

/// What was changed, to be taken back or made again.
#[derive(Clone, Debug, Default)]
pub struct History {
    done: Vec<Step>,
    undone: Vec<Step>,
}

impl History {
    pub fn add(&mut self, step: Step) {
        self.done.push(step);
        self.undone.clear();
    }

    /// Takes the last step back and returns it.
    pub fn undo(&mut self) -> Option<Step> {
        let step = self.done.pop()?;
        self.undone.push(step.clone());
        Some(step)
    }

    /// Makes the last step taken back again and returns it.
    pub fn redo(&mut self) -> Option<Step> {
        let step = self.undone.pop()?;
        self.done.push(step.clone());
        Some(step)
    }
}
