//! Survey in, [`Findings`] out: where the back rooms meet.

mod about;
mod advise;
mod compare;
mod earlier;
mod purpose;
mod wave;

pub use advise::{advised, follow};
pub use earlier::read;
pub use purpose::Purpose;

use about::{about, ties};
use wave::{Plan, Seen};

use crate::advice::outlook::outlook;
use crate::advice::overview::Norm;
use crate::error::{Error, Notice, Result, Thing};
use crate::findings::{Findings, Outputs};
use crate::inference::draws::{Draws, Watch};
use crate::measures::betweenness::Way;
use crate::measures::openness::{doors, talk_pairs};
use crate::measures::{self, Scope};
use crate::network::{Network, layer::Layer};
use crate::survey::{Survey, study::Study};
use crate::timings::Timings;
use std::sync::Arc;

/// Up to this many people in a wave every relation is a layer of its own.
const EVERY_LAYER_UP_TO: usize = 2_000;
/// Up to this many people the layers of a network are measured side by side, and so are waves.
const SIDE_BY_SIDE_UP_TO: usize = 50_000;
/// Up to this many people the ties and what was found of each person stand in `findings.json`.
const PERSONS_UP_TO: usize = 20_000;

/// What to compute, as asked for.
#[derive(Debug, Clone, Default)]
#[non_exhaustive]
pub struct Options {
    /// Waves by label; all when empty.
    pub waves: Vec<String>,
    /// Layers by id, or `each`; the contract's choice by size when empty.
    pub layers: Vec<String>,
    /// Families of measures; all when empty.
    pub families: Vec<String>,
    /// Seed; the study's, else 1, when none.
    pub seed: Option<u64>,
    /// Language of the report; the study's, else English, when none.
    pub language: Option<String>,
    /// Show names.
    pub names: bool,
    /// Count visits of consultants and advisers as open doors.
    pub include_guided: bool,
    /// Permutations of each test; 1,000 when none, no test when 0.
    pub permutations: Option<u32>,
    /// Times single kernels too, beside what the families need.
    pub time_kernels: bool,
    /// How betweenness is computed.
    pub betweenness: Way,
    /// Which files to make.
    pub outputs: Outputs,
    /// Is told how far the tests are, and may end them early.
    pub watch: Option<Arc<Watch>>,
    /// What to do about what changed between waves.
    pub compare: Compare,
    /// What the findings are for.
    pub purpose: Purpose,
    /// Up to so many people the ties, and what was found of each person, stand in `findings.json`; 20,000 when none. Above
    /// it refers to the tables.
    pub persons_up_to: Option<usize>,
}

/// What to do about what changed between waves.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
#[non_exhaustive]
pub enum Compare {
    /// Compare waves that were asked in the same way, and say so of others.
    #[default]
    Alike,
    /// Compare waves that were asked in the same way, and stop at others.
    OrStop,
    /// Compare all of them, and say in what they differ.
    All,
}

/// Name and version of the program, as findings carry them.
const PROGRAM: &str = concat!("staffroom ", env!("CARGO_PKG_VERSION"));
/// Permutations of each test when nothing is said.
const PERMUTATIONS: u32 = 1_000;

/// Everything that is computed about a survey.
///
/// # Errors
/// A wave, layer or family that is asked for and not there; all of them at once.
pub fn findings(study: &Study, survey: &Survey, options: &Options, timings: &mut Timings) -> Result<Findings> {
    let mut problems = Vec::new();
    let waves = chosen_waves(survey, &options.waves, &mut problems);
    let mut families = chosen_families(&options.families, &mut problems);
    families.retain(|f| options.purpose.needs(f));
    let (mut layers, paths_everywhere) = chosen_layers(survey, &options.layers, &mut problems);
    layers.retain(|l| options.purpose.needs_layer(l));
    if let Some(error) = Error::from_list(problems) {
        return Err(error);
    }
    let seed = options.seed.or(study.seed).unwrap_or(1);
    let draws = Draws::new(options.permutations.unwrap_or(PERMUTATIONS), seed);
    let draws = options.watch.as_deref().map_or(draws, |watch| draws.watched(watch));
    if let Some(watch) = &options.watch {
        // The E-I test of every layer, and formal beside informal: free and within schools.
        watch.expect(u64::from(draws.count) * waves.len() as u64 * (layers.len() as u64 + 2));
    }
    let people = survey.waves.iter().map(|w| w.staff.len()).max().unwrap_or(0);
    let plan = Plan {
        survey,
        families: &families,
        layers: &layers,
        paths_everywhere,
        draws,
        standard: study.standard,
        betweenness: options.betweenness,
        // A country is measured one layer after the other, to keep memory low; and what is timed is timed alone.
        side_by_side: people <= SIDE_BY_SIDE_UP_TO && !options.time_kernels,
        time_kernels: options.time_kernels,
        purpose: options.purpose,
        last: waves.last().copied(),
        waves_named: !options.waves.is_empty(),
    };
    let (mut findings, seen) = plan.both(
        || about(study, survey, options, seed),
        || plan.each(&waves, |&wave| Seen::of(survey, wave, options.include_guided)),
    );
    findings.settings.permutations = draws.count;
    findings.layers = layers.iter().map(|l| l.id.clone()).collect();
    findings.settings.families = families.iter().map(|f| f.name.into()).collect();
    if options.layers.is_empty() && people > EVERY_LAYER_UP_TO {
        findings.notices.push(Notice::LayersLeftOut { people: people as u64 });
    }
    if !options.families.is_empty() {
        findings.notices.push(Notice::FamiliesLeftOut { computed: findings.settings.families.clone() });
    }
    let (seen, timed): (Vec<Seen>, Vec<Timings>) = seen.into_iter().unzip();
    timed.into_iter().for_each(|own| timings.append(own));
    let persons_told = people <= options.persons_up_to.unwrap_or(PERSONS_UP_TO);
    for network in seen.iter().map(|s| &s.network).filter(|_| persons_told) {
        findings.ties.extend(ties(network));
        let place = |node| network.roster_position(node);
        findings.group_ties.extend(network.group_ties.iter().map(|g| (network.wave, place(g.0), place(g.1))));
    }
    // For an advice no more is asked of the wave before than which ties were kept.
    let earlier = waves.first().and_then(|w| w.checked_sub(1)).filter(|_| options.purpose == Purpose::Advice);
    let earlier = earlier.map(|wave| Seen::only_network(survey, wave));
    let places: Vec<usize> = (0..seen.len()).collect();
    let measured = plan.each(&places, |&at| {
        let before = if at == 0 { earlier.as_ref() } else { Some(&seen[at - 1]) };
        plan.measure(&seen[at], before)
    });
    for found in measured {
        found.put(&mut findings, timings);
    }
    if options.purpose != Purpose::Advice {
        let changes = timings.time("change", || {
            plan.each(places.get(1..).unwrap_or_default(), |&at| {
                let pair = compare::Pair { first: &seen[at - 1], second: &seen[at], how: options.compare };
                compare::compare(&pair, &plan, &findings)
            })
        });
        for found in changes {
            let (change, notice) = found?;
            findings.changes.extend(change);
            findings.notices.extend(notice);
        }
    }
    findings.settings.interrupted = draws.is_ended();
    if options.purpose == Purpose::Changes && people > EVERY_LAYER_UP_TO {
        // Nobody is drawn or listed one by one beyond this size: what changed holds all that is shown.
        findings.blocks.retain(|b| matches!(b.scope, Scope::School | Scope::Layer));
        findings.ties.clear();
    }
    for block in findings.blocks.iter_mut().filter(|b| matches!(b.scope, Scope::Person | Scope::Openness)) {
        block.in_table = !persons_told && options.purpose.is_report();
    }
    unknown_norms(&mut findings);
    Ok(findings)
}

