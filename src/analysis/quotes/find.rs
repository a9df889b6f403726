use super::super::Reading;
use super::super::names::Names;
use super::indirect;
use super::judge::judge;
use super::marks::pairs;
use super::speaker::Scene;
use crate::model::Quotation;

/// Finds who said what, in order.
#[must_use]
pub fn find(reading: &Reading<'_>, names: &Names) -> Vec<Quotation> {
    let scene = Scene::new(reading, names);
    let pairs = pairs(reading);
    let mut told: Vec<Quotation> = Vec::with_capacity(pairs.len());
    for at in 0..pairs.len() {
        if let Some(quotation) = judge(&scene, &pairs, at, &told) {
            told.push(quotation);
        }
    }
    let mut indirect = indirect::find(&scene, &told);
    if !indirect.is_empty() {
        told.append(&mut indirect);
        told.sort_by_key(|quotation| (quotation.span.start, quotation.span.end));
    }
    told
}
