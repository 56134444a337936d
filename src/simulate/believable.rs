//! Tests that what is invented looks like what it should: counted here by the definitions of openness and lagging,
//! apart from the program's own measures.

use super::reports::Relation;
use super::*;

/// One school in one wave, counted.
#[derive(Debug, Default, Clone)]
struct Count {
    teachers: usize,
    known: usize,
    open: usize,
    open_unknown: usize,
    talk_pairs: usize,
    talk_pairs_with_door: usize,
    doors: usize,
    doors_on_paper: usize,
    talk_contacts: usize,
    isolated: usize,
    isolated_named: usize,
}

impl Count {
    fn rate(&self) -> f64 {
        self.open as f64 / self.known as f64
    }
    fn conversion(&self) -> f64 {
        self.talk_pairs_with_door as f64 / self.talk_pairs as f64
    }
}

/// Whether a tie counts under the default reading: agreement where both ends answered, else the single report.
fn counts(tie: &Tie, answered: &[bool]) -> bool {
    let (from, to) = (tie.from_says > 0, tie.to_says > 0);
    match (tie.relation.asked(true), tie.relation.directed()) {
        ((true, true), true) => match (from, to) {
            (true, false) => !answered[tie.to as usize],
            (false, true) => !answered[tie.from as usize],
            both => both.0,
        },
        _ => from || to,
    }
}

fn opens(relation: Relation) -> bool {
    use Relation::{ClassVisit, HostVisit, PeerCoaching, TeamTeaching};
    matches!(relation, ClassVisit | HostVisit | PeerCoaching | TeamTeaching)
}

fn is_talk(tie: &Tie) -> bool {
    use Relation::{Advice, JointPlanning, Shown, TeachingTalk};
    matches!(tie.relation, TeachingTalk | Advice | JointPlanning | Shown) && tie.initiative != Initiative::Assigned
}

struct Seen {
    schools: Vec<Count>,
    cross_ties: usize,
    all_ties: usize,
    contradicted: usize,
    talk: std::collections::BTreeSet<(u32, u32)>,
    doors: std::collections::BTreeSet<(u32, u32)>,
    school: Vec<u32>,
    open: Vec<bool>,
    answered: Vec<bool>,
    teaches: Vec<bool>,
}

fn seen(group: &Group, wave: usize) -> Seen {
    let n = group.people.len();
    let staff = &group.waves[wave].staff;
    let (mut answered, mut teaches) = (vec![false; n], vec![false; n]);
    let mut school = vec![u32::MAX; n];
    for m in staff {
        answered[m.person as usize] = m.answered;
        teaches[m.person as usize] = m.role.teaches();
        school[m.person as usize] = m.school.unwrap_or(u32::MAX);
    }
    let mut schools = vec![Count::default(); group.schools.len()];
    let (mut open, mut tied) = (vec![false; n], vec![false; n]);
    let (mut talk, mut doors) = (std::collections::BTreeSet::new(), std::collections::BTreeSet::new());
    let mut informal = std::collections::BTreeSet::new();
    let (mut cross_ties, mut all_ties, mut contradicted) = (0, 0, 0);
    let ties = || group.ties.iter().filter(|t| t.wave as usize == wave);
    for t in ties() {
        let (a, b) = (t.from as usize, t.to as usize);
        if !counts(t, &answered) {
            contradicted += usize::from(t.from_says + t.to_says > 0);
            continue;
        }
        if matches!(t.relation, Relation::Wish | Relation::InspectionVisit) {
            continue;
        }
        (tied[a], tied[b]) = (true, true);
        all_ties += 1;
        cross_ties += usize::from(school[a] != school[b] && school[a] != u32::MAX && school[b] != u32::MAX);
        let pair = (t.from.min(t.to), t.from.max(t.to));
        if is_talk(t) {
            talk.insert(pair);
        }
        let formal = matches!(t.relation, Relation::HostVisit | Relation::Buddy | Relation::Consult)
            && t.initiative != Initiative::Own;
        if t.initiative != Initiative::Assigned && !formal {
            informal.insert(pair);
        }
        if opens(t.relation) && teaches[a] {
            open[b] = true;
            doors.insert(pair);
        }
        if t.relation == Relation::TeamTeaching && teaches[b] {
            open[a] = true;
        }
    }
    for m in staff.iter().filter(|m| m.role.teaches()) {
        let (p, count) = (m.person as usize, &mut schools[m.school.unwrap() as usize]);
        count.teachers += 1;
        count.known += usize::from(m.answered);
        count.open += usize::from(m.answered && open[p]);
        count.open_unknown += usize::from(!m.answered && open[p]);
        count.isolated += usize::from(m.answered && !tied[p]);
        count.isolated_named += usize::from(m.answered && !tied[p] && m.consent_named);
    }
    let own = |&(a, b): &(u32, u32)| (school[a as usize] == school[b as usize]).then_some(school[a as usize]);
    for (pair, s) in talk.iter().filter_map(|p| own(p).map(|s| (p, s))).filter(|(_, s)| *s != u32::MAX) {
        let count = &mut schools[s as usize];
        count.talk_pairs += 1;
        count.talk_contacts += usize::from(teaches[pair.0 as usize]) + usize::from(teaches[pair.1 as usize]);
        count.talk_pairs_with_door += usize::from(doors.contains(pair));
    }
    for (pair, s) in doors.iter().filter_map(|p| own(p).map(|s| (p, s))) {
        schools[s as usize].doors += 1;
        schools[s as usize].doors_on_paper += usize::from(!informal.contains(pair));
    }
    Seen { schools, cross_ties, all_ties, contradicted, talk, doors, school, open, answered, teaches }
}

