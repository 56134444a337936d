//! How long each family of measures takes on one school (30 people), a group (300) and a region (10,000), layer `all`.
//!
//! `cargo bench --bench measures` prints times; `cargo bench --bench measures -- constraint` those of one family.

use divan::{Bencher, black_box};
use staffroom::measures::{ALL, Scene};
use staffroom::network::{Network, layer::Layer};
use staffroom::simulate::{Plan, group, write};
use staffroom::survey::{ReadSettings, read};
use std::sync::OnceLock;

fn main() {
    divan::main();
}

/// A simulated network of so many people, made once.
fn network(people: u32) -> &'static Network {
    static MADE: [OnceLock<Network>; 3] = [OnceLock::new(), OnceLock::new(), OnceLock::new()];
    let (place, schools) = match people {
        ..100 => (0, 1),
        100..1_000 => (1, 12),
        _ => (2, 400),
    };
    MADE[place].get_or_init(|| {
        let folder = tempfile::tempdir().expect("a folder");
        let plan = Plan::default().with_size(schools, people).with_waves(1);
        write(&group(&plan), folder.path(), true).expect("written");
        let (_, survey) = read(folder.path(), &ReadSettings::default()).expect("a survey");
        Network::of_wave(&survey, 0)
    })
}

#[divan::bench(args = ALL.iter().map(|f| f.name), consts = [30, 300, 10_000], sample_count = 20, max_time = 2)]
fn family<const PEOPLE: u32>(bencher: Bencher, name: &str) {
    let family = ALL.iter().find(|f| f.name == name).expect("a family");
    let network = network(PEOPLE);
    let layer = Layer::all();
    let (adjacency, answered) = (network.adjacency(&layer), network.answered(&layer));
    let scene = Scene::new(network, &layer, &adjacency, &answered, 1);
    bencher.bench_local(|| (family.make)(black_box(&scene)));
}
