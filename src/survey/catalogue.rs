//! The built-in relations (`domain.md` 3.1). Every entry can be overridden in the study file.

use super::{Channel, Family, Opens, Relation};

/// One line of the catalogue: id, English, Dutch, further names, family, directed, opens, openness, interdependence,
/// channel.
type Row = (&'static str, &'static str, &'static str, &'static [&'static str], Family, bool, Opens, u8, u8, Channel);

use Channel::{Guided, NotATie, NotCounted, Peer, Personal};
use Family::{Formal, Informal};
use Opens::{Both, From, None as Nobody, To};

#[rustfmt::skip]
const ROWS: &[Row] = &[
    ("teaching_talk", "talks about teaching with", "praat over lesgeven met", &["talk", "praten", "gesprek"], Informal, true, Both, 1, 1, Peer),
    ("advice", "asks advice", "vraagt advies", &["advies", "asks advice"], Informal, true, From, 1, 2, Peer),
    ("share", "uses material of", "gebruikt materiaal van", &["materiaal uitwisselen", "uitwisselen", "sharing"], Informal, true, To, 1, 3, Peer),
    ("joint_planning", "prepares lessons with", "bereidt lessen voor met", &["samen voorbereiden", "joint work", "samenwerken"], Informal, false, Both, 1, 4, Peer),
    ("joint_test", "makes tests with", "maakt toetsen met", &["gezamenlijke toets"], Informal, false, Both, 1, 4, Peer),
    ("joint_material", "makes material with", "maakt lesmateriaal met", &["gezamenlijk materiaal"], Informal, false, Both, 1, 4, Peer),
    ("buddy", "is buddy of", "is maatje van", &["maatje"], Formal, false, Nobody, 1, 2, Peer),
    ("mentor", "is mentored by", "wordt begeleid door", &["mentoraat"], Formal, true, Nobody, 1, 2, Peer),
    ("intervision", "does intervision with", "doet intervisie met", &["intervisie"], Informal, false, Both, 2, 3, Peer),
    ("critical_friend", "is critical friend of", "is kritische vriend van", &["kritische vriend"], Informal, true, To, 2, 3, Peer),
    ("shown", "looked at the case of", "keek mee met", &["meegekeken"], Informal, true, To, 2, 3, Peer),
    ("consultation", "consults", "consulteert", &["collegiale consultatie", "consultatie"], Informal, true, From, 2, 4, Peer),
    ("class_visit", "visited the class of", "was in de klas bij", &["klasbezoek", "visit", "visited"], Informal, true, To, 3, 3, Peer),
    ("peer_coaching", "coaches in the class of", "coacht in de klas bij", &["coaching"], Informal, true, To, 3, 4, Peer),
    ("host_visit", "was guest in the class of", "was te gast bij", &["gastheerbezoek"], Formal, true, To, 3, 4, Peer),
    ("team_teaching", "teaches together with", "geeft samen les met", &["samen lesgeven"], Informal, false, Both, 4, 4, Peer),
    ("consult", "consults in the class of", "begeleidt", &["consulent"], Formal, true, To, 2, 4, Guided),
    ("friendship", "is friends with", "is bevriend met", &["vriendschap", "friend"], Informal, true, Nobody, 0, 0, Personal),
    ("trust", "dares to discuss a failed lesson with", "durft een mislukte les te bespreken met", &["vertrouwen"], Informal, true, Nobody, 0, 0, Personal),
    ("inspection_visit", "inspects the class of", "bezoekt als leidinggevende", &["inspectiebezoek"], Formal, true, Nobody, 0, 0, NotCounted),
    ("results_talk", "discusses results with", "bespreekt resultaten met", &["resultatengesprek"], Formal, true, Nobody, 0, 0, NotCounted),
    ("trainee", "is trainee of", "loopt stage bij", &["stage", "leraar in opleiding"], Formal, true, Nobody, 0, 0, NotCounted),
    ("wish", "would like to visit", "zou graag kijken bij", &["wens"], Informal, true, Nobody, 0, 0, NotATie),
];

/// The catalogue, in its own order.
///
/// ```
/// let visit = staffroom::survey::catalogue::relations().into_iter().find(|r| r.id == "class_visit").unwrap();
/// assert_eq!((visit.openness, visit.directed), (3, true));
/// ```
pub fn relations() -> Vec<Relation> {
    ROWS.iter()
        .map(|&(id, en, nl, aliases, family, directed, opens, openness, interdependence, channel)| Relation {
            id: id.into(),
            label_en: en.into(),
            label_nl: nl.into(),
            aliases: aliases.iter().map(|&a| a.into()).collect(),
            family,
            directed,
            openness,
            interdependence,
            opens,
            channel,
            both_sides_asked: None,
        })
        .collect()
}

/// A relation that is not in the catalogue: informal, directed, of openness 0, opens nobody's practice.
pub fn unlisted(id: &str) -> Relation {
    Relation {
        id: id.into(),
        label_en: id.replace('_', " "),
        label_nl: id.replace('_', " "),
        aliases: Vec::new(),
        family: Informal,
        directed: true,
        openness: 0,
        interdependence: 0,
        opens: Nobody,
        channel: Peer,
        both_sides_asked: None,
    }
}
