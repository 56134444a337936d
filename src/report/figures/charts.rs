//! One row, cell or disc per school.

use super::super::story::told::{DoorsAsked, Told};
use super::caption;
use crate::drawing::charts::{
    Cell, Disc, Funnel, FunnelPoint, HeatMap, Ladder, LadderRow, LatentPairs, LatentRow, Limit, Overlap, OverlapRow,
    Overview, RateRow, Rates,
};
use crate::drawing::{Axis, Caption, MOST_NAMED, Picture, charts};
use crate::findings::{Scope, Why};
use crate::words::Say;

/// Above this many schools the matrix is too fine to be read.
const MATRIX_UP_TO: usize = 60;

/// Up to so many schools the funnel shows the limits of each.
const BANDS_UP_TO: usize = 24;

/// Shares from 0 to 1.
fn shares(told: &Told<'_>, title: Say) -> Axis {
    let ticks = [0.0, 0.25, 0.5, 0.75, 1.0].map(|x| (x, told.words.percent(x))).to_vec();
    Axis { ticks, title: told.say(title) }
}

/// Round numbers from 0 to at least the largest, about four of them.
fn counts(told: &Told<'_>, most: f64, title: Say) -> Axis {
    counts_from(told, 0.0, most, title)
}

/// The same from below the smallest, for what is not read from its length.
fn counts_from(told: &Told<'_>, least: f64, most: f64, title: Say) -> Axis {
    let rough = ((most - least) / 4.0).max(1.0);
    let power = 10f64.powf(rough.log10().floor());
    let step = [1.0, 2.0, 5.0, 10.0].into_iter().map(|m| m * power).find(|s| *s >= rough).unwrap_or(rough);
    let first = (least / step).floor();
    let ticks = (0..=(((most / step).ceil() - first) as u32)).map(|k| {
        let x = (first + f64::from(k)) * step;
        (x, told.words.count(x as u64))
    });
    Axis { ticks: ticks.collect(), title: told.say(title) }
}

/// Rows that are too many to be named stand in the order of what they show, and the note says so; the group stays last.
fn in_order<T>(told: &Told<'_>, rows: &mut [T], caption: &mut Caption, key: impl Fn(&T) -> f64) {
    if rows.len() > MOST_NAMED {
        rows.sort_by(|a, b| key(a).total_cmp(&key(b)));
        caption.note = format!("{} {}", caption.note, told.say(Say::FineRows));
    }
}

/// How many of the known doors are open, by school.
pub(super) fn open_doors(told: &Told<'_>) -> Picture {
    let words = told.words;
    let group = told.findings.group_row();
    let mut data = Rates {
        caption: caption(told, "open-doors", words.say(Say::OpenDoorsTitle), Say::OpenDoorsReads, "open_door"),
        axis: shares(told, Say::AxisKnown),
        group_label: words.all_schools().into(),
        key_dot: told.say(Say::KeyRate),
        key_band: told.say(Say::KeyBounds),
        key_open: told.say(Say::KeyOpenRange),
        ..Rates::default()
    };
    for (row, label) in told.school_rows() {
        let mut bar = RateRow { label, is_group: row == group, ..RateRow::default() };
        match told.doors(row) {
            DoorsAsked::Yes(d) => {
                let share = |n: u64| n as f64 / d.eligible as f64;
                let bounds = (share(d.at_least), share(d.at_least + d.unknown));
                if d.no_rate.is_none() {
                    let rate = d.open as f64 / d.known as f64;
                    bar.value = Some(rate);
                    bar.stability = d.stability;
                    // The same as in the table: where others saw doors open that are not known, the share lies outside.
                    bar.bounds = (d.unknown > 0).then_some(bounds);
                    bar.count = words.of(d.open, d.known);
                    if row == group {
                        data.group = Some(rate);
                    }
                } else {
                    bar.bounds = Some(bounds);
                    bar.count = format!("{} {}", told.say(Say::AtLeast), words.of(d.at_least, d.eligible));
                    bar.word = words.why(Why::CannotTell).into();
                }
            }
            DoorsAsked::NoTeachers => bar.word = words.why(Why::DoesNotApply).into(),
            DoorsAsked::Hidden => bar.word = words.why(Why::Suppressed).into(),
            DoorsAsked::No => bar.word = words.why(Why::NotAsked).into(),
        }
        data.rows.push(bar);
    }
    in_order(told, &mut data.rows, &mut data.caption, |r| if r.is_group { 2.0 } else { r.value.unwrap_or(-1.0) });
    charts::rates(&data)
}

