//! PostgreSQL: a pool; each piece of work is a task of its own, so that a caller who goes away leaves no open
//! transaction behind.

use std::future::Future;
use std::sync::Arc;
use std::sync::atomic::AtomicBool;
use std::sync::atomic::Ordering::Relaxed;
use std::time::Duration;

use deadpool_postgres::{Manager, ManagerConfig, Object, Pool, RecyclingMethod, Runtime};
use tokio_postgres::NoTls;
use tokio_postgres::error::SqlState;
use tokio_postgres::types::{IsNull, ToSql, Type, to_sql_checked};

use super::statement::Style;
use super::value::Value;
use super::{FromRow, Query, Row, Tx, TxEngine};
use crate::{Error, Result};

pub(super) const READ: &str = "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY";
pub(super) const WRITE: &str = "BEGIN ISOLATION LEVEL READ COMMITTED";

pub(super) struct Postgres {
    pool: Pool,
}

/// A connection of the pool. One that is dropped in the middle of a transaction (a panic, a failed end) is closed instead
/// of going back.
pub(super) struct Connection {
    object: Option<Object>,
    /// Inside a transaction.
    open: AtomicBool,
    /// A statement failed: the transaction can only be rolled back.
    failed: AtomicBool,
}

impl Postgres {
    pub async fn open(url: &str) -> Result<Postgres> {
        let config: tokio_postgres::Config =
            url.parse().map_err(|error| Error::Unavailable(format!("not a database address: {error}")))?;
        let manager = Manager::from_config(config, NoTls, ManagerConfig { recycling_method: RecyclingMethod::Fast });
        let pool = Pool::builder(manager)
            .max_size(16)
            .runtime(Runtime::Tokio1)
            .wait_timeout(Some(Duration::from_secs(15)))
            .create_timeout(Some(Duration::from_secs(10)))
            .build()
            .map_err(Error::internal)?;
        let postgres = Postgres { pool };
        postgres.connection().await?;
        Ok(postgres)
    }

    pub async fn connection(&self) -> Result<Connection> {
        let object = self.pool.get().await;
        object.map(Connection::new).map_err(|error| Error::Unavailable(format!("the database does not answer: {error}")))
    }

    pub async fn transaction<T, F, Fut>(&self, begin: &'static str, work: F) -> Result<T>
    where
        T: Send + 'static,
        F: FnOnce(Tx) -> Fut + Send + 'static,
        Fut: Future<Output = Result<T>> + Send + 'static,
    {
        let connection = Arc::new(self.connection().await?);
        let task = async move {
            connection.begin(begin).await?;
            let done = work(Tx(TxEngine::Postgres(Arc::clone(&connection)))).await;
            let kept = connection.end(done.is_ok()).await;
            done.and_then(|value| kept.map(|()| value))
        };
        tokio::spawn(task).await.map_err(Error::internal)?
    }
}

impl Connection {
    fn new(object: Object) -> Connection {
        Connection { object: Some(object), open: AtomicBool::new(false), failed: AtomicBool::new(false) }
    }

    pub(super) fn client(&self) -> Result<&Object> {
        self.object.as_ref().ok_or_else(|| Error::internal("a connection that was given back"))
    }

    pub async fn begin(&self, sql: &str) -> Result<()> {
        self.open.store(true, Relaxed);
        self.batch(sql).await
    }

    /// Commits, or rolls back. A transaction in which a statement failed cannot be committed, whoever swallowed the error.
    pub async fn end(&self, keep: bool) -> Result<()> {
        let failed = self.failed.load(Relaxed);
        self.batch(if keep && !failed { "COMMIT" } else { "ROLLBACK" }).await?;
        self.open.store(false, Relaxed);
        if keep && failed { Err(Error::internal("a statement of this transaction failed unnoticed")) } else { Ok(()) }
    }

    pub async fn batch(&self, sql: &str) -> Result<()> {
        self.client()?.batch_execute(sql).await.map_err(|error| self.noted(failed(error)))
    }

