//! The directory, or the archive.

use std::collections::BTreeMap;
use std::fs::File;
use std::io::{self, BufReader};
use std::path::{Path, PathBuf};

use super::people::{Badge, User};
use super::posts::{Comment, Post, Tag};
use super::rows::{Row, Rows};
use super::trace::{PostHistory, PostLink, Vote};
use super::zipped::{self, Entry};

/// Why something is no dump.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// It does not exist, is no directory, or may not be read.
    #[error("{path} cannot be read as a directory: {cause}", path = path.display())]
    Directory {
        /// As given.
        path: PathBuf,
        /// What the system says.
        cause: io::Error,
    },
    /// It is a file, but no zip file that can be read.
    #[error("{path} cannot be read as a zip file: {cause}", path = path.display())]
    Archive {
        /// As given.
        path: PathBuf,
        /// For people.
        cause: String,
    },
    /// There is nothing to import without posts.
    #[error("there is no Posts.xml in {path}", path = path.display())]
    NoPosts {
        /// As given.
        path: PathBuf,
    },
}

/// The eight files of a dump.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum FileName {
    /// `Badges.xml`
    Badges,
    /// `Comments.xml`
    Comments,
    /// `PostHistory.xml`
    PostHistory,
    /// `PostLinks.xml`
    PostLinks,
    /// `Posts.xml`
    Posts,
    /// `Tags.xml`
    Tags,
    /// `Users.xml`
    Users,
    /// `Votes.xml`
    Votes,
}

impl FileName {
    /// All of them.
    pub const ALL: [Self; 8] =
        [Self::Badges, Self::Comments, Self::PostHistory, Self::PostLinks, Self::Posts, Self::Tags, Self::Users, Self::Votes];

    /// `Badges.xml` …
    pub fn name(self) -> &'static str {
        match self {
            Self::Badges => "Badges.xml",
            Self::Comments => "Comments.xml",
            Self::PostHistory => "PostHistory.xml",
            Self::PostLinks => "PostLinks.xml",
            Self::Posts => "Posts.xml",
            Self::Tags => "Tags.xml",
            Self::Users => "Users.xml",
            Self::Votes => "Votes.xml",
        }
    }
}

/// A dump on disk. Each call of a reader opens its file anew; any number may be open at once.
#[derive(Debug, Clone)]
pub struct Dump {
    files: BTreeMap<FileName, Place>,
}

/// Where a file stands.
#[derive(Debug, Clone)]
enum Place {
    Plain(PathBuf),
    Zipped(Entry),
}

impl Dump {
    /// Looks for the files in `path`, a directory or a zip file, whatever the case of their names.
    ///
    /// # Errors
    /// When it is neither, cannot be read, or has no `Posts.xml`.
    pub fn open(path: impl AsRef<Path>) -> Result<Self, Error> {
        let path = path.as_ref();
        let files = if path.is_file() { Self::zipped(path)? } else { Self::plain(path)? };
        if !files.contains_key(&FileName::Posts) {
            return Err(Error::NoPosts { path: path.to_owned() });
        }
        Ok(Self { files })
    }

    fn zipped(path: &Path) -> Result<BTreeMap<FileName, Place>, Error> {
        let entries = zipped::entries(path).map_err(|cause| Error::Archive { path: path.to_owned(), cause })?;
        Ok(entries.into_iter().map(|(file, entry)| (file, Place::Zipped(entry))).collect())
    }

    fn plain(path: &Path) -> Result<BTreeMap<FileName, Place>, Error> {
        let failed = |cause| Error::Directory { path: path.to_owned(), cause };
        let mut files = BTreeMap::new();
        for entry in std::fs::read_dir(path).map_err(failed)? {
            let entry = entry.map_err(failed)?;
            let name = entry.file_name();
            let known = FileName::ALL.into_iter().find(|file| name.eq_ignore_ascii_case(file.name()));
            if let Some(file) = known.filter(|_| entry.path().is_file()) {
                // Of two spellings the usual one is meant.
                if name == *file.name() || !files.contains_key(&file) {
                    files.insert(file, Place::Plain(entry.path()));
                }
            }
        }
        Ok(files)
    }

    /// The files that are not there; their readers yield nothing.
    pub fn missing(&self) -> Vec<FileName> {
        FileName::ALL.into_iter().filter(|file| !self.files.contains_key(file)).collect()
    }

    /// Bytes of all files together, for a progress bar.
    pub fn size(&self) -> u64 {
        let size = |place: &Place| match place {
            Place::Plain(path) => path.metadata().map_or(0, |data| data.len()),
            Place::Zipped(entry) => entry.size,
        };
        self.files.values().map(size).sum()
    }

    /// Rows of `Users.xml`.
    pub fn users(&self) -> Rows<User> {
        self.rows(FileName::Users)
    }

    /// Rows of `Posts.xml`.
    pub fn posts(&self) -> Rows<Post> {
        self.rows(FileName::Posts)
    }

    /// Rows of `Comments.xml`.
    pub fn comments(&self) -> Rows<Comment> {
        self.rows(FileName::Comments)
    }

    /// Rows of `PostHistory.xml`.
    pub fn post_history(&self) -> Rows<PostHistory> {
        self.rows(FileName::PostHistory)
    }

    /// Rows of `Votes.xml`.
    pub fn votes(&self) -> Rows<Vote> {
        self.rows(FileName::Votes)
    }

    /// Rows of `PostLinks.xml`.
    pub fn post_links(&self) -> Rows<PostLink> {
        self.rows(FileName::PostLinks)
    }

    /// Rows of `Tags.xml`.
    pub fn tags(&self) -> Rows<Tag> {
        self.rows(FileName::Tags)
    }

    /// Rows of `Badges.xml`.
    pub fn badges(&self) -> Rows<Badge> {
        self.rows(FileName::Badges)
    }

    fn rows<R: Row>(&self, file: FileName) -> Rows<R> {
        let path = match self.files.get(&file) {
            None => return Rows::none(file.name()),
            Some(Place::Plain(path)) => path,
            Some(Place::Zipped(entry)) => {
                return match entry.open() {
                    Ok(input) => Rows::new(file.name(), input, entry.size),
                    Err(error) => Rows::failed(file.name(), format!("cannot be opened: {error}")),
                };
            }
        };
        let name = path.file_name().map_or_else(|| file.name().into(), |name| name.to_string_lossy());
        match File::open(path).and_then(|file| Ok((file.metadata()?.len(), file))) {
            Ok((size, file)) => Rows::new(&name, Box::new(BufReader::with_capacity(1 << 16, file)), size),
            Err(error) => Rows::failed(&name, format!("cannot be opened: {error}")),
        }
    }
}
