//! Every figure of schools and layers in two waves: of all who are present, and of those who stayed.

use super::Matched;
use super::panel::Panel;
use crate::error::Why;
use crate::measures::betweenness::Way;
use crate::measures::openness::{Door, TalkPair, openness_from};
use crate::measures::{Column, Family, Kind, Scene, Scope, Value};
use crate::network::{Network, layer::Layer};

/// Which of the two waves.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Side {
    /// The first.
    First,
    /// The second.
    Second,
}

/// Columns that were computed about a wave: of a scope, on a layer.
pub type Columns<'a> = &'a (dyn Fn(Side, Scope, Option<&str>) -> &'a [Column] + Sync);

/// How figures are computed.
#[derive(Clone, Copy)]
pub struct Making<'a> {
    /// Families of measures.
    pub families: &'a [&'static Family],
    /// Whether path measures are computed on every layer, else on `all` only.
    pub paths_everywhere: bool,
    /// Seed of everything that draws.
    pub seed: u64,
    /// How betweenness is computed.
    pub betweenness: Way,
}

impl<'a> Making<'a> {
    /// The families that are made for those who stayed, on a layer.
    fn made(&self, layer: &Layer) -> impl Iterator<Item = &'a Family> {
        let paths = layer.id == "all" || self.paths_everywhere;
        self.families.iter().copied().filter(move |f| is_compared(f) && (paths || !f.walks_paths))
    }
}

/// Figures that mean nothing beside those of another wave: they speak of a verdict or of chance in one wave, or of
/// communities, which are searched for anew in each network.
const NOT_COMPARED: [&str; 4] = ["lagging_", "funnel_", "forms_to_verdict", "communit"];

/// Whether figures of a family are compared: communities are searched for anew in each network.
pub(crate) fn is_compared(family: &Family) -> bool {
    family.name != "communities" && family.columns.iter().any(|c| matches!(c.0, Scope::School | Scope::Layer))
}

/// Figures of doors that stand on ties instead of the doors of stayers.
const OF_TIES: [&str; 7] = [
    "people",
    "door_pairs",
    "door_without_talk",
    "door_formal_only",
    "door_formal_only_returned",
    "door_own_choice",
    "door_assigned",
];

/// A wave with those who stayed only. Movers are in the figures of the group; they have no school that is the same in
/// both waves, and are in the figures of none and in none between schools.
pub(super) struct Stayers<'a> {
    whole: &'a Network,
    /// None where nobody came, left or moved: what is said of the whole wave is said of them.
    stayed: Option<Network>,
    /// By node of the whole network: there in both waves; and in the same school.
    marks: (Vec<bool>, Vec<bool>),
    moved: bool,
}

