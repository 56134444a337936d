//! Advice as a consultant may see it, beside the figures of schools that stand in the same edition.
//!
//! A line tells something of somebody: who is to be visited has a closed door. Everybody in a line agreed to that. But
//! with how many doors of a school are closed, and with all of those who agreed, one would know of the few who did not
//! agree. So not every one of them is told of. Of a school in which N people have a status, among them some of the M
//! who did not agree, N − M are told of, drawn by lot among those who did. How many are told of then depends on N, which
//! stands in the edition, and on M, which everybody knows, and on nothing else: whichever of the M have the status, the
//! same lists come out with the same chance, so that they tell nothing of the M beyond what N tells.
//!
//! Proof: with n who agreed, c of them with the status and r = N − M told of, a list has the chance 1/C(c, r), and
//! C(n, c) · C(c, r) = C(n, r) · C(n − r, c − r): what is left depends on n and r alone. That holds as long as nobody
//! can work out the lot: it hangs on what is known of everybody, which stands in no such edition.
//!
//! Schools that are hidden are one unit here, because their figures can be known together. Who has no tie, or one, is
//! not said at all: there are too few of them in a school for any to be left.

use crate::findings::{Advice, Because, Column, Findings, Line, Means, NeedKind, Scope, StaffInfo};
use sha2::{Digest, Sha256};
use std::collections::{BTreeMap, BTreeSet};

/// What groups with a number are called in a plan that this program made.
const NUMBERED: [&str; 4] = ["intervision", "circle", "bridge", "round-table"];

/// What a line or a need tells of somebody.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Status {
    /// Nobody came in.
    Closed,
    /// Entered no room.
    WentNowhere,
    /// Nobody looked at this person's practice.
    NotShown,
}

impl Status {
    const ALL: [Status; 3] = [Status::Closed, Status::WentNowhere, Status::NotShown];

    /// The column it stands on, and whether a number of it is the status.
    fn holds(self, number: f64) -> bool {
        match self {
            Status::Closed | Status::WentNowhere => number < 0.5,
            Status::NotShown => number < 1.5,
        }
    }

    fn column(self) -> &'static str {
        match self {
            Status::Closed => "breadth",
            Status::WentNowhere => "rooms_entered",
            Status::NotShown => "depth",
        }
    }
}

/// What may be told of whom, by position on the roster.
struct Told {
    /// Those of whom it may be told.
    of: BTreeMap<Status, BTreeSet<u32>>,
    /// Those who have it.
    have: BTreeMap<Status, BTreeSet<u32>>,
    /// Schools whose figures are shown.
    shown: Vec<bool>,
    /// No school is hidden in the edition.
    all_shown: bool,
}

impl Told {
    fn of(findings: &Findings, edition: &Findings, wave: u32) -> Told {
        let mut shown = vec![true; findings.schools.len()];
        // Of a layer by itself, counts by kind are hidden; those of doors that the lots need stand there.
        let whole = || edition.hidden.iter().filter(|h| h.layer.is_none());
        for school in whole().filter_map(|h| h.school) {
            if let Some(slot) = shown.get_mut(school as usize) {
                *slot = false;
            }
        }
        let staff = &findings.waves[wave as usize].staff;
        let id = |s: &StaffInfo| findings.people.get(s.person as usize).map_or("", |p| p.id.as_str());
        let secret = secret(findings, wave);
        // Whoever withdrew since then is not named: see the plan.
        let still: BTreeSet<u32> = findings.waves.last().map_or_else(BTreeSet::new, |w| {
            w.staff.iter().filter(|s| s.consent_named == Some(true)).map(|s| s.person).collect()
        });
        let (mut of, mut have) = (BTreeMap::new(), BTreeMap::new());
        for status in Status::ALL {
            let column = findings.block(Scope::Openness, wave, None).and_then(|b| b.column(status.column()));
            let number = |at: usize| column.filter(|c| at < c.len()).and_then(|c| c.of(at).number());
            // By unit: how many have it, how many did not agree, and who may be drawn.
            let mut units: BTreeMap<Option<u32>, (usize, usize, Vec<u32>)> = BTreeMap::new();
            let mut with = BTreeSet::new();
            for (at, s) in staff.iter().enumerate().filter(|(_, s)| s.eligible) {
                let unit = units.entry(s.school.filter(|&s| shown.get(s as usize) == Some(&true))).or_default();
                let agreed = s.consent_named == Some(true) && still.contains(&s.person);
                // Also those of whom nothing is known: how many these are, not everybody knows.
                unit.1 += usize::from(!agreed);
                if number(at).is_some_and(|x| status.holds(x)) {
                    unit.0 += 1;
                    with.insert(at as u32);
                    if agreed {
                        unit.2.push(at as u32);
                    }
                }
            }
            let drawn = units.into_values().flat_map(|(all, silent, mut who)| {
                // The same lot whenever the study is read: two editions show no more than one.
                let lot = |at: &u32| {
                    secret.clone().chain_update([status as u8]).chain_update(id(&staff[*at as usize])).finalize()
                };
                who.sort_by_cached_key(lot);
                who.truncate(all.saturating_sub(silent));
                who
            });
            of.insert(status, drawn.collect::<BTreeSet<u32>>());
            have.insert(status, with);
        }
        Told { of, have, shown, all_shown: whole().next().is_none() }
    }

