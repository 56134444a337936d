//! Everything about one wave: each layer's measures, pairs of layers, doors, and what stands beside the columns.

mod alike;

use super::Purpose;
use crate::advice;
use crate::advice::outlook::{Outlook, outlook};
use crate::advice::overview::{Overview, Sources, only_closed, overview};
use crate::error::Notice;
use crate::findings::{BUILT_IN_LAYERS, Block, Findings};
use crate::inference::columns::{ei_columns, qap_columns, qap_left_out};
use crate::inference::draws::Draws;
use crate::inference::drop_out::{DropOut, drop_out};
use crate::inference::{intervals, missing};
use crate::measures::betweenness::Way;
use crate::measures::openness::{
    ChosenDoors, Door, TalkAndVisits, TalkPair, chosen_doors_from, doors_from, openness_at_hand, talk_pairs_from,
};
use crate::measures::{self, Made, Scene, Scope};
use crate::network::{Network, adjacency::Adjacency, layer::Layer};
use crate::survey::Survey;
use crate::timings::Timings;
use rayon::prelude::*;

/// A wave, its doors and who talks.
pub(super) struct Seen {
    pub(super) network: Network,
    pub(super) doors: Vec<Door>,
    pub(super) talk: Vec<TalkPair>,
    /// What these were made from.
    at_hand: TalkAndVisits,
}

impl Seen {
    pub(super) fn of(survey: &Survey, wave: u32, include_guided: bool) -> (Seen, Timings) {
        let mut timings = Timings::default();
        let mut network = timings.time("network", || Network::of_wave(survey, wave));
        network.include_guided = include_guided;
        let (at_hand, (doors, talk)) = timings.time("openness", || {
            let at_hand = TalkAndVisits::of(&network);
            let made = rayon::join(|| doors_from(&network, &at_hand), || talk_pairs_from(&network, &at_hand));
            (at_hand, made)
        });
        (Seen { network, doors, talk, at_hand }, timings)
    }

    /// Its ties alone.
    pub(super) fn only_network(survey: &Survey, wave: u32) -> Seen {
        let (doors, talk, at_hand) = (Vec::new(), Vec::new(), TalkAndVisits::default());
        Seen { network: Network::of_wave(survey, wave), doors, talk, at_hand }
    }
}

/// What is computed.
pub(super) struct Plan<'a> {
    pub(super) survey: &'a Survey,
    pub(super) families: &'a [&'static measures::Family],
    pub(super) layers: &'a [Layer],
    pub(super) paths_everywhere: bool,
    pub(super) draws: Draws<'a>,
    /// The users' own standard of open doors.
    pub(super) standard: Option<f64>,
    pub(super) betweenness: Way,
    /// Waves, layers and families side by side, else one after the other.
    pub(super) side_by_side: bool,
    pub(super) time_kernels: bool,
    pub(super) purpose: Purpose,
    /// The last wave that is computed: the one that is told.
    pub(super) last: Option<u32>,
    /// Waves were asked for by name: then each gets what else only the last one gets.
    pub(super) waves_named: bool,
}

/// What was found of a wave.
#[derive(Default)]
pub(super) struct Found {
    blocks: Vec<Block>,
    notices: Vec<Notice>,
    drop_out: Vec<DropOut>,
    overview: Option<Overview>,
    outlook: Option<Outlook>,
    timings: Timings,
}

impl Found {
    /// Behind what was found of waves before.
    pub(super) fn put(self, findings: &mut Findings, timings: &mut Timings) {
        findings.blocks.extend(self.blocks);
        findings.notices.extend(self.notices);
        findings.drop_out.extend(self.drop_out);
        findings.overviews.extend(self.overview);
        if self.outlook.is_some() {
            findings.outlook = self.outlook;
        }
        timings.append(self.timings);
    }
}

