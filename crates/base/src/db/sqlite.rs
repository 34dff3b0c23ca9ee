//! SQLite: readers in parallel, one writer whose transactions share commits.

use std::future::Future;
use std::path::Path;
use std::pin::pin;
use std::sync::Arc;
use std::task::{Context, Poll, Waker};
use std::time::{Duration, Instant};

use parking_lot::Mutex;
use rusqlite::OpenFlags;
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

type ReadJob = Box<dyn FnOnce(&Arc<Connection>) + Send>;
/// Runs inside its savepoint; says whether it is kept, and how to answer once the commit is known.
/// Without a transaction it is not run at all.
type WriteJob = Box<dyn FnOnce(Option<Tx>) -> (bool, Finish) + Send>;
type Finish = Box<dyn FnOnce(Result<()>) + Send>;

pub(super) struct Sqlite {
    readers: flume::Sender<ReadJob>,
    writer: flume::Sender<WriteJob>,
}

pub(super) struct Connection(Mutex<rusqlite::Connection>);

impl Sqlite {
    pub fn open(path: &Path, changed: watch::Sender<u64>) -> Result<Sqlite> {
        let writer = Connection::open(path)?;
        let (to_writer, writes) = flume::unbounded::<WriteJob>();
        std::thread::Builder::new().name("db-writer".into()).spawn(move || write_on(&Arc::new(writer), &writes, &changed))?;

        let (to_readers, reads) = flume::unbounded::<ReadJob>();
        let threads = std::thread::available_parallelism().map_or(2, |n| n.get().clamp(2, 8));
        for number in 0..threads {
            let connection = Arc::new(Connection::open(path)?);
            let reads = reads.clone();
            std::thread::Builder::new().name(format!("db-reader-{number}")).spawn(move || {
                while let Ok(job) = reads.recv() {
                    job(&connection);
                }
            })?;
        }
        Ok(Sqlite { readers: to_readers, writer: to_writer })
    }

    pub async fn read<T, F, Fut>(&self, work: F) -> Result<T>
    where
        T: Send + 'static,
        F: FnOnce(Tx) -> Fut + Send + 'static,
        Fut: Future<Output = Result<T>> + Send + 'static,
    {
        let (answer, answered) = oneshot::channel();
        let job: ReadJob = Box::new(move |connection| {
            let tx = Tx(TxEngine::Sqlite(Arc::clone(connection)));
            let done = connection.batch("BEGIN").and_then(|()| run_to_end(work, tx));
            let ended = connection.batch("COMMIT");
            let _ = answer.send(done.and_then(|value| ended.map(|()| value)));
        });
        self.readers.send(job).map_err(|_| closed())?;
        answered.await.map_err(|_| closed())?
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
        let begun = connection.batch("BEGIN IMMEDIATE");
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
            true => connection.batch("COMMIT"),
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
    if !connection.is_open() || connection.batch("SAVEPOINT work").is_err() {
        return job(None).1;
    }
    let (keep, finish) = job(Some(Tx(TxEngine::Sqlite(Arc::clone(connection)))));
    let end = if keep { "RELEASE work" } else { "ROLLBACK TO work; RELEASE work" };
    match connection.is_open().then(|| connection.batch(end)) {
        Some(Err(error)) => {
            let cause = error.to_string();
            Box::new(move |_| finish(Err(Error::Unavailable(cause))))
        }
        // Ended, or lost with the whole transaction, which everybody is told.
        Some(Ok(())) | None => finish,
    }
}

impl Connection {
    fn open(path: &Path) -> Result<Connection> {
        let connection = rusqlite::Connection::open_with_flags(
            path,
            OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_CREATE | OpenFlags::SQLITE_OPEN_NO_MUTEX,
        )
        .map_err(|error| Error::Unavailable(format!("cannot open {}: {error}", path.display())))?;
        connection.busy_timeout(BUSY).map_err(Error::internal)?;
        // FULL: a commit is answered only after the file system has it. The caches are per connection and small,
        // the file is mapped instead.
        connection
            .execute_batch(
                "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON;
                 PRAGMA temp_store = MEMORY; PRAGMA cache_size = -4000; PRAGMA mmap_size = 268435456;
                 PRAGMA journal_size_limit = 67108864;",
            )
            .map_err(|error| Error::Unavailable(format!("cannot open {}: {error}", path.display())))?;
        connection.set_prepared_statement_cache_capacity(512);
        Ok(Connection(Mutex::new(connection)))
    }

    /// Whether a transaction is open.
    fn is_open(&self) -> bool {
        !self.0.lock().is_autocommit()
    }

    pub fn batch(&self, sql: &str) -> Result<()> {
        self.0.lock().execute_batch(sql).map_err(failed)
    }

    pub fn all<R: FromRow>(&self, query: &Query) -> Result<Vec<R>> {
        self.rows(query, usize::MAX)
    }

    pub fn optional<R: FromRow>(&self, query: &Query) -> Result<Option<R>> {
        Ok(self.rows(query, 1)?.pop())
    }

    fn rows<R: FromRow>(&self, query: &Query, most: usize) -> Result<Vec<R>> {
        let connection = self.0.lock();
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
        Ok(found)
    }

    pub fn run(&self, query: &Query) -> Result<u64> {
        let connection = self.0.lock();
        let rendered = query.rendered(Style::Numbered);
        let mut statement = connection.prepare_cached(&rendered.text).map_err(|e| at(query, e))?;
        bind(&mut statement, query, &rendered.binds)?;
        statement.raw_execute().map(|count| count as u64).map_err(|e| at(query, e))
    }

    /// For the seams: what only this engine can say.
    pub fn with<T>(&self, ask: impl FnOnce(&rusqlite::Connection) -> rusqlite::Result<T>) -> Result<T> {
        ask(&self.0.lock()).map_err(failed)
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
