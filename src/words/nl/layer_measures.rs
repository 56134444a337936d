//! Dutch names of the numbers about a layer, a pair of layers and two waves.

use crate::words::measures::Row;

#[rustfmt::skip]
pub(super) const LAYER: &[Row] = &[
    ("people", "mensen", "Hoeveel mensen er in het netwerk zijn, of ze nu antwoordden of niet."),
    ("answered", "antwoordden", "Hoeveel van hen de vragen achter de laag beantwoordden."),
    ("ties", "verbindingen", "Hoeveel verbindingen er zijn, elk in zijn eigen richting geteld."),
    ("pairs", "paren", "Hoeveel paren van mensen een verbinding hebben, in welke richting ook."),
    ("density", "dichtheid", "Verbindingen gedeeld door wat er mogelijk is; daalt als een school groeit, dus vergelijk alleen scholen van één grootte."),
    ("density_observed", "dichtheid, waargenomen", "Hetzelfde over de paren die in de antwoorden te zien hadden kunnen zijn."),
    ("mean_degree", "contacten per persoon", "Met hoeveel mensen iemand gemiddeld een verbinding heeft, in welke richting ook."),
    ("mutual", "wederzijdse paren", "Paren waarin de een de ander noemt en andersom."),
    ("asymmetric", "eenzijdige paren", "Paren waarin de een de ander noemt en niet teruggenoemd wordt."),
    ("null", "paren zonder verbinding", "Paren waarin geen van beiden de ander noemt."),
    ("reciprocity_arcs", "wederkerigheid van verbindingen", "Het deel van de verbindingen dat beantwoord wordt."),
    ("reciprocity_pairs", "wederkerigheid van paren", "Van de paren met een verbinding het deel waarin de een de ander noemt en andersom."),
    ("dyads_observed", "paren van twee kanten gezien", "Paren van wie beiden antwoordden."),
    ("reciprocity_arcs_observed", "wederkerigheid van verbindingen, beiden antwoordden", "Het deel van de verbindingen dat beantwoord wordt, over paren van wie beiden antwoordden."),
    ("reciprocity_pairs_observed", "wederkerigheid, beiden antwoordden", "Van de paren met een verbinding van wie beiden antwoordden het deel waarin de een de ander noemt en andersom."),
    ("reciprocity_dyadic", "wederkerigheid, alle paren", "Van alle paren het deel met een verbinding in beide richtingen of in geen: de standaard van sna; dicht bij 1 als er weinig verbindingen zijn."),
    ("transitivity", "gesloten driehoeken", "Hoe vaak twee contacten van één persoon ook met elkaar contact hebben."),
    ("transitivity_directed", "gesloten driehoeken, met richting", "Hoe vaak a b noemt, b c noemt, en a ook c noemt."),
    ("mean_clustering", "gesloten kring, gemiddeld", "Het gemiddelde, over mensen met twee of meer contacten, van hoezeer hun contacten elkaar kennen."),
    ("components_weak", "losse delen", "In hoeveel delen zonder onderlinge verbinding het netwerk uiteenvalt; ieder die geïsoleerd is, is er een."),
    ("components_strong", "delen die elkaar bereiken", "In hoeveel delen het netwerk uiteenvalt waarin iedereen iedereen langs de verbindingen bereikt."),
    ("largest_component_share", "aandeel in het grootste deel", "Het deel van alle mensen dat in het grootste deel zit."),
    ("isolates", "geïsoleerd", "Mensen die antwoordden en in geen enkele richting een verbinding hebben."),
    ("unknown", "niet ingevuld", "Mensen die niet antwoordden: van hen is over isolement niets te zeggen."),
    ("mean_distance", "gemiddelde afstand", "Hoeveel stappen er gemiddeld tussen twee mensen liggen als de richting niet telt, over paren die elkaar kunnen bereiken."),
    ("diameter", "grootste afstand", "Hoeveel stappen er liggen tussen de twee mensen die het verst uit elkaar zijn als de richting niet telt, over paren die elkaar kunnen bereiken."),
    ("mean_inverse_distance", "nabijheid, gemiddeld", "Het gemiddelde van 1/afstand langs de verbindingen; paren die elkaar niet bereiken tellen als 0."),
    ("in_centralisation", "centralisatie, genoemd worden", "1 als alle verbindingen naar één persoon gaan, 0 als iedereen even vaak genoemd wordt."),
    ("out_centralisation", "centralisatie, noemen", "1 als één persoon iedereen noemt en verder niemand iemand, 0 als allen er evenveel noemen."),
    ("degree_centralisation", "centralisatie, contacten", "1 voor een ster rond één persoon, 0 als allen evenveel contacten hebben."),
    ("betweenness_centralisation", "centralisatie, tussenpositie", "1 als alle routes via één persoon lopen, 0 als allen er even vaak tussen staan; de richting telt niet."),
    ("gini_in_degree", "ongelijkheid van genoemd worden", "0 als allen even vaak genoemd worden, naar 1 als enkelen door allen genoemd worden."),
    ("top1_in_share", "aandeel van de meest genoemde", "Het deel van alle verbindingen dat naar de ene meest genoemde persoon gaat."),
    ("top2_in_share", "aandeel van de twee meest genoemden", "Het deel van alle verbindingen dat naar de twee meest genoemde mensen gaat."),
    ("bridges", "bruggen", "Enkele verbindingen zonder welke het netwerk in meer delen uiteen zou vallen."),
    ("cut_points", "breekpunten", "Mensen zonder wie het netwerk in meer delen uiteen zou vallen."),
    ("fragmentation", "versnippering", "Het deel van de paren dat elkaar op geen enkele manier bereikt."),
    ("krackhardt_connectedness", "samenhang", "Het deel van de paren dat elkaar kan bereiken, richting niet meegeteld."),
    ("krackhardt_hierarchy", "hiërarchie", "Van de paren die elkaar langs de verbindingen bereiken het deel waarbij dat maar één kant op gaat."),
    ("krackhardt_efficiency", "efficiëntie", "1 als er niet meer verbindingen zijn dan nodig om elk deel bijeen te houden, 0 als alle mogelijke er zijn."),
    ("krackhardt_lubness", "gemeenschappelijke leiding", "Het deel van de paren met iemand boven hen beiden, als men de verbindingen volgt."),
    ("max_coreness", "grootste kern", "De grootste k waarvoor er een groep is waarvan ieder lid k contacten binnen die groep heeft."),
    ("core_periphery_fit", "kern en rand", "Hoezeer het netwerk lijkt op één kern met een rand eromheen; 1 is precies zo."),
    ("communities", "kringen", "In hoeveel hechte kringen de verbindingen de mensen verdelen."),
    ("modularity", "gescheidenheid van kringen", "Hoeveel vaker verbindingen binnen kringen blijven dan het toeval zou geven."),
    ("community_school_ari", "kringen en scholen", "1 als de kringen precies de scholen zijn, 0 als zij niets met elkaar te maken hebben."),
    ("modularity_school", "gescheidenheid van scholen", "Hoeveel vaker verbindingen binnen scholen blijven dan het toeval zou geven."),
    ("assortativity_school", "voorkeur voor de eigen school", "1 als alle verbindingen binnen scholen blijven, 0 als scholen geen rol spelen."),
    ("ei_index", "E-I", "Paren tussen scholen min paren erbinnen, gedeeld door alle: −1 is alles binnen, +1 alles ertussen."),
    ("ei_arcs", "E-I van verbindingen", "Hetzelfde met elke verbinding in zijn eigen richting geteld."),
    ("ei_expected", "E-I, verwacht", "Wat E-I zou zijn als verbindingen zich niets aantrokken van scholen van deze grootte."),
    ("ei_min", "E-I, laagst mogelijk", "De laagste E-I die mogelijk is met zoveel verbindingen en scholen van deze grootte."),
    ("ei_max", "E-I, hoogst mogelijk", "De hoogste E-I die mogelijk is met zoveel verbindingen en scholen van deze grootte."),
    ("ei_rescaled", "E-I, herschaald", "E-I op een schaal van −1 (zo laag mogelijk) tot +1 (zo hoog mogelijk)."),
    ("ei_p_lower", "p, hoogstens dit", "Hoe vaak het toeval een E-I geeft die zo laag is als deze."),
    ("ei_p_upper", "p, ten minste dit", "Hoe vaak het toeval een E-I geeft die zo hoog is als deze."),
    ("freeman_segregation", "segregatie", "0 als er tussen scholen zoveel verbindingen zijn als het toeval geeft, 1 als er geen zijn."),
    ("community_searches", "zoektochten naar kringen", "Hoe vaak er naar kringen gezocht is, telkens met een ander begin."),
    ("community_equal", "precies deze kringen", "Het deel van de zoektochten dat precies deze kringen vond."),
    ("community_phase_ari", "kringen en bouwen", "1 als de kringen precies de bouwen zijn, 0 als zij niets met elkaar te maken hebben."),
    ("community_stability", "stabiliteit van kringen", "Hoezeer de kringen op elkaar lijken als er met een ander begin opnieuw naar gezocht wordt; 1 is telkens dezelfde."),
    ("pairs_across", "paren tussen scholen", "Paren van mensen van verschillende scholen met een verbinding, in welke richting ook."),
    ("pairs_within", "paren binnen scholen", "Paren van mensen van één school met een verbinding, in welke richting ook."),
    ("brokerage_coordinator", "coördinatoren", "Hoe vaak iemand een collega van de eigen school verbindt met een ander naar wie deze niet rechtstreeks gaat."),
    ("brokerage_itinerant", "rondreizende bemiddelaars", "Hoe vaak iemand iemand van een andere school verbindt met een collega daar naar wie deze niet rechtstreeks gaat."),
    ("brokerage_gatekeeper", "poortwachters", "Hoe vaak iemand van een andere school doorgeeft naar de eigen."),
    ("brokerage_representative", "vertegenwoordigers", "Hoe vaak iemand van de eigen school doorgeeft naar een andere."),
    ("brokerage_liaison", "verbindingspersonen", "Hoe vaak iemand mensen van twee andere scholen verbindt."),
];

