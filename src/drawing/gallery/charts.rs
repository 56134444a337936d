//! Charts of invented schools.

use crate::drawing::charts::{
    Cell, Direction, Disc, Funnel, FunnelPoint, HeatMap, Ladder, LadderRow, LatentPairs, LatentRow, Limit, Overlap,
    OverlapRow, Overview, RateRow, Rates, Slope, Slopes, funnel, heat_map, ladder, latent_pairs, overlap, overview,
    rates, slopes,
};
use crate::drawing::{Axis, Caption, Picture};

const SCHOOLS: [&str; 12] = [
    "De Regenboog",
    "Obs De Vliegende Hollander aan de Kade",
    "'t Kofschip",
    "Sint-Willibrordusschool",
    "De Wegwijzer",
    "Samenwerkingsschool Het Kompas–De Vuurvlinder",
    "De Brug",
    "IKC Zuiderpark",
    "Montessorischool Oost",
    "De Ark",
    "Prinses Catharina-Amaliaschool",
    "De Klimop & Zn. <test>",
];

/// Numbers that look like chance and are the same everywhere.
pub(super) struct Chance(pub(super) u64);

impl Chance {
    pub(super) fn below(&mut self, n: u32) -> u32 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        ((self.0 >> 33) % u64::from(n)) as u32
    }
}

pub(super) fn caption(name: &str, title: &str, note: &str) -> Caption {
    Caption { name: name.into(), title: title.into(), note: note.into(), ..Caption::default() }
}

pub(super) fn percent() -> Axis {
    let ticks = (0..=4).map(|i| (f64::from(i) / 4.0, format!("{} %", i * 25))).collect();
    Axis { ticks, title: "deel van de leraren van wie het bekend is".into() }
}

/// Wilson's interval, good enough for a picture.
fn wilson(open: f64, known: f64) -> (f64, f64) {
    let (z, p) = (1.96, open / known);
    let middle = (p + z * z / (2.0 * known)) / (1.0 + z * z / known);
    let half = z * (p * (1.0 - p) / known + z * z / (4.0 * known * known)).sqrt() / (1.0 + z * z / known);
    (middle - half, middle + half)
}

pub(super) fn open_doors(name: &str, count: usize) -> Picture {
    let mut chance = Chance(7);
    let mut rows: Vec<RateRow> = (0..count)
        .map(|i| {
            let known = 8 + chance.below(15);
            let open = chance.below(known + 1) * 2 / 3;
            let label = if count <= 12 { SCHOOLS[i].into() } else { format!("School {} aan de Laan", i + 1) };
            let (n, k) = (f64::from(known), f64::from(open));
            if i % 7 == 5 {
                return RateRow {
                    label,
                    bounds: Some((k / n * 0.5, (k / n * 0.5 + 0.4).min(1.0))),
                    count: format!("minstens {open} van {known}"),
                    word: "niet te zeggen".into(),
                    ..Default::default()
                };
            }
            if i % 11 == 8 {
                return RateRow { label, word: "te weinig antwoorden om te tonen".into(), ..Default::default() };
            }
            RateRow {
                label,
                value: Some(k / n),
                stability: Some(wilson(k, n)),
                bounds: (i % 2 == 0).then_some(((k / n - 0.08).max(0.0), (k / n + 0.14).min(1.0))),
                count: format!("{open} van {known}"),
                ..Default::default()
            }
        })
        .collect();
    rows.push(RateRow {
        label: "Alle scholen samen".into(),
        value: Some(0.41),
        stability: Some((0.34, 0.47)),
        bounds: Some((0.37, 0.5)),
        count: "78 van 191".into(),
        is_group: true,
        ..Default::default()
    });
    rates(&Rates {
        caption: caption(
            name,
            "In hoeveel klassen keek een collega mee?",
            "191 van 226 leraren van wie het bekend is; 88 % vulde de vragenlijst in. Klasbezoek, gastheerbezoek, \
             coaching met lesbezoek en samen lesgeven, schooljaar 2025/26. Dit zegt iets over openheid, niet over de \
             kwaliteit van lessen.",
        ),
        rows,
        axis: percent(),
        group: Some(0.41),
        group_label: "alle scholen 41 %".into(),
        key_dot: "opendeurgraad met stabiliteitsinterval".into(),
        key_band: "tussen bevestigd en ooit gemeld".into(),
        key_open: "ergens hiertussen".into(),
    })
}

