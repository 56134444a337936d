//! Whose classroom is open to whom within a school: visits, coaching, teaching together; and buddies of new teachers.

use super::dice::Dice;
use super::reports::{Happened, Initiative, Relation};
use super::talk::Scene;

/// Visits within a school. Every open door has at least one visitor, a closed one none.
pub(super) fn visits(
    scene: &Scene<'_>,
    school: usize,
    contacts: &[Vec<usize>],
    dice: &mut Dice,
    ties: &mut Vec<Happened>,
) {
    let seats = &scene.seats[school];
    let habits = &scene.habits[school];
    // For each teacher, by place in the school, who was in the class.
    let mut seen: Vec<Vec<usize>> = vec![Vec::new(); seats.len()];
    let hosts: Vec<usize> = (0..seats.len()).filter(|&h| scene.open[seats[h]]).collect();
    for &host in &hosts {
        let wanted = 1 + (0..4).filter(|_| dice.chance(habits.another)).count();
        // Somebody with whom the door was already shared counts among the visitors.
        while seen[host].len() < wanted {
            let familiar = dice.chance(habits.familiar);
            let visitor = if familiar { familiar_visitor(host, contacts, &seen, dice) } else { None }
                .or_else(|| any_visitor(scene, school, host, &seen, dice));
            let Some(visitor) = visitor else { break };
            seen[host].push(visitor);
            let known = contacts[host].contains(&visitor);
            let initiative = initiative(habits.assigned[usize::from(!known)], dice);
            let (v, h) = (seats[visitor], seats[host]);
            let mutual = scene.open[v] && !seen[visitor].contains(&host);
            if mutual && known && scene.staff[v].phase == scene.staff[h].phase && dice.chance(0.16) {
                seen[visitor].push(host);
                let often = 3 + dice.below(2) as u8;
                ties.push(Happened::new(Relation::TeamTeaching, v, h, often).by(Initiative::Own));
                continue;
            }
            let relation = if dice.chance(0.2) { Relation::PeerCoaching } else { Relation::ClassVisit };
            ties.push(Happened::new(relation, v, h, visit_frequency(dice)).by(initiative));
            if mutual && dice.chance(0.3) {
                seen[visitor].push(host);
                ties.push(Happened::new(Relation::ClassVisit, h, v, visit_frequency(dice)).by(initiative));
            }
        }
    }
}

/// Somebody with whom the host talks and who was not there yet.
fn familiar_visitor(host: usize, contacts: &[Vec<usize>], seen: &[Vec<usize>], dice: &mut Dice) -> Option<usize> {
    (0..6).find_map(|_| dice.pick(&contacts[host]).filter(|v| !seen[host].contains(v)))
}

/// A colleague who was not there yet, more likely somebody with the same working days; in the end whoever is left.
fn any_visitor(scene: &Scene<'_>, school: usize, host: usize, seen: &[Vec<usize>], dice: &mut Dice) -> Option<usize> {
    let seats = &scene.seats[school];
    let left = |v: usize| v != host && !scene.apart[seats[v]] && !seen[host].contains(&v);
    for _ in 0..12 {
        let visitor = dice.below(seats.len());
        if left(visitor) && scene.might_meet(seats[visitor], seats[host], dice) {
            return Some(visitor);
        }
    }
    let start = dice.below(seats.len());
    (0..seats.len()).map(|step| (start + step) % seats.len()).find(|&v| left(v))
}

fn initiative(assigned: f64, dice: &mut Dice) -> Initiative {
    if dice.chance(assigned) {
        Initiative::Assigned
    } else if dice.chance(0.65) {
        Initiative::Own
    } else {
        Initiative::Asked
    }
}

/// Once or twice in half a year, seldom every month.
pub(super) fn visit_frequency(dice: &mut Dice) -> u8 {
    1 + dice.weighted(&[0.55, 0.35, 0.1]) as u8
}

/// A buddy for most new teachers: experienced, of the same part of the school where possible.
pub(super) fn buddies(scene: &Scene<'_>, school: usize, dice: &mut Dice, ties: &mut Vec<Happened>) {
    let seats = &scene.seats[school];
    let free = |m: usize| !scene.apart[m] && !scene.staff[m].is_new && scene.staff[m].years >= 4;
    let mut taken: Vec<usize> = Vec::new();
    for &new in seats.iter().filter(|&&m| scene.staff[m].is_new && !scene.apart[m]) {
        if !dice.chance(0.85) {
            continue;
        }
        let start = dice.below(seats.len());
        let able = || {
            let around = (0..seats.len()).map(|step| seats[(start + step) % seats.len()]);
            around.filter(|&m| free(m) && !taken.contains(&m)).take(12)
        };
        let same_phase = able().find(|&m| scene.staff[m].phase == scene.staff[new].phase);
        if let Some(buddy) = same_phase.or_else(|| able().next()) {
            taken.push(buddy);
            let often = 3 + dice.below(2) as u8;
            ties.push(Happened::new(Relation::Buddy, new, buddy, often).by(Initiative::Assigned));
        }
    }
}
