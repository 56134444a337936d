//! Dutch notices: what a reader should know, though the run goes on.

use super::Dutch;
use super::errors::listed;
use super::fields::{field, headings, place, quoted};
use super::shapes::{reason, shape};
use crate::error::{AlikeSchools, DecimalShown, Field, Notice, Place};
use crate::words::message::{Message, alias_line, is_prose, kept_apart, listed_waves, sheet_of_ties};
use crate::words::numbers::{Noun, Numbers, with};

/// The place, a colon, and what is the matter.
fn at(where_: &Place, what: &str) -> Message {
    Message::new(format!("{}: {what}", place(where_)))
}

/// How many times a thing was seen, when it was more than once.
fn further(n: u64, noun: Noun) -> String {
    if n > 1 { format!("{} in totaal, dit is de eerste", Dutch.many(n, noun)) } else { String::new() }
}

#[expect(clippy::too_many_lines, reason = "one arm for each notice, so that the compiler sees when one is missing")]
pub(super) fn notice(notice: &Notice) -> Message {
    match notice {
        // About who is on the staff list.
        Notice::UnknownPerson { place, written, answers, nearest } => {
            let ties = if *answers == 1 {
                "het antwoord telt niet mee".into()
            } else {
                format!("{answers} antwoorden tellen niet mee")
            };
            let seen = if nearest.is_empty() { String::new() } else { format!("lijkt op: {}", nearest.join(", ")) };
            let help = match nearest.first() {
                Some(best) => format!(
                    "als {best} bedoeld is: zet een regel {} in aliases.csv (koppen: written,id); zet \
                     \"{written}\" anders op de personeelslijst",
                    alias_line(written, best)
                ),
                None => format!("zet \"{written}\" op de personeelslijst, of gebruik --unknown add"),
            };
            at(place, &format!("\"{written}\" staat niet op de personeelslijst; {ties}")).seen(seen).help(help)
        }
        Notice::SharedName { place, written, answers, people, id } => {
            let ties = if *answers == 1 { "het antwoord telt niet mee".into() } else { format!("{answers} antwoorden tellen niet mee") };
            let many = people.len();
            let help = match id {
                Some(id) => format!("als steeds dezelfde bedoeld is: zet een regel {} in aliases.csv (koppen: written,id); schrijf anders de code in plaats van de naam", alias_line(written, id)),
                None => "geef elk van hen een code op de personeelslijst, en schrijf die in de antwoorden of in aliases.csv".to_owned(),
            };
            at(place, &format!("{many} mensen op de personeelslijst heten \"{written}\"; {ties}")).seen(people.join(", ")).help(help)
        }
        Notice::MoreUnknownPeople { names, answers } => Message::new(format!(
            "nog {} andere namen staan niet op de personeelslijst; samen {}, die niet meetellen",
            Dutch.count(*names),
            Dutch.many(*answers, Noun::Answer)
        ))
        .help("staffroom check schrijft ze allemaal in aliases-to-review.csv"),
        Notice::AddedPeople { people } => Message::new(format!(
            "{} niet op de personeelslijst: toegevoegd als mensen van buiten",
            Dutch.many(*people, Noun::Person)
        ))
        .so("zij tellen in geen percentage en bij geen school mee; verbindingen met hen zijn verbindingen naar buiten"),
        Notice::PersonTwice { place, id } => at(place, &format!("\"{id}\" staat nog een keer op de personeelslijst"))
            .so("de regels zijn gelezen als één persoon met meer scholen; de thuisschool is die met de meeste werktijd")
            .help("als het twee mensen zijn, geef dan elk een eigen code"),
        Notice::NoRoles { place } => at(place, "er is geen kolom met de functie")
            .so("iedereen telt als leraar met een eigen klas, ook directeuren en ondersteuners; percentages kunnen te laag zijn")
            .help("voeg een kolom functie toe, met leraar, directeur, ondersteuning, …"),
        Notice::OtherRoles { labels, nobody_left } => {
            let name = |l: &str| if l.is_empty() { "(leeg)".to_owned() } else { l.to_owned() };
            let seen: Vec<String> = labels.iter().map(|(l, n)| format!("{} ({n})", name(l))).collect();
            let lines: Vec<String> = labels
                .iter()
                .take(4)
                .map(|(l, _)| format!("\"{}\" = \"teacher\"", if l.is_empty() { "…" } else { l }))
                .collect();
            let message =
                Message::new("sommige functies zijn niet die van een leraar met een eigen klas").seen(headings(&seen, 12));
            let message = if *nobody_left {
                message.so("er blijft niemand over van wie de klas open kan staan: er is geen opendeurgraad")
            } else {
                message.so("deze mensen staan wel in het netwerk, maar tellen nooit mee voor de opendeurgraad")
            };
            // An edition may hold no labels.
            if lines.is_empty() {
                return message;
            }
            message.help(format!("geven sommigen van hen les, zeg dat dan in study.toml:\n[roles]\n{}", lines.join("\n")))
        }
        Notice::IdsMade { place, by: Field::Id } => at(place, "de codes zijn gemaakt toen de personeelslijst geschreven werd")
            .so("zij gaan naar de lijst waar die uit kwam: in een andere meting of studie kunnen zij van iemand anders zijn")
            .help("geef iedereen een eigen code, en haal ids_made uit study.toml"),
        Notice::IdsMade { place, by } => at(place, "er zijn mensen zonder code; zij krijgen er elk een, zoals p001")
            .so(format!("zij worden in elk bestand en elke meting herkend aan {}", field(*by)))
            .help("geef iedereen een code op de personeelslijst: namen veranderen, en twee mensen kunnen hetzelfde heten"),
        Notice::NumberedPeople { place, people } => {
            at(place, &format!("noemt niemand; de {} heten 1, 2, … naar hun plaats", Dutch.many(*people, Noun::Person)))
                .so("wie elders op dezelfde plaats staat of dat nummer als code heeft, geldt als dezelfde persoon")
                .help("zet de code van iedereen vóór de rij en boven de kolom")
        }
        Notice::WavesNotCompared { from, to, differences } => {
            Message::new(format!("de metingen {from} en {to} zijn niet op dezelfde manier gehouden"))
                .seen(listed(differences))
                .so("wat er tussen die twee veranderde, is niet berekend")
                .help("staffroom compare … --allow-different vergelijkt ze toch")
        }
        Notice::WavesDiffer { from, to, differences } => {
            Message::new(format!("de metingen {from} en {to} zijn niet op dezelfde manier gehouden"))
                .seen(listed(differences))
                .so("ze zijn toch vergeleken, zoals gevraagd; een verschil kan aan de vragenlijst liggen")
        }
        Notice::PlanNotAgreed { wave, people } => Message::new(format!(
            "meting {wave}: in het plan {} {} van wie geen toestemming of geen antwoord bekend is",
            with(people.len() as u64, "staat", "staan"),
            Dutch.many(people.len() as u64, Noun::Person)
        ))
        .seen(headings(people, 12))
        .so("hun naam staat nergens, alleen de code die het plan geeft; het programma stelt hen zelf nooit voor")
        .help("vraag hun eerst om toestemming, of haal die regels uit het plan"),
        Notice::NotHeld { format, what, times } => super::exchange::not_held(format, *what, *times),
        Notice::NoRoster { people } => Message::new(format!(
            "er is geen personeelslijst; de {} zijn zij die in de antwoorden genoemd worden",
            Dutch.many(*people, Noun::Person)
        ))
        .so("wie niets invulde en nooit genoemd werd, telt niet mee: de respons kan lager zijn dan er staat, en er kunnen mensen zonder verbindingen ontbreken")
        .help("voeg personeel.csv toe met de kolommen code, school, functie, ingevuld"),
        Notice::WaveWithoutRoster { wave, answers } => {
            Message::new(format!("meting {wave}: de personeelslijst heeft er geen regels voor"))
                .seen(Dutch.many(*answers, Noun::Answer))
                .so("iedereen op de personeelslijst wordt geacht er geweest te zijn")
                .help("voeg een kolom meting toe aan de personeelslijst")
        }
        Notice::WaveOrder { waves, order, by_period, is_listed } => {
            let tell = if *by_period { "periodes" } else { "namen" };
            let how = if *is_listed { "zet de [[waves]] van study.toml in deze volgorde, tenzij de volgorde zo klopt" } else { "zet ze in deze volgorde in study.toml, tenzij de volgorde zo klopt" };
            Message::new(format!("de metingen staan in de volgorde {}, en hun {tell} zeggen {}", headings(waves, 12), headings(order, 12)))
                .so("in de verkeerde volgorde telt elke nieuwe verbinding als verdwenen, en elke stijging als daling")
                .help(format!("{how}:{}", listed_waves(order)))
        }
        Notice::WavePeriod { wave, written, ends_before } => Message::new(match ends_before {
            true => format!("meting {wave}: de periode \"{written}\" eindigt voordat zij begint"),
            false => format!("meting {wave}: welke dagen de periode \"{written}\" bedoelt, is niet te zeggen"),
        })
        .so("of de metingen in de volgorde van de tijd staan, en even lang en over hetzelfde deel van het jaar gaan, is hiermee niet na te gaan")
        .help("schrijf in study.toml de eerste en de laatste dag, zoals\nperiod = \"2025-08-25/2026-01-31\""),
        Notice::SchoolUnknown { place, school } => at(place, &format!("school \"{school}\" komt verder niet voor"))
            .help("schrijf de school in de personeelslijst en in schools.csv op dezelfde manier"),
        Notice::SchoolsAlike { pairs, first } => {
            let people = |pair: &AlikeSchools, at: usize| format!("\"{}\": {}", pair.schools[at], Dutch.many(pair.people[at], Noun::Person));
            let each = |pair: &AlikeSchools| format!("{}; {}", people(pair, 0), people(pair, 1));
            if let ([pair], 1) = (&first[..], *pairs) {
                let both = Dutch.list(&pair.schools.each_ref().map(|school| format!("\"{school}\"")));
                return at(&pair.place, &format!("{both} zijn misschien één school"))
                    .seen(each(pair))
                    .so("ze tellen als twee scholen, en verbindingen ertussen als verbindingen tussen scholen")
                    .help("is het er één, schrijf die dan op elke regel hetzelfde");
            }
            let mut seen: Vec<String> = first.iter().map(|pair| format!("{}: {}", place(&pair.place), each(pair))).collect();
            let more = pairs.saturating_sub(first.len() as u64);
            seen.extend((more > 0).then(|| format!("en nog {}", Dutch.count(more))));
            Message::new(format!("{} paren schoolnamen bedoelen misschien elk één school", Dutch.count(*pairs)))
                .seen(seen.join("\n"))
                .so("elk paar telt als twee scholen, en verbindingen ertussen als verbindingen tussen scholen")
                .help("gaat het om één school, schrijf de naam dan op elke regel hetzelfde")
        }
        Notice::TwoHomes { place, id, home, other, people } => {
            let both = home.as_ref().map_or_else(|| format!("zonder school en bij {other}"), |home| format!("bij {home} en bij {other}"));
            let so = match home {
                Some(home) => format!("{home} geldt als thuisschool, want die regel staat eerst: cijfers van scholen en verbindingen tussen scholen gaan daarvan uit"),
                None => "geen school geldt als thuisschool, want de regel zonder school staat eerst: in geen school telt deze persoon als thuis".to_owned(),
            };
            at(place, &format!("\"{id}\" staat {both}, en geen werktijd (fte) zegt wat de thuisschool is"))
                .seen(further(*people, Noun::Person))
                .so(so)
                .help("voeg een kolom fte toe, of zet de regel van de thuisschool eerst; zijn het twee mensen, geef dan elk een eigen code")
        }
        Notice::GroupUnknown { place, group } => at(place, &format!("groep \"{group}\" staat niet in groups.csv"))
            .so("wat voor groep het is, is niet bekend; zij telt als formele groep")
            .help("voeg er in groups.csv een regel voor toe"),

        // About what was asked, and who answered.
        Notice::AnswersFromSilent { wave, people, answers, examples } => Message::new(format!(
            "meting {wave}: als niet ingevuld op de lijst, maar toch met antwoorden: {} ({})",
            Dutch.many(*people, Noun::Person),
            Dutch.many(*answers, Noun::Answer)
        ))
        .seen(quoted(examples, 5))
        .so("hun antwoorden tellen mee; waar zij niets zeiden, blijft het onbekend")
        .help("kijk of de kolom ingevuld klopt; een formulier dat niet af is, geldt als niet ingevuld"),
        Notice::ResponseNotKnown { wave, silent } => Message::new(format!("meting {wave}: nergens staat wie antwoordde"))
            .seen(if *silent == 0 {
                String::new()
            } else {
                format!(
                    "zonder eigen melding en door niemand genoemd: {}; geïsoleerd, of niet ingevuld",
                    Dutch.many(*silent, Noun::Person)
                )
            })
            .so("de getallen gelden alsof iedereen antwoordde, en er wordt niets uit geconcludeerd")
            .help("voeg aan de personeelslijst een kolom ingevuld toe (ja of nee)"),
        Notice::LowResponse { wave, school, answered, asked } => {
            let missing = asked.saturating_sub(*answered);
            let verb = with(*answered, "antwoordde", "antwoordden");
            let others = if missing == 1 { "wie dat niet deed".to_owned() } else { format!("de andere {missing}") };
            Message::new(format!("{school}, meting {wave}: {} mensen {verb}", Dutch.of(*answered, *asked))).so(format!(
                "verbindingen met {others} zijn maar van één kant te zien; de cijfers van deze school zijn ruw"
            ))
        }
        Notice::OneSideAsked { wave, relation, host_side } => {
            let (who, other) = if *host_side {
                ("wie genoemd wordt", "wie noemt")
            } else {
                ("wie noemt", "wie genoemd wordt")
            };
            Message::new(format!("meting {wave}: bij \"{relation}\" is alleen gevraagd aan {who}"))
                .so("geen melding is bij de andere kant na te gaan, en één ontbrekend formulier verbergt alles wat erop zou staan")
                .help(format!("vraag het de volgende keer ook aan {other}"))
        }
        Notice::QuestionEmpty { wave, relation, host_side, forms } => {
            let who = if *host_side { "wie genoemd wordt" } else { "wie noemt" };
            Message::new(format!("meting {wave}: niemand vulde iets in bij \"{relation}\", gevraagd aan {who}"))
                .seen(Dutch.many(*forms, Noun::Form))
                .so("de vraag geldt toen als niet gesteld: een lege kolom zegt niet dat iedereen niemand bedoelde")
                .help("was niemand het antwoord, zet dan niemand in die kolom")
        }
        Notice::Contradicted { wave, relation, ties } => Message::new(format!(
            "meting {wave}: {} van \"{relation}\" gemeld door de ene kant en ontkend door de andere",
            Dutch.many(*ties, Noun::Tie)
        ))
        .so(with(
            *ties,
            "die telt niet mee; het rapport laat zien wat zij zou toevoegen",
            "die tellen niet mee; het rapport laat zien wat ze zouden toevoegen",
        )),
        Notice::AskedWithinSchool { relation } => {
            Message::new(format!("naar \"{relation}\" is alleen binnen de eigen school gevraagd"))
                .so("hoe het tussen scholen is, is niet gevraagd; dat is iets anders dan geen contact")
        }
        Notice::AcrossThoughWithin { place, answers } => {
            at(place, "een collega van een andere school is genoemd, terwijl alleen naar de eigen school gevraagd is")
                .seen(Dutch.many(*answers, Noun::Answer))
                .so("deze antwoorden tellen niet mee")
                .help("haal asked_within uit study.toml als men ook collega's van andere scholen kon noemen")
        }
        Notice::NoFormalTies { wave } => Message::new(format!("meting {wave}: er is geen enkele formele verbinding"))
            .so("formeel en informeel kunnen niet naast elkaar gezet worden")
            .help(
                "maak van de bouwteams van elke school formele groepen, in study.toml:\n[groups]\nteams_from = \
                 [\"phase\"]\nas_ties = [\"team\"]",
            ),
        Notice::LimitedByForm { wave, relation, max_names, people } => Message::new(format!(
            "meting {wave}: alle {max_names} namen die het formulier bij \"{relation}\" toeliet, zijn gebruikt door {}",
            Dutch.many(*people, Noun::Person)
        ))
        .so("hoeveel zij er genoemd zouden hebben is niet bekend: gegeven namen, wederkerigheid en dichtheid zijn begrensd door het formulier")
        .help("zet de volgende keer alle collega's op een lijst en laat het aantal vrij"),
        Notice::LayersLeftOut { people } => Message::new(format!(
            "{}: alleen de ingebouwde lagen zijn berekend, en paden alleen op de laag met alle relaties",
            Dutch.many(*people, Noun::Person)
        ))
        .help("met --layer each wordt elke laag berekend"),
        Notice::FamiliesLeftOut { computed } => Message::new(format!(
            "alleen deze families van maten zijn berekend, zoals gevraagd: {}",
            Dutch.list(computed)
        ))
        .so("getallen, zinnen en hoofdstukken die op andere maten rusten ontbreken; dat zegt niets over het netwerk")
        .help("zonder --measures wordt alles berekend"),
        Notice::BetweennessSampled { wave, layer, measure, sources, people, bound, certainty, seed } => {
            Message::new(format!(
                "meting {wave}, laag {layer}: {measure} is geschat vanuit {} die willekeurig zijn getrokken, niet vanuit \
                 alle {}",
                Dutch.many(*sources, Noun::Person),
                Dutch.count(*people)
            ))
            .seen(format!("startgetal {seed}"))
            .so(format!(
                "met {} zekerheid wijkt {measure} van niemand meer dan {} van alle paren van anderen af; een score daaronder \
                 kan in werkelijkheid 0 zijn, en een 0 kan in werkelijkheid zo veel zijn",
                Dutch.percent(*certainty),
                Dutch.decimal(*bound, 4)
            ))
            .help("met --betweenness-pivots worden er meer getrokken; --betweenness-exact schat niets en duurt langer")
        }
        Notice::BetweennessFromPaths { wave, layer, measure, paths, people, bound, certainty, seed } => {
            Message::new(format!(
                "meting {wave}, laag {layer}: {measure} is geschat uit {} kortste paden die willekeurig zijn getrokken \
                 onder {}",
                Dutch.count(*paths),
                Dutch.many(*people, Noun::Person)
            ))
            .seen(format!("startgetal {seed}"))
            .so(format!(
                "met {} zekerheid wijkt {measure} van niemand meer dan {} van alle paren van anderen af; een score daaronder \
                 kan in werkelijkheid 0 zijn, en een 0 kan in werkelijkheid zo veel zijn",
                Dutch.percent(*certainty),
                Dutch.decimal(*bound, 5)
            ))
            .help("--betweenness-bound stelt een kleinere grens; --betweenness-exact schat niets en duurt langer")
        }
        Notice::FewerDraws { wave, layer, draws, usual } => Message::new(format!(
            "meting {wave}, laag {layer}: intervallen rusten op {} trekkingen in plaats van {}, omdat het om heel veel \
             mensen gaat",
            Dutch.count(*draws),
            Dutch.count(*usual)
        ))
        .so("hun grenzen zijn iets minder nauwkeurig"),
        Notice::PairsLeftOut { schools } => Message::new(format!(
            "{}: paren van scholen zonder verbinding staan niet in de lijst",
            Dutch.many(*schools, Noun::School)
        )),

        // About what stands in the files.
        Notice::SelfTies { place, answers } => at(place, "iemand noemde zichzelf; dat telt niet mee")
            .seen(further(*answers, Noun::Answer))
            .help("er hoeft niets te gebeuren: niemand is een collega van zichzelf"),
        Notice::RepeatedTies { place, answers } => at(place, "hetzelfde antwoord staat er nog een keer; het telt één keer")
            .seen(further(*answers, Noun::Answer))
            .help("waren het twee bezoeken, maak er dan één regel van met frequentie 2"),
        Notice::UnknownFrequency { place, label, answers } => {
            at(place, &format!("\"{label}\" is geen getal en geen bekende frequentie; het antwoord telt niet mee"))
                .seen(Dutch.many(*answers, Noun::Answer))
                .help(format!("zeg in study.toml wat het betekent:\n[frequencies]\n\"{label}\" = 2"))
        }
        Notice::UnknownValue { place, written, times, on_list: Some((staff, nearest)) } => {
            let best = nearest.first().map(|best| format!(", zoals {best}")).unwrap_or_default();
            let near = if nearest.is_empty() { String::new() } else { format!("lijkt op: {}", nearest.join(", ")) };
            let more = further(*times, Noun::Row);
            let seen: Vec<String> = [near, more].into_iter().filter(|s| !s.is_empty()).collect();
            let help = if staff.is_empty() { "zet een personeelslijst (teachers.csv) met deze id in de map".to_owned() } else { format!("schrijf een id die in {staff} staat{best}; of zet deze erbij") };
            let what = format!("\"{written}\" staat niet op de personeelslijst; de regel telt niet mee");
            at(place, &what).seen(seen.join("; ")).help(help)
        }
        Notice::UnknownValue { place, written, times, on_list: None } => {
            at(place, &format!("\"{written}\" wordt niet begrepen en blijft buiten beschouwing"))
                .seen(further(*times, Noun::Row))
                .help("schrijf een van de waarden die de README voor deze kolom geeft")
        }
        Notice::IncompleteRow { place, missing, rows } => {
            at(place, &format!("{} ontbreekt; de regel telt niet mee", field(*missing)))
                .seen(further(*rows, Noun::Row))
                .help("vul de cel in, of haal de regel weg")
        }
        Notice::LongRow { place, rows } => at(place, "er zijn meer cellen dan koppen; de overige worden niet gelezen")
            .seen(further(*rows, Noun::Row))
            .help("misschien staat er een scheidingsteken midden in een tekst: zet zo'n cel tussen dubbele aanhalingstekens"),
        Notice::NewRelation { place, relation, nearest } => {
            let nearest = nearest.as_ref().map(|n| format!("lijkt op: {n}")).unwrap_or_default();
            at(place, &format!("de soort relatie \"{relation}\" staat niet in de catalogus"))
                .seen(nearest)
                .so("zij telt als informeel, van wie noemt naar wie genoemd wordt, en opent geen klasdeur")
                .help(format!(
                    "betekent zij iets anders, zeg dat dan in study.toml:\n[[relations]]\nid = \"{relation}\"\nfamily = \
                     \"informal\"\nopenness = 1"
                ))
        }
        Notice::RelationAssumed { place, relation, by_name } => {
            let why = if *by_name { ", naar de naam van het bestand" } else { "; de naam van het bestand zegt niets" };
            at(place, &format!("nergens staat welke soort relatie dit is; gelezen als \"{relation}\"{why}")).help(format!(
                "voeg een kolom relatie toe, of zeg het in study.toml:\n[[ties]]\nfile = \"{}\"\nrelation = \"{relation}\"",
                place.file
            ))
        }
        Notice::ColumnsNotRead { place, columns } => at(place, "sommige kolommen worden niet gelezen")
            .seen(headings(columns, 12))
            .help("er hoeft niets te gebeuren, tenzij een ervan ertoe doet: zet de kop dan in study.toml bij columns; van een vraag over collega's bij [questions], met de soort relatie"),
        Notice::FilesFound { staff, ties } => {
            let list = staff.as_ref().map_or_else(|| "geen".to_owned(), |file| format!("\"{file}\""));
            Message::new("nergens staat welk bestand wat is; daarom is er in de bestanden gekeken")
                .seen(format!("personeelslijst: {list}; antwoorden: {}", quoted(ties, 8)))
                .help("staffroom init MAP schrijft dit op in study.toml, waar u het kunt verbeteren")
        }
        Notice::ShapeFound { place, shape: found, reason: why } => {
            at(place, &format!("gelezen als {}: {}", shape(*found), reason(why)))
                .help("klopt dat niet, zeg dan de vorm in study.toml: [[ties]] shape = \"…\"")
        }
        Notice::QuestionTaken { place, question, relation, host_side } => {
            let told = if *host_side { format!("{{ relation = \"{relation}\", reporter = \"to\" }}") } else { format!("\"{relation}\"") };
            at(place, &format!("de vraag \"{question}\" is opgevat als \"{relation}\", afgaand op de woorden"))
                .help(format!("leg het vast in study.toml:\n[questions]\n\"{question}\" = {told}"))
        }
        Notice::EarlierForm { place, answers } => {
            at(place, "iemand leverde meer dan één formulier in; het laatste dat af is telt")
                .seen(format!("{} opzij gelegd", Dutch.many(*answers, Noun::Answer)))
                .help("als het twee mensen zijn, geef dan elk een eigen code")
        }
        Notice::FileNotRead { place, used } => at(place, &format!("niet gelezen, want {used} is er ook")).help(format!(
            "is {} het goede bestand, haal {used} dan uit de map of noem het bestand in study.toml",
            place.file
        )),
        Notice::KindNotRead { place } => at(place, "dit soort bestand wordt niet gelezen")
            .so("wat erin staat, ontbreekt hier")
            .help(if is_prose(&place.file) {
                "zet de tabel die erin staat in een .xlsx- of CSV-bestand met dezelfde naam"
            } else {
                "open het in het programma waarmee het gemaakt is en sla het op als .xlsx of CSV, onder dezelfde naam"
            }),
        Notice::SheetsNotRead { place, used, sheets } => {
            let what = match used.as_str() {
                "" => "alleen een deel van wat erin staat, wordt gelezen".to_owned(),
                used => format!("blad \"{used}\" wordt gelezen, niet {}", quoted(sheets, 8)),
            };
            at(place, &what).help(format!(
                "is een ander blad bedoeld, of zijn het er meer, noem elk dan in study.toml (een personeelslijst onder [teachers]):\n{}",
                sheet_of_ties(&place.file, sheets.first().map_or("…", String::as_str))
            ))
        }
        Notice::LikeWaves { workbook, missing, parts } => {
            let names: Vec<String> = parts.iter().map(|p| p.0.clone()).filter(|name| !name.is_empty()).collect();
            let waves: Vec<String> = parts.iter().map(|p| p.1.clone()).collect();
            let names = if names.is_empty() { format!("van {}", quoted(&waves, 8)) } else { quoted(&names, 8) };
            let what = match workbook {
                Some(file) => format!("{file}: de bladen {names} lijken metingen van één onderzoek, en worden niet zo gelezen"),
                None => format!("de bestanden {names} lijken metingen van één onderzoek, en worden als één meting gelezen"),
            };
            let so = if *missing {
                "maar één blad wordt gelezen: wat in de andere staat, ontbreekt hier, en wat er veranderde is niet te zeggen"
            } else {
                "wat op het ene en op het andere moment gezegd is, staat door elkaar, en wat er veranderde is niet te zeggen"
            };
            Message::new(what)
                .so(so)
                .help(format!("zijn het metingen, zeg dat dan in study.toml:{}", kept_apart(workbook.as_deref(), parts)))
        }
        Notice::DecimalSign { place, written, read, shown } => {
            let read = read.to_string().replace('.', ",");
            let seen = match shown {
                DecimalShown::ByOthers { example } => format!("\"{example}\" in dezelfde kolom"),
                DecimalShown::Both => "beide tekens in dezelfde kolom".to_owned(),
                DecimalShown::Nowhere => "geen andere cel van de kolom laat zien welk teken het is".to_owned(),
            };
            at(place, &format!("\"{written}\" is gelezen als {read}"))
                .seen(seen)
                .help("klopt dat niet, schrijf de getallen in deze kolom dan zonder teken voor duizendtallen")
        }
        Notice::EncodingGuessed { place, encoding, doubtful } => {
            let seen = doubtful.as_ref().map(|d| format!("{d} (misschien een andere codering)")).unwrap_or_default();
            at(place, &format!("gelezen als {encoding}"))
                .seen(seen)
                .help("kijk of namen met accenten goed zijn; sla het bestand anders op als UTF-8, of zet  encoding = \"macintosh\"  (of een andere) in study.toml")
        }
        Notice::BadLetters { place, encoding } => {
            at(place, &format!("sommige letters zijn niet te lezen als {encoding}; daarvoor staat nu een \u{fffd}"))
                .help("sla het bestand op als UTF-8")
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_unknown_person_comes_with_the_nearest_on_the_list() {
        let notice = Notice::UnknownPerson {
            place: Place::line("relaties.csv", 14).column("naar"),
            written: "T-109".into(),
            answers: 3,
            nearest: vec!["T-019".into()],
        };
        let message = super::notice(&notice);
        assert_eq!(
            message.what,
            "relaties.csv, regel 14, kolom \"naar\": \"T-109\" staat niet op de personeelslijst; 3 antwoorden tellen niet mee"
        );
        assert_eq!(message.seen.as_deref(), Some("lijkt op: T-019"));
    }
}
