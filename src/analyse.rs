//! Survey in, [`Findings`] out: where the back rooms meet.

mod about;
mod advise;
mod compare;
mod earlier;
mod purpose;

pub use advise::{advised, follow};
pub use earlier::read;
pub use purpose::Purpose;

use about::{about, ties};

use crate::advice;
use crate::advice::alternatives;
use crate::advice::outlook::outlook;
use crate::advice::overview::{Norm, Sources, only_closed, overview};
use crate::error::{Error, Notice, Result, Thing};
use crate::findings::{Block, Findings, Outputs};
use crate::inference::columns::{ei_columns, qap_columns};
use crate::inference::draws::{Draws, Watch};
use crate::inference::drop_out::drop_out;
use crate::inference::{intervals, missing};
use crate::measures::betweenness::Way;
use crate::measures::openness::{Door, TalkPair, doors, openness_from, talk_pairs};
use crate::measures::{self, Made, Scene, Scope};
use crate::network::{Network, adjacency::Adjacency, layer::Layer};
use crate::survey::{Survey, study::Study};
use crate::timings::Timings;
use rayon::prelude::*;
use std::sync::Arc;

/// Up to this many people in a wave every relation is a layer of its own.
const EVERY_LAYER_UP_TO: usize = 2_000;
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
    let mut findings = about(study, survey, options, seed);
    findings.settings.permutations = draws.count;
    findings.layers = layers.iter().map(|l| l.id.clone()).collect();
    findings.settings.families = families.iter().map(|f| f.name.into()).collect();
    let people = survey.waves.iter().map(|w| w.staff.len()).max().unwrap_or(0);
    if options.layers.is_empty() && people > EVERY_LAYER_UP_TO {
        findings.notices.push(Notice::LayersLeftOut { people: people as u64 });
    }
    if !options.families.is_empty() {
        findings.notices.push(Notice::FamiliesLeftOut { computed: findings.settings.families.clone() });
    }
    let persons_told = people <= options.persons_up_to.unwrap_or(PERSONS_UP_TO);
    let mut before: Option<Seen> = None;
    if let (Purpose::Advice, Some(earlier)) = (options.purpose, waves.first().and_then(|w| w.checked_sub(1))) {
        // Of the wave before no more is asked than which ties were kept.
        before = Some(Seen { network: Network::of_wave(survey, earlier), doors: Vec::new(), talk: Vec::new() });
    }
    let last = waves.last().copied();
    for &wave in &waves {
        let mut network = timings.time("network", || Network::of_wave(survey, wave));
        network.include_guided = options.include_guided;
        if persons_told {
            findings.ties.extend(ties(&network));
            let place = |node| network.roster_position(node);
            findings.group_ties.extend(network.group_ties.iter().map(|g| (wave, place(g.0), place(g.1))));
        }
        let plan = Plan {
            survey,
            families: &families,
            paths_everywhere,
            draws,
            betweenness: options.betweenness,
            time_kernels: options.time_kernels,
            purpose: options.purpose,
            last,
            waves_named: !options.waves.is_empty(),
        };
        let (doors, talk) = measure_wave(before.as_ref(), &network, &layers, &plan, &mut findings, timings);
        if let Some(before) = before.as_ref().filter(|_| options.purpose != Purpose::Advice) {
            let pair =
                compare::Pair { first: &before.network, second: &network, layers: &layers, how: options.compare };
            timings.time("change", || compare::add(&pair, &plan, &mut findings))?;
        }
        before = Some(Seen { network, doors, talk });
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

/// A wave and its doors, for the comparison with the next.
struct Seen {
    network: Network,
    doors: Vec<Door>,
    talk: Vec<TalkPair>,
}

/// What is computed on every layer.
struct Plan<'a> {
    survey: &'a Survey,
    families: &'a [&'static measures::Family],
    paths_everywhere: bool,
    draws: Draws<'a>,
    time_kernels: bool,
    /// The last wave that is computed: the one that is told.
    last: Option<u32>,
    /// Waves were asked for by name: then each gets what else only the last one gets.
    waves_named: bool,
    purpose: Purpose,
    betweenness: Way,
}

impl Plan<'_> {
    /// Whether the intervals and what missing answers could change are computed: with the figures that they are about.
    fn tells_certainty(&self) -> bool {
        self.purpose.is_report() && self.families.iter().any(|f| f.name == "cohesion")
    }

    /// Whether there are tests, and a family is computed.
    fn tests(&self, family: &str) -> bool {
        self.draws.count > 0 && self.purpose.is_report() && self.families.iter().any(|f| f.name == family)
    }
}