/// Two-sided exact hypergeometric p-value: `x` of `n` here, `k` of `total` everywhere; outcomes at most as likely.
fn exact(x: usize, n: usize, k: usize, total: usize) -> f64 {
    let ln = |m: usize| (1..=m).map(|i| (i as f64).ln()).sum::<f64>();
    let choose = |m: usize, r: usize| ln(m) - ln(r) - ln(m - r);
    let p = |x: usize| (choose(k, x) + choose(total - k, n - x) - choose(total, n)).exp();
    let (low, high) = ((n + k).saturating_sub(total), n.min(k));
    let seen = p(x);
    (low..=high).map(p).filter(|q| *q <= seen * (1.0 + 1e-9)).sum::<f64>().min(1.0)
}

/// Which of several shares lag behind the rest: Benjamini–Hochberg below .05 and at least .15 lower.
fn lagging(shares: &[(usize, usize)]) -> Vec<bool> {
    let (k, total) = shares.iter().fold((0, 0), |(a, b), &(x, n)| (a + x, b + n));
    let p: Vec<f64> = shares.iter().map(|&(x, n)| exact(x, n, k, total)).collect();
    let mut order: Vec<usize> = (0..p.len()).collect();
    order.sort_by(|&a, &b| p[a].total_cmp(&p[b]));
    let m = p.len() as f64;
    let reach =
        order.iter().enumerate().filter(|&(rank, &s)| p[s] < 0.05 * (rank + 1) as f64 / m).map(|(r, _)| r).max();
    let mut flagged = vec![false; p.len()];
    for &s in order.iter().take(reach.map_or(0, |r| r + 1)) {
        let (x, n) = shares[s];
        let rest = (k - x) as f64 / (total - n) as f64;
        flagged[s] = x as f64 / (n as f64) < rest - 0.15;
    }
    flagged
}

/// Bootstrap standard error of conversion.
fn l3_bootstrap(seen: &Seen) -> Vec<bool> {
    let mut dice = super::dice::Dice::new(5, [9, 9, 9]);
    let mut stats = Vec::new();
    for s in 0..seen.schools.len() {
        let people: Vec<u32> = (0..seen.school.len() as u32).filter(|&p| seen.school[p as usize] == s as u32).collect();
        let n = people.len();
        let mut t = vec![0u8; n * n];
        for a in 0..n {
            for b in 0..n {
                let pair = (people[a].min(people[b]), people[a].max(people[b]));
                t[a * n + b] = u8::from(seen.talk.contains(&pair)) + 2 * u8::from(seen.doors.contains(&pair));
            }
        }
        let mut draws = Vec::new();
        for _ in 0..200 {
            let d: Vec<usize> = (0..n).map(|_| dice.below(n)).collect();
            let (mut talk, mut both) = (0, 0);
            for i in 0..n {
                for j in 0..i {
                    let v = t[d[i] * n + d[j]];
                    talk += usize::from(v & 1 == 1);
                    both += usize::from(v == 3);
                }
            }
            draws.push(both as f64 / (talk as f64).max(1.0));
        }
        let m = draws.iter().sum::<f64>() / 200.0;
        let var = draws.iter().map(|d| (d - m).powi(2)).sum::<f64>() / 199.0;
        stats.push((seen.schools[s].conversion(), var));
    }
    let z: Vec<f64> = (0..stats.len())
        .map(|s| {
            let rest: Vec<_> = (0..stats.len()).filter(|&t| t != s).collect();
            let pairs: f64 = rest.iter().map(|&t| seen.schools[t].talk_pairs as f64).sum();
            let mean = rest.iter().map(|&t| seen.schools[t].talk_pairs_with_door as f64).sum::<f64>() / pairs;
            let var =
                rest.iter().map(|&t| stats[t].1 * (seen.schools[t].talk_pairs as f64 / pairs).powi(2)).sum::<f64>();
            if stats[s].0 < mean - 0.15 { (mean - stats[s].0) / (stats[s].1 + var).sqrt() } else { 0.0 }
        })
        .collect();
    // first step of BH only: z for two-sided .05/12 is 2.865
    z.iter().map(|z| *z > 2.865).collect()
}

