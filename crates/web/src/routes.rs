//! Route tables. A line cannot be written without the permission that it needs.

use axum::Router;
use axum::handler::Handler;
use axum::routing::{MethodRouter, get, post};
use http::Method;

use crate::gate::{gated, nothing_here};
use crate::{App, Feature, Permission, assets, headers};

/// One line of a table, as tests read it.
#[derive(Clone, Debug)]
pub struct Rule {
    pub method: Method,
    pub path: &'static str,
    pub permission: Permission,
    /// A filled-in address for the permission test; `{community}` stays.
    pub sample: &'static str,
}

/// A feature's table of routes.
#[derive(Default)]
pub struct Routes {
    lines: Vec<(Rule, MethodRouter<App>)>,
}

impl Routes {
    pub fn new() -> Routes {
        Routes::default()
    }

    /// A page. `sample` is an address that exists in the permission test's world.
    pub fn get<H, T>(self, path: &'static str, sample: &'static str, permission: Permission, handler: H) -> Routes
    where
        H: Handler<T, App>,
        T: 'static,
    {
        self.line(Method::GET, path, sample, permission, get(handler))
    }

    /// A command.
    pub fn post<H, T>(self, path: &'static str, sample: &'static str, permission: Permission, handler: H) -> Routes
    where
        H: Handler<T, App>,
        T: 'static,
    {
        self.line(Method::POST, path, sample, permission, post(handler))
    }

    fn line(
        mut self,
        method: Method,
        path: &'static str,
        sample: &'static str,
        permission: Permission,
        router: MethodRouter<App>,
    ) -> Routes {
        self.lines.push((Rule { method, path, permission, sample }, router));
        self
    }

    /// The table as tests read it.
    pub fn rules(&self) -> Vec<Rule> {
        self.lines.iter().map(|(rule, _)| rule.clone()).collect()
    }
}

/// The router of the whole program: each line behind its gate, everything else "nothing here".
pub fn router(app: &App, features: Vec<Feature>) -> Router {
    let mut paths: Vec<(&'static str, Permission, MethodRouter<App>)> = Vec::new();
    for (rule, line) in features.into_iter().flat_map(|feature| feature.routes.lines) {
        match paths.iter_mut().find(|(path, permission, _)| *path == rule.path && *permission == rule.permission) {
            Some((_, _, known)) => *known = std::mem::take(known).merge(line),
            None => paths.push((rule.path, rule.permission, line)),
        }
    }
    let mut router = Router::new();
    for (path, permission, line) in paths {
        router = router.route(path, gated(app, permission, line));
    }
    router
        .fallback_service(gated(app, Permission::Anyone, axum::routing::any(nothing_here)).with_state(app.clone()))
        .route("/assets/{*name}", get(assets::serve))
        .layer(axum::middleware::from_fn_with_state(app.clone(), headers::add))
        .with_state(app.clone())
}
