//! What a column heading means, in English and Dutch; and texts compared as people read them.

use crate::error::Field;
use unicode_normalization::{UnicodeNormalization, char::is_combining_mark};

/// The kinds of table that have columns of their own.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum TableKind {
    /// A person per row.
    Roster,
    /// An answer about a tie per row.
    Ties,
    /// A school per row.
    Schools,
    /// A formal structure per row.
    Groups,
    /// A person in a formal structure per row.
    Members,
    /// A written name and the person meant.
    Aliases,
    /// A user's own norm per row.
    Benchmarks,
    /// A pair never to be proposed.
    Never,
}

/// A part of a name, when a staff list has it in columns of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum NamePart {
    /// Given name (voornaam, roepnaam).
    First,
    /// Particle before the family name (tussenvoegsel).
    Particle,
    /// Family name (achternaam).
    Last,
}

/// A field and its headings, the one that counts most first.
type Names = (Field, &'static [&'static str]);

const ROSTER: &[Names] = &[
    (
        Field::Id,
        &[
            "id",
            "code",
            "personeelsnummer",
            "personeelsnr",
            "personeelscode",
            "medewerkernummer",
            "medewerkersnummer",
            "medewerkernr",
            "medewerkercode",
            "stamnummer",
            "docentcode",
            "leraarcode",
            "personid",
            "persoonid",
            "teacherid",
            "staffid",
            "employeeid",
            "afkorting",
        ],
    ),
    (
        Field::Name,
        &["name", "naam", "fullname", "volledigenaam", "teacher", "medewerker", "leraar", "leerkracht", "docent"],
    ),
    (Field::School, &["school", "locatie", "schoolnaam", "schoolname", "schoollocatie", "vestiging", "basisschool"]),
    (Field::Role, &["role", "functie", "rol", "functienaam", "functieomschrijving", "jobtitle"]),
    (Field::Phase, &["phase", "bouw", "groep", "grade", "leerjaar", "jaargroep", "yeargroup", "klas", "team"]),
    (Field::Subject, &["subject", "vak", "vakgebied"]),
    (Field::Fte, &["fte", "wtf", "werktijdfactor", "betrekkingsomvang", "aanstellingsomvang"]),
    (Field::Days, &["days", "werkdagen", "dagen", "workdays", "workingdays"]),
    (
        Field::Years,
        &[
            "years",
            "ervaring",
            "jarenervaring",
            "ervaringsjaren",
            "dienstjaren",
            "yearsofexperience",
            "yearsteaching",
            "yrsteaching",
        ],
    ),
    (Field::IsNew, &["isnew", "nieuw", "new", "isnieuw", "starter"]),
    (Field::Host, &["host", "gastheer", "gastvrouw", "hostteacher"]),
    (Field::Capacity, &["capacity", "capaciteit", "maxbezoekers", "maxvisitors"]),
    (Field::ConsentNamed, &["consentnamed", "toestemming", "consent", "magnaamgenoemd"]),
    (Field::Answered, &["answered", "ingevuld", "responded", "beantwoord"]),
    (Field::DidNotAnswer, &["didnotanswer", "nietingevuld", "didnotrespond", "nonresponse", "nonrespondent"]),
    (Field::Asked, &["asked", "gevraagd", "invited", "uitgenodigd"]),
    (Field::Appraiser, &["appraiser", "beoordelaar", "leidinggevende"]),
    (Field::Wave, WAVE),
    (Field::Email, &["email", "mailadres", "emailadres", "emailaddress", "mail"]),
    (Field::Removed, &["removed", "verwijderd"]),
];

const WAVE: &[&str] = &["wave", "meting", "meetmoment", "ronde"];
const FROM: &[&str] =
    &["from", "van", "ego", "source", "sender", "fromid", "vanid", "sourceid", "bezoeker", "visitor", "respondent"];
const TO: &[&str] = &["to", "naar", "alter", "target", "receiver", "toid", "naarid", "targetid", "bezochte", "visited"];