/// Teachers by the highest rung they reached, by school.
pub(super) fn ladder(told: &Told<'_>) -> Option<Picture> {
    let words = told.words;
    let steps = told.ladder();
    let mut rows = Vec::new();
    for (row, label) in told.school_rows() {
        let mut bar = LadderRow { label, ..LadderRow::default() };
        match (told.doors(row), told.rungs(steps, row)) {
            (DoorsAsked::Yes(d), Some(counts)) => {
                bar.steps = counts.iter().map(|n| *n as u32).collect();
                let known: u32 = bar.steps.iter().sum();
                bar.unknown = (d.eligible as u32).saturating_sub(known);
                if !d.beyond_hidden {
                    bar.text = words.many(d.eligible, crate::words::numbers::Noun::Teacher);
                }
            }
            (DoorsAsked::Hidden, _) => bar.word = words.why(Why::Suppressed).into(),
            (DoorsAsked::NoTeachers, _) => bar.word = words.why(Why::DoesNotApply).into(),
            _ => bar.word = words.why(told.why_no_rungs(row)).into(),
        }
        rows.push(bar);
    }
    let mut caption = caption(told, "ladder", words.say(Say::LadderTitle), Say::LadderReads, "all");
    // Seen and taught together, in whichever steps they are told.
    let opened = |r: &LadderRow| {
        let open = &r.steps[r.steps.len() / 2 + 1..];
        f64::from(open.iter().sum::<u32>()) / f64::from(r.steps.iter().sum::<u32>().max(1))
    };
    in_order(told, &mut rows, &mut caption, |r| if r.word.is_empty() { opened(r) } else { -1.0 });
    rows.iter().any(|r| r.word.is_empty()).then(|| {
        charts::ladder(&Ladder {
            caption,
            rows,
            axis: shares(told, Say::AxisTeachers),
            key_steps: steps.iter().map(|step| words.step(step)).collect(),
            key_unknown: words.why(Why::CannotTell).into(),
        })
    })
}

/// Pairs who talk about teaching, with and without a door, by school.
pub(super) fn latent_pairs(told: &Told<'_>) -> Option<Picture> {
    let words = told.words;
    let block = told.block(Scope::School, Some("open_door"))?;
    let mut rows = Vec::new();
    let mut most = 0.0f64;
    for s in told.schools() {
        let label = told.findings.schools[s].label().to_owned();
        let mut bar = LatentRow { label, ..LatentRow::default() };
        match block.number("talk_pairs", s).zip(block.number("talk_pairs_with_door", s)) {
            Some((talk, open)) => {
                most = most.max(talk);
                bar.open = open as u32;
                bar.latent = (talk - open).max(0.0) as u32;
                bar.text = words.of(open as u64, talk as u64);
            }
            None if told.is_hidden(Scope::School, Some("open_door"), "talk_pairs", s) => {
                bar.word = words.why(Why::Suppressed).into();
            }
            None => bar.word = words.why(Why::CannotTell).into(),
        }
        rows.push(bar);
    }
    let mut caption = caption(told, "latent-pairs", words.say(Say::LatentTitle), Say::LatentReads, "talk");
    in_order(told, &mut rows, &mut caption, |r| if r.word.is_empty() { f64::from(r.open + r.latent) } else { -1.0 });
    (most > 0.0).then(|| {
        charts::latent_pairs(&LatentPairs {
            caption,
            rows,
            axis: counts(told, most, Say::AxisPairs),
            key_open: told.say(Say::KeyTalkDoor),
            key_latent: told.say(Say::KeyTalkNoDoor),
        })
    })
}

/// Whether a rate stands out: a limit is the first one that does.
fn is_beyond(rate: f64, low: Option<f64>, high: Option<f64>) -> bool {
    low.is_some_and(|low| rate <= low) || high.is_some_and(|high| rate >= high)
}

