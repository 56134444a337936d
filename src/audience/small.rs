//! Which schools are hidden because too few people stand behind them, and which others so that these stay hidden.

use super::FEWEST;
use super::categories::told_by_ties;
use crate::findings::{Channel, Family, Findings, Scope};

/// What is hidden of a study: by school for all waves, and of the group by wave.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Small {
    /// Figures on people and ties.
    pub(super) people: Vec<bool>,
    /// Figures on doors, and who answered; a school that is hidden above is hidden here.
    pub(super) doors: Vec<bool>,
    /// The group's figures on people and ties, by wave.
    pub(super) group_people: Vec<bool>,
    /// The group's figures on doors, by wave.
    pub(super) group_doors: Vec<bool>,
}

/// What is counted in one wave, by school.
#[derive(Debug, Clone, PartialEq, Default)]
pub(super) struct Counts {
    pub(super) people: Vec<f64>,
    /// At the least so many, as those who may be named show.
    named: Vec<f64>,
    pub(super) asked: Vec<f64>,
    pub(super) answered: Vec<f64>,
    /// Everybody, people without a school included.
    pub(super) everybody: f64,
    /// Known and open doors; nothing when doors were not asked about.
    doors: Option<(Vec<f64>, Vec<f64>)>,
    group_known: f64,
    /// Ties into the school on the layer of all relations.
    into: Option<Vec<f64>>,
    /// Schools of which the ties would tell how many people are of a kind.
    told_by_ties: Vec<bool>,
}

impl Counts {
    pub(super) fn of(findings: &Findings, wave: u32) -> Counts {
        use crate::findings::Response;
        let schools = findings.schools.len();
        let mut counts = Counts {
            people: vec![0.0; schools],
            named: vec![0.0; schools],
            asked: vec![0.0; schools + 1],
            answered: vec![0.0; schools + 1],
            ..Counts::default()
        };
        let outside = |person: u32| findings.people.get(person as usize).is_some_and(|p| p.outside);
        for staff in findings.waves[wave as usize].staff.iter().filter(|s| !outside(s.person)) {
            counts.everybody += 1.0;
            let own = staff.school.map(|s| s as usize).filter(|&s| s < schools);
            if let Some(school) = own {
                counts.people[school] += 1.0;
                counts.named[school] += f64::from(u8::from(staff.consent_named == Some(true)));
            }
            for row in own.into_iter().chain([schools]) {
                counts.asked[row] += f64::from(u8::from(staff.response != Response::NotAsked));
                counts.answered[row] += f64::from(u8::from(staff.response == Response::Answered));
            }
        }
        let block = findings.block(Scope::School, wave, Some("open_door"));
        if let Some(block) = block.filter(|b| b.column("known").is_some_and(|c| c.undefined.len() < c.len())) {
            let column = |m: &str| (0..schools).map(|s| block.number(m, s).unwrap_or(0.0)).collect::<Vec<_>>();
            counts.group_known = block.number("known", schools).unwrap_or(0.0);
            counts.doors = Some((column("known"), column("open_doors")));
        }
        if let Some(pairs) = findings.block(Scope::SchoolPair, wave, Some("all")) {
            let mut into = vec![0.0; schools];
            for (row, &(_, to)) in pairs.pairs.iter().enumerate() {
                if let Some(sum) = into.get_mut(to as usize) {
                    *sum += pairs.number("ties", row).unwrap_or(0.0);
                }
            }
            counts.into = Some(into);
        }
        counts.told_by_ties = told_by_ties(findings, wave);
        counts
    }

    fn is_there(&self, school: usize) -> bool {
        self.people[school] > 0.0
    }

    /// Whether hidden sizes cannot be worked out from the size of the group: two schools or more, five people or more,
    /// and more people than must be there.
    fn people_are_safe(&self, mask: &[bool]) -> bool {
        let rows: Vec<usize> = (0..mask.len()).filter(|&s| mask[s] && self.is_there(s)).collect();
        let all: f64 = rows.iter().map(|&s| self.people[s]).sum();
        let least: f64 = rows.iter().map(|&s| self.named[s].max(1.0)).sum();
        rows.is_empty() || (rows.len() > 1 && all >= FEWEST && all > least)
    }

    /// Whether hidden doors cannot be worked out: two schools or more, five known doors or more, some of them open and
    /// some not, and not as many as there are people where that number is shown.
    fn doors_are_safe(&self, mask: &[bool], people: &[bool]) -> bool {
        let Some((known, open)) = &self.doors else { return true };
        let rows: Vec<usize> = (0..mask.len()).filter(|&s| mask[s] && self.is_there(s)).collect();
        let sum = |of: &[f64]| rows.iter().map(|&s| of[s]).sum::<f64>();
        let (all, open) = (sum(known), sum(open));
        let most = if rows.iter().any(|&s| people[s]) { f64::INFINITY } else { sum(&self.people) };
        rows.is_empty() || (rows.len() > 1 && all >= FEWEST && open > 0.0 && open < all && all < most)
    }

