//! Every picture with invented data: compared with `tests/golden/pictures/*.svg`, and written out to be looked at.
//!
//! `STAFFROOM_RENEW=1 cargo test --lib drawing` renews the golden files; read the difference in review.
//! `STAFFROOM_PICTURES=folder cargo test --lib drawing` leaves all pictures, SVG and PNG, in a folder.

mod charts;
mod networks;

use super::charts::{
    Disc, Funnel, FunnelPoint, HeatMap, Ladder, LadderRow, LatentPairs, Overlap, Overview, RateRow, Rates, Slope,
    Slopes, funnel, heat_map, ladder, latent_pairs, overlap, overview, rates, slopes,
};
use super::{Axis, Picture};
use charts::{caption, change, discs, formal_informal, funnel_plot, matrix, open_doors, percent, sleeping, steps};
use networks::{of_group, of_school};
use std::path::{Path, PathBuf};

/// The pictures with golden files.
fn gallery() -> Vec<Picture> {
    vec![
        open_doors("open-doors", 12),
        matrix("school-pairs", 12),
        steps("ladder", 12),
        of_school("sociogram-school", 22, true),
        of_group("sociogram-group", &[22, 18, 25, 9, 20, 31, 14, 20, 16, 24, 19, 19]),
        funnel_plot(),
        sleeping(),
        formal_informal(),
        change("change", 12),
        discs("overview", 30),
    ]
}

/// Sizes at the edges, to be looked at.
fn extremes() -> Vec<Picture> {
    vec![
        open_doors("x-open-doors-1", 1),
        open_doors("x-open-doors-60", 60),
        matrix("x-school-pairs-2", 2),
        matrix("x-school-pairs-30", 30),
        matrix("x-school-pairs-45", 45),
        matrix("x-school-pairs-150", 150),
        steps("x-ladder-60", 60),
        of_school("x-sociogram-school-6", 6, true),
        of_school("x-sociogram-school-40", 40, true),
        of_school("x-sociogram-school-90", 90, false),
        of_group("x-sociogram-group-1", &[30]),
        of_group("x-sociogram-group-2", &[30, 12]),
        of_group("x-sociogram-group-30", &[24; 30]),
        change("x-change-60", 60),
        discs("x-overview-5", 5),
        discs("x-overview-150", 150),
        discs("x-overview-400", 400),
    ]
}

fn golden() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden/pictures")
}

#[test]
fn every_picture_is_as_it_was_when_somebody_last_looked_at_it() {
    let renew = std::env::var_os("STAFFROOM_RENEW").is_some_and(|v| v == "1");
    let mut changed = Vec::new();
    for picture in gallery() {
        let path = golden().join(format!("{}.svg", picture.name()));
        let now = picture.svg();
        if renew {
            std::fs::create_dir_all(golden()).unwrap();
            std::fs::write(&path, now).unwrap();
        } else if std::fs::read_to_string(&path).unwrap_or_default() != now {
            changed.push(picture.name().to_owned());
        }
    }
    assert!(changed.is_empty(), "{changed:?} changed; look at them, then renew with STAFFROOM_RENEW=1");
}

#[test]
fn all_pictures_can_be_written_as_svg_and_png() {
    let temporary = tempfile::tempdir().unwrap();
    let folder = std::env::var_os("STAFFROOM_PICTURES").map_or(temporary.path().to_owned(), PathBuf::from);
    std::fs::create_dir_all(&folder).unwrap();
    let looked_at = std::env::var_os("STAFFROOM_PICTURES").is_some();
    for picture in gallery().into_iter().chain(extremes()) {
        let svg = picture.svg();
        std::fs::write(folder.join(format!("{}.svg", picture.name())), &svg).unwrap();
        // The PNG of every picture takes long without optimisation; the smaller ones do.
        #[cfg(feature = "png")]
        if looked_at || picture.size().1 < 460 {
            std::fs::write(folder.join(format!("{}.png", picture.name())), picture.png().unwrap()).unwrap();
        }
        let _ = looked_at;
    }
}

