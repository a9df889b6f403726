//! Work that is done on every processor, each with the library open for itself.

use super::error::Error;
use crate::library::{Access, Library};
use std::sync::mpsc::sync_channel;

/// What is worked on at a time.
const CHUNK: usize = 64;

/// More processors than this are of no use while one of them writes.
const HANDS: usize = 8;

/// Works something out of each chunk of a list, several at once, and hands it on in order.
pub(super) fn abreast<I: Sync, T: Send>(
    library: &Library,
    list: &[I],
    work: impl Fn(&Library, &[I]) -> Result<Vec<T>, Error> + Sync,
    mut take: impl FnMut(T) -> Result<(), Error>,
) -> Result<(), Error> {
    let hands = std::thread::available_parallelism().map_or(1, usize::from);
    let hands = hands.min(HANDS).min(list.len().div_ceil(CHUNK));
    let chunks = || list.chunks(CHUNK);
    let Some(path) = library.path().filter(|_| hands > 1) else {
        for chunk in chunks() {
            work(library, chunk)?.into_iter().try_for_each(&mut take)?;
        }
        return Ok(());
    };
    std::thread::scope(|scope| {
        let (work, chunks) = (&work, &chunks);
        let mut made = Vec::with_capacity(hands);
        for hand in 0..hands {
            let (send, receive) = sync_channel(1);
            made.push(receive);
            scope.spawn(move || {
                let own = match Library::open(path, Access::ReadOnly) {
                    Ok(own) => own,
                    // Whoever waits for it says so.
                    Err(error) => return drop(send.send(Err(error.into()))),
                };
                for chunk in chunks().skip(hand).step_by(hands) {
                    // Nobody waits once something went wrong.
                    if send.send(work(&own, chunk)).is_err() {
                        return;
                    }
                }
            });
        }
        for at in 0..chunks().len() {
            // A thread that is gone has panicked, and the scope says so.
            let Ok(done) = made[at % hands].recv() else {
                return Ok(());
            };
            done?.into_iter().try_for_each(&mut take)?;
        }
        Ok(())
    })
}
