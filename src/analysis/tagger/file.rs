//! The file of a model, packed by zstd: what a step of a weight is worth, the weights of the moves,
//! a bit for each feature that weighs anything, and for each of these the labels as bits of two
//! bytes; then all weights that are not nought, label by label within feature by feature. Numbers
//! have their lowest byte first.

use super::model::{BITS, LABELS, MIDDLE, Model, NOUGHT, Packed, ROW};

const MAGIC: &[u8; 8] = b"BRIEFTG2";
/// Of the form before: every weight of a label, then those of the next.
const MAGIC_OF_COLUMNS: &[u8; 8] = b"BRIEFTAG";
const COUNT: usize = 1 << BITS;

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
        let rows = match magic {
            MAGIC => rows(rest)?,
            MAGIC_OF_COLUMNS => rows_of_columns(rest)?,
            _ => return None,
        };
        Some(Self::of(rows, f32::from_le_bytes(*step), &moves))
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
        let (mut labels, mut weights) = (Vec::new(), Vec::new());
        for rows in self.rows[1..].chunks(8) {
            let mut bits = 0_u8;
            for (bit, row) in rows.iter().enumerate() {
                let mut told = 0_u16;
                for (label, byte) in unpack(*row).into_iter().enumerate().take(LABELS) {
                    if byte != MIDDLE {
                        told |= 1 << label;
                        weights.push(byte ^ MIDDLE);
                    }
                }
                if told != 0 {
                    bits |= 1 << bit;
                    labels.extend_from_slice(&told.to_le_bytes());
                }
            }
            raw.push(bits);
        }
        raw.append(&mut labels);
        raw.append(&mut weights);
        zstd::encode_all(raw.as_slice(), 19)
    }
}

/// The row of noughts and those of the features.
fn rows(rest: &[u8]) -> Option<Vec<Packed>> {
    let (bits, rest) = rest.split_at_checked(COUNT / 8)?;
    let told: u32 = bits.iter().map(|byte| byte.count_ones()).sum();
    let (labels, weights) = rest.split_at_checked(told as usize * 2)?;
    let (mut labels, mut weights) = (labels.chunks_exact(2), weights.iter());
    let mut rows = vec![NOUGHT; COUNT + 1];
    for (bits, rows) in bits.iter().zip(rows[1..].chunks_exact_mut(8)) {
        let mut bits = *bits;
        while bits != 0 {
            let row = rows.get_mut(bits.trailing_zeros() as usize)?;
            bits &= bits - 1;
            let mut told = u16::from_le_bytes(labels.next()?.try_into().ok()?);
            while told != 0 {
                set(row, told.trailing_zeros() as usize, *weights.next()?);
                told &= told - 1;
            }
        }
    }
    weights.next().is_none().then_some(rows)
}

fn rows_of_columns(rest: &[u8]) -> Option<Vec<Packed>> {
    if rest.len() != COUNT * LABELS {
        return None;
    }
    let mut rows = vec![NOUGHT; COUNT + 1];
    for (label, column) in rest.chunks_exact(COUNT).enumerate() {
        for (row, weight) in rows[1..].iter_mut().zip(column) {
            set(row, label, *weight);
        }
    }
    Some(rows)
}

/// Sets the weight of a label that is still nought.
fn set(row: &mut Packed, label: usize, weight: u8) {
    // The middle's bit is set: this is the same as counting from the lowest.
    row[label / 8] ^= u64::from(weight) << (label % 8 * 8);
}

/// Packs the weights of a feature.
pub(super) fn pack(row: &[i8; ROW]) -> Packed {
    let mut out = NOUGHT;
    for (label, weight) in row.iter().enumerate() {
        set(&mut out, label, weight.to_le_bytes()[0]);
    }
    out
}

fn unpack(row: Packed) -> [u8; ROW] {
    let mut out = [0; ROW];
    for (label, byte) in out.iter_mut().enumerate() {
        *byte = row[label / 8].to_le_bytes()[label % 8];
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_model_comes_back_from_either_form() {
        let mut rows = vec![[0_i8; ROW]; COUNT];
        for (place, label, weight) in [(0, 0, 1), (7, 12, -127), (7, 3, 127), (COUNT - 1, 5, -1)] {
            rows[place][label] = weight;
        }
        let mut moves = [[0.0; LABELS]; LABELS + 1];
        moves[2][3] = -1.5;
        let model = Model::new(&rows, 0.25, &moves);
        let bytes = model.encode().expect("bytes");
        let again = Model::decode(&bytes).expect("a model");
        assert_eq!(again.rows, model.rows);
        assert_eq!(again.encode().expect("bytes"), bytes);

        let mut columns = MAGIC_OF_COLUMNS.to_vec();
        columns.extend_from_slice(&0.25_f32.to_le_bytes());
        for value in moves.iter().flatten() {
            columns.extend_from_slice(&value.to_le_bytes());
        }
        for label in 0..LABELS {
            columns.extend(rows.iter().map(|row| row[label].to_le_bytes()[0]));
        }
        let packed = zstd::encode_all(columns.as_slice(), 1).expect("bytes");
        let same = Model::decode(&packed).expect("a model");
        assert_eq!(same.encode().expect("bytes"), bytes);
        for broken in [&bytes[..bytes.len() / 2], &packed[..40], &[]] {
            assert!(Model::decode(broken).is_none());
        }
    }
}
