//! Dutch names of the numbers about a school and a pair of schools.

use crate::words::measures::Row;

#[rustfmt::skip]
pub(super) const SCHOOL: &[Row] = &[
    ("ei_index", "E-I", "De verbindingen van de school met andere scholen min die erbinnen, gedeeld door alle: -1 is alles binnen, +1 alles met anderen."),
    ("group_degree", "mensen buiten in contact", "Het deel van de mensen buiten de school dat een verbinding heeft met iemand erin."),
    ("group_closeness", "nabijheid van de school", "Hoe dicht de mensen buiten bij de dichtstbijzijnde persoon van de school zijn."),
    ("group_betweenness", "school als tussenpersoon", "Het deel van de kortste routes tussen mensen buiten dat via de school loopt."),
    ("schools_reached", "bereikte scholen", "Met hoeveel andere scholen de school ten minste één verbinding heeft."),
    ("link_persons", "schakelpersonen", "Hoeveel mensen de verbindingen met andere scholen dragen."),
    ("eligible", "leraren met een klas", "Hoeveel mensen meetellen voor de opendeurgraad."),
    ("known", "deuren bekend", "Van hoeveel leraren bekend is, hoe het ook werkelijk zit, of er een collega binnenkwam."),
    ("open_doors", "open deuren", "Hoeveel van de bekende deuren open waren: ten minste één collega was tijdens een les in de klas."),
    ("open_doors_at_least", "ten minste open", "Van hoeveel deuren blijkt dat ze open waren, bekend of niet; het kunnen er meer zijn."),
    ("open_door_rate", "opendeurgraad", "Open deuren gedeeld door bekende deuren."),
    ("open_door_rate_low", "ten minste", "De opendeurgraad over alle leraren als elke onbekende deur gesloten was."),
    ("open_door_rate_high", "ten hoogste", "De opendeurgraad over alle leraren als elke onbekende deur open was."),
    ("open_door_rate_confirmed", "bevestigd", "De opendeurgraad als alleen bezoeken tellen die beide kanten melden."),
    ("open_door_rate_either", "een van beide", "De opendeurgraad als elk bezoek telt dat een van de kanten meldt."),
    ("open_door_rate_ci_low", "stabiliteit, van", "Hoe laag de opendeurgraad in nog een half jaar met dezelfde gewoonten kan zijn (95%-interval van Wilson)."),
    ("open_door_rate_ci_high", "stabiliteit, tot", "Hoe hoog de opendeurgraad in nog een half jaar met dezelfde gewoonten kan zijn (95%-interval van Wilson)."),
    ("open_door_rate_broad", "praktijk op tafel", "Het deel van de leraren dat de eigen praktijk aan een collega voorlegde, in de klas of met een casus, een video of resultaten."),
    ("two_way_rate", "wederzijds", "Het deel van de leraren dat bezoek kreeg en zelf bij een collega ging kijken."),
    ("visitor_only_rate", "alleen bezoeker", "Het deel van de leraren dat bij een collega ging kijken en zelf geen bezoek kreeg."),
    ("closed_rate", "gesloten", "Het deel van de leraren dat geen bezoek kreeg en nergens ging kijken."),
    ("door_unknown", "deuren onbekend", "Van hoeveel leraren niet te zeggen is of de deur open was."),
    ("depth_0", "gesloten", "Het deel van de bekende leraren dat niets over de klas deelt."),
    ("depth_1", "verteld", "Het deel van de bekende leraren dat over lesgeven praat of materiaal deelt, en niet verder gaat."),
    ("depth_2", "getoond", "Het deel van de bekende leraren dat een stuk van de eigen praktijk liet zien, zonder iemand in de klas."),
    ("depth_3", "gezien", "Het deel van de bekende leraren bij wie een collega in de klas was terwijl zij lesgaven."),
    ("depth_4", "samen gegeven", "Het deel van de bekende leraren dat samen met een collega aan dezelfde leerlingen lesgaf."),
    ("mean_depth", "gemiddelde openheid", "De gemiddelde trede op de openheidsladder, over de bekende leraren."),
    ("mean_breadth", "collega's binnengelaten, gemiddeld", "Hoeveel collega's er gemiddeld binnenkwamen, over de bekende leraren."),
    ("talk_pairs", "paren die praten", "Hoeveel paren van collega's over lesgeven praten, voor zover bekend is of er tussen hen een deur open is."),
    ("talk_pairs_with_door", "praten, en een deur", "Bij hoeveel van deze paren een deur open is."),
    ("conversion", "benut potentieel", "Van de paren die over lesgeven praten het deel met een open deur tussen hen."),
    ("latent_pairs", "sluimerende paren", "Hoeveel paren over lesgeven praten zonder open deur tussen hen: de dichtstbijzijnde kans op een bezoek."),
    ("door_pairs", "paren met een deur", "Bij hoeveel paren van collega's een deur open is."),
    ("door_without_talk", "deur zonder gesprek", "Van de paren met een open deur het deel dat niet over lesgeven praat: bezoeken die georganiseerd waren en niet meer dan dat."),
    ("host_dependency", "gastheerafhankelijkheid", "Het deel van alle bezoeken dat naar de meest bezochte leraar gaat."),
    ("cross_school_reach", "bereik over scholen heen", "Het deel van de leraren met een open deur, in welke richting ook, tussen hen en een andere school."),
    ("lagging_standard", "naast de eigen norm", "Of de school achterblijft bij wat de groep zelf heeft afgesproken."),
    ("lagging_group", "naast de andere scholen", "Of de school achterblijft bij de andere scholen van de groep."),
    ("lagging_potential", "naast het eigen gesprek", "Of bij minder van de paren die praten een deur open is dan op de andere scholen."),
    ("lagging_change", "naast vroeger", "Of de school tussen twee metingen achteruitging."),
];

#[rustfmt::skip]
pub(super) const SCHOOL_PAIR: &[Row] = &[
    ("ties", "verbindingen", "Hoeveel verbindingen er lopen van mensen van de ene school naar mensen van de andere."),
    ("possible", "mogelijk", "Hoeveel verbindingen er zouden kunnen zijn: iedereen van de ene school noemt iedereen van de andere."),
    ("density", "dichtheid", "Verbindingen gedeeld door mogelijke verbindingen."),
];
