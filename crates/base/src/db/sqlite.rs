//! SQLite: readers in parallel, one writer whose transactions share commits.
//!
//! Reading runs where it is asked for: most reads take some tens of microseconds from memory, less than handing them to
//! another thread and back. The program has more worker threads than processors for the ones that wait for the disk.

use std::future::Future;
use std::path::{Path, PathBuf};
use std::pin::pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering::Relaxed};
use std::task::{Context, Poll, Waker};
use std::time::{Duration, Instant};

use parking_lot::Mutex;
use rusqlite::config::DbConfig;
use rusqlite::{OpenFlags, StatementStatus};
use tokio::sync::{oneshot, watch};

use super::statement::Style;
use super::value::Value;
use super::{FromRow, Query, Row, Tx, TxEngine};
use crate::{Error, Result};

/// A commit takes what waits, but no more than this many pieces of work …
const MOST_PER_COMMIT: usize = 64;
/// … and no longer than this.
const LONGEST_COMMIT: Duration = Duration::from_millis(5);
/// How long another process may hold the writer's place (an import writes beside a running server).
const BUSY: Duration = Duration::from_secs(20);

/// Runs inside its savepoint; says whether it is kept, and how to answer once the commit is known.
/// Without a transaction it is not run at all.
type WriteJob = Box<dyn FnOnce(Option<Tx>) -> (bool, Finish) + Send>;
type Finish = Box<dyn FnOnce(Result<()>) + Send>;

pub(super) struct Sqlite {
    path: PathBuf,
    /// Connections that nobody reads on: as many as ever read at once.
    idle: Mutex<Vec<Arc<Connection>>>,
    writer: flume::Sender<WriteJob>,
    /// Does nothing but look whether somebody has committed.
    watcher: Connection,
    steps: Arc<AtomicU64>,
}

pub(super) struct Connection {
    inner: Mutex<rusqlite::Connection>,
    steps: Arc<AtomicU64>,
}

impl Sqlite {
    pub fn open(path: &Path, changed: watch::Sender<u64>) -> Result<Sqlite> {
        let steps = Arc::new(AtomicU64::new(0));
        let open = || Connection::open(path, Arc::clone(&steps));
        let (writer, watcher) = (open()?, open()?);
        // The watcher is asked by whoever answers requests: it says "I do not know" sooner than it waits.
        watcher.inner.lock().busy_timeout(Duration::ZERO).map_err(Error::internal)?;
        let (to_writer, writes) = flume::unbounded::<WriteJob>();
        std::thread::Builder::new().name("db-writer".into()).spawn(move || write_on(&Arc::new(writer), &writes, &changed))?;

        Ok(Sqlite { path: path.to_path_buf(), idle: Mutex::default(), writer: to_writer, watcher, steps })
    }

    /// See [`super::Db::mark`].
    pub fn mark(&self) -> Option<i64> {
        // Costs a look at the shared memory of the write-ahead log, about a microsecond: no thread of its own.
        self.watcher.with(|c| c.prepare_cached("PRAGMA data_version")?.query_row([], |row| row.get(0))).ok()
    }

    /// See [`super::seams::steps`].
    pub fn steps(&self) -> u64 {
        self.steps.load(Relaxed)
    }

    pub async fn read<T, F, Fut>(&self, work: F) -> Result<T>
    where
        T: Send + 'static,
        F: FnOnce(Tx) -> Fut + Send + 'static,
        Fut: Future<Output = Result<T>> + Send + 'static,
    {
        let idle = self.idle.lock().pop();
        let connection = match idle {
            Some(connection) => connection,
            None => Arc::new(Connection::open(&self.path, Arc::clone(&self.steps))?),
        };
        let tx = Tx(TxEngine::Sqlite(Arc::clone(&connection)));
        let done = connection.command("BEGIN").and_then(|()| run_to_end(work, tx));
        let ended = connection.command("COMMIT");
        // One that cannot end its transaction is closed.
        if !connection.is_open() {
            self.idle.lock().push(connection);
        }
        done.and_then(|value| ended.map(|()| value))
    }