pub(super) const TRIAD: (&str, &str) = (
    "drietallen",
    "Hoeveel drietallen dit patroon van wederzijdse, eenzijdige en ontbrekende verbindingen hebben (Davis en Leinhardt).",
);

pub(super) const COLEMAN: (&str, &str) = (
    "voorkeur voor de eigen school:",
    "Hoeveel vaker mensen van deze school elkaar kiezen dan het toeval geeft: 0 als het toeval, 1 alleen elkaar, onder 0 minder dan het toeval.",
);

#[rustfmt::skip]
pub(super) const LAYER_PAIR: &[Row] = &[
    ("jaccard", "overlap van verbindingen", "Verbindingen die in beide lagen zitten, gedeeld door die in een van beide."),
    ("jaccard_pairs", "overlap van paren", "Paren met een verbinding in beide lagen, gedeeld door paren met een verbinding in een van beide."),
    ("shared", "in beide", "Verbindingen die in beide lagen zitten."),
    ("only_a", "alleen in de eerste", "Verbindingen die in de eerste laag zitten en niet in de tweede."),
    ("only_b", "alleen in de tweede", "Verbindingen die in de tweede laag zitten en niet in de eerste."),
    ("qap_r", "correlatie", "In hoeverre de twee lagen dezelfde mensen verbinden: 1 precies dezelfde, 0 zonder verband."),
    ("qap_p_lower", "p, hoogstens dit", "Hoe vaak mensen op willekeurige plaatsen een correlatie geven die zo laag is als deze."),
    ("qap_p_upper", "p, ten minste dit", "Hoe vaak mensen op willekeurige plaatsen een correlatie geven die zo hoog is als deze."),
    ("qap_p_two_sided", "p, beide kanten", "Hoe vaak mensen op willekeurige plaatsen een correlatie geven die zo ver van 0 ligt als deze."),
    ("shared_pairs", "paren in beide", "Paren met een verbinding in beide lagen."),
    ("only_a_pairs", "paren alleen in de eerste", "Paren met een verbinding in de eerste laag en niet in de tweede."),
    ("only_b_pairs", "paren alleen in de tweede", "Paren met een verbinding in de tweede laag en niet in de eerste."),
    ("qap_r_within_school", "correlatie, binnen scholen", "Dezelfde correlatie; haar p vergelijkt met mensen die binnen hun school van plaats wisselen."),
    ("qap_p_lower_within_school", "p, hoogstens dit, binnen scholen", "Hoe vaak mensen op willekeurige plaatsen binnen hun school een correlatie geven die zo laag is als deze."),
    ("qap_p_upper_within_school", "p, ten minste dit, binnen scholen", "Hoe vaak mensen op willekeurige plaatsen binnen hun school een correlatie geven die zo hoog is als deze."),
    ("qap_p_two_sided_within_school", "p, beide kanten, binnen scholen", "Hoe vaak mensen op willekeurige plaatsen binnen hun school een correlatie geven die zo ver van 0 ligt als deze."),
    ("density_difference", "verschil in dichtheid", "De dichtheid van de tweede laag min die van de eerste."),
    ("density_difference_z", "verschil in dichtheid, in standaardfouten", "Het verschil in standaardfouten, door in beide lagen dezelfde mensen te loten; boven 2 is het nauwelijks toeval."),
    ("reciprocity_pairs_difference", "verschil in wederkerigheid", "Het aandeel wederzijdse paren in de tweede laag min dat in de eerste."),
    ("reciprocity_pairs_difference_z", "verschil in wederkerigheid, in standaardfouten", "Het verschil in standaardfouten, door in beide lagen dezelfde mensen te loten; boven 2 is het nauwelijks toeval."),
    ("ei_index_difference", "verschil in E-I", "De E-I van de tweede laag min die van de eerste."),
    ("ei_index_difference_z", "verschil in E-I, in standaardfouten", "Het verschil in standaardfouten, door in beide lagen dezelfde mensen te loten; boven 2 is het nauwelijks toeval."),
];

