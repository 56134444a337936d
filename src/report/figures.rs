//! Findings as pictures: fills the drawing room's plain structs with numbers and words.

mod networks;

use crate::drawing::charts::{
    Cell, HeatMap, Ladder, LadderRow, LatentPairs, LatentRow, Overlap, OverlapRow, RateRow, Rates, heat_map, ladder,
    latent_pairs, overlap, rates,
};
use crate::drawing::{Axis, Caption, Picture};
use crate::findings::{Block, Findings, Scope};
use crate::report::story::facts::{doors, doors_block, only_within_school, response};
use crate::words::Words;
use crate::words::numbers::percent;
use crate::words::sentences::Say;

/// Above this many schools the matrix is too fine to be read: only the table has it.
const MATRIX_UP_TO: usize = 60;

/// Every picture of a report, in reading order.
pub fn pictures(findings: &Findings, words: &dyn Words) -> Vec<Picture> {
    let Some(wave) = findings.last_wave() else { return Vec::new() };
    let view = View { findings, words, wave };
    let mut all = Vec::new();
    if let Some(block) = doors_block(findings, wave) {
        all.push(view.open_doors(block));
        all.push(view.ladder(block));
        all.extend(view.latent(block));
    }
    all.extend(view.matrix());
    all.extend(view.formal_informal());
    all.extend(networks::sociograms(&view));
    all
}

struct View<'a> {
    findings: &'a Findings,
    words: &'a dyn Words,
    wave: u32,
}