    pub async fn write<T, F, Fut>(&self, work: F) -> Result<T>
    where
        T: Send + 'static,
        F: FnOnce(Tx) -> Fut + Send + 'static,
        Fut: Future<Output = Result<T>> + Send + 'static,
    {
        let (answer, answered) = oneshot::channel();
        let job: WriteJob = Box::new(move |tx| {
            let done = tx.map_or_else(|| Err(Error::Unavailable("the database is busy".into())), |tx| run_to_end(work, tx));
            let keep = done.is_ok();
            let finish = Box::new(move |committed: Result<()>| {
                let _ = answer.send(done.and_then(|value| committed.map(|()| value)));
            });
            (keep, finish as Finish)
        });
        self.writer.send(job).map_err(|_| closed())?;
        answered.await.map_err(|_| closed())?
    }
}

fn closed() -> Error {
    Error::Unavailable("the database is closed".into())
}

/// Polls `work` once. Its queries are answered at once, so a future that is not ready waits for something that has no
/// business in a transaction.
fn run_to_end<T, F, Fut>(work: F, tx: Tx) -> Result<T>
where
    F: FnOnce(Tx) -> Fut,
    Fut: Future<Output = Result<T>>,
{
    let run = move || {
        let mut context = Context::from_waker(Waker::noop());
        match pin!(work(tx)).poll(&mut context) {
            Poll::Ready(done) => done,
            Poll::Pending => Err(Error::internal("a transaction waited for something other than the database")),
        }
    };
    std::panic::catch_unwind(std::panic::AssertUnwindSafe(run)).unwrap_or_else(|_| Err(Error::internal("a transaction panicked")))
}

fn write_on(connection: &Arc<Connection>, jobs: &flume::Receiver<WriteJob>, changed: &watch::Sender<u64>) {
    while let Ok(first) = jobs.recv() {
        let begun = connection.command("BEGIN IMMEDIATE");
        let started = Instant::now();
        let mut finishers = Vec::new();
        let mut next = Some(first);
        while let Some(job) = next.take() {
            finishers.push(in_savepoint(connection, job));
            // After some errors (a full disk) SQLite has rolled everything back by itself. What comes later must not
            // be committed on its own while what came before is lost: the batch ends here.
            let more = finishers.len() < MOST_PER_COMMIT && started.elapsed() < LONGEST_COMMIT && connection.is_open();
            next = if more { jobs.try_recv().ok() } else { None };
        }
        let committed = begun.and_then(|()| match connection.is_open() {
            true => connection.command("COMMIT"),
            false => Err(Error::Unavailable("the database rolled the transaction back (is the disk full?)".into())),
        });
        if committed.is_err() && connection.is_open() {
            let _ = connection.batch("ROLLBACK");
        }
        let outcome = committed.map_err(|error| error.to_string());
        changed.send_modify(|count| *count += 1);
        for finish in finishers {
            finish(outcome.clone().map_err(Error::Unavailable));
        }
    }
}

fn in_savepoint(connection: &Arc<Connection>, job: WriteJob) -> Finish {
    // Without a transaction the work must not run: its statements would commit one by one.
    if !connection.is_open() || connection.command("SAVEPOINT work").is_err() {
        return job(None).1;
    }
    let (keep, finish) = job(Some(Tx(TxEngine::Sqlite(Arc::clone(connection)))));
    let end = || match keep {
        true => connection.command("RELEASE work"),
        false => connection.batch("ROLLBACK TO work; RELEASE work"),
    };
    match connection.is_open().then(end) {
        Some(Err(error)) => {
            let cause = error.to_string();
            Box::new(move |_| finish(Err(Error::Unavailable(cause))))
        }
        // Ended, or lost with the whole transaction, which everybody is told.
        Some(Ok(())) | None => finish,
    }
}

