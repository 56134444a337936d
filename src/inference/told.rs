//! The figures of which it is told how sure they are: one list for intervals, missing answers and the report.

/// A figure of a layer and of its schools.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub struct Figure {
    /// Its name when unknown ties are counted in another way.
    pub name: &'static str,
    /// The column that is printed: over the pairs that could be seen, where that makes a difference.
    pub printed: &'static str,
}

/// Density.
const DENSITY: Figure = Figure { name: "density", printed: "density_observed" };
/// Mutual pairs of connected ones.
const RECIPROCITY: Figure = Figure { name: "reciprocity_pairs", printed: "reciprocity_pairs_observed" };
/// People without a tie; people who are drawn twice tell nothing of it, so that there is no interval.
const ISOLATES: Figure = Figure { name: "isolates", printed: "isolates" };
/// E-I; of schools there is no bound, for a tie across is a tie of the others as well.
const EI: Figure = Figure { name: "ei_index", printed: "ei_index" };

/// Those that stand under every treatment of missing answers.
pub const TREATED: [Figure; 4] = [DENSITY, RECIPROCITY, ISOLATES, EI];

/// Those that get an interval.
pub const DRAWN: [Figure; 3] = [DENSITY, RECIPROCITY, EI];
