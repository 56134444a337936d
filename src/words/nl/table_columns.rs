//! Dutch names of the columns that are no measure of one wave: what tells rows apart, two waves, plans, answers.

use crate::words::columns::{ColumnWords, Dyads};
use crate::words::measures::Row;

pub(super) const COLUMNS: ColumnWords = ColumnWords {
    keys: KEYS,
    tables: &[
        ("changes", CHANGES),
        ("drop_out", DROP_OUT),
        ("plan", PLAN),
        ("plan_lines", PLAN_LINES),
        ("plan_followed", PLAN_FOLLOWED),
        ("suppressed", SUPPRESSED),
        ("named", NAMED),
        ("questions", QUESTIONS),
        ("ledger", LEDGER),
        ("columns", OF_COLUMNS),
    ],
    dyads: Dyads {
        kinds: [("null", "geen verbinding"), ("asymmetric", "één kant op"), ("mutual", "beide kanten op")],
        then: ", daarna ",
        reads: "Paren van mensen die bleven, in beide metingen van beide kanten bekend: wat ze in de eerste waren en in de tweede werden.",
    },
    tested: TESTED,
    tested_endings: TESTED_ENDINGS,
    wave_endings: WAVE_ENDINGS,
};

#[rustfmt::skip]
const KEYS: &[Row] = &[
    ("wave", "meting", "De meting, met haar naam."),
    ("layer", "laag", "Welke verbindingen tellen: een ingebouwde laag, een eigen laag van het onderzoek of één relatie, met het id."),
    ("layer_a", "eerste laag", "De eerste van de twee lagen, met haar id."),
    ("layer_b", "tweede laag", "De tweede van de twee lagen, met haar id."),
    ("teacher", "persoon", "De persoon, met het id van de personeelslijst; een schuilnaam in een uitgave voor onderzoekers."),
    ("school", "school", "De school, met haar id; leeg voor wie er geen heeft; in rijen over scholen is * de groep als geheel."),
    ("from_school", "van school", "De school van wie noemt, met haar id."),
    ("to_school", "naar school", "De school van wie genoemd wordt, met haar id; gelijk aan from_school bij verbindingen binnen de school."),
    ("from_wave", "eerste meting", "De eerste van de twee metingen, met haar naam."),
    ("to_wave", "tweede meting", "De tweede van de twee metingen, met haar naam."),
];

