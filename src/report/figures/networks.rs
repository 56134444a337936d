//! Sociograms: everybody, and each school by itself. Places are the same in both, so that only the ties differ.

use super::super::story::told::{DoorsAsked, Told};
use super::caption;
use super::places::Places;
use crate::drawing::sociogram::{
    Dot, Person, SchoolCell, Sociogram, SociogramKey, Tie, group_sociogram, school_sociogram,
};
use crate::drawing::{Caption, Picture};
use crate::findings::{Channel, Response, Scope, State, TieInfo, Why};
use crate::words::{Answers, Say, uncapitalised};

/// Above this many people in a school no codes stand beside the marks.
const NAMED_UP_TO: usize = 32;

/// Whether a report is a tie under the default reading.
pub(super) fn is_tie(tie: &TieInfo) -> bool {
    matches!(tie.state, State::Confirmed | State::SingleFrom | State::SingleTo | State::Reported)
}

/// Ties of the wave that count in the layer of all relations; all that were asked when there is no such layer.
pub(super) fn counted<'a>(told: &Told<'a>) -> impl Iterator<Item = &'a TieInfo> {
    let told = *told;
    let all = told.main == Some("all");
    told.findings.ties.iter().filter(move |t| {
        let channel = told.findings.relations.get(t.relation as usize).map(|r| r.channel);
        let counts = matches!(channel, Some(Channel::Peer | Channel::Guided)) || (!all && channel.is_some());
        t.wave == told.wave && is_tie(t) && counts
    })
}

/// Whether a tie opens a door: a peer who teaches was in the room.
pub(super) fn opens_door(told: &Told<'_>, tie: &TieInfo) -> bool {
    let relation = &told.findings.relations[tie.relation as usize];
    let visitor = &told.info.staff[tie.from as usize];
    relation.openness >= 3 && relation.channel == Channel::Peer && (visitor.eligible || !relation.directed)
}

/// People and their places, without ties.
fn people(told: &Told<'_>, places: &Places) -> Sociogram {
    let findings = told.findings;
    let staff = &told.info.staff;
    let here = &places.schools;
    let level = here.len() as u32;
    let school: Vec<u32> = staff.iter().map(|s| places.cell(s.school)).collect();
    let label = |person: u32| {
        let person = &findings.people[person as usize];
        person.name.clone().unwrap_or_else(|| person.id.clone())
    };
    let people = staff.iter().enumerate().map(|(position, s)| Person {
        school: school[position],
        spot: places.spot(s),
        dot: Dot::Filled,
        name: label(s.person),
    });
    let mut data = Sociogram { people: people.collect(), ..Sociogram::default() };
    for (index, &s) in here.iter().enumerate() {
        let note = match told.answers(s) {
            Answers { known: true, answered, asked, .. } => {
                format!("{} {}", told.words.of(answered, asked), told.say(Say::AnsweredSmall))
            }
            _ => String::new(),
        };
        let name = findings.schools[s].label().to_owned();
        data.schools.push(SchoolCell { name, note, bench: bench(told, &data, index as u32) });
    }
    if school.contains(&level) {
        let name = told.words.no_school().to_owned();
        data.schools.push(SchoolCell { name, note: String::new(), bench: bench(told, &data, level) });
    }
    data
}

/// Under the bench of a school: how many have no tie, and of how many who answered it cannot be told; where there are none
/// of these, how many did not answer. Everybody of the school is counted: with a tie in another wave or another layer they
/// sit elsewhere.
fn bench(told: &Told<'_>, data: &Sociogram, school: u32) -> String {
    let here = |p: usize| data.people[p].school == school;
    let silent = |p: usize| told.info.staff[p].response == Response::DidNotAnswer;
    let column = told.block(Scope::Person, told.main).and_then(|b| b.column("isolation"));
    let alone = |p: usize| match column {
        Some(_) => by_ties(told, p) == Dot::Ring,
        None => data.people[p].spot.bench && !silent(p),
    };
    let count = |of: &dyn Fn(usize) -> bool, say: Say| {
        let n = (0..data.people.len()).filter(|&p| here(p) && of(p)).count() as u64;
        (n > 0).then(|| format!("{} {}", told.words.count(n), told.say(say)))
    };
    let unknown = |p: usize| column.is_some() && !silent(p) && by_ties(told, p) == Dot::Square;
    let of_answers = [count(&alone, Say::BenchWithoutTies), count(&unknown, Say::KeyDoorUnknown)];
    let told_of: Vec<String> = of_answers.into_iter().flatten().collect();
    // How many answered stands above; a line has room for little.
    if told_of.is_empty() { count(&silent, Say::KeyDidNotAnswer).unwrap_or_default() } else { told_of.join(", ") }
}

/// How somebody stands in a picture about ties: answered and without any, did not answer, or neither.
pub(super) fn by_ties(told: &Told<'_>, position: usize) -> Dot {
    let kind = told
        .block(Scope::Person, told.main)
        .and_then(|b| b.column("isolation"))
        .filter(|c| position < c.len())
        .and_then(|c| c.label(position));
    match (told.info.staff[position].response, kind) {
        (Response::DidNotAnswer, _) | (_, Some("unknown")) => Dot::Square,
        (_, Some("isolate")) => Dot::Ring,
        _ => Dot::Filled,
    }
}

/// How somebody stands in a picture about doors.
pub(super) fn by_door(told: &Told<'_>, position: usize) -> Dot {
    let status = told
        .block(Scope::Openness, None)
        .and_then(|b| b.column("door_status"))
        .filter(|c| position < c.len())
        .and_then(|c| c.label(position));
    match (told.info.staff[position].eligible, status) {
        (true, Some("two_way" | "host")) => Dot::Filled,
        (true, Some("closed" | "visitor")) => Dot::Ring,
        (true, _) => Dot::Square,
        (false, _) => Dot::Small,
    }
}

