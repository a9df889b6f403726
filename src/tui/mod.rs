//! Keys, layout, theme, views, the loop and the worker.