#[rustfmt::skip]
const CHANGES: &[Row] = &[
    ("scope", "over", "Over wie de rij gaat: group (iedereen), school (verbindingen daarbinnen) of person (verbindingen waarvan deze persoon een einde is). Mensen die bleven zijn die van beide metingen; in de rij van een school die daar in beide zijn."),
    ("subject", "wie", "De school of de persoon, met het id; * voor iedereen."),
    ("not_comparable_before", "niet vergelijkbaar, eerste meting", "Verbindingen van de eerste meting tussen mensen die bleven, waarover de tweede meting niets zegt."),
    ("not_comparable_after", "niet vergelijkbaar, tweede meting", "Verbindingen van de tweede meting tussen mensen die bleven, waarover de eerste meting niets zegt."),
    ("partner_renewal", "nieuw van nu", "Van de verbindingen die mensen die bleven in de tweede meting met elkaar hebben, het deel dat nieuw is."),
    ("pairs", "geordende paren", "Geordende paren van mensen die bleven: elke verbinding die er onder hen kan zijn."),
    ("pairs_compared", "vergeleken geordende paren", "Van de geordende paren van mensen die bleven die waarvan beide metingen weten of er een verbinding is."),
    ("people_before", "mensen, eerste meting", "Mensen in de eerste meting: stayers + moved_out + leavers + away."),
    ("people_after", "mensen, tweede meting", "Mensen in de tweede meting: stayers + moved_in + joiners + back."),
    ("stayers", "op dezelfde school", "Mensen die in beide metingen op dezelfde school zijn."),
    ("moved_out", "naar een andere school", "Mensen die in beide metingen zijn en van deze school naar een andere gingen; van iedereen: wie van school wisselde."),
    ("moved_in", "van een andere school", "Mensen die in beide metingen zijn en van een andere school op deze kwamen; van iedereen: wie van school wisselde."),
    ("leavers", "vertrokken", "Mensen die alleen in de eerste meting zijn."),
    ("joiners", "kwamen", "Mensen die alleen in de tweede meting zijn."),
    ("away", "tijdelijk weg", "Mensen van de eerste meting die in de tweede afwezig zijn en in een latere terug."),
    ("back", "terug", "Mensen van de tweede meting die in de eerste afwezig waren en er daarvoor wel waren."),
    ("isolated_stayed", "in beide geïsoleerd", "Mensen die bleven, antwoordden en in geen van beide metingen een verbinding hebben, welke kant ook op."),
    ("isolated_no_longer", "niet meer geïsoleerd", "Mensen die bleven, in de eerste meting geïsoleerd waren en dat in de tweede niet zijn."),
    ("newly_isolated", "nieuw geïsoleerd", "Mensen die bleven, in de eerste meting niet geïsoleerd waren en dat in de tweede wel zijn."),
    ("isolation_not_comparable", "isolement niet vergelijkbaar", "Mensen die bleven en van wie een van de metingen niet kan zeggen of zij geïsoleerd zijn."),
    ("without_contacts", "zonder contacten, eerste meting", "Mensen die bleven, in beide metingen bekend zijn en in de eerste geen contact hebben."),
    ("without_contacts_then_some", "zonder contacten, daarna wel", "Van de mensen zonder contact in de eerste meting degenen die er in de tweede een hebben."),
    ("without_contacts_then_some_expected", "dezelfden, sowieso te verwachten", "Hoeveel van de mensen zonder contact er in de tweede meting een zouden hebben als niemand iets veranderde: een deel van het lage getal was toeval."),
    ("contacts_then_none", "contacten, daarna geen", "Mensen die bleven, in de eerste meting een contact hadden en in de tweede geen."),
    ("link_persons_stayed", "contacten op andere scholen, wie bleef", "Mensen die bleven, in beide metingen bekend zijn en in de eerste een contact op een andere school hebben."),
    ("link_persons_still", "contacten op andere scholen, nog steeds", "Van de mensen met een contact op een andere school in de eerste meting degenen die er in de tweede een hebben."),
    ("link_persons_still_expected", "dezelfden, sowieso te verwachten", "Hoeveel van de mensen met een contact op een andere school er in de tweede meting een zouden hebben als niemand iets veranderde."),
    ("link_persons_new", "contacten op andere scholen, nieuw", "Mensen die bleven, in de tweede meting een contact op een andere school hebben en in de eerste geen hadden."),
    ("doors_stayed_open", "deuren in beide open", "Leraren die bleven, van wie de deur in beide metingen bekend is en in beide openstaat."),
    ("doors_opened", "deuren opengegaan", "Dezelfde leraren, van wie de deur in de eerste meting niet openstond en in de tweede wel."),
    ("doors_closed", "deuren dichtgegaan", "Dezelfde leraren, van wie de deur in de eerste meting openstond en in de tweede niet."),
    ("doors_stayed_closed", "deuren in geen van beide open", "Dezelfde leraren, van wie de deur in geen van beide metingen openstaat."),
    ("doors_not_comparable", "deuren niet vergelijkbaar", "Leraren die bleven en van wie de deur in een van de metingen niet bekend is."),
    ("doors_shut", "niemand kwam binnen, eerste meting", "Leraren die bleven, van wie de deur in beide metingen bekend is en bij wie in de eerste geen collega in de klas kwam."),
    ("doors_shut_then_open", "niemand kwam binnen, daarna wel iemand", "Van de leraren bij wie in de eerste meting niemand kwam degenen bij wie in de tweede iemand kwam."),
    ("doors_shut_then_open_expected", "dezelfden, sowieso te verwachten", "Bij hoeveel van de leraren bij wie niemand kwam in de tweede meting iemand zou komen als niemand iets veranderde."),
    ("doors_open_then_shut", "iemand kwam binnen, daarna niemand", "Leraren die bleven en bij wie in de eerste meting iemand kwam en in de tweede niemand."),
    ("open_door_rate_stayers_weight_before", "aandeel van wie bleef, eerste meting", "Van de mensen van wie de deur in de eerste meting bekend is, het deel dat bleef: de graad is dit gewicht maal die van wie bleef, plus de rest maal die van de anderen."),
    ("open_door_rate_stayers_weight_after", "aandeel van wie bleef, tweede meting", "Van de mensen van wie de deur in de tweede meting bekend is, het deel dat bleef: de graad is dit gewicht maal die van wie bleef, plus de rest maal die van de anderen."),
    ("open_door_rate_others_before", "opendeurgraad van de anderen, eerste meting", "De opendeurgraad in de eerste meting van mensen die niet bleven."),
    ("open_door_rate_others_after", "opendeurgraad van de anderen, tweede meting", "De opendeurgraad in de tweede meting van mensen die er in de eerste niet waren, of elders."),
    ("course", "wat er van deze persoon werd", "stayer (in beide metingen, dezelfde school), mover (in beide, een andere school), leaver (alleen eerste meting), joiner (alleen tweede meting) of absent (weg in een van de twee, en er daarvoor of daarna)."),
    ("school_before", "school, eerste meting", "De school van de persoon in de eerste meting, met haar id."),
    ("school_after", "school, tweede meting", "De school van de persoon in de tweede meting, met haar id."),
    ("role_before", "rol, eerste meting", "De rol van de persoon in de eerste meting; leeg voor wie er niet was."),
    ("role_after", "rol, tweede meting", "De rol van de persoon in de tweede meting; leeg voor wie er niet was."),
];

