//! Enums that stand in the database, in addresses and in JSON as short words.

/// Declares an enum with one word per variant, and its ways in and out of text and the database.
#[macro_export]
macro_rules! codes {
    ($(#[$meta:meta])* $vis:vis enum $name:ident { $($(#[$vmeta:meta])* $variant:ident = $code:literal),+ $(,)? }) => {
        $(#[$meta])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        $vis enum $name { $($(#[$vmeta])* $variant),+ }

        impl $name {
            /// Every variant, in order of declaration.
            pub const ALL: &'static [$name] = &[$($name::$variant),+];

            /// The word that stands in the database and in addresses.
            pub const fn code(self) -> &'static str {
                match self { $($name::$variant => $code),+ }
            }

            /// The variant of a word; `None` for any other.
            pub fn from_code(code: &str) -> Option<$name> {
                match code { $($code => Some($name::$variant),)+ _ => None }
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(self.code())
            }
        }

        impl $crate::db::Column for $name {
            fn column(row: &$crate::db::Row<'_>, index: usize) -> $crate::Result<$name> {
                let code = <String as $crate::db::Column>::column(row, index)?;
                $name::from_code(&code).ok_or_else(|| {
                    $crate::Error::internal(format!("no {} is called {code:?}", stringify!($name)))
                })
            }
        }

        impl From<$name> for $crate::Value {
            fn from(value: $name) -> $crate::Value {
                $crate::Value::Text(value.code().to_owned())
            }
        }
    };
}
