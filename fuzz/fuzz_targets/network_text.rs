//! Pajek and UCINET DL.

#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let Some((&how, rest)) = bytes.split_first() else { return };
    let start: &[u8] = [&b"*Vertices "[..], b"DL ", b"*Network ", b""][usize::from(how % 4)];
    staffroom_fuzz::read(how & !3, &[start, rest].concat());
});