impl Connection {
    fn open(path: &Path, steps: Arc<AtomicU64>) -> Result<Connection> {
        let connection = rusqlite::Connection::open_with_flags(
            path,
            OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_CREATE | OpenFlags::SQLITE_OPEN_NO_MUTEX,
        )
        .map_err(|error| Error::Unavailable(format!("cannot open {}: {error}", path.display())))?;
        connection.busy_timeout(BUSY).map_err(Error::internal)?;
        // FULL: a commit is answered only after the file system has it. The caches are per connection and small, behind
        // them stands the system's own; the file is not mapped, or each connection would count all that it ever touched.
        // Pages that change often are copied from the log into the file every 16 MB only.
        connection
            .execute_batch(
                "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON;
                 PRAGMA temp_store = MEMORY; PRAGMA cache_size = -4000;
                 PRAGMA wal_autocheckpoint = 4000; PRAGMA journal_size_limit = 67108864;",
            )
            .map_err(|error| Error::Unavailable(format!("cannot open {}: {error}", path.display())))?;
        connection.set_prepared_statement_cache_capacity(512);
        // Plans do not depend on values: a statement is planned once, not again whenever it is asked with other ones.
        connection.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true).map_err(Error::internal)?;
        Ok(Connection { inner: Mutex::new(connection), steps })
    }

    /// Whether a transaction is open.
    fn is_open(&self) -> bool {
        !self.inner.lock().is_autocommit()
    }

    /// A statement without parameters or rows that is said again and again.
    fn command(&self, sql: &str) -> Result<()> {
        self.inner.lock().prepare_cached(sql).and_then(|mut command| command.raw_execute()).map(|_| ()).map_err(failed)
    }

    pub fn batch(&self, sql: &str) -> Result<()> {
        self.inner.lock().execute_batch(sql).map_err(failed)
    }

    pub fn all<R: FromRow>(&self, query: &Query) -> Result<Vec<R>> {
        self.rows(query, usize::MAX)
    }

    pub fn optional<R: FromRow>(&self, query: &Query) -> Result<Option<R>> {
        Ok(self.rows(query, 1)?.pop())
    }

    fn rows<R: FromRow>(&self, query: &Query, most: usize) -> Result<Vec<R>> {
        let connection = self.inner.lock();
        let rendered = query.rendered(Style::Numbered);
        let mut statement = connection.prepare_cached(&rendered.text).map_err(|e| at(query, e))?;
        bind(&mut statement, query, &rendered.binds)?;
        let mut rows = statement.raw_query();
        let mut found = Vec::new();
        while found.len() < most
            && let Some(row) = rows.next().map_err(|e| at(query, e))?
        {
            found.push(R::from_row(&Row::Sqlite(row))?);
        }
        drop(rows);
        self.steps.fetch_add(u64::try_from(statement.reset_status(StatementStatus::VmStep)).unwrap_or(0), Relaxed);
        Ok(found)
    }

    pub fn run(&self, query: &Query) -> Result<u64> {
        let connection = self.inner.lock();
        let rendered = query.rendered(Style::Numbered);
        let mut statement = connection.prepare_cached(&rendered.text).map_err(|e| at(query, e))?;
        bind(&mut statement, query, &rendered.binds)?;
        statement.raw_execute().map(|count| count as u64).map_err(|e| at(query, e))
    }

    /// For the seams: what only this engine can say.
    pub fn with<T>(&self, ask: impl FnOnce(&rusqlite::Connection) -> rusqlite::Result<T>) -> Result<T> {
        ask(&self.inner.lock()).map_err(failed)
    }
}

fn bind(statement: &mut rusqlite::Statement<'_>, query: &Query, binds: &[(usize, Option<usize>)]) -> Result<()> {
    for (index, bind) in binds.iter().enumerate() {
        let index = index + 1;
        match query.value(*bind) {
            Value::Null | Value::Ints(_) => statement.raw_bind_parameter(index, rusqlite::types::Null),
            Value::Int(value) => statement.raw_bind_parameter(index, value),
            Value::Real(value) => statement.raw_bind_parameter(index, value),
            Value::Text(value) if value.contains('\0') => return Err(Error::invalid("text", "invalid-character")),
            Value::Text(value) => statement.raw_bind_parameter(index, value),
            Value::Blob(value) => statement.raw_bind_parameter(index, value),
        }
        .map_err(|error| at(query, error))?;
    }
    Ok(())
}

fn at(query: &Query, error: rusqlite::Error) -> Error {
    match failed(error) {
        Error::Internal(cause) => Error::Internal(format!("{cause} ({}:{})", query.statement.place, query.statement.line)),
        other => other,
    }
}

pub(super) fn failed(error: rusqlite::Error) -> Error {
    use rusqlite::ErrorCode::{ConstraintViolation, DatabaseBusy, DiskFull, ReadOnly, SystemIoFailure};
    match error.sqlite_error_code() {
        Some(ConstraintViolation) => Error::Conflict(error.to_string()),
        Some(DatabaseBusy | DiskFull | ReadOnly | SystemIoFailure) => Error::Unavailable(error.to_string()),
        _ => Error::internal(error),
    }
}