#[rustfmt::skip]
const TESTED: &[Row] = &[
    ("density", "dichtheid, vergeleken", "Verbindingen gedeeld door de geordende paren die beide metingen kennen, onder mensen die bleven (mensen steeds opnieuw geloot, in beide metingen dezelfde: Snijders en Borgatti 1999)."),
    ("reciprocity", "beantwoorde verbindingen, vergeleken", "Het deel van de verbindingen dat beantwoord wordt, over paren van mensen die bleven die beide metingen van beide kanten kennen (mensen steeds opnieuw geloot, in beide metingen dezelfde: Snijders en Borgatti 1999)."),
    ("open_door_rate", "opendeurgraad, vergeleken", "Het deel open deuren, over mensen die bleven en van wie de deur in beide metingen bekend is (exacte toets van McNemar)."),
    ("isolated", "geïsoleerd, vergeleken", "Het deel van de mensen zonder verbinding, welke kant ook op, over mensen die bleven en over wie beide metingen iets kunnen zeggen (exacte toets van McNemar)."),
    ("out_degree", "genoemde collega's, vergeleken", "Hoeveel collega's iemand gemiddeld noemt, over mensen die bleven en in beide metingen bekend zijn (van ieder wisselen de twee metingen willekeurig van plaats)."),
    ("degree", "contacten, vergeleken", "Hoeveel contacten iemand gemiddeld heeft, over mensen die bleven en in beide metingen bekend zijn (van ieder wisselen de twee metingen willekeurig van plaats)."),
    ("outside_contacts", "contacten op andere scholen, vergeleken", "Hoeveel contacten op andere scholen iemand gemiddeld heeft, over mensen die bleven en in beide metingen bekend zijn (van ieder wisselen de twee metingen willekeurig van plaats)."),
    ("breadth", "binnengelaten collega's, vergeleken", "Hoeveel collega's er gemiddeld bij iemand in de klas kwamen, over mensen die bleven en in beide metingen bekend zijn (van ieder wisselen de twee metingen willekeurig van plaats)."),
];