/// A norm of the users' own about something that is no measure of schools is told once.
fn unknown_norms(findings: &mut Findings) {
    let Some(overview) = findings.overviews.last() else { return };
    let unknown = overview.norms.iter().filter(|n| n.layer.is_none());
    let notice =
        |n: &Norm| Notice::UnknownValue { place: n.place.clone(), written: n.measure.clone(), times: 1, on_list: None };
    findings.notices.extend(unknown.map(notice).collect::<Vec<_>>());
}

fn chosen_waves(survey: &Survey, asked: &[String], problems: &mut Vec<Error>) -> Vec<u32> {
    let ids: Vec<String> = survey.waves.iter().map(|w| w.id.clone()).collect();
    for name in asked.iter().filter(|a| !ids.contains(a)) {
        problems.push(Error::Unknown { what: Thing::Wave, name: name.clone(), seen: ids.clone() });
    }
    (0..ids.len() as u32).filter(|&w| asked.is_empty() || asked.contains(&ids[w as usize])).collect()
}

fn chosen_families(asked: &[String], problems: &mut Vec<Error>) -> Vec<&'static measures::Family> {
    let every = || measures::ALL.iter().chain(measures::ON_REQUEST);
    for name in asked.iter().filter(|a| !every().any(|f| f.name == **a)) {
        let seen = every().map(|f| f.name.to_owned()).collect();
        problems.push(Error::Unknown { what: Thing::Measures, name: name.clone(), seen });
    }
    if asked.is_empty() {
        return measures::ALL.iter().collect();
    }
    // How many people and ties there are is always told: the report says of every number over what it stands.
    every().filter(|f| f.name == "size" || asked.iter().any(|a| a == f.name)).collect()
}

/// The layers to compute, and whether path measures are computed on every one of them.
fn chosen_layers(survey: &Survey, asked: &[String], problems: &mut Vec<Error>) -> (Vec<Layer>, bool) {
    let every = Layer::every(survey);
    let people = survey.waves.iter().map(|w| w.staff.len()).max().unwrap_or(0);
    if asked.is_empty() {
        let small = people <= EVERY_LAYER_UP_TO;
        return (if small { every } else { Layer::built_in() }, small);
    }
    if asked.iter().any(|a| a == "each") {
        return (every, true);
    }
    let mut chosen: Vec<Layer> = Vec::new();
    for name in asked {
        match every.iter().find(|l| l.id == *name) {
            Some(layer) if chosen.contains(layer) => {}
            Some(layer) => chosen.push(layer.clone()),
            None => problems.push(Error::Unknown {
                what: Thing::Layer,
                name: name.clone(),
                seen: every.iter().map(|l| l.id.clone()).collect(),
            }),
        }
    }
    (chosen, true)
}

/// Findings without a measure: what was read and who answered, for the data report.
pub fn data_only(study: &Study, survey: &Survey, language: &str) -> Findings {
    let options = Options { language: Some(language.into()), ..Options::default() };
    let mut findings = about(study, survey, &options, study.seed.unwrap_or(1));
    findings.outlook = findings.last_wave().map(|wave| {
        let network = Network::of_wave(survey, wave);
        outlook(survey, &network, &doors(&network), &talk_pairs(&network))
    });
    findings
}
