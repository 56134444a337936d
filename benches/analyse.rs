//! How long reading, building the network and the whole of an analysis take: the sample, one school (30 people), a
//! group of twelve (360), a region (10,000).
//!
//! `cargo bench` prints times; `cargo bench -- "de_brug"` those of one size.

use divan::{Bencher, black_box};
use staffroom::analyse::{Options, findings};
use staffroom::network::{Network, layer::Layer};
use staffroom::report;
use staffroom::simulate::{Plan, group, write};
use staffroom::survey::{ReadSettings, Survey, read, study::Study};
use staffroom::timings::Timings;
use staffroom::words::{Lang, words};
use std::path::{Path, PathBuf};

fn main() {
    divan::main();
}

/// What is measured: the sample, or a simulated group of that size.
#[derive(Debug, Clone, Copy)]
enum Size {
    DeBrug,
    Simulated { schools: u32, teachers: u32 },
}

impl std::fmt::Display for Size {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Size::DeBrug => f.write_str("de_brug"),
            Size::Simulated { teachers, .. } => write!(f, "teachers_{teachers}"),
        }
    }
}

const SMALL: [Size; 3] =
    [Size::DeBrug, Size::Simulated { schools: 1, teachers: 30 }, Size::Simulated { schools: 12, teachers: 360 }];
const LARGE: [Size; 1] = [Size::Simulated { schools: 400, teachers: 10_000 }];

/// The folder of a study, and what keeps it there.
fn folder(size: Size) -> (PathBuf, Option<tempfile::TempDir>) {
    match size {
        Size::DeBrug => (Path::new(env!("CARGO_MANIFEST_DIR")).join("samples/de-brug"), None),
        Size::Simulated { schools, teachers } => {
            let kept = tempfile::tempdir().expect("a folder");
            let plan = Plan::default().with_size(schools, teachers).with_waves(1);
            write(&group(&plan), kept.path(), true).expect("written");
            (kept.path().to_path_buf(), Some(kept))
        }
    }
}

fn studied(size: Size) -> (Study, Survey) {
    let (path, _kept) = folder(size);
    read(&path, &ReadSettings::default()).expect("a survey")
}

mod small {
    use super::{Bencher, SMALL, Size};

    #[divan::bench(args = SMALL)]
    fn reading(bencher: Bencher, size: Size) {
        super::reading(bencher, size);
    }

    #[divan::bench(args = SMALL)]
    fn network(bencher: Bencher, size: Size) {
        super::network(bencher, size);
    }

    #[divan::bench(args = SMALL, sample_count = 10)]
    fn measuring(bencher: Bencher, size: Size) {
        super::measuring(bencher, size);
    }

    #[divan::bench(args = SMALL, sample_count = 10)]
    fn whole(bencher: Bencher, size: Size) {
        super::whole(bencher, size);
    }
}

mod large {
    use super::{Bencher, LARGE, Size};

    #[divan::bench(args = LARGE, sample_count = 5, sample_size = 1)]
    fn reading(bencher: Bencher, size: Size) {
        super::reading(bencher, size);
    }

    #[divan::bench(args = LARGE, sample_count = 5, sample_size = 1)]
    fn network(bencher: Bencher, size: Size) {
        super::network(bencher, size);
    }

    #[divan::bench(args = LARGE, sample_count = 3, sample_size = 1)]
    fn measuring(bencher: Bencher, size: Size) {
        super::measuring(bencher, size);
    }

    #[divan::bench(args = LARGE, sample_count = 3, sample_size = 1)]
    fn whole(bencher: Bencher, size: Size) {
        super::whole(bencher, size);
    }
}

/// From files to a checked survey.
fn reading(bencher: Bencher, size: Size) {
    let (path, _kept) = folder(size);
    bencher.bench_local(|| read(black_box(&path), &ReadSettings::default()).expect("a survey"));
}

/// From a survey to the network of its last wave and the compact arrays of every built-in layer.
fn network(bencher: Bencher, size: Size) {
    let (_, survey) = studied(size);
    let last = survey.waves.len() as u32 - 1;
    bencher.bench_local(|| {
        let network = Network::of_wave(black_box(&survey), last);
        Layer::built_in().iter().map(|layer| network.adjacency(layer).arcs()).sum::<usize>()
    });
}

/// From a survey to findings.
fn measuring(bencher: Bencher, size: Size) {
    let (study, survey) = studied(size);
    bencher.bench_local(|| {
        findings(black_box(&study), &survey, &Options::default(), &mut Timings::default()).expect("findings")
    });
}

/// From files to the bytes of every output.
fn whole(bencher: Bencher, size: Size) {
    let (path, _kept) = folder(size);
    bencher.bench_local(|| {
        let (study, survey) = read(black_box(&path), &ReadSettings::default()).expect("a survey");
        let found = findings(&study, &survey, &Options::default(), &mut Timings::default()).expect("findings");
        report::files(&found, words(Lang::Nl)).expect("a report")
    });
}