#[rustfmt::skip]
const TESTED_ENDINGS: &[Row] = &[
    ("_compared_before", "eerste meting", "Hier: de waarde in de eerste meting."),
    ("_compared_after", "tweede meting", "Hier: de waarde in de tweede meting."),
    ("_low", "verandering, ondergrens", "Hier: de ondergrens van de ruismarge van de verandering, tweede meting min eerste: 95 van de 100 keer zou de verandering tussen beide grenzen kunnen liggen als dezelfde gewoonten een andere periode gaven."),
    ("_high", "verandering, bovengrens", "Hier: de bovengrens van de ruismarge van de verandering, tweede meting min eerste: 95 van de 100 keer zou de verandering tussen beide grenzen kunnen liggen als dezelfde gewoonten een andere periode gaven."),
    ("_p_adjusted", "p van de verandering, aangepast", "Hier: de p van de verandering, waarbij meetelt dat er naar veel getallen is gekeken (Benjamini en Hochberg, verdubbeld). Changed staat er onder .05, en onder .025 waar naast de ingebouwde lagen ook lagen van losse relaties worden getoetst."),
    ("_p", "p van de verandering", "Hier: hoe waarschijnlijk ruis alleen een verandering geeft die minstens zo groot is."),
    ("_said", "wat te zeggen is", "Hier: wat van de verandering gezegd wordt: changed (meer dan ruis), not_shown (elke verandering is kleiner dan het bespreken waard is) of cannot_tell (geen uitspraak mogelijk)."),
];

#[rustfmt::skip]
const WAVE_ENDINGS: &[Row] = &[
    ("_stayers_before", "wie bleef, eerste meting", "Hier: in de eerste meting, alleen over mensen die bleven (in de rij van een school: in beide metingen op die school), zonder hun verbindingen met anderen; of een deur openstaat, gaat naar iedereen die binnenkwam."),
    ("_stayers_after", "wie bleef, tweede meting", "Hier: in de tweede meting, alleen over mensen die bleven (in de rij van een school: in beide metingen op die school), zonder hun verbindingen met anderen; of een deur openstaat, gaat naar iedereen die binnenkwam."),
    ("_before", "eerste meting", "Hier: in de eerste meting, zoals in de tabel van die meting."),
    ("_after", "tweede meting", "Hier: in de tweede meting, zoals in de tabel van die meting."),
];

#[rustfmt::skip]
const DROP_OUT: &[Row] = &[
    ("measure", "getal", "Het getal, met de naam uit de tabellen van mensen, lagen en scholen."),
    ("silenced", "zwijgend", "Het deel van wie antwoordde dat, willekeurig geloot, wordt genomen alsof het niet antwoordde."),
    ("draws", "lotingen", "In hoeveel van de lotingen het getal bestaat; 0 waar ze zijn weggelaten omdat ze te lang zouden duren."),
    ("rank_correlation", "volgorde blijft", "Van een getal van mensen: in hoeverre hun volgorde dezelfde blijft (Spearmans rangcorrelatie met het getal zoals het is), gemiddeld over de lotingen; 1 is dezelfde volgorde."),
    ("rank_correlation_low", "volgorde blijft, ondergrens", "Het 2,5e percentiel van die rangcorrelatie over de lotingen."),
    ("rank_correlation_high", "volgorde blijft, bovengrens", "Het 97,5e percentiel van die rangcorrelatie over de lotingen."),
    ("value", "zoals het is", "Van een getal van de laag: de waarde met iedereen die antwoordde."),
    ("mean", "gemiddeld", "Van een getal van de laag: het gemiddelde over de lotingen."),
    ("low", "ondergrens", "Van een getal van de laag: het 2,5e percentiel over de lotingen."),
    ("high", "bovengrens", "Van een getal van de laag: het 97,5e percentiel over de lotingen."),
];

#[rustfmt::skip]
const PLAN: &[Row] = &[
    ("kind", "middel", "Wat er wordt voorgesteld: host_visit, return_visit, buddy, intervision, round_table, bridge, consultant of outside_partner."),
    ("from", "wie", "Wie op bezoek gaat, steunt of meedoet, met het id; leeg bij een consulent of partner van een school."),
    ("to", "bij wie", "Wie bezocht of gesteund wordt, met het id; leeg waar er meer dan twee bij elkaar horen."),
    ("group", "hoort bij elkaar", "Regels met dezelfde tekst horen bij elkaar; het id van een school bij een consulent en een partner van buiten."),
    ("day", "dagen", "Werkdagen waarop beiden er zijn; leeg waar dat niet uitmaakt."),
    ("opens_door_of", "opent de deur van", "Van wie de regel de deur opent, met het id; leeg bij wat er geen opent."),
    ("score", "punten", "De som van de punten van de redenen; leeg bij groepen."),
    ("reasons", "redenen", "Waarom deze mensen, in woorden."),
];