pub(super) fn school_name(i: usize, count: usize) -> String {
    if count <= 12 { SCHOOLS[i].into() } else { format!("{} {}", SCHOOLS[i % 12], i + 1) }
}

pub(super) fn matrix(name: &str, count: usize) -> Picture {
    let mut chance = Chance(3);
    let cells = (0..count)
        .map(|i| {
            (0..count)
                .map(|j| {
                    let ties = chance.below(4) * chance.below(5) * chance.below(3);
                    match () {
                        () if i == j => Cell::Within((40 + chance.below(60)).to_string()),
                        () if i == 8 => Cell::Blank,
                        () => Cell::Value(f64::from(ties), ties.to_string()),
                    }
                })
                .collect()
        })
        .collect();
    heat_map(&HeatMap {
        caption: caption(
            name,
            "Wie noemt wie, van school tot school",
            "742 banden van 201 leraren die antwoordden; alle relaties samen. Montessorischool Oost deed niet mee.",
        ),
        schools: (0..count).map(|i| school_name(i, count)).collect(),
        cells,
        rows_title: "noemt".into(),
        columns_title: "wordt genoemd".into(),
        key_ramp: "weinig tot veel banden".into(),
        key_within: "binnen de eigen school".into(),
        key_blank: "niet gevraagd of niet ingevuld".into(),
    })
}

pub(super) fn steps(name: &str, count: usize) -> Picture {
    let mut chance = Chance(5);
    let rows = (0..count)
        .map(|i| {
            let steps: Vec<u32> = (0..5).map(|s| if i == 9 && s > 1 { 0 } else { chance.below(8) }).collect();
            let unknown = chance.below(4);
            let all = steps.iter().sum::<u32>() + unknown;
            let word = if i == 8 { "te weinig antwoorden om te tonen".into() } else { String::new() };
            LadderRow { label: school_name(i, count), steps, unknown, text: format!("{all} leraren"), word }
        })
        .collect();
    ladder(&Ladder {
        caption: caption(
            name,
            "Hoe ver gaat de deur open? De ladder van openheid",
            "226 leraren, 88 % vulde de vragenlijst in. Elke leraar telt mee op de hoogste trede die bereikt werd.",
        ),
        rows,
        axis: percent(),
        key_steps: ["gesloten", "verteld", "getoond", "gezien", "samen gegeven"].map(Into::into).to_vec(),
        key_unknown: "onbekend".into(),
    })
}

pub(super) fn funnel_plot() -> Picture {
    let mut chance = Chance(11);
    let points = SCHOOLS
        .iter()
        .enumerate()
        .map(|(i, label)| {
            let known = 8 + chance.below(16);
            let rate = if i == 4 { 0.05 } else { 0.28 + f64::from(chance.below(30)) / 100.0 };
            FunnelPoint { label: (*label).into(), known: f64::from(known), rate, outside: i == 4, limits: None }
        })
        .collect();
    let limit = |z: f64, text: &str| Limit {
        points: (5..=25)
            .map(|n| {
                let half = z * (0.41f64 * 0.59 / f64::from(n)).sqrt();
                (f64::from(n), Some((0.41 - half).max(0.0)), Some((0.41 + half).min(1.0)))
            })
            .collect(),
        text: text.into(),
    };
    let mut up = percent();
    up.title = "opendeurgraad".into();
    funnel(&Funnel {
        caption: caption(
            "funnel",
            "Welke scholen wijken meer af dan door toeval te verwachten is?",
            "12 scholen, 191 van 226 leraren bekend. Een school met weinig leraren springt snel van 0 naar 50 procent.",
        ),
        points,
        centre: Some(0.41),
        key_band: String::new(),
        limits: vec![limit(1.96, "95 % van de scholen"), limit(3.09, "99,8 %")],
        across: Axis {
            ticks: [0, 5, 10, 15, 20, 25].iter().map(|n| (f64::from(*n), n.to_string())).collect(),
            title: "aantal leraren van wie het bekend is".into(),
        },
        up,
        key_inside: "school".into(),
        key_outside: "school buiten de grenzen".into(),
        key_centre: "alle scholen".into(),
    })
}

