//! English.

mod advising;
mod auditing;
mod certainty;
mod change_texts;
mod changes;
mod chapter_texts;
mod chapters;
mod errors;
mod exchange;
mod exploring;
mod fields;
mod following;
mod headlines;
mod labels;
mod layer_measures;
mod notices;
mod numbers;
mod person_measures;
mod program;
mod prose;
mod questionnaire;
mod school_measures;
mod shapes;
mod table_columns;

/// English.
#[derive(Debug)]
pub(super) struct English;

impl super::Words for English {
    fn lang(&self) -> super::Lang {
        super::Lang::En
    }
}

/// The names of the numbers.
pub(super) const fn tables() -> super::measures::Tables {
    super::measures::Tables {
        person: person_measures::PERSON,
        openness: person_measures::OPENNESS,
        layer: layer_measures::LAYER,
        school: school_measures::SCHOOL,
        school_pair: school_measures::SCHOOL_PAIR,
        layer_pair: layer_measures::LAYER_PAIR,
        waves: layer_measures::WAVES,
        triad: layer_measures::TRIAD,
        coleman: layer_measures::COLEMAN,
        endings: layer_measures::ENDINGS,
        figure_endings: certainty::ENDINGS,
        cut: certainty::CUT,
        columns: table_columns::COLUMNS,
    }
}

impl super::Measures for English {
    fn measure(&self, scope: crate::findings::Scope, name: &str) -> Option<super::Measure> {
        tables().look_up(scope, name)
    }

    fn column(&self, table: &str, name: &str) -> Option<super::Measure> {
        tables().column(table, name)
    }
}