/// Everything about one wave: each layer's measures, pairs of layers, openness, and what stands beside the columns.
fn measure_wave(
    before: Option<&Seen>,
    network: &Network,
    layers: &[Layer],
    plan: &Plan<'_>,
    findings: &mut Findings,
    timings: &mut Timings,
) -> (Vec<Door>, Vec<TalkPair>) {
    let large = network.len() > EVERY_LAYER_UP_TO;
    let measure = |layer: &Layer| {
        let mut own = Timings::default();
        (measure_layer(network, layer, plan, &mut own), own)
    };
    // A large network keeps one layer in memory at a time, and its kernels use the threads themselves.
    let measured: Vec<_> =
        if large { layers.iter().map(measure).collect() } else { layers.par_iter().map(measure).collect() };
    let mut kept: Vec<(&Layer, Adjacency)> = Vec::new();
    let mut drawn: Vec<intervals::Draws> = Vec::new();
    for (layer, (found, own)) in layers.iter().zip(measured) {
        timings.append(own);
        findings.blocks.extend(found.blocks);
        findings.notices.extend(found.notices);
        if let Some(adjacency) = found.adjacency {
            kept.push((layer, adjacency));
            drawn.push(found.drawn);
        }
    }
    for (i, (a, x)) in kept.iter().enumerate().filter(|_| plan.purpose.is_report()) {
        for (j, (b, y)) in kept.iter().enumerate().skip(i + 1) {
            let mut block = Block::new(Scope::LayerPair, network.wave, Some(&a.id));
            block.other_layer = Some(b.id.clone());
            block.columns = measures::overlap::layer_pair(x, y);
            if plan.tests("knotting") && (a.id.as_str(), b.id.as_str()) == ("formal", "informal") {
                block.columns.extend(timings.time("qap", || qap_columns(network, (a, x), (b, y), &plan.draws)));
            }
            let built_in = |l: &Layer| crate::findings::BUILT_IN_LAYERS.contains(&l.id.as_str());
            if plan.tells_certainty() && built_in(a) && built_in(b) {
                block.columns.extend(intervals::differences(&drawn[i], &drawn[j]));
            }
            findings.blocks.push(block);
        }
    }
    let (made, doors, talk) = timings.time("openness", || {
        let (doors, talk) = rayon::join(|| doors(network), || talk_pairs(network));
        if plan.purpose == Purpose::Advice {
            return (vec![advice::diagnosis::column(network, &doors, &talk)], doors, talk);
        }
        let (standard, seed) = (findings.settings.standard, plan.draws.seed);
        let verdicts = || advice::columns(network, &doors, &talk, standard, seed);
        let (mut made, verdicts) =
            rayon::join(|| openness_from(network, &doors, &talk), || plan.purpose.is_report().then(verdicts));
        made.extend(verdicts);
        if plan.purpose.is_report() {
            let earlier = before.map(|b| (&b.network, b.doors.as_slice(), b.talk.as_slice()));
            made.push(advice::change::change_columns(earlier, (network, &doors, &talk)));
        }
        (made, doors, talk)
    });
    for m in made {
        let layer = (m.scope == Scope::School).then_some("open_door");
        collect(&mut findings.blocks, network, layer, m);
    }
    if plan.last == Some(network.wave) && plan.purpose != Purpose::Advice {
        findings.outlook = Some(outlook(plan.survey, network, &doors, &talk));
    }
    if plan.purpose == Purpose::Changes {
        return (doors, talk);
    }
    if plan.tells_certainty() && !talk.is_empty() {
        let made = timings.time("intervals", || intervals::conversion(network, &talk, plan.draws.seed));
        collect(&mut findings.blocks, network, Some("open_door"), made);
    }
    if plan.tells_certainty() && (plan.last == Some(network.wave) || plan.waves_named) {
        let standard = findings.settings.standard;
        let (at_doors, at_all) =
            timings.time("alternatives", || alternatives::columns(plan.survey, network, standard, plan.draws.seed));
        collect(&mut findings.blocks, network, Some("open_door"), at_doors);
        if kept.iter().any(|(l, _)| l.id == "all") {
            collect(&mut findings.blocks, network, Some("all"), at_all);
        }
        let built_in = kept.iter().filter(|(l, _)| crate::findings::BUILT_IN_LAYERS.contains(&l.id.as_str()));
        findings.drop_out.extend(timings.time("drop_out", || {
            built_in.flat_map(|(l, _)| drop_out(plan.survey, network, l, &doors, plan.draws.seed)).collect::<Vec<_>>()
        }));
    }
    let overview = timings.time("overview", || {
        let figures = |scope: Scope, layer: Option<&str>, measure: &str| {
            findings.block(scope, network.wave, layer).and_then(|b| b.column(measure))
        };
        let mut sources = Sources::new(plan.survey, network, (&doors, &talk), &kept, &figures);
        sources.before = before.map(|b| &b.network);
        if plan.purpose.is_report() { overview(&sources) } else { only_closed(&sources) }
    });
    findings.overviews.push(overview);
    (doors, talk)
}

