//! Work that is shared among threads without its result depending on them.

use rayon::prelude::*;
use std::sync::atomic::{AtomicUsize, Ordering};

/// Hands tasks `0..tasks` out to as many workers as there are threads, or to one when the work is not worth sharing.
/// Each worker keeps its own scratch and what it found, which is what comes back; which worker did which task differs
/// from run to run, so what they found must add up to the same in any order: whole numbers do, floats do not.
pub(crate) fn workers<S: Send>(
    tasks: usize,
    share: bool,
    new: impl Fn() -> S + Sync,
    work: impl Fn(&mut S, usize) + Sync,
) -> Vec<S> {
    let next = AtomicUsize::new(0);
    let run = |_| {
        let mut own = new();
        loop {
            let task = next.fetch_add(1, Ordering::Relaxed);
            if task >= tasks {
                return own;
            }
            work(&mut own, task);
        }
    };
    let count = if share { rayon::current_num_threads().min(tasks).max(1) } else { 1 };
    if count == 1 { vec![run(0)] } else { (0..count).into_par_iter().with_max_len(1).map(run).collect() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_task_is_done_once_whoever_does_it() {
        for share in [false, true] {
            let found = workers(1_000, share, Vec::new, |own: &mut Vec<usize>, task| own.push(task));
            let mut all: Vec<usize> = found.into_iter().flatten().collect();
            all.sort_unstable();
            assert!(all.into_iter().eq(0..1_000));
        }
        assert_eq!(workers(0, true, || 7, |_, _| ()), [7]);
    }
}
