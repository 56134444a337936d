//! A line of progress for what takes long, and Ctrl-C that ends with what is done.

use super::messages::Messages;
use crate::inference::draws::Watch;
use std::io::IsTerminal;
use std::sync::Arc;
use std::sync::OnceLock;
use std::time::{Duration, Instant};

/// Nothing is shown before this.
const QUIET_FOR: Duration = Duration::from_secs(1);
/// How often the line is written anew.
const EVERY: Duration = Duration::from_millis(200);

/// The watch that Ctrl-C ends. The second Ctrl-C ends the program.
///
/// Nothing is said when the system lets nobody listen for Ctrl-C: then it ends the program, as everywhere.
pub(super) fn watch() -> Arc<Watch> {
    static WATCH: OnceLock<Arc<Watch>> = OnceLock::new();
    let new = || {
        let watch = Arc::new(Watch::default());
        let own = Arc::clone(&watch);
        let _ = ctrlc::set_handler(move || {
            if own.is_ended() {
                std::process::exit(super::INTERRUPTED.into());
            }
            own.end();
        });
        watch
    };
    Arc::clone(WATCH.get_or_init(new))
}

/// Does some work, and shows on a terminal how far it is once that takes more than a second.
pub(super) fn shown<T: Send>(
    watch: &Watch,
    quiet: bool,
    messages: &mut Messages<'_>,
    work: impl FnOnce() -> T + Send,
) -> Option<T> {
    if quiet || !std::io::stderr().is_terminal() {
        return Some(work());
    }
    let start = Instant::now();
    std::thread::scope(|scope| {
        let worker = scope.spawn(work);
        let mut longest = 0;
        while !worker.is_finished() {
            std::thread::sleep(if start.elapsed() < QUIET_FOR { Duration::from_millis(10) } else { EVERY });
            let (done, all) = (watch.done(), watch.expected());
            if start.elapsed() >= QUIET_FOR && all > 0 && !worker.is_finished() {
                let text = messages.words().progress(done.min(all), all, seconds_left(start.elapsed(), done, all));
                longest = longest.max(text.chars().count());
                messages.over(&format!("\r{} {text:<longest$}", bar(done, all)));
            }
        }
        if longest > 0 {
            messages.over(&format!("\r{:1$}\r", "", longest + WIDTH + 3));
        }
        worker.join().ok()
    })
}

const WIDTH: usize = 20;

fn bar(done: u64, all: u64) -> String {
    let full = (done.min(all) * WIDTH as u64 / all.max(1)) as usize;
    format!("[{}{}]", "#".repeat(full), " ".repeat(WIDTH - full))
}

fn seconds_left(elapsed: Duration, done: u64, all: u64) -> Option<u64> {
    (done > 0).then(|| (elapsed.as_secs_f64() * all.saturating_sub(done) as f64 / done as f64).ceil() as u64)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_bar_fills_and_the_time_left_shrinks() {
        assert_eq!(bar(0, 4), format!("[{}]", " ".repeat(20)));
        assert_eq!(bar(2, 4), format!("[{}{}]", "#".repeat(10), " ".repeat(10)));
        assert_eq!(bar(9, 4), format!("[{}]", "#".repeat(20)));
        let two = Duration::from_secs(2);
        assert_eq!((seconds_left(two, 0, 10), seconds_left(two, 4, 10)), (None, Some(3)));
    }
}
