//! English names of what stands in files: places, fields, kinds of things.

use crate::error::{Field, Limit, Place, Thing};

/// `ties.csv, line 14, column "to"`.
pub(super) fn place(place: &Place) -> String {
    let mut text = place.file.clone();
    if let Some(line) = place.line {
        text += &format!(", line {line}");
    }
    if let Some(column) = &place.column {
        text += &format!(", column \"{column}\"");
    }
    text
}

/// Names in quotes, at most so many, then how many more.
pub(super) fn quoted(names: &[String], most: usize) -> String {
    let mut text = names.iter().take(most).map(|n| format!("\"{n}\"")).collect::<Vec<_>>().join(", ");
    if names.len() > most {
        text += &format!(" and {} more", names.len() - most);
    }
    text
}

/// Headings one after the other, at most so many.
pub(super) fn headings(names: &[String], most: usize) -> String {
    let mut text = names.iter().take(most).cloned().collect::<Vec<_>>().join("; ");
    if names.len() > most {
        text += &format!("; and {} more", names.len() - most);
    }
    text
}

/// What a column holds, in words.
pub(super) fn field(field: Field) -> &'static str {
    match field {
        Field::Id => "the person's id or name",
        Field::Name => "the name",
        Field::School => "the school",
        Field::Role => "the role",
        Field::Phase => "the phase or grade",
        Field::Subject => "the subject",
        Field::Fte => "the working time",
        Field::Days => "the working days",
        Field::Years => "the years of experience",
        Field::IsNew => "whether somebody is new",
        Field::Host => "whether somebody receives visitors",
        Field::Capacity => "how many visitors somebody can receive",
        Field::ConsentNamed => "whether somebody may be named",
        Field::Answered => "whether somebody answered",
        Field::DidNotAnswer => "whether somebody did not answer",
        Field::Asked => "whether somebody was asked",
        Field::Appraiser => "who appraises",
        Field::Wave => "the wave",
        Field::Email => "the e-mail address",
        Field::Removed => "whether somebody asked to be taken off the list",
        Field::From => "who visits, asks or names (from)",
        Field::To => "who is visited, asked or named (to)",
        Field::Relation => "the relation",
        Field::Frequency => "how often",
        Field::Reporter => "who reported it",
        Field::Initiative => "own choice, asked or assigned",
        Field::Topic => "the topic",
        Field::Feedback => "whether there was a talk afterwards",
        Field::Group => "the group",
        Field::Person => "the person",
        Field::Kind => "the kind of group",
        Field::Family => "formal or informal",
        Field::Start => "the first day",
        Field::End => "the last day",
        Field::Reference => "whether a school serves as a reference",
        Field::Note => "the note",
        Field::Measure => "the measure",
        Field::Value => "the value",
        Field::Source => "the source",
        Field::Year => "the year",
        Field::Written => "the name as written",
    }
}

/// A kind of thing that can be asked for.
pub(super) fn thing(thing: Thing) -> &'static str {
    match thing {
        Thing::Wave => "wave",
        Thing::Layer => "layer",
        Thing::School => "school",
        Thing::Measures => "family of measures",
        Thing::Relation => "relation",
        Thing::Person => "person",
        Thing::Means => "kind of line in a plan",
    }
}

/// What there is too much of.
pub(super) fn limit(limit: Limit) -> &'static str {
    match limit {
        Limit::Bytes => "bytes",
        Limit::Cell => "bytes in one cell",
        Limit::Columns => "columns",
        Limit::People => "people",
        Limit::Waves => "waves",
        Limit::Ties => "answers",
        Limit::Relations => "relations between two people",
        Limit::Depth => "elements inside each other",
        Limit::Unpacked => "times as large unpacked as it is packed",
    }
}
