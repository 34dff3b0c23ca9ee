//! `GET /c/{community}/members`: who is here; `?q=` by the beginning of a name or handle, and by role, place, and what
//! members say of themselves (areas, words, languages, time for questions), which only members see.

use axum::extract::State;
use axum::response::Response;
use base::{Id, Result as Found, Time, Tx};
use serde::Deserialize;
use web::{App, Context, Cursor, Failure, Here, Page, Paging, Query, Shell, Visited};

use super::finding::{self, Filters};
use super::store::{self, Member, Sort};
use crate::communities::Role;
use crate::communities::model::AreaRow;
use crate::communities::store as communities;
use crate::facets::{self, languages};

const PAGE: usize = 30;
/// Roles that the list can be narrowed to.
const ROLES: &[Role] = &[Role::Champion, Role::Moderator, Role::Steward];
/// Letters of a filter that are read.
const LONGEST: usize = 80;

#[derive(Clone, Default, Deserialize)]
#[serde(default)]
pub(super) struct Asked {
    sort: String,
    q: String,
    role: String,
    /// The slug of an area, and whether they know it or want to learn it.
    area: String,
    want: String,
    skill: String,
    place: String,
    language: String,
    /// Not empty: open to questions.
    open: String,
    /// A cursor; for names the handle of the last one shown.
    after: String,
}

impl Asked {
    /// As it can be meant: trimmed, and without what only members may ask.
    fn tidied(mut self, here: &Here, areas: &[AreaRow]) -> Asked {
        for field in [&mut self.q, &mut self.skill, &mut self.place] {
            *field = web::one_line(field).chars().take(LONGEST).collect();
        }
        let belongs = here.belongs();
        let role = Role::from_code(&self.role).filter(|role| ROLES.contains(role));
        self.role = role.map(|role| role.code().to_owned()).unwrap_or_default();
        let area = belongs && areas.iter().any(|row| row.slug == self.area);
        self.area = kept(self.area, area);
        let learns = area && self.want == "learns";
        self.want = kept(self.want, learns);
        self.skill = kept(self.skill, belongs);
        let spoken = belongs && languages::code(&self.language).is_some_and(|code| code == self.language);
        self.language = kept(self.language, spoken);
        self.open = kept(self.open, belongs);
        self
    }

    fn filters(&self, community: Id, areas: &[AreaRow]) -> Filters {
        let mut filters = Filters { role: Role::from_code(&self.role), q: self.q.clone(), ..Filters::default() };
        // What fewest say comes first: by it the others are looked up.
        if !self.skill.is_empty() {
            filters.beginning(community, &facets::skill(&self.skill));
        }
        if let Some(area) = areas.iter().find(|row| row.slug == self.area) {
            filters.with(community, if self.want.is_empty() { facets::knows(area.id) } else { facets::learns(area.id) });
        }
        if !self.place.is_empty() {
            filters.beginning(facets::EVERYWHERE, &facets::place(&self.place));
        }
        if !self.open.is_empty() {
            filters.with(facets::EVERYWHERE, facets::OPEN.to_owned());
        }
        if !self.language.is_empty() {
            filters.with(facets::EVERYWHERE, facets::speaks(&self.language));
        }
        filters
    }

    /// This list as the query of an address, without place in it.
    fn query(&self) -> String {
        let fields = [
            ("sort", &self.sort),
            ("q", &self.q),
            ("role", &self.role),
            ("area", &self.area),
            ("want", &self.want),
            ("skill", &self.skill),
            ("place", &self.place),
            ("language", &self.language),
            ("open", &self.open),
        ];
        let said = fields.into_iter().filter(|(_, value)| !value.is_empty());
        said.map(|(key, value)| format!("{key}={}", web::encoded(value))).collect::<Vec<_>>().join("&")
    }

    /// Whether more is asked than a name and a role.
    fn is_narrow(&self) -> bool {
        [&self.area, &self.skill, &self.place, &self.language, &self.open].iter().any(|field| !field.is_empty())
    }
}

fn kept(field: String, condition: bool) -> String {
    if condition { field } else { String::new() }
}

