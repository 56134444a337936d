//! Meldingen en fouten in het Nederlands.

use super::Dutch;
use crate::error::{Error, Field, Limit, Notice, Thing};
use crate::words::{Message, Messages};

fn list(items: &[String]) -> String {
    if items.is_empty() { "niets".into() } else { items.join("; ") }
}

fn field(field: Field) -> &'static str {
    match field {
        Field::Id => "de code of naam van de persoon",
        Field::Name => "de naam",
        Field::School => "de school",
        Field::Role => "de functie",
        Field::Phase => "de bouw",
        Field::From => "wie noemt (van)",
        Field::To => "wie genoemd wordt (naar)",
        Field::Relation => "de relatie",
        Field::Frequency => "hoe vaak",
        Field::Wave => "de meting",
        Field::Group => "de groep",
        Field::Person => "de persoon",
        Field::Reporter => "wie het meldde",
        Field::Email => "het e-mailadres",
        Field::Answered => "of iemand antwoordde",
        Field::Measure => "de maat",
        Field::Value => "de waarde",
        Field::Written => "de naam zoals geschreven",
        _ => "een waarde",
    }
}

fn thing(thing: Thing) -> &'static str {
    match thing {
        Thing::Wave => "meting",
        Thing::Layer => "laag",
        Thing::School => "school",
        Thing::Measures => "familie van maten",
        Thing::Relation => "relatie",
    }
}