#[rustfmt::skip]
const PLAN_LINES: &[Row] = &[
    ("kind", "middel", "Wat er was voorgesteld, zoals in plan.csv."),
    ("planned", "gepland", "Regels van deze soort in het plan."),
    ("seen", "ging door", "Regels waarvan de volgende meting de verbinding heeft."),
    ("not_seen", "ging niet door", "Regels waarvan de volgende meting de verbinding zou kennen, en haar niet heeft."),
    ("not_known", "niet te zeggen", "Regels waarvan het niet te zeggen is: iemand vertrok of vulde niet in, of er is niet naar gevraagd."),
];

#[rustfmt::skip]
const PLAN_FOLLOWED: &[Row] = &[
    ("part", "deel", "planned: iedereen die is uitgenodigd; done: alleen mensen bij wie de regel doorging; wat van paren geteld wordt, laat dan de verbindingen van het plan zelf weg."),
    ("outcome", "wat ervan gekomen kan zijn", "door_opened (deur dicht, en toen kwam er iemand binnen), went_to_see (ging nergens kijken, en toen wel), no_longer_alone (geen contact of één, en toen twee of meer) of fewer_own_contacts (minder contacten uit eigen keuze: schade)."),
    ("invited", "uitgenodigd", "Mensen die zijn uitgenodigd, met de beginwaarde, en in beide metingen bekend."),
    ("invited_not_known", "uitgenodigd, niet bekend", "Mensen die zijn uitgenodigd, met de beginwaarde, en in de volgende meting niet bekend: zij vertrokken of vulden niet in."),
    ("invited_came", "uitgenodigd, het kwam ervan", "Bij hoeveel van de uitgenodigden het ervan kwam, de verbindingen van het plan zelf meegeteld."),
    ("invited_expected", "uitgenodigd, sowieso te verwachten", "Bij hoeveel van de uitgenodigden het ervan gekomen zou zijn als er niets was veranderd."),
    ("invited_beyond_plan", "uitgenodigd, zonder het plan zelf", "Bij hoeveel van de uitgenodigden het ervan kwam zonder de verbindingen van het plan zelf."),
    ("pool", "om mee te vergelijken", "Mensen die niet zijn uitgenodigd, met dezelfde beginwaarde, en in beide metingen bekend."),
    ("others", "niet uitgenodigd", "Van hen degenen die naast een uitgenodigde staan: één voor elk paar."),
    ("others_came", "niet uitgenodigd, het kwam ervan", "Bij hoeveel van hen die naast een uitgenodigde staan het ervan kwam."),
    ("others_expected", "niet uitgenodigd, sowieso te verwachten", "Bij hoeveel van hen die naast een uitgenodigde staan het ervan gekomen zou zijn als er niets was veranderd."),
    ("pairs_both", "paren: beiden", "Paren waarin het er bij beiden van kwam; in het deel done bij de uitgenodigde zonder de verbindingen van het plan zelf."),
    ("pairs_only_invited", "paren: alleen de uitgenodigde", "Paren waarin het er alleen bij de uitgenodigde van kwam; in het deel done zonder de verbindingen van het plan zelf."),
    ("pairs_only_other", "paren: alleen de ander", "Paren waarin het er alleen bij de niet-uitgenodigde van kwam."),
    ("pairs_neither", "paren: geen van beiden", "Paren waarin het er bij geen van beiden van kwam."),
    ("difference", "verschil", "Het aandeel onder de uitgenodigden min dat onder de anderen, over paren."),
    ("difference_low", "verschil, ondergrens", "De ondergrens van het interval van 95% van het verschil (Newcombe, gepaarde aandelen)."),
    ("difference_high", "verschil, bovengrens", "De bovengrens van het interval van 95% van het verschil (Newcombe, gepaarde aandelen)."),
    ("p", "p", "Hoe waarschijnlijk het toeval alleen een verschil geeft dat minstens zo groot is (exacte toets van McNemar over paren)."),
    ("p_adjusted", "p, aangepast", "Hetzelfde, waarbij meetelt dat er naar meer uitkomsten is gekeken (Benjamini en Hochberg, verdubbeld)."),
    ("said", "wat te zeggen is", "changed (verschilt meer dan het toeval geeft), not_shown (geen verschil aangetoond) of cannot_tell (geen uitspraak mogelijk)."),
    ("pairs_same_school_and_phase", "paren: school en bouw gelijk", "Paren van dezelfde school en bouw."),
    ("pairs_same_school", "paren: school gelijk", "Paren van dezelfde school, en voor zover bekend niet van dezelfde bouw."),
    ("pairs_same_phase", "paren: bouw gelijk", "Paren van dezelfde bouw, en niet van dezelfde school."),
    ("pairs_other_school_and_phase", "paren: geen van beide gelijk", "Paren die in school noch bouw gelijk zijn."),
];

