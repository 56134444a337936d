//! Tries to recover every hidden count of random studies from everything that is shown.

use crate::attack::{MANY, World};
use crate::studies::two_editions;
use staffroom::findings::{Block, Findings, Scope, Value, Why};
use std::collections::BTreeMap;

const HIDDEN: Value = Value::Undefined(Why::Suppressed);

/// What both see of one wave, side by side.
struct Attack<'a> {
    truth: &'a Findings,
    shown: &'a Findings,
    wave: u32,
    world: World,
    /// Counts by name, layer and school (the group is the last).
    known: BTreeMap<(String, String, usize), usize>,
}

fn count(x: f64) -> i64 {
    x.round() as i64
}

impl<'a> Attack<'a> {
    fn block(&self, of: &'a Findings, scope: Scope, layer: &str) -> Option<&'a Block> {
        of.block(scope, self.wave, Some(layer))
    }

    /// A count of a school or the group as it is, and as it is shown: a number, or hidden. `by` makes a share a count.
    fn pair(&self, layer: &str, measure: &str, by: Option<&str>, row: usize) -> Option<(i64, Option<i64>)> {
        let of = |block: &Block| {
            let weight = by.map_or(Some(1.0), |b| block.number(b, row));
            block.number(measure, row).zip(weight).map(|(x, w)| count(x * w))
        };
        let truth = of(self.block(self.truth, Scope::School, layer)?)?;
        let shown = self.block(self.shown, Scope::School, layer)?;
        // A figure that is not in the edition at all is not one that was hidden for being small.
        shown.column(measure)?;
        Some((truth, of(shown)))
    }

    /// A count of every school and of the group: sums where all of it is in schools, at most the group's elsewhere.
    fn counts(&mut self, layer: &str, measure: &str, by: Option<&str>, whole: bool) {
        let schools = self.truth.schools.len();
        let mut terms = Vec::new();
        for school in 0..schools {
            let Some((truth, shown)) = self.pair(layer, measure, by, school) else { continue };
            if let Some(shown) = shown {
                assert_eq!(shown, truth, "{measure} of a school that is shown is as it is");
            }
            let name = format!("{measure}[{layer},{school}]");
            let variable = self.world.add(name, truth, shown.is_none());
            self.known.insert((measure.into(), layer.into(), school), variable);
            terms.push((variable, 1));
        }
        // People without a school stand in no row, and neither do pairs across schools.
        let inside: i64 = terms.iter().map(|&(v, _)| self.world.truth[v]).sum();
        let Some((truth, Some(shown))) = self.pair(layer, measure, by, schools) else { return };
        assert_eq!(truth, shown);
        if !(whole && self.nobody_else()) {
            let rest = self.world.add(format!("{measure}[{layer},elsewhere]"), truth - inside, true);
            self.world.is_hidden[rest] = true;
            terms.push((rest, 1));
        }
        self.world.know(&format!("all of {measure} on {layer}"), &terms, truth, truth);
    }

    /// Whether everybody has a school.
    fn nobody_else(&self) -> bool {
        self.truth.waves[self.wave as usize].staff.iter().all(|s| s.school.is_some())
    }

    fn variable(&self, measure: &str, layer: &str, school: usize) -> Option<usize> {
        self.known.get(&(measure.to_owned(), layer.to_owned(), school)).copied()
    }

    /// That one count of a school is part of another, wherever both are there.
    fn part(&mut self, part: (&str, &str), whole: (&str, &str)) {
        for school in 0..self.truth.schools.len() {
            let both = self.variable(part.0, part.1, school).zip(self.variable(whole.0, whole.1, school));
            if let Some((a, b)) = both {
                self.world.at_most(&format!("{} within {}", part.0, whole.0), a, b);
            }
        }
    }

    /// That counts of a school add up to another.
    fn adds_up(&mut self, parts: &[&str], whole: &str, layer: &str) {
        for school in 0..self.truth.schools.len() {
            let terms: Option<Vec<_>> = parts.iter().map(|p| Some((self.variable(p, layer, school)?, 1))).collect();
            let Some((mut terms, whole)) = terms.zip(self.variable(whole, layer, school)) else { continue };
            terms.push((whole, -1));
            self.world.know("parts and whole", &terms, 0, 0);
        }
    }

    fn doors(&mut self) {
        let layer = "open_door";
        for measure in ["eligible", "known", "open_doors", "open_doors_at_least", "door_unknown"] {
            self.counts(layer, measure, None, true);
        }
        let shares = [
            "open_door_rate_confirmed",
            "open_door_rate_either",
            "open_door_rate_broad",
            "depth_0",
            "depth_1",
            "depth_2",
            "depth_3",
            "depth_4",
        ];
        for measure in shares {
            self.counts(layer, measure, Some("known"), true);
        }
        for measure in ["talk_pairs", "talk_pairs_with_door", "latent_pairs"] {
            self.counts(layer, measure, None, false);
        }
        self.part(("known", layer), ("eligible", layer));
        self.part(("open_doors", layer), ("known", layer));
        self.part(("open_doors", layer), ("open_doors_at_least", layer));
        self.part(("open_doors_at_least", layer), ("eligible", layer));
        self.part(("door_unknown", layer), ("eligible", layer));
        self.part(("open_door_rate_confirmed", layer), ("open_doors", layer));
        self.part(("open_doors", layer), ("open_door_rate_either", layer));
        self.part(("open_door_rate_either", layer), ("known", layer));
        self.part(("open_doors", layer), ("open_door_rate_broad", layer));
        self.part(("open_door_rate_broad", layer), ("known", layer));
        self.part(("eligible", layer), ("people", "all"));
        self.adds_up(&["depth_0", "depth_1", "depth_2", "depth_3", "depth_4"], "known", layer);
        self.adds_up(&["depth_3", "depth_4"], "open_doors", layer);
        // Whoever has no tie at all, answered, and has a known door, is on the lowest rung.
        for school in 0..self.truth.schools.len() {
            let of = |m: &str, l: &str| self.variable(m, l, school);
            let all = [of("isolates", "all"), of("depth_0", layer), of("people", "all"), of("known", layer)];
            if let [Some(isolates), Some(lowest), Some(people), Some(known)] = all {
                let terms = [(isolates, 1), (lowest, -1), (people, -1), (known, 1)];
                self.world.know("isolates and the lowest rung", &terms, -MANY, 0);
            }
        }
        self.adds_up(&["latent_pairs", "talk_pairs_with_door"], "talk_pairs", layer);
        // From an interval of a share its number and its count can be worked out.
        let group = self.truth.schools.len();
        let shown = self.block(self.shown, Scope::School, layer);
        let number = |m: &str| shown.and_then(|b| b.number(m, group));
        for measure in ["open_door_rate", "open_door_rate_ci_low", "open_door_rate_ci_high"] {
            assert!(
                number(measure).is_none() || (number("known").is_some() && number("open_doors").is_some()),
                "{measure}"
            );
        }
        for measure in ["open_door_rate_low", "open_door_rate_high"] {
            assert!(number(measure).is_none() || number("eligible").is_some(), "{measure}");
        }
    }

    /// A school on the list has somebody in it, and at least those who may be named.
    fn at_least(&mut self) {
        for school in 0..self.truth.schools.len() {
            let here = self.variable("people", "all", school);
            if let Some(v) = here.filter(|&v| self.world.truth[v] > 0) {
                let named = self.truth.waves[self.wave as usize].staff.iter();
                let named = named.filter(|s| s.school == Some(school as u32) && s.consent_named == Some(true)).count();
                self.world.least[v] = i64::try_from(named).unwrap().max(1);
            }
        }
    }

    /// Who is there, who answered, who is alone, and the ties between all pairs of schools of a layer.
    fn network(&mut self, layer: &str) {
        if layer == "all" {
            self.counts(layer, "people", None, true);
            self.at_least();
        }
        // In every layer there are the same people as in all of them, and here the same of them answered.
        for measure in ["answered", "unknown"] {
            self.counts(layer, measure, None, true);
        }
        for school in (0..self.truth.schools.len()).filter(|_| layer != "all") {
            for measure in ["people", "answered", "unknown"] {
                let Some(all) = self.variable(measure, "all", school) else { continue };
                if let Some(own) = self.variable(measure, layer, school) {
                    assert_eq!(self.world.truth[own], self.world.truth[all], "{measure} on {layer}");
                    self.world.is_same(own, all);
                }
                self.known.insert((measure.into(), layer.into(), school), all);
            }
        }
        self.counts(layer, "isolates", None, true);
        self.counts(layer, "pairs", None, false);
        self.part(("answered", layer), ("people", layer));
        self.part(("isolates", layer), ("answered", layer));
        self.part(("isolates", layer), ("people", layer));
        self.adds_up(&["answered", "unknown"], "people", layer);
        self.matrix(layer);
    }

    fn matrix(&mut self, layer: &str) {
        let both =
            self.block(self.truth, Scope::SchoolPair, layer).zip(self.block(self.shown, Scope::SchoolPair, layer));
        let Some((truth, shown)) = both else { return };
        let schools = self.truth.schools.len();
        let mut cell = BTreeMap::new();
        for (row, &pair) in truth.pairs.iter().enumerate() {
            let value = shown.pairs.iter().position(|p| *p == pair).and_then(|r| shown.number("ties", r));
            let name = format!("ties[{layer},{}>{}]", pair.0, pair.1);
            let ties = count(truth.number("ties", row).unwrap());
            cell.insert(pair, self.world.add(name, ties, value.is_none()));
        }
        let layer_of =
            |f: &'a Findings, m: &str| f.block(Scope::Layer, self.wave, Some(layer)).and_then(|b| b.number(m, 0));
        let (all, within, across, pairs) = (
            layer_of(self.shown, "ties"),
            layer_of(self.shown, "pairs_within"),
            layer_of(self.shown, "pairs_across"),
            layer_of(self.shown, "pairs"),
        );
        let (true_within, true_across) = (layer_of(self.truth, "pairs_within"), layer_of(self.truth, "pairs_across"));
        let inside: i64 = cell.values().map(|&v| self.world.truth[v]).sum();
        let mut terms: Vec<_> = cell.values().map(|&v| (v, 1)).collect();
        if let Some(all) = all {
            if !self.nobody_else() {
                let rest = self.world.add(format!("ties[{layer},elsewhere]"), count(all) - inside, true);
                terms.push((rest, 1));
            }
            self.world.know("all ties", &terms, count(all), count(all));
        }
        self.ends_of_ties(layer, &cell);
        // Connected pairs inside schools are between half of the ties and all of them.
        let mut own = Vec::new();
        for school in 0..schools {
            let both = self.variable("pairs", layer, school).zip(cell.get(&(school as u32, school as u32)).copied());
            let Some((pairs, ties)) = both else { continue };
            self.world.at_most("pairs and ties", pairs, ties);
            self.world.know("ties and pairs", &[(ties, 1), (pairs, -2)], -MANY, 0);
            own.push((pairs, 1));
        }
        if let Some(within) = within.filter(|_| !own.is_empty()) {
            self.world.know("pairs within", &own, count(within), count(within));
        }
        // Between two schools they are at least the ties one way and at most the ties both ways; all of them together.
        let mut between = Vec::new();
        for (&(a, b), &v) in cell.iter().filter(|((a, b), _)| a < b) {
            let Some(&back) = cell.get(&(b, a)) else { continue };
            between.extend([(v, 1), (back, 1)]);
        }
        if let (Some(across), Some(_)) = (across, true_across) {
            let most = self.world.add(format!("returned[{layer}]"), 0, true);
            let ties: i64 = between.iter().map(|&(v, _)| self.world.truth[v]).sum();
            let rest = count(across);
            self.world.truth[most] = (ties - rest).max(0);
            between.push((most, -1));
            if !self.nobody_else() {
                // Ties of people without a school are ties across.
                let elsewhere = self.world.add(format!("across[{layer},elsewhere]"), (rest - ties).max(0), true);
                between.push((elsewhere, 1));
            }
            self.world.know("pairs across", &between, rest, rest);
        }
        let _ = (pairs, true_within);
    }

    /// A tie has two ends: no more people of a school have one than that, and, when everybody answered, no fewer than
    /// it takes for so many pairs.
    fn ends_of_ties(&mut self, layer: &str, cell: &BTreeMap<(u32, u32), usize>) {
        for school in 0..self.truth.schools.len() as u32 {
            let of = |m: &str| self.variable(m, layer, school as usize);
            let (Some(isolates), Some(pairs), Some(answered)) = (of("isolates"), of("pairs"), of("answered")) else {
                continue;
            };
            let beyond = cell.iter().filter(|((a, b), _)| a != b && (*a == school || *b == school));
            let beyond: Vec<usize> = beyond.map(|(_, &v)| v).collect();
            let mut terms = vec![(answered, 1), (isolates, -1), (pairs, -2)];
            terms.extend(beyond.iter().map(|&v| (v, -1)));
            // The group of formal meetings ties people without a tie between two of them.
            if layer != "formal" {
                self.world.know("ends of ties", &terms, -MANY, 0);
            }
            let Some(all) = self.variable("people", "all", school as usize) else { continue };
            let w = &self.world;
            let everybody = w.truth[all] == w.truth[answered] && !w.is_hidden[all] && !w.is_hidden[answered];
            if everybody && !w.is_hidden[pairs] {
                let needed = (0..=w.truth[pairs] + 1).find(|m| m * (m - 1) / 2 >= w.truth[pairs]).unwrap_or(0);
                let crosses = beyond.iter().any(|&v| !w.is_hidden[v] && w.truth[v] > 0);
                let needed = needed.max(i64::from(crosses)).max(if w.truth[pairs] > 0 { 2 } else { 0 });
                self.world.know("people it takes", &[(answered, 1), (isolates, -1)], needed, MANY);
            }
        }
    }
}

/// A count from one to four of a kind of people is not shown, of a school or of the group.
#[test]
fn no_count_of_one_to_four_people_of_a_kind_is_shown() {
    let (mut few, mut rungs) = (0, 0);
    let is_few = |n: f64| n > 0.5 && n < 4.5;
    for seed in 0..40 {
        let (truth, shown) = two_editions(seed);
        for block in shown.blocks.iter().filter(|b| b.scope == Scope::School) {
            let whole = truth.block(Scope::School, block.wave, block.layer.as_deref()).unwrap();
            for row in 0..=truth.schools.len() {
                if block.column("isolates").is_some() {
                    assert!(block.number("isolates", row).is_none_or(|n| !is_few(n)), "{:?} {row} {seed}", block.layer);
                    few += usize::from(whole.number("isolates", row).is_some_and(is_few));
                }
                let known = block.number("known", row);
                for pair in [["depth_0", "depth_1"], ["depth_3", "depth_4"]] {
                    if pair.iter().any(|m| whole.number(m, row).is_none()) {
                        continue;
                    }
                    let both = pair.map(|m| block.number(m, row).zip(known).map(|(x, k)| (x * k).round()));
                    assert_eq!(both[0].is_some(), both[1].is_some(), "{pair:?} {row} {seed}");
                    assert!(both.iter().flatten().all(|&n| !is_few(n)), "{pair:?} {row} {seed}: {both:?}");
                    rungs += usize::from(known.is_some() && both[0].is_none());
                }
            }
        }
        for block in shown.blocks.iter().filter(|b| b.scope == Scope::Layer) {
            assert!(block.number("isolates", 0).is_none_or(|n| !is_few(n)), "{:?} {seed}", block.layer);
        }
        for tally in &shown.tallies {
            for (kind, n) in tally.kinds.iter().filter(|k| k.0 != "unknown") {
                assert!(n.number().is_none_or(|n| !is_few(n)), "{kind} {n:?} {seed}");
            }
        }
    }
    assert!(few > 40 && rungs > 20, "the studies have such counts: {few}, {rungs}");
}

#[test]
fn no_hidden_count_can_be_worked_out_from_what_is_shown() {
    let (mut hidden, mut studies) = (0, 0);
    // More of them with `STAFFROOM_STUDIES=200 cargo test --release --test audience`.
    let many = std::env::var("STAFFROOM_STUDIES").ok().and_then(|n| n.parse().ok()).unwrap_or(12);
    for seed in 0..many {
        let (truth, shown) = two_editions(seed);
        for wave in 0..truth.waves.len() as u32 {
            let known = BTreeMap::new();
            let mut attack = Attack { truth: &truth, shown: &shown, wave, world: World::default(), known };
            for layer in ["all", "formal", "informal", "talk", "practice", "open_door"] {
                attack.network(layer);
            }
            attack.doors();
            let secret = attack.world.is_hidden.iter().filter(|h| **h).count();
            hidden += secret;
            studies += usize::from(secret > 0);
            let mut away = attack.world.given_away();
            // What is in no row is no figure of a school.
            away.retain(|a| !a.contains("elsewhere") && !a.contains("returned"));
            assert!(away.is_empty(), "study {seed}, wave {wave}: {away:#?}\nhidden: {:?}", shown.hidden);
        }
    }
    assert!(hidden > 1_500 && studies > 12, "the studies hide enough to be worth the attack: {hidden} in {studies}");
}

#[test]
fn what_is_shown_of_a_figure_is_as_it_is() {
    for seed in 0..20 {
        let (truth, shown) = two_editions(seed);
        for block in &shown.blocks {
            let find = |b: &&Block| {
                (b.scope, b.wave, &b.layer, &b.other_layer)
                    == (block.scope, block.wave, &block.layer, &block.other_layer)
            };
            let own = truth.blocks.iter().find(find).unwrap();
            for column in block.columns.iter().filter(|c| !c.measure.starts_with("lagging_")) {
                for row in (0..column.len()).filter(|&row| column.of(row) != HIDDEN) {
                    let at = match block.pairs.get(row) {
                        Some(pair) => own.pairs.iter().position(|p| p == pair).unwrap(),
                        None => row,
                    };
                    assert_eq!(own.value(&column.measure, at), Some(column.of(row)), "{} {seed}", column.measure);
                }
            }
        }
    }
}