fn key_of_ties(told: &Told<'_>) -> SociogramKey {
    let isolated = if told.info.response_known { Say::KeyIsolated } else { Say::KeySilent };
    // A square that answered named only people who could not be found.
    let answers = |p: usize| told.info.staff[p].response != Response::DidNotAnswer;
    let in_vain = (0..told.info.staff.len()).any(|p| answers(p) && by_ties(told, p) == Dot::Square);
    let square = if in_vain { told.words.why(Why::CannotTell).to_owned() } else { told.say(Say::KeyDidNotAnswer) };
    SociogramKey {
        filled: told.say(Say::KeyTied),
        ring: told.say(isolated),
        square,
        small: String::new(),
        solid: told.say(Say::KeyFormal),
        dashed: told.say(Say::KeyInformal),
        arrow: String::new(),
        outside: told.say(Say::KeyOutside),
    }
}

/// The picture of everybody: formal solid, informal dashed; the message is who is without ties.
pub(super) fn everybody(told: &Told<'_>, places: &Places, name: &str) -> Picture {
    let mut data = people(told, places);
    for (position, person) in data.people.iter_mut().enumerate() {
        person.dot = by_ties(told, position);
        person.name.clear();
    }
    data.ties = counted(told).map(|t| Tie { from: t.from, to: t.to, dashed: !t.formal }).collect();
    data.key = key_of_ties(told);
    let main = told.main.unwrap_or("all");
    group_sociogram(&data, &caption(told, name, told.words.say(Say::NetworkTitle), Say::NetworkReads, main))
}

/// Everybody with the ties that the pictures of schools show: open doors solid and other ties dashed, or formal and
/// informal when nothing was asked about doors.
pub(super) fn of_schools(told: &Told<'_>, places: &Places) -> Sociogram {
    let mut data = people(told, places);
    if !matches!(told.doors(told.findings.group_row()), DoorsAsked::Yes(_)) {
        for (position, person) in data.people.iter_mut().enumerate() {
            person.dot = by_ties(told, position);
        }
        data.ties = counted(told).map(|t| Tie { from: t.from, to: t.to, dashed: !t.formal }).collect();
        data.key = key_of_ties(told);
        return data;
    }
    for (position, person) in data.people.iter_mut().enumerate() {
        person.dot = by_door(told, position);
    }
    for t in counted(told) {
        let door = opens_door(told, t);
        data.ties.push(Tie { from: t.from, to: t.to, dashed: !door });
        if door && !told.findings.relations[t.relation as usize].directed {
            data.ties.push(Tie { from: t.to, to: t.from, dashed: false });
        }
    }
    // Where a door is open, that they talk as well is no second line.
    let mut doors: Vec<(u32, u32)> =
        data.ties.iter().filter(|t| !t.dashed).map(|t| (t.from.min(t.to), t.from.max(t.to))).collect();
    doors.sort_unstable();
    data.ties.retain(|t| !t.dashed || doors.binary_search(&(t.from.min(t.to), t.from.max(t.to))).is_err());
    data.directed = true;
    data.key = SociogramKey {
        filled: told.say(Say::KeyVisited),
        ring: told.say(Say::KeyNotVisited),
        square: told.say(Say::KeyDoorUnknown),
        small: told.say(Say::KeyNoClass),
        solid: told.say(Say::KeyDoor),
        dashed: told.say(Say::KeyOtherTie),
        arrow: told.say(Say::KeyArrow),
        outside: told.say(Say::KeyOutside),
    };
    data
}

/// Height of a small picture, the same for all: they stand side by side.
const SMALL_HEIGHT: f64 = 480.0;

/// The same without codes and key.
pub(super) fn small(mut data: Sociogram) -> Sociogram {
    data.people.iter_mut().for_each(|p| p.name.clear());
    data.key = SociogramKey::default();
    data.schools.iter_mut().for_each(|s| s.bench.clear());
    data.directed = false;
    data.height = Some(SMALL_HEIGHT);
    data
}

/// A school small among others.
pub(super) fn small_school(told: &Told<'_>, data: &Sociogram, school: usize, name: &str, title: &str) -> Picture {
    let caption = Caption {
        name: name.into(),
        title: title.into(),
        note: told.words.answered(told.answers(school)),
        description: String::new(),
        is_beside: true,
    };
    school_sociogram(data, place_of(told, school), &caption)
}

/// Where a school stands in the data of a sociogram.
fn place_of(told: &Told<'_>, school: usize) -> u32 {
    told.schools().iter().position(|&s| s == school).unwrap_or(0) as u32
}

/// The picture of one school, with codes where there is room for them.
pub(super) fn one_school(told: &Told<'_>, data: &Sociogram, school: usize, name: &str, title: &str) -> Picture {
    let words = told.words;
    let index = place_of(told, school);
    let wave = told.wave_line().map_or_else(String::new, |w| format!("{w}. "));
    let caption = Caption {
        name: name.into(),
        title: format!("{title}: {}", uncapitalised(words.say(Say::Network))),
        note: format!("{wave}{}", words.answered(told.answers(school))),
        description: told.say(Say::SchoolPictureReads),
        is_beside: false,
    };
    if data.people.iter().filter(|p| p.school == index).count() <= NAMED_UP_TO {
        return school_sociogram(data, index, &caption);
    }
    let mut nameless = data.clone();
    nameless.people.iter_mut().for_each(|p| p.name.clear());
    school_sociogram(&nameless, index, &caption)
}