fn l4(a: &Seen, b: &Seen) -> Vec<(f64, f64)> {
    let stay: Vec<usize> = (0..a.school.len())
        .filter(|&p| a.teaches[p] && b.teaches[p] && a.answered[p] && b.answered[p] && a.school[p] == b.school[p])
        .collect();
    (0..a.schools.len())
        .map(|s| {
            let d = |own: bool| {
                let v: Vec<f64> = stay
                    .iter()
                    .filter(|&&p| (a.school[p] == s as u32) == own)
                    .map(|&p| f64::from(u8::from(b.open[p])) - f64::from(u8::from(a.open[p])))
                    .collect();
                let m = v.iter().sum::<f64>() / v.len() as f64;
                (m, v.iter().map(|x| (x - m).powi(2)).sum::<f64>() / (v.len() as f64 - 1.0) / v.len() as f64)
            };
            let (own, rest) = (d(true), d(false));
            let se = (own.1 + rest.1).sqrt();
            (own.0 - rest.0, own.0 - rest.0 + 1.96 * se)
        })
        .collect()
}

fn doors(seen: &Seen) -> Vec<(usize, usize)> {
    seen.schools.iter().map(|c| (c.open, c.known)).collect()
}

fn conversions(seen: &Seen) -> Vec<(usize, usize)> {
    seen.schools.iter().map(|c| (c.talk_pairs_with_door, c.talk_pairs)).collect()
}

#[test]
#[ignore]
fn look() {
    let seed: u64 = std::env::var("SEED").map_or(20_260_131, |s| s.parse().unwrap());
    let group = group(&Plan::default().with_seed(seed));
    for wave in 0..2 {
        let seen = seen(&group, wave);
        let l2 = lagging(&doors(&seen));
        let l3 = lagging(&conversions(&seen));
        for (s, c) in seen.schools.iter().enumerate() {
            println!(
                "{} {:?} n {} known {} ({:.2}) open {} rate {:.2} +{} talk {:.1} pairs {} conv {:.2} doors {} paper {:.2} iso {}/{} {} {}",
                group.schools[s].id,
                group.schools[s].habit,
                c.teachers,
                c.known,
                c.known as f64 / c.teachers as f64,
                c.open,
                c.rate(),
                c.open_unknown,
                c.talk_contacts as f64 / c.teachers as f64,
                c.talk_pairs,
                c.conversion(),
                c.doors,
                c.doors_on_paper as f64 / c.doors as f64,
                c.isolated_named,
                c.isolated,
                if l2[s] { "L2" } else { "" },
                if l3[s] { "L3" } else { "" }
            );
        }
        println!("ties {} cross {} contradicted {}", seen.all_ties, seen.cross_ties, seen.contradicted);
    }
    println!("L4 {:.2?}", l4(&seen(&group, 0), &seen(&group, 1)));
    println!("{:?}", super::files(&group).iter().map(|(n, t)| (*n, t.len())).collect::<Vec<_>>());
}

#[test]
#[ignore]
fn nulls() {
    let (mut l2, mut l3, mut rate, mut l3b) = (0, 0, 0.0, 0);
    let mut conv = Vec::new();
    let t = std::time::Instant::now();
    for seed in 0..200 {
        let seen = seen(&group(&Plan::alike(seed)), 0);
        l2 += usize::from(lagging(&doors(&seen)).contains(&true));
        l3 += usize::from(lagging(&conversions(&seen)).contains(&true));
        l3b += usize::from(l3_bootstrap(&seen).contains(&true));
        conv.extend(seen.schools.iter().map(Count::conversion));
        rate += seen.schools.iter().map(|s| s.open).sum::<usize>() as f64 / 240.0 / 200.0;
    }
    let m = conv.iter().sum::<f64>() / conv.len() as f64;
    let sd = (conv.iter().map(|c| (c - m).powi(2)).sum::<f64>() / conv.len() as f64).sqrt();
    println!("L3b {l3b} conv {m:.3} sd {sd:.3}");
    println!("L2 {l2} L3 {l3} of 200, rate {rate} {:?}", t.elapsed());
    for low in [0.1, 0.15] {
        let found = (0..200).filter(|&seed| {
            let seen = seen(&group(&Plan::alike(seed).with_lagging(Lagging::One { rate: low })), 0);
            lagging(&doors(&seen))[6]
        });
        println!("{low}: {}", found.count());
    }
}