const TIES: &[Names] = &[
    (Field::From, FROM),
    (Field::To, TO),
    (Field::Relation, &["relation", "relatie", "question", "vraag", "relationtype", "soortrelatie", "relationship"]),
    (
        Field::Frequency,
        &[
            "frequency",
            "frequentie",
            "weight",
            "value",
            "aantal",
            "waarde",
            "gewicht",
            "hoevaak",
            "howoften",
            "strength",
            "sterkte",
            "score",
        ],
    ),
    (Field::Wave, WAVE),
    (Field::Reporter, &["reporter", "melder", "reportedby", "gemelddoor", "ingevulddoor"]),
    (Field::Initiative, &["initiative", "initiatief"]),
    (Field::Topic, &["topic", "onderwerp"]),
    (Field::Feedback, &["feedback", "nabespreking", "nabesproken"]),
];

const SCHOOLS: &[Names] = &[
    (Field::Id, &["id", "schoolid", "code", "schoolcode", "brin", "brinnummer", "school", "locatie", "vestiging"]),
    (Field::Name, &["name", "naam", "schoolname", "schoolnaam", "school", "locatie", "vestiging"]),
    (Field::Group, &["group", "bestuur", "schoolgroup", "stichting", "board"]),
    (Field::Reference, &["reference", "referentie"]),
    (Field::Note, &["note", "notitie", "opmerking", "toelichting"]),
];

const GROUPS: &[Names] = &[
    (Field::Id, &["id", "group", "groep", "groupid", "groepid", "code"]),
    (Field::Name, &["name", "naam", "group", "groep", "groepsnaam"]),
    (Field::Kind, &["kind", "soort", "type"]),
    (Field::Family, &["family", "familie"]),
    (Field::Start, &["start", "begin", "startdatum", "startdate", "van", "from"]),
    (Field::End, &["end", "einde", "eind", "einddatum", "enddate", "tot", "until"]),
];

const MEMBERS: &[Names] = &[
    (Field::Group, &["group", "groep", "groupid", "groepid", "groepsnaam"]),
    (
        Field::Person,
        &["person", "persoon", "member", "lid", "personid", "teacher", "leraar", "medewerker", "id", "naam"],
    ),
    (Field::Role, &["role", "rol", "functie"]),
    (Field::Wave, WAVE),
];

const ALIASES: &[Names] = &[
    (Field::Written, &["written", "geschreven", "writtenname", "geschrevennaam", "alias"]),
    (Field::Id, &["id", "code", "person", "persoon"]),
];

const BENCHMARKS: &[Names] = &[
    (Field::Measure, &["measure", "maat"]),
    (Field::Value, &["value", "waarde"]),
    (Field::Source, &["source", "bron"]),
    (Field::Year, &["year", "jaar"]),
];

const NEVER: &[Names] = &[(Field::From, FROM), (Field::To, TO)];

fn names(kind: TableKind) -> &'static [Names] {
    match kind {
        TableKind::Roster => ROSTER,
        TableKind::Ties => TIES,
        TableKind::Schools => SCHOOLS,
        TableKind::Groups => GROUPS,
        TableKind::Members => MEMBERS,
        TableKind::Aliases => ALIASES,
        TableKind::Benchmarks => BENCHMARKS,
        TableKind::Never => NEVER,
    }
}

/// The field that a heading names in a kind of table.
///
/// ```
/// use staffroom::{error::Field, survey::headings::{TableKind, field_of}};
/// assert_eq!(field_of(TableKind::Roster, "Werktijd-factor"), Some(Field::Fte));
/// assert_eq!(field_of(TableKind::Roster, "Schoenmaat"), None);
/// ```
pub fn field_of(kind: TableKind, heading: &str) -> Option<Field> {
    let key = key(heading);
    names(kind).iter().find(|(_, names)| names.contains(&key.as_str())).map(|&(field, _)| field)
}

/// The field of each column. No field is given twice: the heading that says it best has it (`id` before `code`), and
/// among equals the leftmost.
pub fn fields_of(kind: TableKind, headings: &[String]) -> Vec<Option<Field>> {
    let keys: Vec<String> = headings.iter().map(|heading| key(heading)).collect();
    let mut fields = vec![None; headings.len()];
    for &(field, names) in names(kind) {
        let best = names.iter().find_map(|name| (0..keys.len()).find(|&c| fields[c].is_none() && keys[c] == *name));
        if let Some(column) = best {
            fields[column] = Some(field);
        }
    }
    fields
}

