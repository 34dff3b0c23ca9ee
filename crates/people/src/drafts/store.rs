use base::{Id, Result, Tx};
pub struct Draft {
    pub source: String,
    pub fields: String,
    pub rev: i64,
}
pub async fn find(_: &Tx, _: Id, _: Id, _: &str) -> Result<Option<Draft>> {
    Ok(None)
}
pub async fn forget(_: &Tx, _: Id, _: Id, _: &str) -> Result<()> {
    Ok(())
}
