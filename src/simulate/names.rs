//! Names that sound Dutch and belong to nobody in particular.

const SCHOOLS: [&str; 48] = [
    "De Regenboog",
    "De Wegwijzer",
    "Het Kompas",
    "De Zonnebloem",
    "De Klimop",
    "Het Palet",
    "De Vuurtoren",
    "De Springplank",
    "De Boomgaard",
    "Het Mozaïek",
    "De Meander",
    "De Vlieger",
    "De Schakel",
    "De Windroos",
    "Het Baken",
    "De Kastanje",
    "De Horizon",
    "De Twaalfruiter",
    "Het Anker",
    "De Waterlelie",
    "De Kring",
    "De Poolster",
    "Het Talent",
    "De Rietkraag",
    "De Zilvermeeuw",
    "De Ontdekking",
    "Het Zonnewiel",
    "De Linde",
    "De Parel",
    "De Zandloper",
    "Het Vogelnest",
    "De Esdoorn",
    "De Leilinde",
    "De Wildzang",
    "Het Startblok",
    "De Krekel",
    "De Notenboom",
    "De Vliegenier",
    "Het Drieluik",
    "De Pijler",
    "De Dobber",
    "De Ijsvogel",
    "Het Sterrenbos",
    "De Schatkaart",
    "De Molenwiek",
    "De Duizendpoot",
    "Het Klavertje",
    "De Zevensprong",
];

const DISTRICTS: [&str; 40] = [
    "Noord",
    "Zuid",
    "Oost",
    "West",
    "Centrum",
    "Kersenhof",
    "Lindeveld",
    "Waterkant",
    "Molenbuurt",
    "Eikenrode",
    "Zandweide",
    "Parkwijk",
    "Havenrand",
    "Tuindorp",
    "Broekveld",
    "Hoogeind",
    "Kloosterbos",
    "Rozenburcht",
    "Schapenmeent",
    "Veldzicht",
    "Duinrand",
    "Bergse Hoek",
    "Oude Vest",
    "Nieuwe Vest",
    "Lage Polder",
    "Hoge Polder",
    "Stadsrand",
    "Wilgenoord",
    "Beekdal",
    "Kanaalzone",
    "Singelkwartier",
    "Meerhoef",
    "Kruisakker",
    "Vossenberg",
    "Reigersven",
    "Ruitershoek",
    "Zonneheuvel",
    "Korenveld",
    "Boterbloem",
    "Spoorzicht",
];

const BOARDS: [&str; 24] = [
    "De Brug",
    "De Waaier",
    "Samenloop",
    "Het Verbond",
    "De Vaart",
    "Kiem",
    "De Haven",
    "Groeiwijs",
    "Het Web",
    "De Dijk",
    "Meervoud",
    "De Bron",
    "Tweespraak",
    "De Singel",
    "Richting",
    "De Spil",
    "Het Vlechtwerk",
    "De Linie",
    "Ruimte",
    "De Keten",
    "Zichtlijn",
    "De Sluis",
    "Het Raamwerk",
    "De Oever",
];

const FIRST: [&str; 64] = [
    "Anouk",
    "Bas",
    "Carla",
    "Daan",
    "Els",
    "Femke",
    "Gerda",
    "Hans",
    "Ilse",
    "Jeroen",
    "Karin",
    "Lotte",
    "Maaike",
    "Nienke",
    "Olga",
    "Petra",
    "Quirine",
    "Ruud",
    "Saskia",
    "Tessa",
    "Ursula",
    "Vera",
    "Wendy",
    "Yvonne",
    "Zoë",
    "Amira",
    "Bram",
    "Chantal",
    "Dewi",
    "Esther",
    "Fleur",
    "Geert",
    "Hanneke",
    "Inge",
    "Joost",
    "Kim",
    "Linda",
    "Mirjam",
    "Noor",
    "Paul",
    "Ria",
    "Samira",
    "Tim",
    "Willemijn",
    "Yasmina",
    "Anke",
    "Marloes",
    "Sjoerd",
    "Evelien",
    "Roos",
    "Monique",
    "Thijs",
    "Lieke",
    "Judith",
    "Marieke",
    "Niels",
    "Annelies",
    "Fatima",
    "Renske",
    "Stef",
    "Trudy",
    "Margriet",
    "Sanne",
    "Ellen",
];