    fn noted(&self, error: Error) -> Error {
        self.failed.store(true, Relaxed);
        error
    }

    pub async fn all<R: FromRow>(&self, query: &Query) -> Result<Vec<R>> {
        let (statement, args) = self.prepared(query).await?;
        let rows = self.client()?.query(&statement, &refs(&args)).await.map_err(|e| self.noted(at(query, e)))?;
        rows.iter().map(|row| R::from_row(&Row::Postgres(row))).collect()
    }

    pub async fn run(&self, query: &Query) -> Result<u64> {
        let (statement, args) = self.prepared(query).await?;
        self.client()?.execute(&statement, &refs(&args)).await.map_err(|e| self.noted(at(query, e)))
    }

    async fn prepared(&self, query: &Query) -> Result<(tokio_postgres::Statement, Vec<Value>)> {
        let rendered = query.rendered(Style::Dollar);
        let args: Vec<Value> = rendered.binds.iter().map(|bind| query.value(*bind)).collect();
        if args.iter().any(|arg| matches!(arg, Value::Text(text) if text.contains('\0'))) {
            return Err(Error::invalid("text", "invalid-character"));
        }
        let statement = self.client()?.prepare_cached(&rendered.text).await.map_err(|e| self.noted(at(query, e)))?;
        Ok((statement, args))
    }

    /// For the seams: a statement that only this engine has.
    pub async fn rows(&self, sql: &str) -> Result<Vec<tokio_postgres::Row>> {
        self.client()?.query(sql, &[]).await.map_err(failed)
    }
}

impl Drop for Connection {
    fn drop(&mut self) {
        if let Some(object) = self.object.take()
            && self.open.load(Relaxed)
        {
            let _ = Object::take(object);
        }
    }
}

fn refs(args: &[Value]) -> Vec<&(dyn ToSql + Sync)> {
    args.iter().map(|arg| arg as &(dyn ToSql + Sync)).collect()
}

impl ToSql for Value {
    fn to_sql(
        &self,
        ty: &Type,
        out: &mut tokio_postgres::types::private::BytesMut,
    ) -> Result<IsNull, Box<dyn std::error::Error + Sync + Send>> {
        match self {
            Value::Null => Ok(IsNull::Yes),
            Value::Int(value) if *ty == Type::INT4 => i32::try_from(*value)?.to_sql(ty, out),
            Value::Int(value) if *ty == Type::FLOAT8 => (*value as f64).to_sql(ty, out),
            Value::Int(value) => value.to_sql(ty, out),
            Value::Real(value) => value.to_sql(ty, out),
            Value::Text(value) => value.to_sql(ty, out),
            Value::Blob(value) => value.to_sql(ty, out),
            Value::Ints(values) => values.to_sql(ty, out),
        }
    }

    fn accepts(_: &Type) -> bool {
        true
    }

    to_sql_checked!();
}

fn at(query: &Query, error: tokio_postgres::Error) -> Error {
    match failed(error) {
        Error::Internal(cause) => Error::Internal(format!("{cause} ({}:{})", query.statement.place, query.statement.line)),
        other => other,
    }
}

pub(super) fn failed(error: tokio_postgres::Error) -> Error {
    let told = error.as_db_error().map_or_else(|| error.to_string(), ToString::to_string);
    match error.code() {
        Some(code) if *code == SqlState::UNIQUE_VIOLATION || *code == SqlState::FOREIGN_KEY_VIOLATION => Error::Conflict(told),
        Some(code) if *code == SqlState::T_R_DEADLOCK_DETECTED => Error::Conflict(told),
        // Classes of PostgreSQL's appendix A: connection, resources (a full disk), operator (it stops, or died), system.
        Some(code) if ["08", "53", "57", "58"].iter().any(|class| code.code().starts_with(class)) => Error::Unavailable(told),
        None => Error::Unavailable(told),
        Some(_) => Error::Internal(told),
    }
}
