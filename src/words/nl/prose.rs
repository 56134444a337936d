//! Titles, explanations, standing texts and keys in Dutch.

use super::Dutch;
use crate::words::prose::{Prose, Say};

impl Prose for Dutch {
    fn say(&self, what: Say) -> &'static str {
        said(what)
    }

    fn glossary(&self) -> &'static [(&'static str, &'static str)] {
        GLOSSARY
    }
}

#[rustfmt::skip]
#[expect(clippy::too_many_lines, reason = "one arm for each text, so that the compiler sees when one is missing")]
fn said(what: Say) -> &'static str {
    match what {
        Say::WorkingCopy => "Werkexemplaar, niet doorgeven: het spreekt over afzonderlijke mensen met hun code.",
        Say::NotForAppraisal => "Niet voor beoordeling.",
        Say::ForLeader => "Voor de schoolleider: over scholen, nooit over afzonderlijke mensen.",
        Say::ForBoard => "Voor het bestuur: over scholen, nooit over afzonderlijke mensen.",
        Say::ForTeam => "Voor het team: over scholen, nooit over afzonderlijke mensen.",
        Say::ForConsultant => "Voor de consulent: over scholen, en een lijst van wie genoemd mag worden.",
        Say::ForResearcher => "Voor onderzoek onder een overeenkomst: mensen staan onder pseudoniem.",
        Say::DoorsHidden => "Hoeveel klassen open waren wordt niet getoond: er staan te weinig mensen achter.",
        Say::NotShownHere => "Niet getoond: er staan te weinig mensen achter, of een cijfer over te weinig mensen zou ermee te berekenen zijn.",
        Say::IsolatedHidden => "Hoeveel mensen geen verbinding hebben, staat hier niet.",
        Say::FewHidden => "Als één tot vier mensen geen verbinding hebben, of het van één tot vier die antwoordden niet te zeggen is, staat er niet \
             hoeveel er geen hebben, en ook niet wat dat zou verraden.",
        Say::ReachReads => {
            "Een paar van twee scholen telt bij elk van beide mee, en bij de hele groep één keer: daarom kan de E-I-index van de groep \
             lager zijn dan die van elke school."
        }
        Say::SeenHidden => {
            "Elke deur die niet bekend is, telt hier als niet te zeggen, ook als anderen die open zagen: hoeveel dat er zijn, staat er \
             niet, want het zou iets zeggen over één tot vier mensen."
        }
        Say::HiddenSeen => "deuren die niet bekend zijn en die anderen open zagen, en wat daaruit volgt",
        Say::HiddenTitle => "Wat niet wordt getoond",
        Say::HiddenIntroduction => {
            "Een cijfer over minder dan vijf mensen wordt niet getoond. Over vijf mensen of meer staat er wel hoeveel deuren open waren \
             en hoeveel mensen praktijk op tafel legden, ook als dat er weinig zijn: drie van twintig. Hoeveel mensen geen verbinding \
             hebben, of op elk van de twee laagste of de twee hoogste treden van de ladder staan, wordt niet getoond als het er één tot \
             vier zijn, en ook niet als van één tot vier die antwoordden niet te zeggen is of zij een verbinding hebben: het zou iets \
             zeggen over ieder van hen. Daarom worden ook andere cijfers verborgen, zodat het niet te berekenen is uit wat er overblijft. Welk van de twee het is, \
             staat er niet bij. Over een verborgen school staat er geen oordeel."
        }
        Say::HiddenPeople => "mensen en verbindingen",
        Say::HiddenDoors => "open deuren, praten en praktijk, en wie antwoordde",
        Say::NamedTitle => "Wie genoemd mag worden",
        Say::NamedIntroduction => {
            "Deze mensen zeiden dat zij genoemd mogen worden. De lijst dient één doel: collega's vinden die bij elkaar kunnen \
             kijken of elkaar kunnen steunen. Zij zegt niets over hoe iemand werkt, en wordt niet doorgegeven."
        }
        Say::NamedNobody => "Niemand zei genoemd te mogen worden.",
        Say::NamedTable => "Mensen die genoemd mogen worden",
        Say::DataReport => "Een blik op de gegevens: er is nog niets berekend.",
        Say::FirstScreen => "In het kort",
        Say::CannotConclude => "Wat niet te concluderen valt, en wat dat zou veranderen",
        Say::Openness => "Open klassen",
        Say::OpennessIntroduction => "De deur van een leraar is open als er ten minste één collega in de klas was terwijl deze leraar lesgaf. Wie bij een collega gaat kijken, opent de deur van die collega. Bezoek van leidinggevenden, consulenten, begeleiders en stagiairs telt niet mee.",
        Say::OpennessWouldBe => "Een volgende vragenlijst kan het aan beide kanten vragen: „Bij wie was u tijdens een les in de klas?” en „Wie was er bij u in de klas?” (class_visit, peer_coaching, host_visit, team_teaching).",
        Say::Isolation => "Wie apart staat",
        Say::Schools => "School voor school",
        Say::SchoolsIntroduction => "De scholen staan in de volgorde van de personeelslijst, niet op grootte van een getal. Een school met weinig leraren springt snel van 0 naar 50 procent.",
        Say::Network => "Wie met wie werkt",
        Say::Between => "Tussen scholen",
        Say::Waves => "De metingen naast elkaar",
        Say::WavesIntroduction => "Alleen metingen met dezelfde vragen over dezelfde maanden zijn te vergelijken. Mensen komen en gaan: een verschil tussen twee metingen kan een verschil tussen mensen zijn.",
        Say::Data => "Waar de getallen op staan",
        Say::DataIntroduction => "Niet ingevuld is niet hetzelfde als niet gedaan. Van elk gelezen antwoord staat hieronder wat ermee gebeurde.",
        Say::Reading => "Hoe dit te lezen",
        Say::ReadingIntroduction => "Tenzij anders gezegd telt een verbinding als er wel of niet, los van hoe vaak, en houdt wie niet invulde de verbindingen die anderen meldden. Percentages staan naast de aantallen waar ze uit komen.",
        Say::Measures => "Elk getal, en hoe je het leest",
        Say::MeasuresTable => "Getallen in de tabellen van dit rapport",
        Say::MeasuresElsewhere => "In de bestanden bij dit rapport staan meer getallen. Wat elke kolom daarvan betekent, staat in tables/columns.csv en op het laatste blad van de werkmap.",
        Say::Method => "Hoe dit gemaakt is",
        Say::MethodIntroduction => "Met dezelfde bestanden, instellingen en toevalsgetal maakt het programma hetzelfde rapport opnieuw, tot op de laatste byte.",
        Say::StandingOpenness => "Dit zegt iets over openheid, niet over de kwaliteit van lessen. Vergelijk alleen scholen die dezelfde vragen over dezelfde periode kregen.",
        Say::StandingIsolation => "Dit zijn vragen voor een gesprek, geen oordelen over mensen. Wie hier apart staat, kan heel goed verbonden zijn op manieren waar niet naar gevraagd is.",
        Say::AtLeast => "ten minste",
        Say::SilentMeans => "noemt niemand en wordt door niemand genoemd; of deze mensen antwoordden is niet bekend",
        Say::CardAnswered => "mensen antwoordden",
        Say::CardPeople => "mensen",
        Say::CardDoors => "bekende deuren open",
        Say::CardDoorsAtLeast => "deuren open, ten minste",
        Say::CardIsolated => "geïsoleerd",
        Say::CardWithoutTies => "zonder enige verbinding",
        Say::CardBetween => "paren tussen scholen",
        Say::CardKnotted => "formele paren ook uit eigen keuze",
        Say::CardConversion => "paren die praten, met een open deur",
        Say::OpenDoorsTitle => "In hoeveel klassen keek een collega mee?",
        Say::OpenDoorsReads => "De stip is het deel van de bekende deuren dat open was, de lijn hoe ver dat in nog een half jaar met dezelfde gewoonten kan schuiven, de band waar het deel van alle deuren ligt als de onbekende deuren gesloten of open zijn. Een stip naast de band: anderen zagen deuren open die niet bekend zijn; zij tellen in de band en niet in het deel.",
        Say::MoreTables => "Meer tabellen van dit hoofdstuk staan in de pagina op het scherm en in de map tables.",
        Say::SchoolPicturesInPlots => "De afbeelding van elke school staat in de map plots.",
        Say::SchoolPicturesOnRequest => {
            "Er zijn te veel scholen voor een afbeelding van elke school in deze pagina; met --school-plots komen ze als bestanden in de map plots."
        }
        Say::FineRows => "Er zijn te veel scholen voor namen; ze staan van weinig naar veel, en de tabel noemt elke school.",
        Say::OpenDoorsReadsAtLeast => "Er ontbreken formulieren, dus er is geen percentage: de balk laat zien waartussen het ligt, en het aantal wat er ten minste is.",
        Say::LadderTitle => "Hoe ver gaat de deur open?",
        Say::LadderReads => "Elke leraar telt één keer, bij de hoogste trede die bereikt is; gearceerd zijn zij van wie het niet te zeggen is.",
        Say::StatusesTitle => "Wie er binnenkwam, en wie ging kijken",
        Say::TalkTitle => "Over lesgeven praten, en ook kijken",
        Say::LatentTitle => "Wie over lesgeven praten: is er een deur open tussen hen?",
        Say::LatentReads => "Donker zijn paren die praten en tussen wie een deur open is, licht zijn sluimerende paren: zij praten, en geen van beiden was bij de ander in de klas.",
        Say::LaggingTitle => "Blijft openheid achter, en waarnaast?",
        Say::LaggingIntroduction => "Elke vergelijking staat op zichzelf en eindigt in een van drie uitspraken: blijft achter, achterblijven niet aangetoond, geen uitspraak mogelijk. Bij teams van 8 tot 20 is de laatste vaak de eerlijkste. Een totaalcijfer is er niet.",
        Say::VerdictsTable => "Uitspraken per school",
        Say::FunnelTitle => "Welke scholen verschillen meer dan het toeval zou geven?",
        Say::FunnelReads => "De grenzen zeggen waar een school met zoveel bekende deuren door toeval alleen terecht kan komen: hoe minder deuren, hoe ruimer. Ze gelden voor alle scholen samen: de 5% is gedeeld door het aantal vergeleken scholen, zodat waar scholen niet verschillen in minstens 95 van de 100 gevallen geen enkele haar grenzen haalt; en een verschil dat het bespreken niet waard is, ligt erbinnen. Alleen een school op of buiten haar eigen grenzen verschilt meer dan dat, en zulke scholen krijgen als eerste hun naam. Een oordeel telt mee welke andere scholen eruit springen, en kan een school binnen haar grenzen noemen.",
        Say::IsolationTable => "Hoe mensen in het netwerk staan",
        Say::SchoolsTable => "De scholen in aantallen",
        Say::SchoolPicturesTitle => "De scholen als netwerk",
        Say::SchoolPictureReads => "Elk teken is een persoon, elke lijn een verbinding. De plaatsen zijn in elke figuur dezelfde.",
        Say::SchoolPictureReadsDoors => "Elk teken is een persoon: gevuld waar een collega in de klas was, een open ring waar niemand was, een vierkant waar het niet te zeggen is. Een doorgetrokken lijn is een bezoek, een streepjeslijn een andere verbinding, een kort lijntje met een dwarsstreep een verbinding met een andere school.",
        Say::NetworkTitle => "Iedereen, school naast school",
        Say::NetworkReads => "Doorgetrokken lijnen zijn formele verbindingen, streepjes informele. Een open ring is iemand die antwoordde en geen verbinding heeft; een vierkant vulde niet in. Lichte lijnen lopen tussen scholen.",
        Say::OverviewTitle => "De scholen in één oogopslag",
        Say::OverviewReadsHidden => "Elke schijf is een school: hoe groter, hoe meer mensen; hoe donkerder, hoe meer contacten per persoon.",
        Say::OverviewReads => "Elke schijf is een school: hoe groter, hoe meer mensen; hoe donkerder, hoe meer contacten per persoon; het getal telt mensen zonder verbinding.",
        Say::FormalTitle => "Formeel naast informeel",
        Say::FormalReads => "Per school de paren met een verbinding: alleen op papier, beide, of zelf gevonden.",
        Say::PairsOfLayers => "In hoeverre lagen dezelfde paren verbinden",
        Say::CirclesTitle => "Kringen, scholen en bouwen",
        Say::LayersTitle => "De lagen in getallen",
        Say::LayersTable => "Lagen",
        Say::LayersIntroduction => "Een laag is een verzameling relaties die samen tellen. De dichtheid daalt als een netwerk groeit: vergelijk alleen netwerken van één grootte.",
        Say::MatrixTitle => "Wie noemt wie, van school naar school",
        Say::MatrixPerTen => "Hetzelfde, per tien mensen van de school in de rij",
        Say::MatrixReads => "Mensen van de school in de rij noemen mensen van de school in de kolom. Grijs is binnen de eigen school; hoe donkerder een vakje, hoe meer verbindingen.",
        Say::ReachTable => "Hoe ver elke school reikt",
        Say::WavesTable => "Metingen",
        Say::WavesDoors => "Open deuren per meting",
        Say::ResponseTable => "Wie antwoordde",
        Say::QuestionsTable => "Wat gevraagd is, en aan wie",
        Say::BothEndsAsked => "beide kanten",
        Say::LedgerTitle => "Wat er van elk antwoord werd",
        Say::LedgerTable => "Antwoorden per bestand",
        Say::LedgerIntroduction => "Antwoorden gelezen = werd verbinding + bij een verbinding gevoegd + ‘nee’ + telt niet mee.",
        Say::AsideTable => "Waarom antwoorden niet meetellen",
        Say::NoticesTitle => "Goed om te weten",
        Say::SettingsTable => "Instellingen",
        Say::InputsTable => "Gelezen bestanden",
        Say::SettingProgram => "Programma",
        Say::SettingSeed => "Toevalsgetal",
        Say::SettingLayers => "Berekende lagen",
        Say::SettingGuided => "Bezoek van consulenten en begeleiders telt als open deur",
        Say::SettingStandard => "Norm voor de opendeurgraad, door de groep afgesproken",
        Say::AnsweredSmall => "antwoordden",
        Say::BenchWithoutTies => "zonder verbinding",
        Say::KeyVisited => "er was een collega in de klas",
        Say::KeyNotVisited => "er was niemand in de klas",
        Say::KeyDoorUnknown => "niet te zeggen",
        Say::KeyNoClass => "heeft geen klas",
        Say::KeyDoor => "bezoek",
        Say::KeyOtherTie => "andere verbinding",
        Say::KeyArrow => "naar wie bezoek krijgt of genoemd wordt",
        Say::KeyOutside => "verbinding met een andere school",
        Say::KeyTied => "heeft verbindingen",
        Say::KeyIsolated => "antwoordde, en heeft geen verbinding",
        Say::KeySilent => "geen verbinding: geïsoleerd, of niet ingevuld",
        Say::KeyDidNotAnswer => "niet ingevuld",
        Say::KeyFormal => "formeel",
        Say::KeyInformal => "informeel",
        Say::KeyRate => "opendeurgraad, met stabiliteitsmarge",
        Say::KeyBounds => "onbekende deuren gesloten, of open",
        Say::KeyOpenRange => "ligt ergens hiertussen",
        Say::KeyTalkDoor => "praten, en een deur open",
        Say::KeyTalkNoDoor => "praten zonder deur (sluimerende paren)",
        Say::KeyFunnelInside => "school",
        Say::KeyFunnelOutside => "meer dan het toeval",
        Say::KeyFunnelLimit => "grenzen van het toeval, alle scholen samen (95%)",
        Say::KeyMatrix => "weinig tot veel verbindingen",
        Say::KeyWithin => "binnen de eigen school",
        Say::KeyBlank => "niet gevraagd, of niet getoond",
        Say::MatrixRows => "noemt",
        Say::MatrixColumns => "wordt genoemd",
        Say::KeyOnlyFormal => "alleen op papier",
        Say::KeyBoth => "beide",
        Say::KeyOnlyInformal => "zelf gevonden",
        Say::KeyShade => "weinig tot veel contacten per persoon",
        Say::KeyDiscNumber => "mensen zonder verbinding",
        Say::AxisKnown => "deel van de bekende deuren",
        Say::AxisTeachers => "deel van de leraren",
        Say::AxisPairs => "paren van collega's",
        Say::AxisPairsTied => "deel van de paren met een verbinding",
        Say::AxisDoorsKnown => "bekende deuren",
        Say::AxisRate => "opendeurgraad",
        Say::SkipToContent => "Naar het rapport",
        Say::Contents => "Inhoud",
        Say::SeeChapter => "Meer bij:",
        Say::AsTable => "Hetzelfde als tabel",
        Say::Unfold => "Tonen",
        Say::ScrollTable => "tabel, schuift opzij",
        Say::SortBy => "Sorteer op",
        Say::WouldChange => "Wat dat zou veranderen",
        Say::MoreInTables => "meer in de tabellen",
        Say::MoreInPage => "meer in de pagina",
        Say::MoreWithOut => "meer; met --out MAP worden ze geschreven",
        Say::InThePage => "De figuren, de uitleg van alle getallen en de tabellen staan in report.html.",
    }
}