/// Rates against how many doors are known, with what chance allows.
pub(super) fn funnel(told: &Told<'_>) -> Option<Picture> {
    let words = told.words;
    let block = told.block(Scope::School, Some("open_door"))?;
    let mut points = Vec::new();
    let mut limits: Vec<(f64, Option<f64>, Option<f64>)> = Vec::new();
    for s in told.schools() {
        let DoorsAsked::Yes(d) = told.doors(s) else { continue };
        if d.no_rate.is_some() || d.known == 0 {
            continue;
        }
        let (known, rate) = (d.known as f64, d.open as f64 / d.known as f64);
        let (low, high) = (block.number("funnel_low", s), block.number("funnel_high", s));
        // Where not even nobody, or everybody, would stand out there is no limit on that side.
        let limit = low.or(high).map(|_| (low, high));
        if limit.is_some() {
            limits.push((known, low, high));
        }
        let outside = is_beyond(rate, low, high);
        points.push(FunnelPoint {
            label: told.findings.schools[s].label().into(),
            known,
            rate,
            outside,
            limits: limit,
        });
    }
    // A school is set beside all others, so that two with as many known doors have not quite the same limits: where there
    // is room each has its own, and among very many the difference is not to be seen.
    let one_by_one = points.len() <= BANDS_UP_TO;
    if !one_by_one {
        points.iter_mut().for_each(|p| p.limits = None);
    }
    let schools = limits.len();
    limits.sort_by(|a, b| a.0.total_cmp(&b.0));
    limits.dedup_by_key(|l| l.0.to_bits());
    let centre = match told.doors(told.findings.group_row()) {
        DoorsAsked::Yes(d) if d.no_rate.is_none() && d.known > 0 => Some(d.open as f64 / d.known as f64),
        _ => None,
    };
    let most = points.iter().map(|p| p.known).fold(0.0, f64::max);
    let least = points.iter().map(|p| p.known).fold(most, f64::min);
    (schools > 1).then(|| {
        charts::funnel(&Funnel {
            caption: caption(told, "funnel", words.say(Say::FunnelTitle), Say::FunnelReads, "open_door"),
            points,
            centre,
            limits: if one_by_one {
                Vec::new()
            } else {
                vec![Limit { points: limits, text: told.say(Say::KeyFunnelLimit) }]
            },
            key_band: told.say(Say::KeyFunnelLimit),
            across: counts_from(told, (least - 2.0).max(0.0), most + 1.0, Say::AxisDoorsKnown),
            up: shares(told, Say::AxisRate),
            key_inside: told.say(Say::KeyFunnelInside),
            key_outside: told.say(Say::KeyFunnelOutside),
            key_centre: words.all_schools().into(),
        })
    })
}

/// Ties from school to school.
pub(super) fn school_pairs(told: &Told<'_>) -> Option<Picture> {
    let words = told.words;
    let schools = told.schools();
    let block = told.block(Scope::SchoolPair, told.main)?;
    if !(2..=MATRIX_UP_TO).contains(&schools.len()) || told.is_within_schools() {
        return None;
    }
    let place = |s: u32| schools.iter().position(|&t| t == s as usize);
    let nothing = || Cell::Value(0.0, words.count(0));
    let mut cells: Vec<Vec<Cell>> = (0..schools.len())
        .map(|i| (0..schools.len()).map(|j| if i == j { Cell::Blank } else { nothing() }).collect())
        .collect();
    for (row, &(from, to)) in block.pairs.iter().enumerate() {
        let (Some(i), Some(j)) = (place(from), place(to)) else { continue };
        cells[i][j] = match block.number("ties", row) {
            Some(n) if i == j => Cell::Within(words.count(n as u64)),
            Some(n) => Cell::Value(n, words.count(n as u64)),
            None => Cell::Blank,
        };
    }
    let main = told.main.unwrap_or("all");
    Some(charts::heat_map(&HeatMap {
        caption: caption(told, "school-pairs", words.say(Say::MatrixTitle), Say::MatrixReads, main),
        schools: schools.iter().map(|&s| told.findings.schools[s].label().into()).collect(),
        cells,
        rows_title: told.say(Say::MatrixRows),
        columns_title: told.say(Say::MatrixColumns),
        key_ramp: told.say(Say::KeyMatrix),
        key_within: told.say(Say::KeyWithin),
        key_blank: told.say(Say::KeyBlank),
    }))
}

