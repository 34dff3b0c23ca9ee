//! Rows as JSON arrays, one a line: NULL as `null`, whole numbers and text as they are, `{"r":"0.1"}` for other numbers,
//! `{"b":"…"}` (base64) for bytes. Nothing is rounded.

use base::{Error, Result, Value};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde_json::{Value as Json, json};

/// Adds a row and the end of its line.
pub fn write(row: Vec<Value>, out: &mut Vec<u8>) -> Result<()> {
    let cells: Vec<Json> = row.into_iter().map(cell).collect();
    serde_json::to_writer(&mut *out, &cells).map_err(Error::internal)?;
    out.push(b'\n');
    Ok(())
}

fn cell(value: Value) -> Json {
    match value {
        Value::Null | Value::Ints(_) => Json::Null,
        Value::Int(value) => Json::from(value),
        Value::Text(value) => Json::String(value),
        // The shortest digits that give the same number again.
        Value::Real(value) => json!({ "r": value.to_string() }),
        Value::Blob(value) => json!({ "b": STANDARD.encode(value) }),
    }
}

/// Reads a line; None when it is not a row.
pub fn read(line: &[u8]) -> Option<Vec<Value>> {
    let cells: Vec<Json> = serde_json::from_slice(line).ok()?;
    cells.into_iter().map(value).collect()
}

fn value(cell: Json) -> Option<Value> {
    Some(match cell {
        Json::Null => Value::Null,
        Json::String(text) => Value::Text(text),
        Json::Number(number) => Value::Int(number.as_i64()?),
        Json::Object(cell) => match (cell.get("r"), cell.get("b")) {
            (Some(digits), None) => Value::Real(digits.as_str()?.parse().ok()?),
            (None, Some(bytes)) => Value::Blob(STANDARD.decode(bytes.as_str()?).ok()?),
            _ => return None,
        },
        Json::Bool(_) | Json::Array(_) => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_value_comes_back_as_it_was() {
        let row = vec![
            Value::Null,
            Value::Int(i64::MIN),
            Value::Int(i64::MAX),
            Value::Real(0.1 + 0.2),
            Value::Real(f64::MIN_POSITIVE / 3.0),
            Value::Real(f64::INFINITY),
            Value::Real(-0.0),
            Value::Text("a\n\"b\"\u{2028} \u{1f415} \\".into()),
            Value::Text(String::new()),
            Value::Text("{\"r\":\"1\"}".into()),
            Value::Blob((0..=255).collect()),
            Value::Blob(Vec::new()),
        ];
        let mut line = Vec::new();
        write(row.clone(), &mut line).unwrap();
        assert_eq!(line.iter().filter(|byte| **byte == b'\n').count(), 1);
        assert_eq!(format!("{:?}", read(&line).unwrap()), format!("{row:?}"));
        assert!(read(b"[1.5]").is_none() && read(b"[true]").is_none() && read(b"{}").is_none());
    }
}
