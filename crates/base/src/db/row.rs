//! Typed rows, decoded where they are read.

use tokio_postgres::types::Type;

use crate::{Error, Result};

/// A row of either engine.
pub enum Row<'a> {
    Sqlite(&'a rusqlite::Row<'a>),
    Postgres(&'a tokio_postgres::Row),
}

impl Row<'_> {
    pub fn get<T: Column>(&self, index: usize) -> Result<T> {
        T::column(self, index)
    }
}

/// A type that can be read from one column.
pub trait Column: Sized {
    fn column(row: &Row<'_>, index: usize) -> Result<Self>;
}

/// A type that can be read from a row, by position. See `record!`.
pub trait FromRow: Sized + Send + 'static {
    fn from_row(row: &Row<'_>) -> Result<Self>;
}

macro_rules! plain_column {
    ($($type:ty),+) => { $(
        impl Column for $type {
            fn column(row: &Row<'_>, index: usize) -> Result<$type> {
                match row {
                    Row::Sqlite(row) => row.get(index).map_err(Error::internal),
                    Row::Postgres(row) => row.try_get(index).map_err(Error::internal),
                }
            }
        }
        impl Column for Option<$type> {
            fn column(row: &Row<'_>, index: usize) -> Result<Option<$type>> {
                match row {
                    Row::Sqlite(row) => row.get(index).map_err(Error::internal),
                    Row::Postgres(row) => row.try_get(index).map_err(Error::internal),
                }
            }
        }
    )+ };
}

plain_column!(f64, String, Vec<u8>);

/// PostgreSQL gives literals as 32-bit numbers.
impl Column for Option<i64> {
    fn column(row: &Row<'_>, index: usize) -> Result<Option<i64>> {
        match row {
            Row::Sqlite(row) => row.get(index).map_err(Error::internal),
            Row::Postgres(row) if *row.columns()[index].type_() == Type::INT4 => {
                Ok(row.try_get::<_, Option<i32>>(index).map_err(Error::internal)?.map(i64::from))
            }
            Row::Postgres(row) => row.try_get(index).map_err(Error::internal),
        }
    }
}

impl Column for i64 {
    fn column(row: &Row<'_>, index: usize) -> Result<i64> {
        Option::<i64>::column(row, index)?.ok_or_else(|| Error::internal(format!("column {index} is NULL")))
    }
}

/// Truth stands as 0 or 1 in both engines.
impl Column for bool {
    fn column(row: &Row<'_>, index: usize) -> Result<bool> {
        i64::column(row, index).map(|value| value != 0)
    }
}

impl Column for Option<crate::Time> {
    fn column(row: &Row<'_>, index: usize) -> Result<Option<crate::Time>> {
        Ok(Option::<i64>::column(row, index)?.map(crate::Time))
    }
}

impl<T: Column + Send + 'static> FromRow for (T,) {
    fn from_row(row: &Row<'_>) -> Result<(T,)> {
        Ok((row.get(0)?,))
    }
}

macro_rules! tuple_row {
    ($($type:ident $index:literal),+) => {
        impl<$($type: Column + Send + 'static),+> FromRow for ($($type,)+) {
            fn from_row(row: &Row<'_>) -> Result<Self> {
                Ok(($(row.get::<$type>($index)?,)+))
            }
        }
    };
}

tuple_row!(A 0, B 1);
tuple_row!(A 0, B 1, C 2);
tuple_row!(A 0, B 1, C 2, D 3);
tuple_row!(A 0, B 1, C 2, D 3, E 4);
tuple_row!(A 0, B 1, C 2, D 3, E 4, F 5);

/// Declares a struct whose fields are read from a row in order of declaration.
#[macro_export]
macro_rules! record {
    ($(#[$meta:meta])* $vis:vis struct $name:ident { $($(#[$fmeta:meta])* $fvis:vis $field:ident : $type:ty),+ $(,)? }) => {
        $(#[$meta])*
        $vis struct $name { $($(#[$fmeta])* $fvis $field: $type),+ }

        impl $crate::db::FromRow for $name {
            fn from_row(row: &$crate::db::Row<'_>) -> $crate::Result<$name> {
                let mut index = 0..;
                let mut next = || index.next().unwrap_or(0);
                Ok($name { $($field: row.get::<$type>(next())?),+ })
            }
        }
    };
}