#[rustfmt::skip]
const SUPPRESSED: &[Row] = &[
    ("wave", "meting", "De meting waarin het verborgen is, met haar naam; leeg voor elke meting."),
    ("layer", "laag", "De laag waarop het verborgen is, met haar id; leeg voor elke laag."),
    ("school", "school", "De school waarvan het verborgen is, met haar id; * voor de groep als geheel."),
    ("figures", "getallen", "Kolommen die verborgen zijn, met hun naam; people staat voor elk getal over mensen en verbindingen, doors voor elk getal over deuren."),
    ("reason", "reden", "Waarom: er staan minder dan vijf mensen achter, of er zou een ander verborgen getal uit te rekenen zijn; nooit welk van de twee."),
];

#[rustfmt::skip]
const NAMED: &[Row] = &[
    ("wave", "meting", "De laatste meting, met haar naam."),
    ("teacher", "persoon", "Iemand die genoemd mag worden, met het id."),
    ("name", "naam", "De naam; leeg als niet om namen is gevraagd."),
    ("phase", "bouw", "De bouw, zoals op de personeelslijst."),
    ("days", "dagen", "Werkdagen."),
    ("host", "ontvangt bezoek", "Of deze persoon bezoek wil ontvangen; leeg waar dat niet bekend is."),
    ("capacity", "hoogstens zoveel bezoekers", "Hoeveel bezoekers deze persoon kan ontvangen; leeg waar dat niet bekend is."),
];

#[rustfmt::skip]
const QUESTIONS: &[Row] = &[
    ("relation", "relatie", "De relatie waarover de vraag gaat, met haar id."),
    ("reporter", "gevraagde kant", "Welke kant is gevraagd: from (wie noemt) of to (wie genoemd wordt)."),
    ("asked", "gevraagd", "Hoeveel mensen het is gevraagd."),
    ("answered", "antwoordde", "Hoeveel van hen antwoordden; leeg waar niets zegt wie dat deed."),
    ("named_somebody", "noemde iemand", "Hoeveel mensen iemand noemden, van iedereen; leeg in de rijen van scholen."),
    ("names", "namen", "Hoeveel namen zij gaven, twee meldingen van één verbinding door één persoon eenmaal geteld; leeg in de rijen van scholen."),
];

#[rustfmt::skip]
const LEDGER: &[Row] = &[
    ("file", "bestand", "Het bestand met antwoorden."),
    ("reason", "wat ervan werd", "read (alle antwoorden), daarvan kept (werd een verbinding), merged (tweede melding van een verbinding, of de andere richting ervan), no (nooit, of onder de grens); elk ander woord is een reden waarom antwoorden apart zijn gelegd."),
    ("answers", "antwoorden", "Hoeveel antwoorden."),
    ("first_places", "eerste plaatsen", "Waar de eerste antwoorden staan die apart zijn gelegd: bestand, regel, kolom (in ledger.csv in het Engels: line, column; in aliases-to-review.csv zoals de taal van de uitvoer ze heeft). Leeg bij read, kept, merged en no, en in de uitgave voor onderzoekers."),
];

#[rustfmt::skip]
const OF_COLUMNS: &[Row] = &[
    ("table", "tabel", "De tabel, met de naam van haar bestand zonder uitgang."),
    ("column", "kolom", "De kop van de kolom, in elke taal dezelfde."),
    ("name", "naam", "Hoe de kolom heet in de taal van het rapport."),
    ("how_to_read", "hoe te lezen", "Wat er in de kolom staat."),
];