impl Messages for Dutch {
    fn notice_word(&self) -> &'static str {
        "let op"
    }

    fn error_word(&self) -> &'static str {
        "fout"
    }

    fn message_heads(&self) -> [&'static str; 3] {
        ["gezien", "dus", "hulp"]
    }

    fn open_this(&self, file: &str) -> String {
        format!("Open {file} in een browser.")
    }

    fn simulated(&self, folder: &str) -> String {
        format!("Een verzonnen scholengroep staat in {folder}. Probeer: staffroom analyse {folder}")
    }

    fn notice(&self, notice: &Notice) -> Message {
        match notice {
            Notice::UnknownPerson { place, written, answers, nearest } => {
                let m = Message::new(format!(
                    "{place}: \"{written}\" staat niet op de personeelslijst; {answers} antwoorden zijn apart gelegd"
                ));
                let m = if nearest.is_empty() { m } else { m.seen(format!("lijkt op: {}", nearest.join(", "))) };
                m.help("zet deze persoon op de personeelslijst, of gebruik --unknown add")
            }
            Notice::MoreUnknownPeople { names, answers } => Message::new(format!(
                "nog {names} namen staan niet op de personeelslijst; {answers} antwoorden zijn apart gelegd"
            ))
            .help("de eerste plaatsen staan in tables/ledger.csv"),
            Notice::AddedPeople { people } => Message::new(format!(
                "{people} mensen die genoemd worden maar niet op de personeelslijst staan, zijn toegevoegd als buitenstaander"
            ))
            .so("ze tellen in geen enkele noemer mee, en relaties met hen gelden als extern"),
            Notice::SelfTies { place, answers } => {
                Message::new(format!("{place}: {answers} antwoorden waarin mensen zichzelf noemen zijn apart gelegd"))
            }
            Notice::RepeatedTies { place, answers } => {
                Message::new(format!("{place}: {answers} antwoorden staan er dubbel; het tweede is apart gelegd"))
            }
            Notice::UnknownFrequency { place, label, answers } => Message::new(format!(
                "{place}: \"{label}\" is geen getal en geen bekende aanduiding van hoe vaak; {answers} antwoorden zijn apart gelegd"
            ))
            .help(format!("geef het een getal in study.toml: [frequencies] \"{label}\" = 2")),
            Notice::UnknownValue { place, written, times } => {
                Message::new(format!("{place}: \"{written}\" is niet begrepen en weggelaten ({times} keer)"))
            }
            Notice::IncompleteRow { place, missing, rows } => {
                Message::new(format!("{place}: {rows} regels zonder {}; ze zijn apart gelegd", field(*missing)))
            }
            Notice::LongRow { place, rows } => {
                Message::new(format!("{place}: {rows} regels hebben meer cellen dan er kolomkoppen zijn"))
                    .so("wat voorbij de laatste kop staat, is niet gelezen")
                    .help("kijk of er in een cel een scheidingsteken staat zonder aanhalingstekens")
            }
            Notice::NewRelation { place, relation, nearest } => {
                let m = Message::new(format!("{place}: de relatie \"{relation}\" staat niet in de catalogus"))
                    .so("ze geldt als informeel, van wie noemt, en opent geen klasdeur");
                let m = match nearest {
                    Some(nearest) => m.seen(format!("lijkt op: {nearest}")),
                    None => m,
                };
                m.help(format!("beschrijf haar in study.toml: [[relations]] id = \"{relation}\""))
            }
            Notice::RelationAssumed { place, relation } => {
                Message::new(format!("{place}: het bestand zegt niet om welke relatie het gaat; gelezen als {relation}"))
                    .help("voeg een kolom relatie toe, of [[ties]] relation = \"…\" in study.toml")
            }
            Notice::WaveWithoutRoster { wave, answers } => Message::new(format!(
                "meting {wave}: de personeelslijst heeft er geen regel voor; {answers} antwoorden gaan erover"
            ))
            .so("iedereen op de personeelslijst geldt als aanwezig"),
            Notice::PersonTwice { place, id } => {
                Message::new(format!("{place}: {id} staat twee keer op de personeelslijst"))
                    .so("geldt als één persoon; thuis is de school met de grootste wtf")
            }
            Notice::AnswersFromSilent { wave, people, answers, examples } => Message::new(format!(
                "meting {wave}: {people} mensen staan te boek als niet-beantwoorder en melden toch {answers} relaties"
            ))
            .seen(examples.join(", "))
            .so("de relaties tellen mee; de mensen gelden nog steeds als niet-beantwoorder"),
            Notice::ColumnsNotRead { place, columns } => {
                Message::new(format!("{place}: {} kolommen zijn niet gelezen", columns.len())).seen(list(columns))
            }
            Notice::FileNotRead { place, used } => {
                Message::new(format!("{place}: niet gelezen, want {used} gaat voor"))
                    .help("noem het bestand in study.toml als u dit bedoelt")
            }
            Notice::EncodingGuessed { place, encoding, doubtful } => {
                let m = Message::new(format!("{place}: gelezen als {encoding}"));
                match doubtful {
                    Some(word) => m.seen(word).help("kloppen de letters niet, bewaar het bestand dan als UTF-8"),
                    None => m,
                }
            }
            Notice::BadLetters { place, encoding } => {
                Message::new(format!("{place}: sommige letters konden niet gelezen worden als {encoding}"))
                    .help("bewaar het bestand als UTF-8")
            }
            Notice::NoRoles { place } => Message::new(format!("{place}: er is geen kolom voor de functie"))
                .so("iedereen telt mee voor de opendeurgraad, ook wie geen klas heeft"),
            Notice::OtherRoles { labels, nobody_left } => {
                let shown: Vec<String> = labels.iter().map(|(l, n)| format!("{l} ({n})")).collect();
                let lines: Vec<String> = labels.iter().map(|(l, _)| format!("\"{l}\" = \"teacher\"")).collect();
                let m = Message::new("deze functies tellen niet mee voor de opendeurgraad").seen(shown.join("; "));
                if *nobody_left {
                    m.so("er blijft niemand over om een opendeurgraad van te berekenen")
                        .help(format!("zeg in study.toml wie een klas heeft: [roles] {}", lines.join(", ")))
                } else {
                    m
                }
            }
            Notice::ResponseNotKnown { wave, silent } => {
                Message::new(format!("meting {wave}: nergens staat wie antwoordde"))
                    .so(format!(
                        "de getallen gelden alsof iedereen antwoordde; {silent} mensen melden niets en worden door niemand \
                         genoemd: geïsoleerd, of niet ingevuld"
                    ))
                    .help("voeg een kolom ingevuld (ja of nee) toe aan de personeelslijst")
            }
            Notice::LowResponse { wave, school, answered, asked } => {
                Message::new(format!("{school}, meting {wave}: {answered} van {asked} mensen antwoordden"))
                    .so(format!(
                        "relaties met de andere {} zijn maar van één kant te zien; de cijfers van deze school zijn ruw",
                        asked.saturating_sub(*answered)
                    ))
            }
            Notice::OneSideAsked { wave, relation, host_side } => Message::new(if *host_side {
                format!("meting {wave}: bij {relation} is alleen gevraagd aan wie bezoek krijgt")
            } else {
                format!("meting {wave}: bij {relation} is alleen gevraagd aan wie op bezoek gaat")
            })
            .so("geen melding kan met de andere kant vergeleken worden, en één ontbrekend formulier verbergt alle bezoeken van die persoon"),
            Notice::Contradicted { wave, relation, ties } => {
                Message::new(format!("meting {wave}: {ties} meldingen van {relation} worden door de andere kant tegengesproken"))
                    .so("ze tellen niet mee; de meldingsmarge laat zien wat ze zouden uitmaken")
            }
            Notice::AskedWithinSchool { relation } => {
                Message::new(format!("{relation} is alleen binnen de eigen school gevraagd"))
                    .so("over contact tussen scholen valt niets te zeggen: er is niet naar gevraagd")
            }
            Notice::AcrossThoughWithin { place, answers } => Message::new(format!(
                "{place}: {answers} antwoorden gaan over iemand van een andere school, terwijl de vraag over de eigen school ging; \
                 ze zijn apart gelegd"
            )),
            Notice::NoFormalTies { wave } => Message::new(format!("meting {wave}: er is geen formele relatie"))
                .so("formeel en informeel zijn niet te vergelijken")
                .help("bouwteams tellen als formele relatie met [groups] teams_from = [\"phase\"], as_ties = [\"team\"] in study.toml"),
            Notice::LimitedByForm { wave, relation, max_names, people } => Message::new(format!(
                "meting {wave}: {people} mensen vulden alle {max_names} plaatsen die het formulier heeft voor {relation}"
            ))
            .so("hoeveel ze noemen is begrensd door het formulier; wederkerigheid en dichtheid dus ook"),
            Notice::LayersLeftOut { people } => Message::new(format!(
                "{people} mensen: losse relaties zijn weggelaten, en padmaten staan alleen op de laag all"
            ))
            .help("vraag meer met --layer, of alles met --layer each"),
            Notice::PairsLeftOut { schools } => {
                Message::new(format!("{schools} scholen: alleen schoolparen met een relatie staan in de tabel"))
            }
            Notice::SchoolUnknown { place, school } => Message::new(format!(
                "{place}: school \"{school}\" staat maar in één van de twee: de personeelslijst of de scholenlijst"
            )),
            Notice::GroupUnknown { place, group } => {
                Message::new(format!("{place}: groep \"{group}\" staat niet in de groepenlijst"))
            }
            Notice::IdsMade { place, by } => {
                Message::new(format!("{place}: er is geen kolom met een code; mensen krijgen p001, p002, …"))
                    .so(format!("tussen metingen worden ze herkend aan {}", field(*by)))
            }
            Notice::NoRoster { people } => {
                Message::new(format!("er is geen personeelslijst: de {people} mensen zijn wie in de relaties genoemd wordt"))
                    .so("wie gevraagd is en door niemand genoemd, ontbreekt; niemand is dus met zekerheid geïsoleerd")
                    .help("voeg personeel.csv toe, met een regel voor iedereen die gevraagd is")
            }
        }
    }

    fn error(&self, error: &Error) -> Message {
        match error {
            Error::NotFound { path } => Message::new(format!("{path}: dit bestand of deze map bestaat niet"))
                .help("controleer de spelling en de map waarin u staat"),
            Error::CannotRead { path, source } => {
                Message::new(format!("{path}: kan niet gelezen worden")).seen(source.to_string())
            }
            Error::CannotWrite { path, source } => Message::new(format!("{path}: kan niet geschreven worden"))
                .seen(source.to_string())
                .help("kies een andere map met --out"),
            Error::OutputNotEmpty { path, seen } => {
                Message::new(format!("{path}: de map is niet leeg en is geen eerder rapport"))
                    .seen(list(seen))
                    .help("kies een andere map met --out, of schrijf er toch in met --force")
            }
            Error::EmptyFile { file } => {
                Message::new(format!("{file}: het bestand is leeg")).help("bewaar het opnieuw uit uw spreadsheet")
            }
            Error::NotText { file, seen } => {
                Message::new(format!("{file}: dit is geen tabel van tekst")).seen(seen).help("bewaar het blad als CSV")
            }
            Error::NotRead { file, seen } => Message::new(format!("{file}: dit soort bestand wordt hier niet gelezen"))
                .seen(seen)
                .help("bewaar het als tabel met één regel per relatie"),
            Error::TooLarge { file, what, seen, limit } => {
                let what = match what {
                    Limit::Bytes => "bytes",
                    Limit::Cell => "bytes in één cel",
                    Limit::Columns => "kolommen",
                    Limit::People => "mensen",
                    Limit::Ties => "antwoorden over relaties",
                    Limit::Relations => "relaties",
                    Limit::Waves => "metingen",
                };
                Message::new(format!("{file}: te groot")).seen(format!("{seen} {what}; de grens is {limit}"))
            }
            Error::NoColumn { place, want, seen } => Message::new(format!("{place}: geen kolom voor {}", field(*want)))
                .seen(list(seen))
                .help("zeg in study.toml welke het is, bijvoorbeeld [teachers] columns = { id = \"Personeelsnr\" }"),
            Error::ColumnNotThere { place, name, seen } => {
                Message::new(format!("{place}: er is geen kolom \"{name}\""))
                    .seen(list(seen))
                    .help("verbeter het in study.toml")
            }
            Error::Study { place, message, nearest } => {
                let m = Message::new(format!("{place}: {message}"));
                match nearest {
                    Some(nearest) => m.help(format!("bedoelde u \"{nearest}\"?")),
                    None => m,
                }
            }
            Error::Conflict { place, id, field: f, seen } => Message::new(format!(
                "{place}: \"{id}\" staat hier met een andere waarde voor {} dan eerder",
                field(*f)
            ))
            .seen(format!("{} en {}", seen.0, seen.1))
            .help("maak de twee regels gelijk"),
            Error::NoTies { path, seen } => Message::new(format!("{path}: geen bestand met relaties gevonden"))
                .seen(list(seen))
                .help("noem het relaties.csv, of zeg het in study.toml: [[ties]] file = \"…\""),
            Error::NoPeople { file } => Message::new(format!("{file}: er staat niemand op de personeelslijst")),
            Error::Unknown { what, name, seen } => {
                Message::new(format!("er is geen {} \"{name}\"", thing(*what))).seen(list(seen))
            }
            Error::BadOption { option, seen, want } => {
                Message::new(format!("{option}: \"{seen}\" is niet te gebruiken")).help(want)
            }
            Error::Schema { path, seen, want } => Message::new(format!(
                "{path}: gemaakt door een andere versie van het programma (schema {seen}; deze leest {want})"
            ))
            .help("maak het opnieuw met deze versie"),
            Error::Drawing { name, message } => {
                Message::new(format!("de figuur {name} kon niet getekend worden")).seen(message)
            }
            Error::Broken { place, format, seen } => {
                Message::new(format!("{place}: het bestand klopt niet als {format}"))
                    .seen(seen)
                    .help("bewaar of exporteer het opnieuw")
            }
            Error::Several(errors) => Message::new(format!("{} problemen", errors.len())),
        }
    }
}
