//! Layers that take the same ties and the same answers as one before, as `informal` and `all` do where no tie is formal:
//! they have the same numbers, which are not computed again.

use super::{Measured, Plan, Seen};
use crate::findings::{BUILT_IN_LAYERS, Block};
use crate::measures::{Family, Made, Scene};
use crate::network::{Network, layer::Layer};
use crate::timings::Timings;

/// The family that looks at what a layer is called: it sets `formal` beside `informal`.
const BY_NAME: &str = "knotting";

impl Plan<'_> {
    /// For each layer, the first one before it that takes the same and of which the same is told.
    pub(super) fn alike(&self, network: &Network) -> Vec<Option<usize>> {
        if self.layers.len() < 2 {
            return vec![None; self.layers.len()];
        }
        let taken = network.taken(self.layers);
        let told = |at: usize| (&taken[at], self.paths_everywhere || self.layers[at].id == "all");
        (0..taken.len()).map(|at| (0..at).find(|&before| told(before) == told(at))).collect()
    }

    /// What was found of a layer, as that of another that takes the same.
    pub(super) fn again(&self, seen: &Seen, (first, found): (&Layer, &Measured), layer: &Layer) -> (Measured, Timings) {
        let (mut own, mut timings) = (found.clone(), Timings::default());
        own.blocks.iter_mut().for_each(|block| block.layer = Some(layer.id.clone()));
        own.notices = own.notices.into_iter().map(|notice| notice.of_layer(&layer.id)).collect();
        let Some(adjacency) = &own.adjacency else { return (own, timings) };
        if self.tests("ei") {
            self.draws.pass_over();
        }
        if let Some(family) = self.families.iter().find(|f| f.name == BY_NAME) {
            let answered = seen.network.answered(layer);
            let scene = Scene {
                betweenness: self.betweenness,
                ..Scene::new(&seen.network, layer, adjacency, &answered, self.draws.seed)
            };
            let made = timings.time(family.name, || (family.make)(&scene));
            made.into_iter().for_each(|made| instead(&mut own.blocks, family, made));
        }
        let built_in = |layer: &Layer| BUILT_IN_LAYERS.contains(&layer.id.as_str());
        if built_in(first) && built_in(layer) && layer.id != "all" {
            own.drop_out.retain(|row| !row.is_of_paths());
            own.drop_out.iter_mut().for_each(|row| row.layer.clone_from(&layer.id));
        } else {
            own.drop_out = self.drop_out(seen, layer, &mut timings);
        }
        (own, timings)
    }
}

/// Puts the columns that a family made in the place of those it made of another layer.
fn instead(blocks: &mut [Block], family: &Family, made: Made) {
    debug_assert!(
        made.scope == crate::measures::Scope::School && made.notices.is_empty(),
        "rows of people have an order of their own"
    );
    let Some(block) = blocks.iter_mut().find(|block| block.scope == made.scope) else { return };
    let of_family = |name: &str| family.columns.contains(&(made.scope, name));
    let at = block.columns.iter().position(|c| of_family(&c.measure)).unwrap_or(block.columns.len());
    block.columns.retain(|c| !of_family(&c.measure));
    block.columns.splice(at..at, made.columns);
}