#[derive(askama::Template)]
#[template(path = "members/templates/directory.html")]
struct DirectoryPage<'a> {
    shell: Shell<'a>,
    members: Vec<Member>,
    asked: Asked,
    sort: Sort,
    /// Whether the order can be chosen: names come by name.
    sorted: bool,
    roles: &'static [Role],
    areas: Vec<AreaRow>,
    belongs: bool,
    /// Whether more fit than are read.
    more_fit: bool,
    paging: Paging,
}

impl DirectoryPage<'_> {
    /// Whether the reader can say what they know here: somebody with a role need not be a member.
    fn is_member(&self) -> bool {
        self.shell.visit.here.as_ref().is_some_and(|here| here.roles.member)
    }

    fn may_invite(&self) -> bool {
        self.shell.visit.here.as_ref().is_some_and(Here::may_invite)
    }

    fn is_role(&self, role: &Role) -> bool {
        self.asked.role == role.code()
    }

    /// This list by another role, or by none.
    fn by_role(&self, role: &str) -> String {
        format!("{}/members?{}", self.shell.base(), Asked { role: role.to_owned(), ..self.asked.clone() }.query())
    }

    fn by_sort(&self, sort: &Sort) -> String {
        format!("{}/members?{}", self.shell.base(), Asked { sort: sort.code().to_owned(), ..self.asked.clone() }.query())
    }

    fn languages(&self) -> impl Iterator<Item = (&'static str, &'static str)> {
        languages::known()
    }

    /// Whether this is everybody.
    fn is_whole(&self) -> bool {
        self.asked.q.is_empty() && self.asked.role.is_empty() && !self.asked.is_narrow()
    }
}

struct Loaded {
    asked: Asked,
    sort: Sort,
    areas: Vec<AreaRow>,
    members: Vec<Member>,
    more: bool,
    more_fit: bool,
}

pub(super) async fn directory(State(app): State<App>, visit: Visited, Query(asked): Query<Asked>) -> Result<Response, Failure> {
    let (here, now) = (visit.here()?.clone(), visit.now);
    let loaded = app.db.read(move |tx| async move { load(&tx, &here, asked, now).await }).await?;
    let Loaded { asked, sort, areas, members, more, more_fit } = loaded;
    let here = visit.here()?;
    let named = is_named(&asked);
    let base = format!("/c/{}/members?{}", here.slug, asked.query());
    let cursor = |last: &Member| if named { web::encoded(&last.handle) } else { Cursor(last.keys(sort)).encode() };
    let paging = Paging {
        next: members.last().filter(|_| more).map(|last| format!("{base}&after={}", cursor(last))),
        first: (!asked.after.is_empty()).then(|| base.clone()),
    };
    let context = Context {
        title: visit.tongue.say("menu-members").to_owned(),
        place: "members",
        canonical: format!("/c/{}/members", here.slug),
        ..Context::default()
    };
    Page::render(&DirectoryPage {
        shell: Shell::new(&app, &visit, context),
        members,
        sort,
        sorted: !named,
        roles: ROLES,
        areas,
        belongs: here.belongs(),
        more_fit,
        paging,
        asked,
    })
}

/// Whether only the beginning of a name is asked for: the index of names answers it.
fn is_named(asked: &Asked) -> bool {
    !asked.q.is_empty() && asked.role.is_empty() && !asked.is_narrow()
}

async fn load(tx: &Tx, here: &Here, asked: Asked, now: Time) -> Found<Loaded> {
    let areas = communities::areas(tx, here.id).await?;
    let asked = asked.tidied(here, &areas);
    let sort = Sort::from_code(&asked.sort).unwrap_or(Sort::Active);
    let after = Cursor::decode(&asked.after, 3);
    let (after, limit) = (after.as_ref().map(|cursor| cursor.0.as_slice()), PAGE as i64 + 1);
    if !asked.role.is_empty() || asked.is_narrow() {
        let (fitting, more_fit) = finding::narrowed(tx, here.id, &asked.filters(here.id, &areas), now).await?;
        let (members, more) = store::page_of(fitting, sort, after, PAGE);
        return Ok(Loaded { asked, sort, areas, members, more, more_fit });
    }
    let mut members = if asked.q.is_empty() {
        store::page(tx, here.id, sort, after, limit).await?
    } else {
        finding::called(tx, here.id, &asked.q, &asked.after, limit).await?
    };
    let more = members.len() > PAGE;
    members.truncate(PAGE);
    Ok(Loaded { asked, sort, areas, members, more, more_fit: false })
}
