//! What the reader is doing: an action in, new state and effects out. Knows no screen.
