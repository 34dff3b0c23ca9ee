//! CSV (RFC 4180) as rows of cells: the separator is found out, quoted cells may hold line ends.

/// One row and the line on which it begins.
pub(super) struct Row {
    pub line: u64,
    pub cells: Vec<String>,
}

/// The headings and the rows below them. A row may have fewer or more cells than there are headings.
pub(super) fn rows(text: &str) -> impl Iterator<Item = Row> + '_ {
    let (text, told, skipped) = told_separator(text);
    let separator = told.unwrap_or_else(|| sniff(text));
    let mut reader =
        ::csv::ReaderBuilder::new().has_headers(false).flexible(true).delimiter(separator).from_reader(text.as_bytes());
    let mut record = ::csv::StringRecord::new();
    // The reader says where a row begins with the line end before it, and with empty lines: those are counted, too.
    let (mut counted, mut line) = (0, 1 + skipped);
    std::iter::from_fn(move || {
        loop {
            match reader.read_record(&mut record) {
                Ok(true) => {
                    let begins = record.position().map_or(0, |place| usize::try_from(place.byte()).unwrap_or(0));
                    let breaks = text.as_bytes()[begins..].iter().take_while(|byte| matches!(byte, b'\r' | b'\n')).count();
                    let until = begins + breaks;
                    line += text.as_bytes()[counted..until].iter().filter(|byte| **byte == b'\n').count() as u64;
                    counted = until;
                    let cells: Vec<String> = record.iter().map(unguarded).collect();
                    if cells.iter().any(|cell| !cell.trim().is_empty()) {
                        return Some(Row { line, cells });
                    }
                }
                // Text in memory cannot fail otherwise than by its end.
                Ok(false) | Err(_) => return None,
            }
        }
    })
}

/// Spreadsheets may say the separator in a line of its own, `sep=;`.
fn told_separator(text: &str) -> (&str, Option<u8>, u64) {
    let (first, rest) = text.split_once('\n').unwrap_or((text, ""));
    let told = first.trim_end_matches('\r').trim_matches('"');
    match told.strip_prefix("sep=").map(str::as_bytes) {
        Some(&[separator @ (b',' | b';' | b'\t')]) => (rest, Some(separator), 1),
        _ => (text, None, 0),
    }
}

/// The separator that the first row uses most, outside of quotes.
fn sniff(text: &str) -> u8 {
    let (mut counts, mut quoted) = ([0_usize; 3], false);
    for byte in text.trim_start_matches(['\r', '\n']).bytes() {
        match byte {
            b'"' => quoted = !quoted,
            b'\n' if !quoted => break,
            b',' if !quoted => counts[0] += 1,
            b';' if !quoted => counts[1] += 1,
            b'\t' if !quoted => counts[2] += 1,
            _ => {}
        }
    }
    match counts {
        [commas, semicolons, tabs] if tabs > commas && tabs >= semicolons => b'\t',
        [commas, semicolons, _] if semicolons > commas => b';',
        _ => b',',
    }
}

/// Takes the mark of [`super::guarded`] away again.
fn unguarded(cell: &str) -> String {
    let behind = cell.strip_prefix('\'').filter(|_| super::writing::is_formula(cell));
    behind.unwrap_or(cell).to_owned()
}
