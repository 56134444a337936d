//! What every column of the tables means: of measures their words, of two waves those of a measure and an ending.

use super::measures::{Measure, Row, Tables};
use crate::findings::Scope;

/// The words of a language for columns that are no measure of one wave.
pub(crate) struct ColumnWords {
    /// Columns that tell rows apart, in whatever table.
    pub(crate) keys: &'static [Row],
    /// Columns of one table: its name, and they.
    pub(crate) tables: &'static [(&'static str, &'static [Row])],
    /// What pairs were and became.
    pub(crate) dyads: Dyads,
    /// Figures that are compared between two waves, and the endings of what is told of them.
    pub(crate) tested: &'static [Row],
    pub(crate) tested_endings: &'static [Row],
    /// Endings of a measure in two waves: behind its label, behind how it is read.
    pub(crate) wave_endings: &'static [Row],
}

/// What a pair was and became: `null_to_mutual`.
pub(crate) struct Dyads {
    /// What a pair can be: in the name of a column, in words.
    pub(crate) kinds: [(&'static str, &'static str); 3],
    /// Between what it was and what it became.
    pub(crate) then: &'static str,
    /// How to read it.
    pub(crate) reads: &'static str,
}

impl Dyads {
    fn look_up(&self, name: &str) -> Option<Measure> {
        let (was, is) = name.split_once("_to_")?;
        let of = |kind: &str| self.kinds.iter().find(|k| k.0 == kind).map(|k| k.1);
        Some(Measure { label: format!("{}{}{}", of(was)?, self.then, of(is)?).into(), reads: self.reads.into() })
    }
}

/// The scope whose measures are the columns of a table.
fn scope(table: &str) -> Option<Scope> {
    Some(match table {
        "teachers" => Scope::Person,
        "openness" => Scope::Openness,
        "schools" => Scope::School,
        "school_pairs" => Scope::SchoolPair,
        "layers" => Scope::Layer,
        "layer_pairs" => Scope::LayerPair,
        _ => return None,
    })
}

fn row(rows: &[Row], name: &str) -> Option<Measure> {
    rows.iter().find(|row| row.0 == name).map(|&(_, label, reads)| Measure { label: label.into(), reads: reads.into() })
}

/// The words of a measure with those of an ending behind them.
fn ended(measure: &Measure, ending: &Row) -> Measure {
    Measure {
        label: format!("{}, {}", measure.label, ending.1).into(),
        reads: format!("{} {}", measure.reads, ending.2).into(),
    }
}

impl Tables {
    /// Looks a column of a table up: what is the table's own comes before what several tables share.
    pub(crate) fn column(&self, table: &str, name: &str) -> Option<Measure> {
        let words = &self.columns;
        let own = words.tables.iter().find(|t| t.0 == table).and_then(|t| row(t.1, name));
        let measure = || scope(table).and_then(|scope| self.look_up(scope, name));
        let change = || if table == "changes" { self.of_two_waves(name) } else { None };
        own.or_else(|| row(words.keys, name)).or_else(measure).or_else(change)
    }

    /// A column about two waves that is made by rule: from what pairs were and became, or from a figure and an ending.
    fn of_two_waves(&self, name: &str) -> Option<Measure> {
        let words = &self.columns;
        let tested = || {
            words.tested_endings.iter().find_map(|ending| {
                let figure = row(words.tested, name.strip_suffix(ending.0)?)?;
                Some(ended(&figure, ending))
            })
        };
        let figure = || {
            let ending = words.wave_endings.iter().find(|ending| name.ends_with(ending.0))?;
            let base = name.strip_suffix(ending.0)?;
            let scopes = [Scope::School, Scope::Person, Scope::Openness];
            let measure = scopes.into_iter().find_map(|scope| self.look_up(scope, base))?;
            Some(ended(&measure, ending))
        };
        row(self.waves, name).or_else(|| words.dyads.look_up(name)).or_else(tested).or_else(figure)
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Lang, en, nl, words};

    #[test]
    fn a_column_of_two_waves_is_told_with_the_words_of_its_measure() {
        let english = words(Lang::En);
        let of = |name: &str| english.column("changes", name).unwrap();
        let density = english.column("schools", "density").unwrap();
        let stayed = of("density_stayers_before");
        assert_eq!(stayed.label, "density, those who stayed, first wave");
        assert!(stayed.reads.starts_with(&*density.reads) && stayed.reads.contains("first wave"), "{stayed:?}");
        assert_eq!(of("null_to_mutual").label, "no tie, then both ways");
        // One end of a band of a change is not one end of a bound of the rate.
        assert!(of("open_door_rate_low").reads.contains("noise band"));
        let bound = english.column("schools", "open_door_rate_low").unwrap();
        assert!(of("open_door_rate_low_after").reads.starts_with(&*bound.reads));
        // Ordered pairs of people who stayed are not the tied pairs of a layer.
        assert_ne!(of("pairs").reads, english.column("layers", "pairs").unwrap().reads);
        assert_eq!(english.column("changes", "no_such_thing_before"), None);
    }

    #[test]
    fn no_column_is_named_in_one_language_only() {
        let (en, nl) = (en::tables().columns, nl::tables().columns);
        let names = |rows: &[super::Row]| rows.iter().map(|r| r.0).collect::<Vec<_>>();
        for (one, other) in en.tables.iter().zip(nl.tables) {
            assert_eq!((one.0, names(one.1)), (other.0, names(other.1)));
        }
        assert_eq!(en.tables.len(), nl.tables.len());
        let by_rule = |c: &super::ColumnWords| [c.keys, c.tested, c.tested_endings, c.wave_endings].map(names);
        assert_eq!(by_rule(&en), by_rule(&nl));
        assert_eq!(en.dyads.kinds.map(|k| k.0), nl.dyads.kinds.map(|k| k.0));
    }
}
