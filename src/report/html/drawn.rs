//! Pictures inside the page: each is drawn once, and pictures that are the same show the same drawing.

use super::safe::escaped;
use crate::drawing::{Picture, Styles};
use std::cell::RefCell;

/// The pictures of a page as markup.
pub(super) struct Drawn {
    /// By name: title, and index of the drawing.
    names: Vec<(String, String, usize)>,
    drawings: Vec<Drawing>,
    /// Rules for the page's style sheet.
    pub(super) css: String,
    /// Which drawings stand in the page already.
    shown: RefCell<Vec<bool>>,
}

struct Drawing {
    marks: String,
    size: (u32, u32),
    /// How often it is shown.
    uses: usize,
}

impl Drawn {
    /// `times` says how often the page shows a picture.
    pub(super) fn new<'a>(pictures: impl Iterator<Item = &'a Picture>, times: impl Fn(&str) -> usize) -> Drawn {
        let mut styles = Styles::default();
        let (mut names, mut drawings): (Vec<(String, String, usize)>, Vec<Drawing>) = (Vec::new(), Vec::new());
        for (picture, times) in pictures.map(|p| (p, times(p.name()))).filter(|p| p.1 > 0) {
            let (marks, size) = picture.inline(&mut styles);
            let same = drawings.iter().position(|d| d.size == size && d.marks == marks);
            let index = same.unwrap_or_else(|| {
                drawings.push(Drawing { marks, size, uses: 0 });
                drawings.len() - 1
            });
            drawings[index].uses += times;
            names.push((picture.name().to_owned(), picture.title().to_owned(), index));
        }
        let shown = RefCell::new(vec![false; drawings.len()]);
        Drawn { names, drawings, css: styles.css(), shown }
    }

    /// A picture by its name: its drawing, or a reference to it where it stands in the page already.
    pub(super) fn svg(&self, name: &str) -> Option<String> {
        let (_, title, index) = self.names.iter().find(|n| n.0 == name)?;
        let drawing = self.drawings.get(*index)?;
        let mut shown = self.shown.borrow_mut();
        let marks = if std::mem::replace(shown.get_mut(*index)?, true) {
            format!("<use href=\"#drawing-{index}\"/>")
        } else if drawing.uses > 1 {
            format!("<g id=\"drawing-{index}\">{}</g>", drawing.marks)
        } else {
            drawing.marks.clone()
        };
        let (width, height) = drawing.size;
        Some(format!(
            "<svg viewBox=\"0 0 {width} {height}\" role=\"img\"><title>{}</title>{marks}</svg>",
            escaped(title)
        ))
    }
}