impl View<'_> {
    fn say(&self, what: Say) -> String {
        self.words.say(what).into()
    }

    /// Title, and under the picture the wave, the response and what it is computed over.
    fn caption(&self, name: &str, title: Say, key: Say, basis: &str) -> Caption {
        let info = &self.findings.waves[self.wave as usize];
        let who = self.words.response(&response(self.findings, self.wave, None));
        let wave = self.words.wave(&info.id, info.period.as_deref());
        let mut caption = Caption::default();
        caption.name = name.into();
        caption.title = self.say(title);
        caption.note = format!("{}. {who} {basis}", wave).trim().to_owned();
        caption.description = self.say(key);
        caption
    }

    /// Schools with their rows; the group as well when there are several and `group` is wanted.
    fn rows(&self, group: bool) -> Vec<(usize, String, bool)> {
        let schools = self.findings.schools.iter().enumerate().map(|(r, s)| (r, s.label().to_owned(), false));
        let several = group && self.findings.schools.len() != 1;
        schools.chain(several.then(|| (self.findings.group_row(), self.say(Say::Group), true))).collect()
    }

    fn shares(&self) -> Axis {
        let mut axis = Axis::default();
        axis.ticks = [0.0, 0.25, 0.5, 0.75, 1.0].map(|x| (x, percent(x, self.words))).to_vec();
        axis
    }

    fn open_doors(&self, block: &Block) -> Picture {
        let words = self.words;
        let mut data = Rates::default();
        data.caption = self.caption("open-doors", Say::FigureOpenDoors, Say::FigureOpenDoorsKey, "");
        data.axis = self.shares();
        data.axis.title = self.say(Say::Rate);
        for (row, label, is_group) in self.rows(true) {
            let f = doors(block, row);
            let mut bar = RateRow::default();
            bar.label = label;
            bar.value = f.rate;
            bar.stability = f.rate.and(f.stability);
            bar.bounds = f.bounds;
            bar.count = match f.rate {
                Some(_) => words.of(f.open, f.known),
                None if f.eligible > 0.0 => words.at_least_of(f.at_least, f.eligible),
                None => String::new(),
            };
            bar.word = words.label("cannot_tell").unwrap_or_default().into();
            bar.is_group = is_group;
            data.rows.push(bar);
        }
        let all = doors(block, self.findings.group_row());
        data.group = all.rate.filter(|_| self.findings.schools.len() > 1);
        data.group_label = self.say(Say::Group);
        data.key_dot = format!("{}, {}", self.say(Say::Rate), self.say(Say::Stability).to_lowercase());
        data.key_band = self.say(Say::Bounds);
        data.key_open = words.label("cannot_tell").unwrap_or_default().into();
        rates(&data)
    }

    fn ladder(&self, block: &Block) -> Picture {
        let words = self.words;
        let mut data = Ladder::default();
        data.caption = self.caption("ladder", Say::FigureLadder, Say::FigureLadderKey, "");
        data.axis = self.shares();
        for (row, label, _) in self.rows(true) {
            let number = |m: &str| block.number(m, row).unwrap_or(0.0);
            let eligible = number("eligible");
            // Shares are over those whose rung is known: counts follow from them and their sum.
            let known = self.rungs_known(row);
            let mut step = LadderRow::default();
            step.label = label;
            for (k, slot) in step.steps.iter_mut().enumerate() {
                *slot = known.get(k).copied().unwrap_or(0);
            }
            step.unknown = (eligible - f64::from(step.steps.iter().sum::<u32>())).max(0.0) as u32;
            step.text = words.of(f64::from(step.steps[3] + step.steps[4]), eligible);
            data.rows.push(step);
        }
        data.key_steps = ["depth_0", "depth_1", "depth_2", "depth_3", "depth_4"]
            .map(|m| words.measure(m).map_or_else(String::new, |m| m.0.into()));
        data.key_unknown = words.label("unknown").unwrap_or_default().into();
        ladder(&data)
    }

    /// How many teachers of a school (or of all) stand on each rung, among those of whom it is known.
    fn rungs_known(&self, row: usize) -> Vec<u32> {
        let mut steps = vec![0; 5];
        let Some(block) = self.findings.block(Scope::Openness, self.wave, None) else { return steps };
        let staff = &self.findings.waves[self.wave as usize].staff;
        for (position, person) in staff.iter().enumerate() {
            let here = row == self.findings.group_row() || person.school == Some(row as u32);
            let known = block.number("rough", position).is_none_or(|r| r < 0.5);
            if let (true, true, true, Some(depth)) = (here, person.eligible, known, block.number("depth", position)) {
                steps[(depth as usize).min(4)] += 1;
            }
        }
        steps
    }

    fn latent(&self, block: &Block) -> Option<Picture> {
        let words = self.words;
        let mut data = LatentPairs::default();
        data.caption = self.caption("latent-pairs", Say::FigureLatent, Say::FigureLatentKey, "");
        let mut most = 0.0f64;
        for (row, label, _) in self.rows(false) {
            let (talk, open) = (block.number("talk_pairs", row)?, block.number("talk_pairs_with_door", row)?);
            most = most.max(talk);
            let mut bar = LatentRow::default();
            bar.label = label;
            bar.open = open as u32;
            bar.latent = (talk - open).max(0.0) as u32;
            bar.text = words.of(open, talk);
            data.rows.push(bar);
        }
        if most == 0.0 {
            return None;
        }
        data.axis.ticks = ticks(most);
        data.key_open = words.measure("talk_pairs_with_door")?.0.into();
        data.key_latent = words.measure("latent_pairs")?.0.into();
        Some(latent_pairs(&data))
    }

    fn matrix(&self) -> Option<Picture> {
        let schools = self.findings.schools.len();
        let block = self.findings.block(Scope::SchoolPair, self.wave, Some("all"))?;
        if !(2..=MATRIX_UP_TO).contains(&schools) || only_within_school(self.findings, self.wave) {
            return None;
        }
        let mut data = HeatMap::default();
        data.caption = self.caption("school-pairs", Say::FigureMatrix, Say::FigureMatrixKey, "");
        data.schools = self.findings.schools.iter().map(|s| s.label().to_owned()).collect();
        data.cells = vec![vec![Cell::Blank; schools]; schools];
        for (row, &(from, to)) in block.pairs.iter().enumerate() {
            let (from, to) = (from as usize, to as usize);
            let ties = block.number("ties", row);
            if let (Some(ties), true) = (ties, from < schools && to < schools) {
                let text = crate::words::numbers::count(ties, self.words);
                data.cells[from][to] = if from == to { Cell::Within(text) } else { Cell::Value(ties, text) };
            }
        }
        data.rows_title = self.say(Say::NamesRow);
        data.columns_title = self.say(Say::NamedColumn);
        data.key_ramp = self.words.measure("ties")?.0.into();
        data.key_within = self.say(Say::School);
        data.key_blank = self.words.why(crate::findings::Why::NotAsked).into();
        Some(heat_map(&data))
    }

    fn formal_informal(&self) -> Option<Picture> {
        let words = self.words;
        let counts = networks::formal_informal(self);
        if counts.iter().all(|c| c.0 + c.1 == 0) {
            return None;
        }
        let mut data = Overlap::default();
        data.caption = self.caption("formal-informal", Say::FigureFormalInformal, Say::FigureFormalInformalKey, "");
        let mut most = 0;
        for ((_, label, _), (formal, shared, informal)) in self.rows(false).into_iter().zip(counts) {
            most = most.max(formal + shared + informal);
            let mut bar = OverlapRow::default();
            bar.label = label;
            bar.formal = formal;
            bar.shared = shared;
            bar.informal = informal;
            bar.text = words.of(f64::from(shared), f64::from(formal + shared + informal));
            data.rows.push(bar);
        }
        data.axis.ticks = ticks(f64::from(most));
        data.key_formal = self.say(Say::OnlyFormal);
        data.key_shared = self.say(Say::Both);
        data.key_informal = self.say(Say::OnlyInformal);
        Some(overlap(&data))
    }
}

/// Round values from 0 to at least the largest, about four of them.
fn ticks(most: f64) -> Vec<(f64, String)> {
    let rough = (most / 4.0).max(1.0);
    let power = 10f64.powf(rough.log10().floor());
    let step = [1.0, 2.0, 5.0, 10.0].into_iter().map(|m| m * power).find(|s| *s >= rough).unwrap_or(rough);
    (0..=((most / step).ceil() as u32)).map(|k| (f64::from(k) * step, format!("{:.0}", f64::from(k) * step))).collect()
}