/// The part of a name that a heading of a staff list names.
pub fn name_part_of(heading: &str) -> Option<NamePart> {
    match key(heading).as_str() {
        "voornaam" | "roepnaam" | "voornamen" | "firstname" | "givenname" => Some(NamePart::First),
        "tussenvoegsel" | "tussenvoegsels" | "voorvoegsel" | "voorvoegsels" => Some(NamePart::Particle),
        "achternaam" | "familienaam" | "lastname" | "surname" | "familyname" => Some(NamePart::Last),
        _ => None,
    }
}

/// A text as people compare it: without capitals, accents, invisible signs and doubled spaces.
///
/// ```
/// use staffroom::survey::headings::fold;
/// assert_eq!(fold("  Zoë  Łukasz-Ğørsk "), "zoe lukasz-gorsk");
/// ```
pub fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    let mut gap = false;
    let mut push = |c: char| {
        if c.is_whitespace() {
            gap = !folded.is_empty();
        } else {
            if std::mem::take(&mut gap) {
                folded.push(' ');
            }
            folded.push(c);
        }
    };
    if text.is_ascii() {
        text.chars().map(|c| c.to_ascii_lowercase()).filter(|&c| !is_invisible(c)).for_each(push);
        return folded;
    }
    for c in text.nfkd().flat_map(char::to_lowercase) {
        match c {
            c if is_combining_mark(c) || is_invisible(c) => {}
            'ł' => push('l'),
            'ø' => push('o'),
            'ı' => push('i'),
            'đ' | 'ð' => push('d'),
            'ß' => "ss".chars().for_each(&mut push),
            'þ' => "th".chars().for_each(&mut push),
            'æ' => "ae".chars().for_each(&mut push),
            'œ' => "oe".chars().for_each(&mut push),
            '‘' | '’' | '`' | '´' => push('\''),
            c => push(c),
        }
    }
    folded
}

/// Control characters that are no space, direction marks, soft hyphens, zero-width signs, byte-order marks.
fn is_invisible(c: char) -> bool {
    (c.is_control() && !c.is_whitespace())
        || matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}')
}

/// A heading or label as it is looked up: folded, and only its letters and digits.
pub fn key(text: &str) -> String {
    let mut key = fold(text);
    key.retain(char::is_alphanumeric);
    key
}

/// Bytes of a name that is compared with others: comparing takes time by the product of the lengths.
pub(super) const LONGEST_NAME: usize = 300;

/// The candidates nearest to a text, at most three, the nearest first: for a hint, never for a decision.
pub fn nearest<'a>(text: &str, candidates: impl IntoIterator<Item = &'a str>) -> Vec<String> {
    const ENOUGH: f64 = 0.8;
    let is_short = |text: &&str| text.len() <= LONGEST_NAME;
    let Some(wanted) = Some(text).filter(is_short).map(sorted_words) else { return Vec::new() };
    let mut best: Vec<(f64, &str)> = Vec::new();
    for candidate in candidates.into_iter().filter(is_short) {
        let score = strsim::jaro_winkler(&wanted, &sorted_words(candidate));
        if score < ENOUGH || best.iter().any(|&(_, seen)| seen == candidate) {
            continue;
        }
        // Equal scores keep the order of the candidates.
        let at = best.iter().position(|&(s, _)| s < score).unwrap_or(best.len());
        best.insert(at, (score, candidate));
        best.truncate(3);
    }
    best.into_iter().map(|(_, candidate)| candidate.to_owned()).collect()
}