/// A norm of the users' own about something that is no measure of schools is told once.
fn unknown_norms(findings: &mut Findings) {
    let Some(overview) = findings.overviews.last() else { return };
    let unknown = overview.norms.iter().filter(|n| n.layer.is_none());
    let notice = |n: &Norm| Notice::UnknownValue { place: n.place.clone(), written: n.measure.clone(), times: 1 };
    findings.notices.extend(unknown.map(notice).collect::<Vec<_>>());
}

/// What was found of one layer.
#[derive(Default)]
struct Measured {
    blocks: Vec<Block>,
    notices: Vec<Notice>,
    /// Its ties, for the comparison with other layers.
    adjacency: Option<Adjacency>,
    /// Its figures when people are drawn, for the same.
    drawn: intervals::Draws,
}

/// One layer. Nothing when the survey asked nothing that feeds the layer and no tie is in it.
fn measure_layer(network: &Network, layer: &Layer, plan: &Plan<'_>, timings: &mut Timings) -> Measured {
    let adjacency = timings.time("adjacency", || network.adjacency(layer));
    if adjacency.arcs() == 0 && !network.is_asked(layer) {
        return Measured::default();
    }
    let answered = network.answered(layer);
    let scene = Scene {
        network,
        layer,
        adjacency: &adjacency,
        answered: &answered,
        within_school: network.is_within_school(layer),
        seed: plan.draws.seed,
        betweenness: plan.betweenness,
    };
    let (mut blocks, mut notices) = (Vec::new(), Vec::new());
    let mut drawn = intervals::Draws::default();
    let mut take = |mut made: Made| {
        let label = &plan.survey.waves[network.wave as usize].id;
        notices.extend(made.notices.drain(..).map(|notice| notice.of_wave(label)));
        collect(&mut blocks, network, Some(&layer.id), made);
    };
    let wanted: Vec<_> =
        plan.families.iter().filter(|f| !f.walks_paths || layer.id == "all" || plan.paths_everywhere).collect();
    let make = |family: &&&measures::Family| {
        let mut own = Timings::default();
        (own.time(family.name, || (family.make)(&scene)), own)
    };
    // In a small network a family is too little to be shared among threads, so that families are; where each is timed,
    // none may wait for a thread that another one has.
    let made: Vec<_> = if network.len() > EVERY_LAYER_UP_TO || plan.time_kernels {
        wanted.iter().map(make).collect()
    } else {
        wanted.par_iter().map(make).collect()
    };
    for (made, own) in made {
        timings.append(own);
        for made in made {
            take(made);
        }
    }
    if plan.time_kernels && layer.id == "all" && plan.families.iter().any(|f| f.name == "communities") {
        timings.time("leiden", || measures::communities::one_search(&adjacency, plan.draws.seed, 2));
    }
    if plan.tells_certainty() {
        let (made, of_draws) = timings.time("intervals", || intervals::columns(&scene));
        drawn = of_draws;
        made.into_iter().for_each(&mut take);
        timings.time("missing", || missing::columns(&scene)).into_iter().for_each(&mut take);
    }
    if plan.tests("ei") {
        timings.time("ei_perm", || ei_columns(network, layer, &adjacency, &plan.draws)).into_iter().for_each(&mut take);
    }
    Measured { blocks, notices, adjacency: Some(adjacency), drawn }
}

/// Puts columns into the block of their scope, wave and layer, people in roster order.
fn collect(blocks: &mut Vec<Block>, network: &Network, layer: Option<&str>, made: Made) {
    let columns = if made.scope == Scope::Person {
        let order = || (0..network.len() as u32).map(|p| network.node_of_position(p));
        made.columns.iter().map(|c| c.reordered(order())).collect()
    } else {
        made.columns
    };
    let found =
        blocks.iter_mut().find(|b| b.scope == made.scope && b.wave == network.wave && b.layer.as_deref() == layer);
    let Some(block) = found else {
        let mut block = Block::new(made.scope, network.wave, layer);
        block.pairs = made.pairs;
        block.columns = columns;
        blocks.push(block);
        return;
    };
    // Two families may count the same thing, people for one: it stands once.
    for column in columns {
        if block.column(&column.measure).is_none() {
            block.columns.push(column);
        }
    }
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