impl Plan<'_> {
    /// Whether the intervals and what missing answers could change are computed: with the figures that they are about.
    fn tells_certainty(&self) -> bool {
        self.purpose.is_report() && self.families.iter().any(|f| f.name == "cohesion")
    }

    /// Whether what else only one wave gets is computed of this one.
    fn tells_more(&self, network: &Network) -> bool {
        self.tells_certainty() && (self.last == Some(network.wave) || self.waves_named)
    }

    /// Whether there are tests, and a family is computed.
    fn tests(&self, family: &str) -> bool {
        self.draws.count > 0 && self.purpose.is_report() && self.families.iter().any(|f| f.name == family)
    }

    /// The work on each of a list, in the order of the list.
    pub(super) fn each<T: Sync, R: Send>(&self, list: &[T], work: impl Fn(&T) -> R + Sync + Send) -> Vec<R> {
        if self.side_by_side { list.par_iter().map(&work).collect() } else { list.iter().map(work).collect() }
    }

    /// Two pieces of work whose memory is small beside that of the survey.
    pub(super) fn both<A: Send, B: Send>(&self, a: impl FnOnce() -> A + Send, b: impl FnOnce() -> B + Send) -> (A, B) {
        if self.time_kernels { (a(), b()) } else { rayon::join(a, b) }
    }

    /// Whether there is memory for other work beside that of the families: path measures of a country have it to
    /// themselves.
    fn roomy(&self) -> bool {
        self.side_by_side || !self.families.iter().any(|f| f.walks_paths)
    }

    /// The same where they may run side by side, else one after the other.
    fn both_if<A: Send, B: Send>(
        &self,
        beside: bool,
        a: impl FnOnce() -> A + Send,
        b: impl FnOnce() -> B + Send,
    ) -> (A, B) {
        if beside { self.both(a, b) } else { (a(), b()) }
    }

    /// What each family gives of a layer; of a country those that walk paths one after the other.
    fn families(&self, layer: &Layer, scene: &Scene<'_>) -> Vec<(Vec<Made>, Timings)> {
        let one = |family: &&measures::Family| {
            let mut own = Timings::default();
            (own.time(family.name, || (family.make)(scene)), own)
        };
        let mut wanted: Vec<&measures::Family> = self.families.to_vec();
        wanted.retain(|f| !f.walks_paths || layer.id == "all" || self.paths_everywhere);
        if self.side_by_side || self.time_kernels {
            return self.each(&wanted, one);
        }
        let mut made = Vec::with_capacity(wanted.len());
        for alike in wanted.chunk_by(|a, b| !a.walks_paths && !b.walks_paths) {
            // A search for communities is one thread's: begun first, none is waited for at the end.
            let mut order: Vec<usize> = (0..alike.len()).collect();
            order.sort_by_key(|&at| alike[at].name != "communities");
            let first = made.len();
            made.par_extend(order.par_iter().with_max_len(1).map(|&at| (at, one(&alike[at]))));
            made[first..].sort_unstable_by_key(|of| of.0);
        }
        made.into_iter().map(|of| of.1).collect()
    }

    /// Everything about one wave.
    pub(super) fn measure(&self, seen: &Seen, before: Option<&Seen>) -> Found {
        let mut found = Found::default();
        let (layers, (doors, timings)) =
            self.both_if(self.roomy(), || self.layers(seen), || self.about_doors(seen, before));
        found.timings.append(timings);
        let (kept, drawn) = self.put_layers(layers, &seen.network, &mut found);
        self.pairs_of_layers(&seen.network, &kept, &drawn, &mut found);
        for (layer, made) in doors.made {
            // What stands on a layer that was not computed is not told.
            if layer != Some("all") || kept.iter().any(|(l, _)| l.id == "all") {
                collect(&mut found.blocks, &seen.network, layer, made);
            }
        }
        found.outlook = doors.outlook;
        if self.purpose == Purpose::Changes {
            return found;
        }
        let mut own = Timings::default();
        found.overview = Some(own.time("overview", || {
            let figures = |scope: Scope, layer: Option<&str>, measure: &str| {
                let mut blocks = found.blocks.iter();
                blocks.find(|b| b.scope == scope && b.layer.as_deref() == layer).and_then(|b| b.column(measure))
            };
            let mut sources = Sources::new(self.survey, &seen.network, (&seen.doors, &seen.talk), &kept, &figures);
            sources.before = before.map(|b| &b.network);
            sources.at_hand = Some((&seen.at_hand, &doors.chosen));
            if self.purpose.is_report() { overview(&sources) } else { only_closed(&sources) }
        }));
        found.timings.append(own);
        found
    }

    /// What becomes of a layer's figures when respondents are silent.
    fn drop_out(&self, seen: &Seen, layer: &Layer, timings: &mut Timings) -> Vec<DropOut> {
        if !self.tells_more(&seen.network) || !BUILT_IN_LAYERS.contains(&layer.id.as_str()) {
            return Vec::new();
        }
        timings.time("drop_out", || drop_out(self.survey, &seen.network, layer, &seen.doors, self.draws.seed))
    }

    /// Each layer, and how long it took.
    fn layers(&self, seen: &Seen) -> Vec<(Measured, Timings)> {
        let alike = self.alike(&seen.network);
        let own: Vec<usize> = (0..alike.len()).filter(|&at| alike[at].is_none()).collect();
        let measured = self.each(&own, |&at| {
            let mut own = Timings::default();
            (measure_layer(seen, &self.layers[at], self, &mut own), own)
        });
        let again = self.each(&alike.iter().enumerate().collect::<Vec<_>>(), |&(at, &first)| {
            let first = first?;
            let found = &measured[own.binary_search(&first).ok()?].0;
            Some(self.again(seen, (&self.layers[first], found), &self.layers[at]))
        });
        let mut measured = measured.into_iter();
        again.into_iter().filter_map(|again| again.or_else(|| measured.next())).collect()
    }

    /// What was found of each layer, put together; layers about which there is something are kept.
    fn put_layers(
        &self,
        layers: Vec<(Measured, Timings)>,
        network: &Network,
        found: &mut Found,
    ) -> (Vec<(&Layer, Adjacency)>, Vec<intervals::Draws>) {
        let (mut kept, mut drawn) = (Vec::new(), Vec::new());
        let label = &self.survey.waves[network.wave as usize].id;
        for (layer, (measured, own)) in self.layers.iter().zip(layers) {
            found.timings.append(own);
            found.blocks.extend(measured.blocks);
            found.notices.extend(measured.notices.into_iter().map(|notice| notice.of_wave(label)));
            found.drop_out.extend(measured.drop_out);
            if let Some(adjacency) = measured.adjacency {
                kept.push((layer, adjacency));
                drawn.push(measured.drawn);
            }
        }
        (kept, drawn)
    }

    /// What every two layers have in common.
    fn pairs_of_layers(
        &self,
        network: &Network,
        kept: &[(&Layer, Adjacency)],
        drawn: &[intervals::Draws],
        found: &mut Found,
    ) {
        if !self.purpose.is_report() {
            return;
        }
        let pairs: Vec<(usize, usize)> =
            (0..kept.len()).flat_map(|i| (i + 1..kept.len()).map(move |j| (i, j))).collect();
        let made = self.each(&pairs, |&(i, j)| {
            let (mut own, (a, x), (b, y)) = (Timings::default(), &kept[i], &kept[j]);
            let mut block = Block::new(Scope::LayerPair, network.wave, Some(&a.id));
            block.other_layer = Some(b.id.clone());
            block.columns = measures::overlap::layer_pair(x, y);
            if self.tests("knotting") {
                let tested = (a.id.as_str(), b.id.as_str()) == ("formal", "informal");
                let test = || qap_columns(network, (a, x), (b, y), &self.draws);
                block.columns.extend(if tested { own.time("qap", test) } else { qap_left_out() });
            }
            let built_in = |l: &Layer| BUILT_IN_LAYERS.contains(&l.id.as_str());
            if self.tells_certainty() {
                let drawn_of_both = built_in(a) && built_in(b);
                let apart = || intervals::differences(&drawn[i], &drawn[j]);
                block.columns.extend(if drawn_of_both { apart() } else { intervals::differences_left_out() });
            }
            (block, own)
        });
        for (block, own) in made {
            found.blocks.push(block);
            found.timings.append(own);
        }
    }

    /// Doors, who talks, and what stands on them.
    fn about_doors(&self, seen: &Seen, before: Option<&Seen>) -> (AboutDoors, Timings) {
        let Seen { network, doors, talk, at_hand } = seen;
        let (mut found, mut timings) = (AboutDoors::default(), Timings::default());
        let (seed, seen) = (self.draws.seed, (network, doors.as_slice(), talk.as_slice()));
        let at_door = Some("open_door");
        if self.purpose == Purpose::Advice {
            let made = timings.time("openness", || advice::diagnosis::column(network, (doors, talk), at_hand));
            found.made.push((at_door, made));
            return (found, timings);
        }
        let made = timings.time("openness", || {
            found.chosen = chosen_doors_from(network, at_hand);
            openness_at_hand(seen, at_hand, &found.chosen)
        });
        found.made.extend(made.into_iter().map(|m| ((m.scope == Scope::School).then_some("open_door"), m)));
        let (mut otherwise, mut spreads) = (None, None);
        if self.purpose.is_report() {
            let survey = self.tells_more(network).then_some(self.survey);
            let verdicts = || advice::verdicts_and_alternatives(seen, at_hand, survey, self.standard, seed);
            let (verdicts, alternatives, of_schools) = timings.time("lagging", verdicts);
            let earlier = before.map(|b| (&b.network, b.doors.as_slice(), b.talk.as_slice()));
            let change = timings.time("lagging", || advice::change::change_columns(earlier, seen));
            found.made.extend([(at_door, verdicts), (at_door, change)]);
            (otherwise, spreads) = (alternatives, of_schools);
        }
        if self.last == Some(network.wave) {
            found.outlook = Some(outlook(self.survey, network, doors, talk));
        }
        if self.tells_certainty() && !talk.is_empty() {
            let made = timings.time("intervals", || intervals::conversion(network, talk, spreads.as_deref(), seed));
            found.made.push((at_door, made));
        }
        if let Some((at_doors, at_all)) = otherwise {
            found.made.extend([(at_door, at_doors), (Some("all"), at_all)]);
        }
        (found, timings)
    }
}