pub(super) fn sleeping() -> Picture {
    let mut chance = Chance(13);
    let rows = SCHOOLS
        .iter()
        .map(|label| {
            let (open, latent) = (chance.below(20), 3 + chance.below(30));
            let text = format!("{open} van {}", open + latent);
            LatentRow { label: (*label).into(), open, latent, text, word: String::new() }
        })
        .collect();
    latent_pairs(&LatentPairs {
        caption: caption(
            "latent-pairs",
            "Praten over lesgeven, en ook bij elkaar kijken?",
            "412 paren die over lesgeven praten, onder 201 leraren die antwoordden.",
        ),
        rows,
        axis: Axis {
            ticks: (0..=5).map(|i| (f64::from(i * 10), (i * 10).to_string())).collect(),
            title: "paren van collega's".into(),
        },
        key_open: "praten en kijken".into(),
        key_latent: "praten zonder kijken (sluimerende paren)".into(),
    })
}

pub(super) fn formal_informal() -> Picture {
    let mut chance = Chance(17);
    let rows = SCHOOLS
        .iter()
        .enumerate()
        .map(|(i, label)| {
            let [formal, shared, informal] = std::array::from_fn(|_| if i == 9 { 0 } else { 1 + chance.below(25) });
            let word = if i == 9 { "geen banden gemeld".into() } else { String::new() };
            let text = format!("{} paren", formal + shared + informal);
            OverlapRow { label: (*label).into(), formal, shared, informal, text, word }
        })
        .collect();
    let mut axis = percent();
    axis.title = "deel van de paren met een band".into();
    overlap(&Overlap {
        caption: caption(
            "formal-informal",
            "Formeel tegenover informeel",
            "Paren binnen de eigen school; formeel zijn maatjes, gastheerbezoek en fasenteams. 88 % vulde in.",
        ),
        rows,
        axis,
        key_formal: "alleen formeel".into(),
        key_shared: "beide".into(),
        key_informal: "alleen informeel".into(),
    })
}

pub(super) fn change(name: &str, count: usize) -> Picture {
    let mut chance = Chance(23);
    let rows = (0..count)
        .map(|i| {
            let from = 0.2 + f64::from(chance.below(50)) / 100.0;
            let to = (from + f64::from(chance.below(40)) / 100.0 - 0.15).clamp(0.0, 1.0);
            let direction = match to - from {
                d if d > 0.12 => Direction::Up,
                d if d < -0.08 => Direction::Down,
                _ => Direction::Within,
            };
            let (from, to) = (Some(from), if i == 8 { None } else { Some(to) });
            let text = match (from, to) {
                (Some(a), Some(b)) => format!("{:.0} → {:.0} %", a * 100.0, b * 100.0),
                _ => "deed niet meer mee".into(),
            };
            Slope { label: school_name(i, count), from, to, text, direction }
        })
        .collect();
    slopes(&Slopes {
        caption: caption(
            name,
            "Verandering van de opendeurgraad tussen twee metingen",
            "Blijvers: 171 leraren die beide keren op de lijst stonden; 86 % en 88 % vulde in.",
        ),
        rows,
        axis: Axis { title: String::new(), ..percent() },
        from: "voorjaar 2024".into(),
        to: "voorjaar 2026".into(),
        key_up: "duidelijk omhoog".into(),
        key_down: "duidelijk omlaag".into(),
        key_within: "binnen de ruis".into(),
    })
}

pub(super) fn discs(name: &str, count: usize) -> Picture {
    let mut chance = Chance(29);
    let discs = (0..count)
        .map(|i| Disc {
            label: school_name(i, count),
            shade: (i % 9 != 8).then(|| f64::from(chance.below(100)) / 100.0),
            number: if i % 9 == 8 { "?".into() } else { chance.below(12).to_string() },
            size: 0.4 + f64::from(chance.below(60)) / 100.0,
        })
        .collect();
    overview(&Overview {
        caption: caption(
            name,
            "De scholen in één oogopslag",
            "3.912 leraren, 84 % vulde in; formele banden per leraar.",
        ),
        discs,
        key_shade: "weinig tot veel formele banden per leraar".into(),
        key_number: "leraren zonder banden".into(),
        key_unknown: "minder dan de helft vulde in".into(),
    })
}
