//! GraphML and GEXF: the input is what follows the root's name, so that no run is spent on finding the root.

#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let Some((&how, rest)) = bytes.split_first() else { return };
    let root: &[u8] = [&b"<graphml"[..], b"<gexf", b"<?xml version='1.0'?><graphml", b""][usize::from(how % 4)];
    // The encoding stays untold: it has the lowest bits.
    staffroom_fuzz::read(how & !3, &[root, rest].concat());
});
