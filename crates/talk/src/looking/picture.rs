//! Questions and answers by month as columns.

use super::model::Month;

/// The picture is 480 wide and 100 high; a month takes an equal part of it.
const WIDTH: u64 = 480;
const HEIGHT: u64 = 100;

/// Two bars side by side: where they begin, how wide and high they are.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Column {
    pub month: Month,
    pub x: u64,
    pub answers_x: u64,
    pub width: u64,
    pub questions_y: u64,
    pub questions_height: u64,
    pub answers_y: u64,
    pub answers_height: u64,
}

/// The months as columns of one scale.
pub(super) fn columns(months: &[Month]) -> Vec<Column> {
    let most = months.iter().map(|month| month.questions.max(month.answers)).max().unwrap_or(0).max(1);
    let part = WIDTH / (months.len() as u64).max(1);
    let width = (part * 2 / 5).clamp(1, 24);
    // What is there is seen.
    let high = |n: u64| if n == 0 { 0 } else { (n * HEIGHT / most).max(1) };
    let column = |(at, month): (u64, &Month)| Column {
        x: at * part + (part - 2 * width) / 2,
        answers_x: at * part + (part - 2 * width) / 2 + width,
        width,
        questions_y: HEIGHT - high(month.questions),
        questions_height: high(month.questions),
        answers_y: HEIGHT - high(month.answers),
        answers_height: high(month.answers),
        month: month.clone(),
    };
    (0..).zip(months).map(column).collect()
}

#[cfg(test)]
mod tests {
    use super::super::model::Month;
    use super::columns;

    #[test]
    fn columns_fill_the_picture() {
        let month = |questions, answers| Month { month: "2017-01".into(), questions, answers };
        let drawn = columns(&[month(50, 200), month(0, 1)]);
        assert_eq!((drawn[0].answers_y, drawn[0].answers_height, drawn[0].questions_height), (0, 100, 25));
        assert_eq!((drawn[1].questions_height, drawn[1].answers_height), (0, 1), "one in two hundred is seen");
        assert!(drawn.iter().all(|column| column.answers_x + column.width <= 480));
        assert!(columns(&[]).is_empty());
    }
}