#[rustfmt::skip]
const GLOSSARY: &[(&str, &str)] = &[
    ("persoon, leraar", "Iedereen op de personeelslijst is een persoon; een leraar heeft een eigen klas."),
    ("verbinding", "Wat iemand over een ander zei: ik was bij hen in de klas, ik vroeg hun om advies. Een verbinding heeft een richting, van wie noemt naar wie genoemd wordt."),
    ("soort relatie", "Wat er gevraagd is: bezoek, advies, praten over lesgeven."),
    ("laag", "Soorten relaties die samen tellen: alle, formeel, informeel, praten, praktijk op tafel, open deuren."),
    ("formeel, informeel", "Formeel is wat georganiseerd is: maatjes, gastheerbezoek, teams. Informeel is eigen keuze."),
    ("geïsoleerd", "Antwoordde, noemt niemand en wordt door niemand genoemd. Wie niet invulde is onbekend, nooit geïsoleerd."),
    ("open deur", "Ten minste één collega was tijdens een les van deze leraar in de klas."),
    ("bekende deur", "Van deze deur zou bekend zijn dat ze open is, hoe het ook werkelijk zit: de leraar antwoordde wie er binnenkwam, of elke collega die had kunnen komen antwoordde waar die ging kijken."),
    ("niet te zeggen", "Er ontbreken formulieren, of ze zijn nooit uitgedeeld, of een naam staat niet op de personeelslijst. Dat is iets anders dan nee."),
    ("stabiliteitsmarge", "Hoe ver een aandeel kan schuiven als dezelfde gewoonten nog een half jaar opleveren. Zij maakt ontbrekende formulieren niet goed."),
    ("E-I", "Verbindingen met andere scholen min verbindingen erbinnen, gedeeld door alle: −1 is alles binnen, +1 alles ertussen. Onder 0 is naar binnen gericht."),
    ("dichtheid", "Verbindingen die er zijn, gedeeld door verbindingen die er kunnen zijn."),
    ("wederkerigheid", "Van paren met een verbinding van wie beiden antwoordden het deel waarin de een de ander noemt en andersom."),
    ("overlap", "Verbindingen die twee lagen delen, gedeeld door verbindingen in een van beide (Jaccard)."),
    ("niet gevraagd", "De vragenlijst had zo'n vraag niet, of men kon deze collega's niet noemen. Dat is iets anders dan geen."),
];
