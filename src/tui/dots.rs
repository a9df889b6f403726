//! Lines of dots, four to a cell: quarter blocks, which every font of a terminal has, as braille is
//! not in some and is read out dot by dot by others.

use ratatui::buffer::Buffer;
use ratatui::style::Style;

/// How a line looks: the stronger the tie, the heavier.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Stroke {
    Dotted,
    Single,
    Double,
}

/// A field of dots; of lines that share a cell the one of the higher rank gives its style.
#[derive(Debug)]
pub(super) struct Dots {
    width: u16,
    height: u16,
    cells: Vec<(u8, u8)>,
}

/// Signs by which quarters are filled: upper left 1, upper right 2, lower left 4, lower right 8.
const QUARTERS: [&str; 16] = [
    " ", "▘", "▝", "▀", "▖", "▌", "▞", "▛", "▗", "▚", "▐", "▜", "▄", "▙", "▟", "█",
];

impl Dots {
    /// An empty field of so many cells.
    pub(super) fn new(width: u16, height: u16) -> Self {
        Self {
            width,
            height,
            cells: vec![(0, 0); usize::from(width) * usize::from(height)],
        }
    }

    fn set(&mut self, x: i32, y: i32, rank: u8) {
        let (Ok(column), Ok(row)) = (u16::try_from(x >> 1), u16::try_from(y >> 1)) else {
            return;
        };
        if column >= self.width || row >= self.height {
            return;
        }
        let at = usize::from(row) * usize::from(self.width) + usize::from(column);
        let cell = &mut self.cells[at];
        // A higher line clears what lies under it, so that it can be followed.
        if rank > cell.1 {
            *cell = (0, rank);
        }
        if rank == cell.1 || cell.0 == 0 {
            cell.0 |= 1 << ((y & 1) * 2 + (x & 1));
            cell.1 = rank;
        }
    }

    /// Draws a line from dot to dot (Bresenham 1965).
    pub(super) fn line(
        &mut self,
        (mut x, mut y): (i32, i32),
        (to_x, to_y): (i32, i32),
        stroke: Stroke,
        rank: u8,
    ) {
        let (dx, dy) = ((to_x - x).abs(), -(to_y - y).abs());
        let (step_x, step_y) = ((to_x - x).signum(), (to_y - y).signum());
        let steep = -dy > dx;
        let mut error = dx + dy;
        let mut nth = 0;
        loop {
            if stroke != Stroke::Dotted || nth % 3 == 0 {
                self.set(x, y, rank);
            }
            if stroke == Stroke::Double {
                let beside = if steep { (x + 1, y) } else { (x, y + 1) };
                self.set(beside.0, beside.1, rank);
            }
            if (x, y) == (to_x, to_y) {
                return;
            }
            let twice = 2 * error;
            if twice >= dy {
                error += dy;
                x += step_x;
            }
            if twice <= dx {
                error += dx;
                y += step_y;
            }
            nth += 1;
        }
    }

    /// Puts the field on the screen, each rank in its style.
    pub(super) fn show(
        &self,
        buffer: &mut Buffer,
        (x, y): (u16, u16),
        style: impl Fn(u8) -> Style,
    ) {
        for (at, (bits, rank)) in self.cells.iter().enumerate() {
            if *bits == 0 {
                continue;
            }
            let (column, row) = (at % usize::from(self.width), at / usize::from(self.width));
            let sign = QUARTERS[usize::from(*bits & 15)];
            if let Some(cell) = buffer.cell_mut((x + column as u16, y + row as u16)) {
                cell.set_symbol(sign).set_style(style(*rank));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use ratatui::layout::Rect;

    type Line = ((i32, i32), (i32, i32), Stroke, u8);

    fn drawn(lines: &[Line]) -> String {
        let mut dots = Dots::new(4, 2);
        for (from, to, stroke, rank) in lines {
            dots.line(*from, *to, *stroke, *rank);
        }
        let mut buffer = Buffer::empty(Rect::new(0, 0, 4, 2));
        dots.show(&mut buffer, (0, 0), |_| Style::new());
        let row = |y| (0..4).map(move |x| (x, y));
        let signs = |y| row(y).map(|at| buffer[at].symbol()).collect::<String>();
        format!("{}\n{}", signs(0), signs(1))
    }

    #[test]
    fn lines_are_dots() {
        let whole = ((0, 0), (7, 0), Stroke::Single, 1);
        assert_eq!(drawn(&[whole]), "▀▀▀▀\n    ");
        assert_eq!(drawn(&[((0, 0), (7, 0), Stroke::Dotted, 1)]), "▘▝ ▘\n    ");
        assert_eq!(drawn(&[((0, 0), (7, 0), Stroke::Double, 1)]), "████\n    ");
        assert_eq!(drawn(&[((7, 3), (7, 0), Stroke::Single, 1)]), "   ▐\n   ▐");
        // Outside nothing is drawn, and nothing breaks.
        let far = ((-9, -9), (-1, 90), Stroke::Single, 1);
        assert_eq!(drawn(&[far]), "    \n    ");
        // The higher line is whole where two meet.
        let under = ((0, 1), (7, 1), Stroke::Single, 1);
        let over = ((0, 0), (7, 0), Stroke::Single, 2);
        assert_eq!(drawn(&[under, over]), "▀▀▀▀\n    ");
        assert_eq!(drawn(&[over, under]), "▀▀▀▀\n    ");
    }
}
