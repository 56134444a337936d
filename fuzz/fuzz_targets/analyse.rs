//! From a study to every file of the report: the input is its ties, its staff list and its study file, parted by zeros.

#![no_main]

use libfuzzer_sys::fuzz_target;
use staffroom::analyse::{Options, data_only, findings};
use staffroom::report;
use staffroom::survey::{ReadSettings, read};
use staffroom::timings::Timings;
use staffroom::words::{Lang, words};

fuzz_target!(|bytes: &[u8]| {
    let Some(folder) = staffroom_fuzz::study(bytes) else { return };
    let mut settings = ReadSettings::default();
    (settings.limits.people, settings.limits.ties, settings.limits.columns) = (40, 300, 60);
    let Ok((study, survey)) = read(folder.path(), &settings) else { return };
    let mut options = Options::default();
    options.permutations = Some(9);
    let (dutch, english) = (Lang::Nl, Lang::En);
    let Ok(found) = findings(&study, &survey, &options, &mut Timings::default()) else { return };
    for (findings, lang) in [(found, dutch), (data_only(&study, &survey, "en"), english)] {
        let said = words(lang);
        let written = report::files(&findings, said);
        assert!(written.is_ok());
        let _ = report::terminal::text(&report::story::story(&findings, said), 80, false);
    }
});
