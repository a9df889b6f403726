//! The file of a model, packed by zstd: what a step of a weight is worth, the weights of the moves,
//! a bit for each feature that weighs anything, and for each of these the labels as bits of two
//! bytes; then all weights that are not nought, label by label within feature by feature. Numbers
//! have their lowest byte first.

use super::kinds::{BITS, Kinds};
use super::model::{LABELS, Model};
use super::weights::{COUNT, MIDDLE, Row, Weights};

const MAGIC: &[u8; 8] = b"BRIEFTG3";
impl Model {
    /// Reads a model from its file's bytes.
    #[must_use]
    pub fn decode(bytes: &[u8]) -> Option<Self> {
        let raw = zstd::decode_all(bytes).ok()?;
        let (magic, rest) = raw.split_first_chunk::<8>()?;
        let (step, mut rest) = rest.split_first_chunk::<4>()?;
        let mut moves = [[0.0; LABELS]; LABELS + 1];
        for value in moves.iter_mut().flatten() {
            let (bytes, more) = rest.split_first_chunk::<4>()?;
            *value = f32::from_le_bytes(*bytes);
            rest = more;
        }
        let (kinds, rest) = Kinds::decode(rest, BITS)?;
        let mut out = Self::of(weights(rest)?, f32::from_le_bytes(*step), &moves);
        out.kinds = kinds;
        (magic == MAGIC).then_some(out)
    }

    /// The bytes of the model's file.
    ///
    /// # Errors
    /// Where the bytes cannot be packed.
    pub fn encode(&self) -> std::io::Result<Vec<u8>> {
        let mut raw = Vec::with_capacity(COUNT * 5);
        raw.extend_from_slice(MAGIC);
        raw.extend_from_slice(&self.step.to_le_bytes());
        for value in self.moves.iter().flatten() {
            raw.extend_from_slice(&value.to_le_bytes());
        }
        self.kinds.encode(&mut raw);
        let (mut labels, mut told) = (Vec::new(), Vec::new());
        for (bits, rows) in self.weights.parts() {
            raw.extend_from_slice(&bits.to_le_bytes());
            for Row(row) in rows {
                let mut which = 0_u16;
                for (label, byte) in row.iter().enumerate().take(LABELS) {
                    if *byte != MIDDLE {
                        which |= 1 << label;
                        told.push(byte ^ MIDDLE);
                    }
                }
                labels.extend_from_slice(&which.to_le_bytes());
            }
        }
        raw.append(&mut labels);
        raw.append(&mut told);
        zstd::encode_all(raw.as_slice(), 19)
    }
}

fn weights(rest: &[u8]) -> Option<Weights> {
    let (bits, rest) = rest.split_at_checked(COUNT / 8)?;
    let count: u32 = bits.iter().map(|bits| bits.count_ones()).sum();
    let (labels, mut weights) = rest.split_at_checked(count as usize * 2)?;
    let mut labels = labels.chunks_exact(2);
    let mut rows = Vec::with_capacity(COUNT);
    for place in 0..COUNT {
        let mut row = Row::NOUGHT;
        if bits[place / 8] >> (place % 8) & 1 == 1 {
            let mut labels = u16::from_le_bytes(labels.next()?.try_into().ok()?);
            let (told, more) = weights.split_at_checked(labels.count_ones() as usize)?;
            weights = more;
            for weight in told {
                *row.0.get_mut(labels.trailing_zeros() as usize)? = weight ^ MIDDLE;
                labels &= labels - 1;
            }
        }
        rows.push(row);
    }
    weights.is_empty().then(|| Weights::of(rows))
}

#[cfg(test)]
mod tests {
    use super::super::kinds::{Bearer, learn_kinds};
    use super::super::model::ROW;
    use super::*;

    #[test]
    fn a_model_comes_back_as_it_was() {
        let mut rows = vec![[0_i8; ROW]; COUNT];
        for (place, label, weight) in [(0, 0, 1), (7, 12, -127), (7, 3, 127), (COUNT - 1, 5, -1)] {
            rows[place][label] = weight;
        }
        let mut moves = [[0.0; LABELS]; LABELS + 1];
        moves[2][3] = -1.5;
        let mut model = Model::new(&rows, 0.25, &moves);
        model.kinds = learn_kinds(&[Bearer {
            features: vec![3, 9],
            shares: [0.0, 1.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0],
        }]);
        let bytes = model.encode().expect("bytes");
        let again = Model::decode(&bytes).expect("a model");
        assert_eq!(again.weights, model.weights);
        assert_eq!(again.kinds, model.kinds);
        assert_eq!(again.encode().expect("bytes"), bytes);
        for broken in [&bytes[..bytes.len() / 2], &[]] {
            assert!(Model::decode(broken).is_none());
        }
    }
}