#[test]
fn a_chart_of_nothing_is_still_a_picture() {
    let pictures = [
        rates(&Rates::default()),
        heat_map(&HeatMap::default()),
        ladder(&Ladder::default()),
        latent_pairs(&LatentPairs::default()),
        overlap(&Overlap::default()),
        funnel(&Funnel::default()),
        slopes(&Slopes::default()),
        overview(&Overview::default()),
        rates(&Rates { rows: vec![RateRow { value: Some(f64::NAN), ..Default::default() }], ..Default::default() }),
        ladder(&Ladder { rows: vec![LadderRow::default()], ..Default::default() }),
    ];
    for picture in pictures {
        let svg = picture.svg();
        assert!(svg.starts_with("<svg") && svg.ends_with("</svg>\n") && !svg.contains("NaN"), "{svg}");
        assert!(picture.size().1 > 20);
    }
}

#[test]
fn very_long_names_stay_inside_the_frame() {
    let name = "Samenwerkingsschool-met-een-naam-waar-geen-eind-aan-komt ".repeat(6);
    let mut long = caption("long", &name, &name);
    long.note = name.replace(' ', "_");
    let labels = || vec![name.clone(), name.replace([' ', '-'], "")];
    let pictures = [
        rates(&Rates {
            caption: long.clone(),
            rows: labels()
                .into_iter()
                .map(|label| RateRow { label, word: name.clone(), count: name.clone(), ..Default::default() })
                .collect(),
            axis: Axis { title: name.clone(), ..percent() },
            group: Some(0.99),
            group_label: name.clone(),
            key_dot: name.clone(),
            ..Default::default()
        }),
        heat_map(&HeatMap {
            caption: long.clone(),
            schools: labels(),
            rows_title: name.clone(),
            columns_title: name.clone(),
            key_ramp: name.clone(),
            ..Default::default()
        }),
        slopes(&Slopes {
            caption: long.clone(),
            rows: labels()
                .into_iter()
                .map(|label| Slope { label, text: name.clone(), from: Some(0.0), to: Some(1.0), ..Default::default() })
                .collect(),
            from: name.clone(),
            to: name.clone(),
            ..Default::default()
        }),
        overview(&Overview {
            caption: long.clone(),
            discs: labels().into_iter().map(|label| Disc { label, ..Default::default() }).collect(),
            ..Default::default()
        }),
        funnel(&Funnel {
            caption: long.clone(),
            points: labels()
                .into_iter()
                .map(|label| FunnelPoint { label, outside: true, ..Default::default() })
                .collect(),
            up: Axis { title: name.clone(), ..percent() },
            across: Axis { title: name.clone(), ..percent() },
            ..Default::default()
        }),
    ];
    for picture in pictures {
        let outside = picture.sheet.texts_outside();
        assert!(outside.is_empty(), "{}: {outside:?}", picture.name());
    }
}

/// Every text of every picture, at its place and in its size, is inside the frame.
#[test]
fn no_text_runs_out_of_its_picture() {
    for picture in gallery().into_iter().chain(extremes()) {
        let outside = picture.sheet.texts_outside();
        assert!(outside.is_empty(), "{}: {outside:?}", picture.name());
    }
}

#[test]
fn pictures_have_no_ids_no_style_attributes_and_load_nothing() {
    for picture in gallery() {
        let svg = picture.svg();
        for refused in [" style=", " id=", "<style", "<script", "href", "url(", "NaN", "inf"] {
            let text = svg.replace("informeel", "").replace("schools/info", "");
            assert!(!text.contains(refused), "{}: {refused}", picture.name());
        }
    }
}

#[test]
fn a_picture_is_the_same_each_time_it_is_drawn() {
    for (one, other) in gallery().iter().zip(gallery()) {
        assert_eq!(one.svg(), other.svg());
    }
}
