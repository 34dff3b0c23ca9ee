//! SQL of what people gave.

pub mod farewells;
pub mod parts;
