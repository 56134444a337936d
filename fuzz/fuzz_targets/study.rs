//! A whole study: the input is its staff list, its ties and its study file, parted by zeros. What is read is written
//! as every target and the study folder is read back.

#![no_main]

use libfuzzer_sys::fuzz_target;
use staffroom::exchange::{Options, TARGETS, target, write};
use staffroom::survey::{ReadSettings, read};

fuzz_target!(|bytes: &[u8]| {
    let mut parts = bytes.splitn(3, |&b| b == 0);
    let Ok(folder) = tempfile::tempdir() else { return };
    for name in ["ties.csv", "teachers.csv", "study.toml"] {
        let part = parts.next().unwrap_or_default();
        if (!part.is_empty() || name == "ties.csv") && std::fs::write(folder.path().join(name), part).is_err() {
            return;
        }
    }
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