const LAST: [&str; 95] = [
    "Aalders",
    "van den Akker",
    "Bakels",
    "van Beekum",
    "Boersen",
    "van den Boomgaard",
    "Brandsen",
    "ten Brinke",
    "Cornelis",
    "Dekkers",
    "van Dalfsen",
    "Donkerslag",
    "van Eibergen",
    "Elzenaar",
    "Evenhuis",
    "Feenstra",
    "Fokkens",
    "van Gelderen",
    "Gerritsma",
    "Groenhof",
    "de Haas",
    "Hartkamp",
    "van der Heuvel",
    "Hoekema",
    "Hofstra",
    "van Houtum",
    "Huisinga",
    "IJzerman",
    "Jagersma",
    "Jansma",
    "de Jager",
    "Kamphof",
    "van Keulen",
    "Klaassen",
    "Kloosterziel",
    "Koelewijn",
    "Koopmans",
    "Kramer",
    "van Laarhoven",
    "Lammerts",
    "van Leersum",
    "Lindeboom",
    "Loohuis",
    "Maassen",
    "van der Meent",
    "Meijerink",
    "Molenkamp",
    "Mulderij",
    "Nijboer",
    "Nijenhuis",
    "Noordhof",
    "Oldekamp",
    "van Ommeren",
    "Oosterlaan",
    "Otten",
    "Paulusma",
    "Peters",
    "van de Plas",
    "Postma",
    "Prinsen",
    "Reinders",
    "van Rhenen",
    "Riemersma",
    "Roelofs",
    "Rozeboom",
    "van Ruiten",
    "Schaapman",
    "Scholten",
    "van Schaik",
    "Slagter",
    "Smeets",
    "van der Sluis",
    "Spaans",
    "Steenbergen",
    "Stoffels",
    "Terpstra",
    "Tielemans",
    "van Tilborg",
    "Timmers",
    "Uitham",
    "van der Veer",
    "Veldkamp",
    "Verhage",
    "Vermaas",
    "Visscher",
    "Vonk",
    "Wagenaar",
    "van der Wal",
    "Weerdenburg",
    "Westerink",
    "Wiersema",
    "van Wijngaarden",
    "Wolters",
    "Zandbergen",
    "van Zuilen",
];

/// The name of the school with this number: never the same one twice.
pub(super) fn school(number: usize) -> String {
    let base = SCHOOLS[number % SCHOOLS.len()];
    match number / SCHOOLS.len() {
        0 => base.to_owned(),
        round => {
            let district = DISTRICTS[(round - 1) % DISTRICTS.len()];
            match (round - 1) / DISTRICTS.len() {
                0 => format!("{base} {district}"),
                again => format!("{base} {district} {}", again + 1),
            }
        }
    }
}

/// The name of the group of schools with this number.
pub(super) fn board(number: usize) -> String {
    let base = BOARDS[number % BOARDS.len()];
    match number / BOARDS.len() {
        0 => base.to_owned(),
        again => format!("{base} {}", again + 1),
    }
}

/// The name of the person with this number: never the same one twice. `start` decides who comes first.
pub(super) fn person(number: usize, start: usize) -> String {
    let plain = FIRST.len() * LAST.len();
    // 2,331 shares no factor with the number of names, so that all of them pass before one comes back.
    let at = (start % plain + number % plain * 2_331) % plain;
    let (first, last) = (FIRST[at % FIRST.len()], LAST[at / FIRST.len()]);
    match number / plain {
        0 => format!("{first} {last}"),
        round if round < LAST.len() => {
            let other = LAST[(at / FIRST.len() + round) % LAST.len()];
            format!("{first} {last}-{other}")
        }
        round => format!("{first} {last} {round}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn no_school_no_board_and_no_person_shares_a_name() {
        assert_eq!((0..5_000).map(school).collect::<BTreeSet<_>>().len(), 5_000);
        assert_eq!((0..500).map(board).collect::<BTreeSet<_>>().len(), 500);
        assert_eq!((0..30_000).map(|n| person(n, 77)).collect::<BTreeSet<_>>().len(), 30_000);
    }

    #[test]
    fn no_name_needs_quotes_in_a_table() {
        let plain = |name: String| !name.contains([',', ';', '"', '\'', '\n', '\t']);
        assert!((0..5_000).map(school).chain((0..500).map(board)).all(plain));
        assert!((0..12_000).map(|n| person(n, 0)).all(plain));
    }
}