impl<'a> Stayers<'a> {
    pub(super) fn of(network: &'a Network, side: Side, panel: &Panel, matched: &Matched) -> Stayers<'a> {
        let node = |s: &super::panel::Stayer| if side == Side::First { s.first } else { s.second };
        let mut marks = (vec![false; network.len()], vec![false; network.len()]);
        for stayer in &panel.stayers {
            let v = node(stayer) as usize;
            marks.0[v] = true;
            marks.1[v] = stayer.school == network.member(v as u32).school;
        }
        let everybody = marks.0.iter().chain(&marks.1).all(|stayed| *stayed);
        let stayed = (!everybody).then(|| {
            let nodes: Vec<u32> = (0..network.len() as u32).filter(|&v| marks.0[v as usize]).collect();
            network.among(&nodes, |v| marks.1[v as usize])
        });
        Stayers { whole: network, stayed, marks, moved: Panel::has_movers(matched) }
    }

    /// The figures of a layer by row, each school, then everybody; `all` are those of the whole wave.
    fn figures(&self, layer: &Layer, making: &Making<'_>, all: &[Figure]) -> Vec<Figure> {
        let Some(stayed) = &self.stayed else {
            let told = |c: &&(Scope, &'static str)| matches!(c.0, Scope::School | Scope::Layer);
            let made: Vec<&str> = making.made(layer).flat_map(|f| f.columns.iter().filter(told).map(|c| c.1)).collect();
            return all.iter().filter(|f| made.contains(&f.measure.as_str())).cloned().collect();
        };
        let (schools, layers) = made(stayed, layer, making);
        by_row(&schools, &layers, self.whole.schools as usize)
    }

    /// The figures of doors by row: the doors are those of the whole wave, whoever came through.
    fn doors(&self, doors: &[Door], talk: &[TalkPair]) -> Vec<Figure> {
        let of = |stayed: &[bool]| {
            let mask = |(d, stays): (&Door, &bool)| {
                let mut door = d.clone();
                door.eligible &= *stays;
                door
            };
            let doors: Vec<Door> = doors.iter().zip(stayed).map(mask).collect();
            let both = |p: &&TalkPair| stayed[p.a as usize] && stayed[p.b as usize];
            let talk: Vec<TalkPair> = talk.iter().filter(both).copied().collect();
            let made = openness_from(self.whole, &doors, &talk).into_iter().filter(|m| m.scope == Scope::School);
            made.flat_map(|m| m.columns).filter(|c| !OF_TIES.contains(&c.measure.as_ref())).collect::<Vec<_>>()
        };
        let mut figures = by_row(&of(&self.marks.0), &[], self.whole.schools as usize);
        if self.moved {
            put_schools(&mut figures, &of(&self.marks.1));
        }
        figures
    }
}

/// A figure by row: each school, then everybody.
#[derive(Clone)]
struct Figure {
    measure: String,
    kind: Kind,
    values: Vec<Value>,
}

/// Takes the rows of schools from other columns.
fn put_schools(figures: &mut [Figure], columns: &[Column]) {
    for figure in figures {
        if let Some(column) = columns.iter().find(|c| c.measure == figure.measure) {
            let group = figure.values.len() - 1;
            (0..group.min(column.len())).for_each(|row| figure.values[row] = column.of(row));
        }
    }
}

/// Columns about schools and about the layer that the families make.
fn made(network: &Network, layer: &Layer, making: &Making<'_>) -> (Vec<Column>, Vec<Column>) {
    let adjacency = network.adjacency(layer);
    let answered = network.answered(layer);
    let scene = Scene {
        network,
        layer,
        adjacency: &adjacency,
        answered: &answered,
        within_school: network.is_within_school(layer),
        seed: making.seed,
        betweenness: making.betweenness,
    };
    let (mut schools, mut layers) = (Vec::new(), Vec::new());
    for family in making.made(layer) {
        for one in (family.make)(&scene) {
            match one.scope {
                Scope::School => schools.extend(one.columns),
                Scope::Layer => layers.extend(one.columns),
                _ => {}
            }
        }
    }
    (schools, layers)
}

fn by_row(schools: &[Column], layers: &[Column], count: usize) -> Vec<Figure> {
    let mut figures: Vec<Figure> = Vec::new();
    let numeric = |c: &&Column| {
        !matches!(c.kind, Kind::Label(_))
            && !NOT_COMPARED.iter().any(|start| c.measure.starts_with(start))
            && c.measure != "modularity"
    };
    let seen = |figures: &[Figure], c: &Column| figures.iter().any(|f| f.measure == c.measure);
    for column in schools.iter().filter(numeric) {
        if !seen(&figures, column) {
            let values = (0..=count).map(|row| if row < column.len() { column.of(row) } else { none() });
            figures.push(Figure {
                measure: column.measure.to_string(),
                kind: column.kind.clone(),
                values: values.collect(),
            });
        }
    }
    for column in layers.iter().filter(numeric) {
        if !seen(&figures, column) && !column.is_empty() {
            let mut values = vec![Value::Undefined(Why::DoesNotApply); count];
            values.push(column.of(0));
            figures.push(Figure { measure: column.measure.to_string(), kind: column.kind.clone(), values });
        }
    }
    figures
}

fn none() -> Value {
    Value::Undefined(Why::NotComputed)
}

/// Doors and talk pairs of both waves.
pub(super) type Doors<'a> = (&'a [Door], &'a [TalkPair]);

/// Every figure of a layer in both waves, for all and for those who stayed, as columns by row.
pub(super) fn figures(
    layer: &Layer,
    columns: Columns<'_>,
    stayers: (&Stayers<'_>, &Stayers<'_>),
    doors: &[Doors<'_>; 2],
    making: &Making<'_>,
) -> Vec<Column> {
    let count = stayers.0.whole.schools.max(stayers.1.whole.schools) as usize;
    let all = |side| {
        by_row(columns(side, Scope::School, Some(&layer.id)), columns(side, Scope::Layer, Some(&layer.id)), count)
    };
    let (before, after) = (all(Side::First), all(Side::Second));
    let of_stayers = |stayers: &Stayers<'_>, (own, talk): &Doors<'_>, all: &[Figure]| {
        let mut figures = stayers.figures(layer, making, all);
        if layer.id == "open_door" {
            for figure in stayers.doors(own, talk) {
                if !figures.iter().any(|f| f.measure == figure.measure) {
                    figures.push(figure);
                }
            }
        }
        figures
    };
    let (then, now) =
        rayon::join(|| of_stayers(stayers.0, &doors[0], &before), || of_stayers(stayers.1, &doors[1], &after));
    let lists = [("before", before), ("after", after), ("stayers_before", then), ("stayers_after", now)];
    let mut names: Vec<&str> = Vec::new();
    for figure in lists.iter().flat_map(|l| &l.1) {
        if !names.contains(&figure.measure.as_str()) {
            names.push(&figure.measure);
        }
    }
    let mut made = Vec::new();
    for name in names {
        for (ending, list) in &lists {
            if let Some(figure) = list.iter().find(|f| f.measure == name) {
                let any = figure.values.iter().any(|v| v.number().is_some());
                if any {
                    made.push(Column::new(
                        format!("{name}_{ending}"),
                        figure.kind.clone(),
                        figure.values.iter().copied(),
                    ));
                }
            }
        }
    }
    made
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::measures::ALL;
    use crate::network::sketch::Sketch;

    #[test]
    fn where_everybody_stayed_the_figures_of_those_who_stayed_are_those_of_the_wave() {
        let network = Sketch::of(&["a b c d", "e f g", "h i"])
            .asks("advice")
            .ties("advice", "a>b b>a b>c c>d d>e e>f f>g g>e h>i a>h c>g")
            .network();
        let matched = Matched::of(&network, &network);
        let panel = Panel::of(&network, &network, &matched);
        let families: Vec<&Family> = ALL.iter().collect();
        let making = Making { families: &families, paths_everywhere: true, seed: 7, betweenness: Way::Exact };
        let layer = Layer::all();
        let mut stayers = Stayers::of(&network, Side::First, &panel, &matched);
        assert!(stayers.stayed.is_none());
        // Everything that is told of the wave, figures that are not compared too.
        let (mut schools, mut layers) = (Vec::new(), Vec::new());
        let (adjacency, answered) = (network.adjacency(&layer), network.answered(&layer));
        let scene = Scene { betweenness: Way::Exact, ..Scene::new(&network, &layer, &adjacency, &answered, 7) };
        for one in ALL.iter().flat_map(|family| (family.make)(&scene)) {
            match one.scope {
                Scope::School => schools.extend(one.columns),
                Scope::Layer => layers.extend(one.columns),
                _ => {}
            }
        }
        schools.push(Column::full("density_standard_error", Kind::Number, vec![0.5; 3]));
        let all = by_row(&schools, &layers, 3);
        let told = |figures: Vec<Figure>| figures.into_iter().map(|f| (f.measure, f.values)).collect::<Vec<_>>();
        let taken = told(stayers.figures(&layer, &making, &all));
        stayers.stayed = Some(network.among(&(0..9).collect::<Vec<_>>(), |_| true));
        let made = told(stayers.figures(&layer, &making, &all));
        assert!(made.len() > 40, "{}", made.len());
        assert_eq!(taken, made);
    }
}
