//! Tables as text, in every shape and encoding. Any bytes at all come here too: a file is what its content is.

#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    if let Some((&how, bytes)) = bytes.split_first() {
        staffroom_fuzz::read(how, bytes);
    }
});
