//! Dutch names of what stands in files: places, fields, kinds of things.

use crate::error::{Field, Limit, Place, Thing};

/// `ties.csv, regel 14, kolom "to"`.
pub(super) fn place(place: &Place) -> String {
    let mut text = place.file.clone();
    if let Some(line) = place.line {
        text += &format!(", regel {line}");
    }
    if let Some(column) = &place.column {
        text += &format!(", kolom \"{column}\"");
    }
    text
}

/// Names in quotes, at most so many, then how many more.
pub(super) fn quoted(names: &[String], most: usize) -> String {
    let mut text = names.iter().take(most).map(|n| format!("\"{n}\"")).collect::<Vec<_>>().join(", ");
    if names.len() > most {
        text += &format!(" en nog {}", names.len() - most);
    }
    text
}

/// Headings one after the other, at most so many.
pub(super) fn headings(names: &[String], most: usize) -> String {
    let mut text = names.iter().take(most).cloned().collect::<Vec<_>>().join("; ");
    if names.len() > most {
        text += &format!("; en nog {}", names.len() - most);
    }
    text
}

/// What a column holds, in words.
pub(super) fn field(field: Field) -> &'static str {
    match field {
        Field::Id => "de code of naam van de persoon",
        Field::Name => "de naam",
        Field::School => "de school",
        Field::Role => "de functie",
        Field::Phase => "de bouw of groep",
        Field::Subject => "het vak",
        Field::Fte => "de werktijd",
        Field::Days => "de werkdagen",
        Field::Years => "de jaren ervaring",
        Field::IsNew => "of iemand nieuw is",
        Field::Host => "of iemand bezoek ontvangt",
        Field::Capacity => "hoeveel bezoekers iemand kan ontvangen",
        Field::ConsentNamed => "of iemand genoemd mag worden",
        Field::Answered => "of iemand antwoordde",
        Field::DidNotAnswer => "of iemand niet antwoordde",
        Field::Asked => "of iemand gevraagd is",
        Field::Appraiser => "wie iemand beoordeelt",
        Field::Wave => "de meting",
        Field::Email => "het e-mailadres",
        Field::Removed => "of iemand van de lijst af wilde",
        Field::From => "wie op bezoek gaat, vraagt of noemt (van)",
        Field::To => "wie bezoek krijgt, gevraagd of genoemd wordt (naar)",
        Field::Relation => "de soort relatie",
        Field::Frequency => "hoe vaak",
        Field::Reporter => "wie het meldde",
        Field::Initiative => "eigen keuze, gevraagd of ingedeeld",
        Field::Topic => "het onderwerp",
        Field::Feedback => "of er een nabespreking was",
        Field::Group => "de groep",
        Field::Person => "de persoon",
        Field::Kind => "het soort groep",
        Field::Family => "formeel of informeel",
        Field::Start => "de eerste dag",
        Field::End => "de laatste dag",
        Field::Reference => "of een school als referentie dient",
        Field::Note => "de opmerking",
        Field::Measure => "de maat",
        Field::Value => "de waarde",
        Field::Source => "de bron",
        Field::Year => "het jaar",
        Field::Written => "de naam zoals hij geschreven is",
    }
}

/// What there is none of, with its article word: `geen meting "2027"`.
pub(super) fn thing(thing: Thing) -> &'static str {
    match thing {
        Thing::Wave => "meting",
        Thing::Layer => "laag",
        Thing::School => "school",
        Thing::Measures => "groep maten",
        Thing::Relation => "soort relatie",
        Thing::Person => "persoon",
        Thing::Means => "soort regel in een plan",
    }
}

/// What there is too much of.
pub(super) fn limit(limit: Limit) -> &'static str {
    match limit {
        Limit::Bytes => "bytes",
        Limit::Cell => "bytes in één cel",
        Limit::Columns => "kolommen",
        Limit::People => "mensen",
        Limit::Waves => "metingen",
        Limit::Ties => "antwoorden",
        Limit::Relations => "soorten relaties tussen twee mensen",
        Limit::Depth => "elementen in elkaar",
        Limit::Unpacked => "keer zo groot uitgepakt als ingepakt",
    }
}
