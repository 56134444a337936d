//! Charts: one row, cell or disc per school, in the order given. Every text and number comes in.

mod funnel;
mod heatmap;
mod overview;
mod rates;
mod slopes;
mod stacked;

pub use funnel::{Funnel, FunnelPoint, Limit, funnel};
pub use heatmap::{Cell, HeatMap, heat_map};
pub use overview::{Disc, Overview, overview};
pub use rates::{RateRow, Rates, rates};
pub use slopes::{Direction, Slope, Slopes, slopes};
pub use stacked::{Ladder, LadderRow, LatentPairs, LatentRow, Overlap, OverlapRow, ladder, latent_pairs, overlap};
