//! A row as an object of JSON, whatever its columns are: for telling people what is kept about them.

use rusqlite::types::ValueRef;
use serde_json::{Map, Value as Json};
use tokio_postgres::types::Type;

use super::{FromRow, Row};
use crate::{Error, Result};

/// A row by the names of its columns. Bytes are left out: what they are, a column beside them says.
#[derive(Clone, Debug, PartialEq)]
pub struct Told(pub Map<String, Json>);

impl FromRow for Told {
    fn from_row(row: &Row<'_>) -> Result<Told> {
        let mut fields = Map::new();
        match row {
            Row::Sqlite(row) => {
                for (index, name) in row.as_ref().column_names().enumerate() {
                    let value = match row.get_ref(index).map_err(Error::internal)? {
                        ValueRef::Null | ValueRef::Blob(_) => Json::Null,
                        ValueRef::Integer(value) => value.into(),
                        ValueRef::Real(value) => value.into(),
                        ValueRef::Text(text) => String::from_utf8_lossy(text).into(),
                    };
                    fields.insert(name.to_owned(), value);
                }
            }
            Row::Postgres(row) => {
                for (index, column) in row.columns().iter().enumerate() {
                    let value = match *column.type_() {
                        Type::INT8 => row.try_get::<_, Option<i64>>(index).map_err(Error::internal)?.into(),
                        Type::INT4 => row.try_get::<_, Option<i32>>(index).map_err(Error::internal)?.into(),
                        Type::FLOAT8 => row.try_get::<_, Option<f64>>(index).map_err(Error::internal)?.into(),
                        Type::BYTEA => Json::Null,
                        _ => row.try_get::<_, Option<String>>(index).map_err(Error::internal)?.into(),
                    };
                    fields.insert(column.name().to_owned(), value);
                }
            }
        }
        Ok(Told(fields))
    }
}