/// Columns about doors with their layer, and what can be concluded.
#[derive(Default)]
struct AboutDoors {
    made: Vec<(Option<&'static str>, Made)>,
    chosen: Vec<ChosenDoors>,
    outlook: Option<Outlook>,
}

/// What was found of one layer.
#[derive(Clone, Default)]
struct Measured {
    blocks: Vec<Block>,
    notices: Vec<Notice>,
    drop_out: Vec<DropOut>,
    /// Its ties, for the comparison with other layers.
    adjacency: Option<Adjacency>,
    /// Its figures when people are drawn, for the same.
    drawn: intervals::Draws,
}

/// One layer. Nothing when the survey asked nothing that feeds the layer and no tie is in it.
fn measure_layer(seen: &Seen, layer: &Layer, plan: &Plan<'_>, timings: &mut Timings) -> Measured {
    let network = &seen.network;
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
    // How sure figures are does not hang on what they are: side by side, no thread waits for the longest family.
    let ((families, leiden), certain) = plan.both_if(
        plan.roomy(),
        || {
            let families = plan.families(layer, &scene);
            let mut own = Timings::default();
            if plan.time_kernels && layer.id == "all" && plan.families.iter().any(|f| f.name == "communities") {
                own.time("leiden", || measures::communities::one_search(&adjacency, plan.draws.seed, 2));
            }
            (families, own)
        },
        || Certain::of(&scene, seen, plan),
    );
    let (mut blocks, mut notices) = (Vec::new(), Vec::new());
    let mut take = |mut made: Made| {
        notices.append(&mut made.notices);
        collect(&mut blocks, network, Some(&layer.id), made);
    };
    for (made, own) in families {
        timings.append(own);
        for made in made {
            take(made);
        }
    }
    timings.append(leiden);
    timings.append(certain.timings);
    certain.made.into_iter().for_each(&mut take);
    if plan.tests("ei") {
        timings.time("ei_perm", || ei_columns(network, layer, &adjacency, &plan.draws)).into_iter().for_each(&mut take);
    }
    let (drop_out, drawn) = (certain.drop_out, certain.drawn);
    Measured { blocks, notices, drop_out, adjacency: Some(adjacency), drawn }
}

/// How sure the figures of a layer are.
struct Certain {
    made: Vec<Made>,
    /// Figures when people are drawn.
    drawn: intervals::Draws,
    drop_out: Vec<DropOut>,
    timings: Timings,
}

impl Certain {
    fn of(scene: &Scene<'_>, seen: &Seen, plan: &Plan<'_>) -> Certain {
        let tells = plan.tells_certainty();
        let mut own: [Timings; 3] = Default::default();
        let [of_intervals, of_missing, of_drop_out] = &mut own;
        let (drawn, (missing, drop_out)) = plan.both(
            || tells.then(|| of_intervals.time("intervals", || intervals::columns(scene))),
            || {
                let missing = || tells.then(|| of_missing.time("missing", || missing::columns(scene)));
                plan.both(missing, || plan.drop_out(seen, scene.layer, of_drop_out))
            },
        );
        let mut timings = Timings::default();
        own.into_iter().for_each(|own| timings.append(own));
        let (mut made, drawn) = drawn.unwrap_or_default();
        made.extend(missing.unwrap_or_default());
        Certain { made, drawn, drop_out, timings }
    }
}

/// Puts columns into the block of their scope, wave and layer, people in roster order.
fn collect(blocks: &mut Vec<Block>, network: &Network, layer: Option<&str>, made: Made) {
    let columns = if made.scope == Scope::Person {
        let order = || (0..network.len() as u32).map(|p| network.node_of_position(p));
        // Of a roster in the order of nodes nothing is moved.
        if order().is_sorted() { made.columns } else { made.columns.iter().map(|c| c.reordered(order())).collect() }
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
