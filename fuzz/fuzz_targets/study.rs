//! A whole study: the input is its ties, its staff list and its study file, parted by zeros. What is read is written
//! as every target and the study folder is read back.

#![no_main]

use libfuzzer_sys::fuzz_target;
use staffroom::exchange::{Options, TARGETS, target, write};
use staffroom::survey::{ReadSettings, read};

fuzz_target!(|bytes: &[u8]| {
    let Some(folder) = staffroom_fuzz::study(bytes) else { return };
    let mut settings = ReadSettings::default();
    (settings.limits.people, settings.limits.ties, settings.limits.columns) = (300, 3_000, 60);
    let Ok((study, survey)) = read(folder.path(), &settings) else { return };
    assert!(survey.ledger.files.iter().all(|file| file.adds_up()));
    for target in TARGETS {
        assert!(write(&study, &survey, target, Options::default()).is_ok());
    }
    let Ok(again) = tempfile::tempdir() else { return };
    let Some(csv) = target("csv") else { return };
    let Ok(written) = write(&study, &survey, csv, Options::default()) else { return };
    for (name, bytes) in &written.files {
        assert!(std::fs::write(again.path().join(name), bytes).is_ok());
    }
    let _ = read(again.path(), &settings);
});