fn sorted_words(text: &str) -> String {
    let folded = fold(text);
    if !folded.contains([' ', ',']) {
        return folded;
    }
    let mut words: Vec<&str> = folded.split([' ', ',']).filter(|word| !word.is_empty()).collect();
    words.sort_unstable();
    words.join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fields(kind: TableKind, headings: &[&str]) -> Vec<Option<Field>> {
        fields_of(kind, &headings.iter().map(|&h| h.to_owned()).collect::<Vec<_>>())
    }

    #[test]
    fn headings_are_matched_without_regard_to_case_accents_spaces_and_signs() {
        for heading in ["did_not_answer", "Did not answer", "DID-NOT.ANSWER", "\u{feff}did_not_answer", "Niet ingevuld"]
        {
            assert_eq!(field_of(TableKind::Roster, heading), Some(Field::DidNotAnswer), "{heading}");
        }
        assert_eq!(field_of(TableKind::Roster, "E-mail"), Some(Field::Email));
        assert_eq!(field_of(TableKind::Ties, "Fréquentie"), Some(Field::Frequency));
    }

    #[test]
    fn a_dutch_staff_list_is_understood_as_it_is() {
        let headings = ["Personeelsnr", "Roepnaam", "Tussenvoegsel", "Achternaam", "Locatie", "Functie", "WTF", "Bouw"];
        let found = fields(TableKind::Roster, &headings);
        let want = [
            Some(Field::Id),
            None,
            None,
            None,
            Some(Field::School),
            Some(Field::Role),
            Some(Field::Fte),
            Some(Field::Phase),
        ];
        assert_eq!(found, want);
        let parts: Vec<_> = headings.iter().filter_map(|h| name_part_of(h)).collect();
        assert_eq!(parts, [NamePart::First, NamePart::Particle, NamePart::Last]);
    }

    #[test]
    fn the_heading_that_says_it_best_has_the_field() {
        assert_eq!(fields(TableKind::Roster, &["Code", "ID"]), [None, Some(Field::Id)]);
        assert_eq!(fields(TableKind::Schools, &["school", "group"]), [Some(Field::Id), Some(Field::Group)]);
        assert_eq!(fields(TableKind::Schools, &["School", "BRIN"]), [Some(Field::Name), Some(Field::Id)]);
        assert_eq!(fields(TableKind::Ties, &["from", "van", "to"]), [Some(Field::From), None, Some(Field::To)]);
    }

    #[test]
    fn every_column_of_the_contract_is_known() {
        let want: &[(TableKind, &str)] = &[
            (
                TableKind::Roster,
                "id code name naam school role functie rol phase bouw groep grade subject vak fte days werkdagen years \
                 ervaring is_new nieuw host gastheer capacity capaciteit consent_named toestemming answered ingevuld \
                 responded did_not_answer niet_ingevuld asked gevraagd appraiser beoordelaar wave meting email \
                 e-mail mailadres removed verwijderd wtf werktijdfactor locatie",
            ),
            (
                TableKind::Ties,
                "from van ego source sender to naar alter target receiver relation relatie frequency frequentie weight \
                 value aantal wave reporter melder initiative initiatief topic onderwerp feedback nabespreking",
            ),
            (TableKind::Schools, "id school name group bestuur reference referentie note"),
            (TableKind::Groups, "id name kind family start end"),
            (TableKind::Members, "group person role wave"),
            (TableKind::Aliases, "written geschreven id"),
            (TableKind::Benchmarks, "measure value source year"),
            (TableKind::Never, "from to"),
        ];
        for &(kind, headings) in want {
            for heading in headings.split_whitespace() {
                assert!(field_of(kind, heading).is_some(), "{kind:?}: {heading}");
            }
        }
    }

    #[test]
    fn no_heading_means_two_things_unless_the_first_is_taken() {
        for kind in [TableKind::Roster, TableKind::Ties, TableKind::Aliases, TableKind::Benchmarks, TableKind::Never] {
            let mut seen: Vec<&str> = names(kind).iter().flat_map(|(_, names)| names.iter().copied()).collect();
            let all = seen.len();
            seen.sort_unstable();
            seen.dedup();
            assert_eq!(seen.len(), all, "{kind:?}");
            assert!(seen.iter().all(|name| key(name) == *name), "{kind:?}");
        }
    }

    #[test]
    fn letters_that_do_not_decompose_are_folded_too() {
        assert_eq!(fold("ŁØSSĐÐÞÆŒıİß"), "lossddthaeoeiiss");
        assert_eq!(fold("\u{202e}Ren\u{301}é\u{200b}\u{a0}d’Arc"), "rene d'arc");
    }

    #[test]
    fn the_nearest_come_first_and_far_ones_not_at_all() {
        let staff = ["T-001", "T-019", "T-190", "Marijke Smit", "Piet"];
        assert_eq!(nearest("T-109", staff)[..2], ["T-190", "T-019"]);
        assert_eq!(nearest("smit, marieke", staff), ["Marijke Smit"]);
        assert!(nearest("Zwaan", staff).is_empty());
    }
}