fn adjusted(shares: &[(usize, usize)]) -> Vec<(f64, f64)> {
    let (k, total) = shares.iter().fold((0, 0), |(a, b), &(x, n)| (a + x, b + n));
    shares
        .iter()
        .map(|&(x, n)| (exact(x, n, k, total), x as f64 / n as f64 - (k - x) as f64 / (total - n) as f64))
        .collect()
}

fn verdict(group: &Group) -> Result<f64, u32> {
    let (a, b) = (seen(group, 0), seen(group, 1));
    let ways = [3, 6, 9];
    let mut margin = 1.0f64;
    for (w, seen) in [&a, &b].into_iter().enumerate() {
        for (s, (p, d)) in adjusted(&doors(seen)).into_iter().enumerate() {
            let lag = s == 3 || s == 6;
            if w == 1 && lag {
                if p > 0.001 || d > -0.3 {
                    return Err(1);
                }
            } else if !lag {
                if d < -0.13 {
                    return Err(2);
                }
                if w == 1 {
                    margin = margin.min(d + 0.15);
                }
            }
        }
        for (s, (p, d)) in adjusted(&conversions(seen)).into_iter().enumerate() {
            if s == 6 {
                if p > 0.001 || d > -0.2 {
                    return Err(3);
                }
            } else {
                if d < -0.13 {
                    return Err(4);
                }
                if w == 1 {
                    margin = margin.min(d + 0.15);
                }
            }
        }
        let known: usize = seen.schools.iter().map(|c| c.known).sum();
        let share = known as f64 / 240.0;
        if !(0.865..0.895).contains(&share) {
            return Err(5);
        }
        let shares: Vec<f64> = seen.schools.iter().map(|c| c.known as f64 / c.teachers as f64).collect();
        if shares.iter().any(|s| *s < 0.75)
            || shares.iter().filter(|s| **s >= 0.8).count() < 9
            || ways.iter().any(|&s| shares[s] < 0.85)
        {
            return Err(6);
        }
        let iso: usize = seen.schools.iter().map(|c| c.isolated).sum();
        let named: usize = seen.schools.iter().map(|c| c.isolated_named).sum();
        if iso < 6 || iso - named < 2 || seen.schools.iter().filter(|c| c.isolated > 0).count() < 5 {
            return Err(7);
        }
    }
    if (0..12).any(|s| ![3, 6, 9].contains(&s) && !(0.44..0.74).contains(&b.schools[s].rate())) {
        return Err(11);
    }
    let mut conv: Vec<f64> = b.schools.iter().map(Count::conversion).collect();
    let mut talk: Vec<f64> = b.schools.iter().map(|c| c.talk_contacts as f64 / c.teachers as f64).collect();
    let (c3, c9, t) = (conv[3], conv[9], talk.clone());
    conv.sort_by(f64::total_cmp);
    talk.sort_by(f64::total_cmp);
    if c3 > conv[4] || c9 < conv[8] || t[3] > talk[1] || t[9] > talk[1] || t[6] < talk[9] {
        return Err(8);
    }
    let paper: Vec<f64> = b.schools.iter().map(|c| c.doors_on_paper as f64 / c.doors as f64).collect();
    if paper[9] < 0.55 || (0..12).any(|s| s != 9 && paper[s] > 0.34) {
        return Err(9);
    }
    for (s, (_, upper)) in l4(&a, &b).into_iter().enumerate() {
        if upper < 0.06 {
            return Err(10);
        }
        if s != 3 && s != 6 {
            margin = margin.min(upper);
        }
    }
    Ok(margin)
}

#[test]
#[ignore]
fn search() {
    let from: u64 = std::env::var("FROM").map_or(0, |s| s.parse().unwrap());
    let to: u64 = std::env::var("TO").map_or(1000, |s| s.parse().unwrap());
    let mut why = [0; 30];
    for seed in from..to {
        match verdict(&group(&Plan::default().with_seed(seed))) {
            Ok(margin) => println!("FOUND {seed} {margin:.3}"),
            Err(e) => why[e as usize] += 1,
        }
    }
    println!("FOUND why {why:?}");
}

#[test]
#[ignore]
fn out() {
    let seed: u64 = std::env::var("SEED").map_or(112, |s| s.parse().unwrap());
    let t = std::time::Instant::now();
    let g = group(&Plan::default().with_seed(seed));
    println!("{:?}", t.elapsed());
    write(&g, std::path::Path::new("/tmp/simulated"), true).unwrap();
    let t = std::time::Instant::now();
    let g = group(&Plan::default().with_size(400, 10_000));
    println!("region {:?} {}", t.elapsed(), g.ties.len());
    let f = files(&g);
    println!("{:?} {:?}", t.elapsed(), f.iter().map(|f| f.1.len()).collect::<Vec<_>>());
}