#[rustfmt::skip]
pub(super) const WAVES: &[Row] = &[
    ("kept", "gebleven", "Verbindingen in beide metingen, onder mensen die bleven."),
    ("lost", "verdwenen", "Verbindingen van de eerste meting die in de tweede weg zijn, onder mensen die bleven."),
    ("new", "nieuw", "Verbindingen van de tweede meting die er in de eerste niet waren, onder mensen die bleven."),
    ("lost_with_leavers", "verdwenen met uitstromers", "Verbindingen die weg zijn doordat een van de twee vertrok."),
    ("new_with_joiners", "nieuw met instromers", "Verbindingen die er zijn doordat een van de twee erbij kwam."),
    ("not_comparable", "niet vergelijkbaar", "Verbindingen waarover maar een van de metingen iets zegt."),
    ("hamming", "veranderd", "Verbindingen die verdwenen of nieuw zijn, onder mensen die bleven."),
    ("jaccard", "stabiliteit van verbindingen", "Gebleven verbindingen, gedeeld door die in een van beide metingen, onder mensen die bleven."),
];

#[rustfmt::skip]
pub(super) const ENDINGS: [Row; 2] = [
    ("_expected", "door toeval", "Hoe vaak het toeval deze rol geeft aan iemand met zoveel contacten."),
    ("_z", "naast het toeval", "Hoeveel standaardafwijkingen de rol vaker voorkomt dan door toeval; onder 0 is zij zeldzamer."),
];
