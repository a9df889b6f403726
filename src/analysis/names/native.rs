//! Bodies named in their own language: "Agencia Nacional de Ciberseguridad", "Fiscalía General de la
//! Nación", "Banque de France"; and response teams: "KZ-CERT".

use super::candidates::Candidate;
use super::patterns::{joined, name_end, name_start, namely};
use crate::analysis::tagger::{Class, Page, Shape};
use crate::model::{Kind, Rule};
use std::ops::Range;

/// Words that begin the name of a state body.
const STATE: &str = "agencia agência agence agenzia ministerio ministério ministère ministero policía polícia \
    polizia fiscalía procuraduría procuradoria procura gendarmería guardia guarda dirección \
    direção direzione servicio serviço servizio comisión comissão commissione consejo conselho \
    conseil consiglio tribunal tribunale corte cour audiencia juzgado secretaría \
    superintendencia armada ejército exército fuerza fuerzas força forças marinha unidad unidade \
    gabinete asamblea assembleia assemblée senado cámara câmara congreso congresso défense \
    sûreté préfecture bundesamt bundesanstalt bundespolizei staatsanwaltschaft oberlandesgericht \
    landgericht landeskriminalamt polizeipräsidium";

/// Words that begin the name of an institute, a party, an association.
const BODY: &str = "centro instituto istituto universidad universidade université università universität \
    fundación fundação fondation fondazione asociación associação associazione federación \
    federação sindicato observatorio observatório observatoire partido partito movimiento \
    colegio";

/// Words that begin the name of a firm.
const FIRM: &str = "banco banca banque grupo gruppo compañía companhia compagnie empresa sociedad sociedade \
    société cooperativa electricidad";

/// Words that English has as well: they tell only with a word of the language behind them.
const SHARED: &str = "guardia guarda tribunal corte cour procura armada marinha conseil gabinete centro instituto \
    senado";

/// "Agencia Nacional de Ciberseguridad".
pub(super) fn native(page: &Page<'_>, at: usize, within: &Range<usize>, out: &mut Vec<Candidate>) {
    let head = page.text(at).to_lowercase();
    let among = |words: &str| words.split_whitespace().any(|word| word == head);
    let kind = if among(STATE) {
        Kind::Agency
    } else if among(BODY) {
        Kind::Organisation
    } else if among(FIRM) {
        Kind::Company
    } else {
        return;
    };
    if at > within.start && joined(page, at) && namely(page, at - 1) {
        return;
    }
    let mut end = at + 1;
    let mut linked = false;
    while end < within.end && end - at < 9 && joined(page, end) {
        let mut next = end;
        while next < end + 2 && link(page.text(next)) && joined(page, next + 1) {
            next += 1;
        }
        if next >= within.end || !namely(page, next) || !joined(page, next) {
            break;
        }
        linked |= next > end;
        end = next + 1;
    }
    let own = linked || !among(SHARED);
    if end - at < 2 || !own {
        return;
    }
    out.push(Candidate::new(
        page,
        at..end,
        kind,
        Rule::Pattern,
        if linked { 0.93 } else { 0.91 },
        format!("“{} …” of a body", page.text(at)),
    ));
}

/// A little word inside such a name.
fn link(word: &str) -> bool {
    matches!(
        word,
        "de" | "del"
            | "do"
            | "da"
            | "dos"
            | "das"
            | "du"
            | "des"
            | "della"
            | "dello"
            | "di"
            | "la"
            | "las"
            | "los"
            | "le"
            | "les"
            | "y"
            | "e"
            | "et"
            | "für"
            | "der"
            | "per"
            | "para"
            | "contra"
            | "d"
            | "l"
    )
}

/// `KZ-CERT`, `CERT-UA`, `SamCERT`, `CSIRT Chile`.
pub(super) fn response_team(
    page: &Page<'_>,
    at: usize,
    within: &Range<usize>,
) -> Option<Candidate> {
    let text = page.text(at);
    let team = |part: &str| matches!(part, "CERT" | "CSIRT");
    let place =
        |part: &str| (2..=4).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_uppercase());
    let told = match text.split_once('-') {
        Some((first, last)) => team(first) && place(last) || team(last) && place(first),
        None => text.len() > 5 && (text.ends_with("CERT") || text.ends_with("CSIRT")),
    };
    let after = at + 1;
    // "Oman National CERT"
    let first = name_start(page, at, within);
    let national = team(text) && first < at && page.class(at - 1, Class::SUBJECT);
    let first = if national { first } else { at };
    let country = team(text)
        && !national
        && joined(page, after)
        && namely(page, after)
        && !page.word(after).shape.is(Shape::UPPER)
        && !page.class(after, Class::COMMON | Class::SUBJECT | Class::TECHNICAL);
    (told || country || national).then(|| {
        Candidate::new(
            page,
            first..after + usize::from(country),
            Kind::Agency,
            Rule::Pattern,
            0.93,
            "a response team's name",
        )
    })
}

/// `AO Aerosnab`, `OsOO Tien Trans`, `PT Pertamina`: the legal form stands in front.
pub(super) fn led_by_form(page: &Page<'_>, at: usize, within: &Range<usize>) -> Option<Candidate> {
    let form = matches!(
        page.text(at),
        "AO" | "OAO"
            | "OOO"
            | "ZAO"
            | "PAO"
            | "OsOO"
            | "TOO"
            | "UAB"
            | "PT"
            | "SIA"
            | "OÜ"
            | "TOV"
            | "JSC"
            | "PJSC"
            | "FGUP"
            | "SARL"
            | "MTÜ"
    );
    if !form || page.word(at).shape.is(Shape::TITLED) || at > within.start && namely(page, at - 1) {
        return None;
    }
    let end = name_end(page, at + 1, within, 4);
    (end > at + 1 && joined(page, at + 1) && page.text(at + 1).chars().any(char::is_lowercase))
        .then(|| {
            Candidate::new(
                page,
                at..end,
                Kind::Company,
                Rule::Pattern,
                0.93,
                format!("“{}” before it", page.text(at)),
            )
        })
}