    /// The smallest school that is not hidden yet; of several as small the first of `order`.
    fn next(order: &[usize], mask: &[bool], sizes: &[f64], there: impl Fn(usize) -> bool) -> Option<usize> {
        let open = order.iter().copied().filter(|&s| !mask[s] && there(s));
        open.min_by(|&a, &b| sizes[a].total_cmp(&sizes[b]))
    }
}

impl Small {
    /// Decides once for a study.
    pub(super) fn of(findings: &Findings, waves: &[Counts]) -> Small {
        let schools = findings.schools.len();
        let mut small = Small {
            people: vec![false; schools],
            doors: vec![false; schools],
            group_people: waves.iter().map(|w| w.everybody < FEWEST).collect(),
            group_doors: waves.iter().map(|w| w.doors.is_some() && w.group_known < FEWEST).collect(),
        };
        for wave in waves {
            for s in (0..schools).filter(|&s| wave.is_there(s)) {
                small.people[s] |= wave.people[s] < FEWEST || wave.told_by_ties[s];
                small.doors[s] |= wave.doors.as_ref().is_some_and(|(known, _)| known[s] < FEWEST);
            }
        }
        // Schools that are as small by id, so that editions of files in another order hide the same.
        let mut order: Vec<usize> = (0..schools).collect();
        order.sort_by_key(|&s| findings.schools[s].id.as_str());
        let order = &order[..];
        // Each round hides one school more, or is the last.
        loop {
            small.doors.iter_mut().zip(&small.people).for_each(|(d, p)| *d |= p);
            if !(small.hides_more_people(waves, order)
                || small.hides_more_doors(waves, order)
                || small.hides_beside_doors(waves, order))
            {
                return small;
            }
        }
    }

    fn hides_more_people(&mut self, waves: &[Counts], order: &[usize]) -> bool {
        for (at, wave) in waves.iter().enumerate().filter(|(_, w)| !w.people_are_safe(&self.people)) {
            match Counts::next(order, &self.people, &wave.people, |s| wave.is_there(s)) {
                Some(school) => {
                    self.people[school] = true;
                    return true;
                }
                None => self.group_people[at] = true,
            }
        }
        false
    }

    fn hides_more_doors(&mut self, waves: &[Counts], order: &[usize]) -> bool {
        for (at, wave) in waves.iter().enumerate().filter(|(_, w)| !w.doors_are_safe(&self.doors, &self.people)) {
            let Some((known, _)) = &wave.doors else { continue };
            match Counts::next(order, &self.doors, known, |s| wave.is_there(s)) {
                Some(school) => {
                    self.doors[school] = true;
                    return true;
                }
                None => self.group_doors[at] = true,
            }
        }
        false
    }

    /// Where hardly anybody is named, the number of ties says how many doors can be open.
    fn hides_beside_doors(&mut self, waves: &[Counts], order: &[usize]) -> bool {
        for wave in waves {
            let (Some((known, _)), Some(into)) = (&wave.doors, &wave.into) else { continue };
            let told =
                |&s: &usize| self.doors[s] && !self.people[s] && wave.is_there(s) && into[s] <= known[s].max(1.0);
            if let Some(school) = order.iter().copied().find(told) {
                self.people[school] = true;
                return true;
            }
        }
        false
    }

    /// Which schools are hidden on a layer.
    pub(super) fn on_layer(&self, findings: &Findings, layer: &str) -> &[bool] {
        if is_about_doors(findings, layer) { &self.doors } else { &self.people }
    }

    /// Whether anything is hidden at all.
    pub(super) fn is_any(&self) -> bool {
        let any = |mask: &[bool]| mask.contains(&true);
        any(&self.people) || any(&self.doors) || any(&self.group_people) || any(&self.group_doors)
    }
}

/// Whether a layer's ties tell of doors: it is made of what opens them, or is what doors are compared with.
fn is_about_doors(findings: &Findings, layer: &str) -> bool {
    let closed = |family: Option<Family>| {
        let mut peers = findings.relations.iter().filter(|r| r.channel == Channel::Peer);
        peers.any(|r| r.openness < 3 && family.is_none_or(|f| r.family == f))
    };
    match layer {
        "all" => !closed(None),
        "formal" => !closed(Some(Family::Formal)) && findings.group_ties.is_empty(),
        "informal" => !closed(Some(Family::Informal)),
        _ => true,
    }
}