    fn may(&self, status: Status, position: Option<u32>) -> bool {
        position.is_some_and(|p| self.of[&status].contains(&p))
    }

    /// Whether everything that somebody is in need for may be told.
    fn may_all(&self, position: u32) -> bool {
        let statuses = [Status::Closed, Status::WentNowhere];
        let has = |s: &Status| self.have[s].contains(&position);
        statuses.iter().any(has) && statuses.iter().filter(|s| has(s)).all(|&s| self.may(s, Some(position)))
    }

    fn is_shown(&self, school: Option<u32>) -> bool {
        school.is_some_and(|s| self.shown.get(s as usize) == Some(&true))
    }
}

/// Begins each lot: what is known of everybody's doors.
fn secret(findings: &Findings, wave: u32) -> Sha256 {
    let columns = findings.block(Scope::Openness, wave, None).map_or(&[][..], |b| &b.columns);
    let values = columns.iter().flat_map(Column::values).map(|v| v.number().unwrap_or(-1.0));
    values.fold(Sha256::new(), |secret, value| secret.chain_update(value.to_bits().to_le_bytes()))
}

/// The advice of a study as a consultant's edition holds it.
pub(super) fn for_matching(advice: &Advice, findings: &Findings, edition: &Findings) -> Advice {
    let told = Told::of(findings, edition, advice.wave);
    let mut own = advice.clone();
    let home = |position: Option<u32>| advice.person(position).and_then(|p| p.school);
    let named = |group: &str| findings.schools.iter().position(|s| s.id == group).map(|s| s as u32);
    let whole: BTreeSet<String> = whole_groups(&own.plan.lines, &told);
    let circles = visits_by_circle(&own.plan.lines);
    own.plan.lines.retain(|line| match line.kind {
        Means::ReturnVisit => told.may(Status::Closed, line.to),
        Means::HostVisit => told.may(Status::WentNowhere, line.from),
        Means::Intervision => line.group.as_ref().is_some_and(|g| whole.contains(g)),
        Means::Bridge => {
            let alone = line.reasons.contains(&Because::HangsOnOne);
            told.is_shown(home(line.from)) && told.is_shown(home(line.to)) && (!alone || told.all_shown)
        }
        Means::Consultant | Means::OutsidePartner => told.is_shown(line.group.as_deref().and_then(named)),
        Means::Buddy | Means::RoundTable => true,
    });
    own.plan.lines.iter_mut().for_each(|line| line.reasons.retain(|&r| r != Because::Alone));
    break_circles(&mut own.plan.lines, &circles);
    renumber(&mut own.plan.lines);
    own.plan.needs.retain(|need| match need.kind {
        NeedKind::Isolated | NeedKind::SingleThread => false,
        NeedKind::ClosedWithTalk => told.may(Status::Closed, need.person),
        NeedKind::NewWithoutBuddy | NeedKind::HostCarriesMuch => true,
        NeedKind::HangsOnOne => told.all_shown,
        _ => told.is_shown(need.school) && need.other.is_none_or(|other| told.is_shown(Some(other))),
    });
    own.plan.without.retain(|&(person, _)| told.may_all(person));
    // How many of those who did not agree are in need says something of each of them, with what everybody knows.
    own.plan.not_named = 0;
    own.plan.needs.iter_mut().filter(|n| n.kind == NeedKind::NewWithoutBuddy).for_each(|n| n.count = None);
    // Made of the whole plan: with these figures one would see how much of it is not here.
    own.effects.clear();
    let positions = own.plan.positions();
    own.people.retain(|p| positions.binary_search(&p.position).is_ok());
    own
}

/// Intervision groups of whose members all may be told.
fn whole_groups(lines: &[Line], told: &Told) -> BTreeSet<String> {
    let groups = lines.iter().filter(|l| l.kind == Means::Intervision).filter_map(|l| Some((l.group.clone()?, l.from)));
    let mut all: BTreeMap<String, bool> = BTreeMap::new();
    for (group, member) in groups {
        // Whoever never laid their own practice on the table has a closed door as well: each lot must have drawn them.
        *all.entry(group).or_insert(true) &= told.may(Status::NotShown, member) && told.may(Status::Closed, member);
    }
    all.into_iter().filter(|g| g.1).map(|g| g.0).collect()
}

/// How many visits each circle has.
fn visits_by_circle(lines: &[Line]) -> BTreeMap<String, usize> {
    let mut circles = BTreeMap::new();
    for group in lines.iter().filter(|l| l.kind == Means::ReturnVisit).filter_map(|l| l.group.clone()) {
        *circles.entry(group).or_insert(0) += 1;
    }
    circles
}

/// Visits of a circle that lost one are visits like others: as a circle they would tell who else has a closed door.
fn break_circles(lines: &mut [Line], before: &BTreeMap<String, usize>) {
    let now = visits_by_circle(lines);
    for line in lines.iter_mut().filter(|l| l.kind == Means::ReturnVisit) {
        if line.group.as_ref().is_some_and(|g| now.get(g) != before.get(g)) {
            line.group = None;
            line.reasons.retain(|&r| r != Because::Carousel);
        }
    }
}

