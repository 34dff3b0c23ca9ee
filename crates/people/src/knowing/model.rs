//! What a member says that they know and want to learn; no SQL, no HTTP.

use base::{Id, Problem};
use serde::Deserialize;
use web::one_line;

use crate::communities::model::AreaRow;
use crate::facets;

/// As many free words somebody may name.
const MOST: usize = 10;
/// Letters of the longest one.
const LONGEST: usize = 40;

/// What a member says of themselves in a community.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Says {
    /// Areas that they like to be asked about.
    pub knows: Vec<Id>,
    /// Areas that they want to learn.
    pub learns: Vec<Id>,
    /// Free words, with commas between.
    pub skills: String,
    /// Whether they do not want to be listed among those who know something.
    pub unlisted: bool,
    /// Rises with each change.
    pub rev: i64,
}

impl Says {
    /// The free words, one by one.
    pub fn words(&self) -> Vec<&str> {
        words(&self.skills)
    }

    /// What the directory finds them by.
    pub(super) fn facets(&self) -> Vec<String> {
        // Whoever is not to be listed is not found by what they know; it is kept under another word.
        let knows = self.knows.iter().map(|area| if self.unlisted { format!("quiet:{area}") } else { facets::knows(*area) });
        let learns = self.learns.iter().map(|area| facets::learns(*area));
        let words = if self.unlisted { Vec::new() } else { self.words() };
        let skills = words.into_iter().map(facets::skill);
        knows.chain(learns).chain(skills).collect()
    }

    /// Takes the areas from facets; words stand in their row.
    pub(super) fn with_facets(mut self, facets: &[String]) -> Says {
        let of = |start: &str| -> Vec<Id> { facets.iter().filter_map(|facet| facet.strip_prefix(start)?.parse().ok()).collect() };
        self.knows = [of("knows:"), of("quiet:")].concat();
        self.learns = of("learns:");
        self
    }

    /// Whether nothing is said.
    pub fn is_empty(&self) -> bool {
        self.knows.is_empty() && self.learns.is_empty() && self.skills.is_empty()
    }
}

fn words(skills: &str) -> Vec<&str> {
    skills.split([',', ';', '\n']).map(str::trim).filter(|word| !word.is_empty()).collect()
}

/// The form as it was sent: slugs of areas.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Typed {
    pub knows: Vec<String>,
    pub learns: Vec<String>,
    pub skills: String,
    /// Not empty: do not list me.
    pub unlisted: String,
    pub rev: i64,
}

impl Typed {
    pub fn of(says: &Says, areas: &[AreaRow]) -> Typed {
        let slugs = |ids: &[Id]| areas.iter().filter(|row| ids.contains(&row.id)).map(|row| row.slug.clone()).collect();
        Typed {
            knows: slugs(&says.knows),
            learns: slugs(&says.learns),
            skills: says.skills.clone(),
            unlisted: if says.unlisted { "yes".into() } else { String::new() },
            rev: says.rev,
        }
    }

    /// As a list tells it: names of areas, and as many words as fit.
    pub fn told<'a>(words: &[String], area: impl Fn(&str) -> Option<&'a AreaRow>, rev: i64) -> Typed {
        let (mut typed, mut free) = (Typed { rev, ..Typed::default() }, Vec::new());
        for word in words {
            match area(word) {
                Some(row) => typed.knows.push(row.slug.clone()),
                None if word.chars().count() <= LONGEST && !word.contains(',') => free.push(word.as_str()),
                None => {}
            }
        }
        free.truncate(MOST);
        typed.skills = free.join(", ");
        typed
    }

    /// What was meant, or what is wrong. Areas that are gone meanwhile are left out.
    pub fn read(&self, areas: &[AreaRow]) -> Result<Says, Vec<Problem>> {
        let ids = |slugs: &[String]| areas.iter().filter(|row| slugs.contains(&row.slug)).map(|row| row.id).collect();
        let mut skills: Vec<String> = Vec::new();
        for word in words(&self.skills).into_iter().map(one_line).filter(|word| !word.is_empty()) {
            if !skills.iter().any(|known| facets::skill(known) == facets::skill(&word)) {
                skills.push(word);
            }
        }
        if skills.len() > MOST {
            return Err(vec![Problem { field: "skills", message: "skills-many" }]);
        }
        if skills.iter().any(|word| word.chars().count() > LONGEST) {
            return Err(vec![Problem { field: "skills", message: "skills-long" }]);
        }
        Ok(Says {
            knows: ids(&self.knows),
            learns: ids(&self.learns),
            skills: skills.join(", "),
            unlisted: !self.unlisted.is_empty(),
            rev: self.rev,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_read_once() {
        let typed = |skills: &str| Typed { skills: skills.into(), ..Typed::default() };
        let says = typed(" Joinery; joinery,\nOil  stones , é, ").read(&[]).unwrap_or_default();
        assert_eq!(says.skills, "Joinery, Oil stones, é");
        assert_eq!(says.facets(), ["skill:joinery", "skill:oil stones", "skill:e"]);
        assert!(typed("1,2,3,4,5,6,7,8,9,10").read(&[]).is_ok() && typed("1,2,3,4,5,6,7,8,9,10,11").read(&[]).is_err());
        assert!(typed(&"x".repeat(41)).read(&[]).is_err());
        let kept = Says::default().with_facets(&["knows:3".into(), "learns:4".into(), "skill:knows:5".into()]);
        assert_eq!((kept.knows, kept.learns), (vec![3], vec![4]));
        let quiet = Says { knows: vec![3], learns: vec![4], skills: "oil".into(), unlisted: true, rev: 1 };
        assert_eq!(quiet.facets(), ["quiet:3", "learns:4"]);
        assert_eq!(Says::default().with_facets(&quiet.facets()).knows, [3]);
    }
}
