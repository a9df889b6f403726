//! The reader as keys in and frames out, on the sample corpus: characters and styles.

mod screen {
    mod anything;
    mod correcting;
    pub(crate) mod desk;
    mod finding;
    mod frames;
    mod keeping;
    mod keys;
    mod looking;
    mod moving;
    mod noting;
    mod renewing;
    mod sizes;
    mod weighing;
    mod working;
}