/// Numbers the groups of each kind anew, for a gap would tell that one is left out.
fn renumber(lines: &mut [Line]) {
    let mut numbers: BTreeMap<String, BTreeMap<String, usize>> = BTreeMap::new();
    for group in lines.iter_mut().filter_map(|l| l.group.as_mut()) {
        let Some((kind, _)) = group.rsplit_once('-').filter(|(kind, n)| NUMBERED.contains(kind) && is_number(n)) else {
            continue;
        };
        let kind = kind.to_owned();
        let of_kind = numbers.entry(kind.clone()).or_default();
        let next = of_kind.len() + 1;
        let number = *of_kind.entry(group.clone()).or_insert(next);
        *group = format!("{kind}-{number}");
    }
}

fn is_number(text: &str) -> bool {
    text.chars().all(|c| c.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::findings::{Block, Kind, PersonInfo, SchoolInfo, Value, WaveInfo};

    /// A school of eight, of whom the last two did not agree; so many visitors each.
    fn school(visitors: [u32; 8]) -> Findings {
        let staff = |person: u32| StaffInfo {
            person,
            school: Some(0),
            eligible: true,
            consent_named: Some(person < 6),
            ..StaffInfo::default()
        };
        let mut block = Block::new(Scope::Openness, 0, None);
        let breadth = visitors.map(|n| Value::Number(f64::from(n)));
        block.columns = vec![Column::new("breadth", Kind::Count, breadth)];
        Findings {
            waves: vec![WaveInfo { staff: (0..8).map(staff).collect(), ..WaveInfo::default() }],
            schools: vec![SchoolInfo::default()],
            people: (0..8).map(|k| PersonInfo { id: format!("T{k}"), ..PersonInfo::default() }).collect(),
            blocks: vec![block],
            ..Findings::default()
        }
    }

    fn told(visitors: [u32; 8]) -> usize {
        let findings = school(visitors);
        Told::of(&findings, &findings, 0).of[&Status::Closed].len()
    }

    #[test]
    fn how_many_are_told_of_is_the_same_whoever_of_those_that_did_not_agree_has_a_closed_door() {
        // Five closed doors in all: of both who did not agree, of one of them, of neither.
        let worlds = [[0, 0, 0, 1, 1, 1, 0, 0], [0, 0, 0, 0, 1, 1, 0, 1], [0, 0, 0, 0, 0, 1, 1, 1]];
        assert_eq!(worlds.map(told), [3, 3, 3]);
        assert_eq!([[0, 0, 1, 1, 1, 1, 1, 1], [1; 8], [0; 8]].map(told), [0, 0, 6]);
    }

    #[test]
    fn who_is_drawn_cannot_be_worked_out_from_the_ids() {
        // Four of the six who agreed and have a closed door: which four hangs on what is known of everybody.
        let drawn = |rooms: u32| {
            let mut findings = school([0, 0, 0, 0, 0, 0, 1, 1]);
            let column = (0..8).map(|k| Value::Number(f64::from(rooms >> k & 1)));
            findings.blocks[0].columns.push(Column::new("rooms_entered", Kind::Count, column));
            Told::of(&findings, &findings, 0).of[&Status::Closed].clone()
        };
        let lists: BTreeSet<BTreeSet<u32>> = (0..64).map(drawn).collect();
        assert!(lists.iter().all(|l| l.len() == 4), "{lists:?}");
        assert!(lists.len() > 10, "of the 15 there are: {}", lists.len());
        assert_eq!(drawn(5), drawn(5));
    }

    #[test]
    fn a_group_is_told_of_only_when_the_lot_for_closed_doors_drew_its_members_as_well() {
        // The same five of those who agreed, and one who did not, have a closed door and never showed their practice.
        let wholes: BTreeSet<(bool, bool)> = (0..64)
            .map(|rooms: u32| {
                let mut findings = school([0, 0, 0, 0, 0, 1, 0, 1]);
                let count = |name: &'static str, of: &dyn Fn(u32) -> u32| {
                    Column::new(name, Kind::Count, (0..8).map(|k| Value::Number(f64::from(of(k)))))
                };
                let columns = [
                    count("depth", &|k| if [5, 7].contains(&k) { 3 } else { 1 }),
                    count("rooms_entered", &|k| rooms >> k & 1),
                ];
                findings.blocks[0].columns.extend(columns);
                let told = Told::of(&findings, &findings, 0);
                let members = &told.of[&Status::NotShown];
                let member = |&m: &u32| Line {
                    from: Some(m),
                    group: Some("intervision-1".into()),
                    ..Line::of(Means::Intervision)
                };
                let lines: Vec<Line> = members.iter().map(member).collect();
                (members.is_subset(&told.of[&Status::Closed]), !whole_groups(&lines, &told).is_empty())
            })
            .collect();
        assert_eq!(wholes, BTreeSet::from([(false, false), (true, true)]));
    }
}