/// Pairs of each school by whether they meet formally, informally or both.
pub(super) fn formal_informal(told: &Told<'_>) -> Option<Picture> {
    let words = told.words;
    let formal = told.block(Scope::School, Some("formal"))?;
    let informal = told.block(Scope::School, Some("informal"))?;
    let mut rows = Vec::new();
    for s in told.schools() {
        let only = formal.number("only_formal_pairs", s).zip(informal.number("only_informal_pairs", s));
        let (Some((paper, found)), Some(all)) = (only, formal.number("pairs", s)) else { continue };
        let shared = (all - paper).max(0.0);
        rows.push(OverlapRow {
            label: told.findings.schools[s].label().into(),
            formal: paper as u32,
            shared: shared as u32,
            informal: found as u32,
            text: words.many((paper + shared + found) as u64, crate::words::numbers::Noun::Pair),
            word: String::new(),
        });
    }
    let mut caption = caption(told, "formal-informal", words.say(Say::FormalTitle), Say::FormalReads, "formal");
    let share = |r: &OverlapRow| f64::from(r.shared) / f64::from((r.formal + r.shared + r.informal).max(1));
    in_order(told, &mut rows, &mut caption, share);
    (!rows.is_empty()).then(|| {
        charts::overlap(&Overlap {
            caption,
            rows,
            axis: shares(told, Say::AxisPairsTied),
            key_formal: told.say(Say::KeyOnlyFormal),
            key_shared: told.say(Say::KeyBoth),
            key_informal: told.say(Say::KeyOnlyInformal),
        })
    })
}

/// A disc for each school: contacts per person, and people without ties.
pub(super) fn overview(told: &Told<'_>) -> Option<Picture> {
    let words = told.words;
    let block = told.block(Scope::School, told.main)?;
    let schools = told.schools();
    // A disc of which nothing is shown is as large as one of five people.
    let people = |s: usize| told.people(s).unwrap_or(5) as f64;
    let largest = schools.iter().map(|&s| people(s)).fold(1.0, f64::max);
    let densest = schools.iter().filter_map(|&s| block.number("mean_degree", s)).fold(0.0, f64::max);
    let reads = told.overview_reads();
    let discs = schools.iter().map(|&s| Disc {
        label: told.findings.schools[s].label().into(),
        shade: block.number("mean_degree", s).filter(|_| densest > 0.0).map(|d| d / densest),
        number: match block.number("isolates", s) {
            Some(n) => words.count(n as u64),
            None if reads == Say::OverviewReads => "?".into(),
            None => String::new(),
        },
        size: people(s) / largest,
    });
    let discs: Vec<Disc> = discs.collect();
    let mut key_number = told.say(Say::KeyDiscNumber);
    if discs.iter().any(|d| d.number == "?") {
        key_number += &format!("; ?: {}", words.why(Why::Suppressed));
    }
    Some(charts::overview(&Overview {
        caption: caption(told, "overview", words.say(Say::OverviewTitle), reads, told.main.unwrap_or("all")),
        discs,
        key_shade: told.say(Say::KeyShade),
        key_number,
        key_unknown: words.why(if told.tally().is_some() { Why::Suppressed } else { Why::CannotTell }).into(),
    }))
}

#[cfg(test)]
mod tests {
    use super::is_beyond;

    #[test]
    fn a_rate_at_its_limit_stands_out_and_where_there_is_none_on_a_side_none_does() {
        assert!(is_beyond(3.0 / 20.0, Some(3.0 / 20.0), Some(17.0 / 20.0)) && is_beyond(1.0, None, Some(1.0)));
        assert!(!is_beyond(4.0 / 20.0, Some(3.0 / 20.0), None) && !is_beyond(0.0, None, Some(0.9)));
    }
}
