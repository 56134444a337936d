//! What became of a plan: as planned, then as done, each beside comparable people who were not invited.

use super::told::Told;
use super::{Block, Cell, Chapter, Head, Table};
use crate::findings::{BesidePlan, Outcome, Said, Value};
use crate::words::FollowSay;

/// Fewer pairs than this have no difference.
const FEWEST_PAIRS: u32 = 5;

/// The chapter; nothing where no plan was given.
pub(super) fn chapter(told: &Told<'_>) -> Chapter {
    let show = Show { told };
    let mut blocks = Vec::new();
    if let Some(followed) = &told.findings.followed {
        let words = told.words;
        let sum =
            |pick: fn(&crate::findings::LinesSeen) -> u32| followed.lines.iter().map(|l| u64::from(pick(l))).sum();
        let (planned, seen, not_known) = (sum(|l| l.planned), sum(|l| l.seen), sum(|l| l.not_known));
        let lead = words.lines_followed(planned, seen, not_known);
        let people = words.people_invited(followed.invited.into(), followed.gone.into());
        blocks.push(Block::Paragraph(format!("{lead} {people}")));
        blocks.push(Block::Paragraph(show.say(FollowSay::Introduction)));
        blocks.push(Block::Table(show.lines(&followed.lines)));
        blocks.push(Block::Paragraph(show.say(FollowSay::LinesReads)));
        blocks.push(Block::Heading(show.say(FollowSay::PlannedTitle)));
        blocks.push(Block::Table(show.table(FollowSay::PlannedTitle, &followed.planned)));
        blocks.push(Block::Note(show.say(FollowSay::PlannedReads)));
        blocks.push(Block::Paragraph(show.say(FollowSay::Alike)));
        blocks.push(Block::List(followed.planned.iter().map(|row| show.alike(row)).collect()));
        blocks.push(Block::Heading(show.say(FollowSay::DoneTitle)));
        blocks.push(Block::Table(show.table(FollowSay::DoneTitle, &followed.done)));
        blocks.push(Block::Note(show.say(FollowSay::DoneReads)));
        blocks.push(Block::Note(show.say(FollowSay::Limits)));
    }
    Chapter { id: "plan", title: show.say(FollowSay::Title), blocks, is_reference: false }
}

struct Show<'a> {
    told: &'a Told<'a>,
}

impl Show<'_> {
    fn say(&self, what: FollowSay) -> String {
        self.told.words.follow(what).to_owned()
    }

    fn heads(&self, first: FollowSay, numbers: &[FollowSay], last: Option<FollowSay>) -> Vec<Head> {
        let head = |what: FollowSay, number: bool| Head { text: self.say(what), number, reads: None };
        let numbers = numbers.iter().map(|&what| head(what, true));
        std::iter::once(head(first, false)).chain(numbers).chain(last.map(|what| head(what, false))).collect()
    }

    fn lines(&self, lines: &[crate::findings::LinesSeen]) -> Table {
        use FollowSay::{HeadMeans, HeadNotKnown, HeadNotSeen, HeadPlanned, HeadSeen};
        let heads = self.heads(HeadMeans, &[HeadPlanned, HeadSeen, HeadNotSeen, HeadNotKnown], None);
        let mut table = Table { caption: self.say(FollowSay::LinesTable), heads, ..Table::default() };
        for line in lines {
            let counts = [line.planned, line.seen, line.not_seen, line.not_known];
            let mut cells = vec![Cell::Text(self.told.words.means(line.kind).to_owned())];
            cells.extend(counts.map(|n| self.told.counted(n.into())));
            table.rows.push(cells);
        }
        table
    }

    fn outcome(&self, outcome: Outcome) -> String {
        self.say(match outcome {
            Outcome::DoorOpened => FollowSay::DoorOpened,
            Outcome::WentToSee => FollowSay::WentToSee,
            Outcome::NoLongerAlone => FollowSay::NoLongerAlone,
            Outcome::FewerOwnContacts => FollowSay::FewerOwnContacts,
        })
    }

    fn table(&self, caption: FollowSay, rows: &[BesidePlan]) -> Table {
        use FollowSay::{
            HeadBeyond, HeadDifference, HeadExpected, HeadInvited, HeadOthers, HeadOthersExpected, HeadOutcome,
            HeadSaid,
        };
        let numbers = [HeadInvited, HeadExpected, HeadBeyond, HeadOthers, HeadOthersExpected, HeadDifference];
        let heads = self.heads(HeadOutcome, &numbers, Some(HeadSaid));
        let mut table = Table { caption: self.say(caption), heads, ..Table::default() };
        for row in rows {
            let part = |came: u32, of: u32| self.told.part_of(came.into(), of.into());
            let said = match row.said {
                Said::Changed => FollowSay::SaidDiffers,
                Said::NotShown => FollowSay::SaidNotShown,
                Said::CannotTell => FollowSay::SaidCannotTell,
            };
            table.rows.push(vec![
                Cell::Text(self.outcome(row.outcome)),
                part(row.invited.came, row.invited.people),
                self.expected(row.invited.expected),
                self.told.counted(row.beyond_plan.into()),
                part(row.others.came, row.others.people),
                self.expected(row.others.expected),
                self.difference(row),
                Cell::Text(self.say(said)),
            ]);
        }
        table
    }

    fn expected(&self, value: Value) -> Cell {
        match value {
            Value::Number(x) => Cell::Number(self.told.words.decimal(x, 1), x),
            Value::Undefined(why) => Cell::Missing(self.told.words.why(why).into()),
        }
    }

    /// In hundredths, with its interval.
    fn difference(&self, row: &BesidePlan) -> Cell {
        let numbers = (row.difference.number(), row.low.number(), row.high.number());
        let (Some(difference), Some(low), Some(high)) = numbers else { return Cell::Missing("–".into()) };
        if row.others.people < FEWEST_PAIRS {
            return Cell::Missing(self.told.words.why(crate::findings::Why::TooFew).into());
        }
        let points = |x: f64| {
            let text = self.told.words.decimal(x * 100.0, 0) + "%";
            if x > 0.005 { format!("+{text}") } else { text }
        };
        Cell::Number(format!("{} ({} … {})", points(difference), points(low), points(high)), difference)
    }

    fn alike(&self, row: &BesidePlan) -> String {
        let alone = row.invited.people - row.others.people;
        let alike = row.likeness.map(u64::from);
        self.told.words.pairs_alike(&self.outcome(row.outcome), alike, alone.into(), row.not_known.into())
    }
}
