//! Questions to the monitor's own schema (`query-qmp-schema`).
//!
//! A path names a command and what it must have, from the outside in, steps parted by `/`:
//!
//! | step | meaning |
//! |---|---|
//! | `arg`, `ret` | the command's arguments, its result (first step only) |
//! | `name` | a member of the object, or of one alternative; arrays are looked through |
//! | `[case]` | the object's branch where its tag says `case` |
//! | `=value` | the enumeration has this value (last step) |
//! | `@feature` | the command or member announces this feature (last step) |

use serde_json::Value;
use std::collections::HashMap;

/// A schema, indexed for asking.
pub struct Schema<'a> {
    entities: HashMap<&'a str, &'a Value>,
}

impl<'a> Schema<'a> {
    /// Takes the reply of `query-qmp-schema`.
    pub fn new(reply: &'a Value) -> Self {
        let entities = reply
            .as_array()
            .into_iter()
            .flatten()
            .filter_map(|e| Some((e.get("name")?.as_str()?, e)))
            .collect();
        Schema { entities }
    }

    fn is(&self, name: &str, meta: &str) -> bool {
        self.entities
            .get(name)
            .is_some_and(|e| e["meta-type"] == meta)
    }

    pub fn has_command(&self, name: &str) -> bool {
        self.is(name, "command")
    }

    /// Whether the schema has `path` (see the module's page).
    pub fn has(&self, path: &str) -> bool {
        let steps: Vec<&str> = path.split('/').collect();
        let Some(command) = self.entities.get(steps[0]) else {
            return false;
        };
        match steps.get(1) {
            None => true,
            Some(&"arg") => self.walk(command["arg-type"].as_str(), &steps[2..]),
            Some(&"ret") => self.walk(command["ret-type"].as_str(), &steps[2..]),
            Some(feature) => feature
                .strip_prefix('@')
                .is_some_and(|f| announces(command, f)),
        }
    }

    fn walk(&self, type_name: Option<&str>, steps: &[&str]) -> bool {
        let Some(entity) = type_name.and_then(|t| self.entities.get(t)) else {
            return false;
        };
        if entity["meta-type"] == "array" {
            return self.walk(entity["element-type"].as_str(), steps);
        }
        let Some((step, rest)) = steps.split_first() else {
            return true;
        };
        if entity["meta-type"] == "alternate" {
            return items(entity, "members").any(|m| self.walk(m["type"].as_str(), steps));
        }
        if let Some(value) = step.strip_prefix('=') {
            return items(entity, "values").any(|v| v == value);
        }
        if let Some(case) = step.strip_prefix('[').and_then(|s| s.strip_suffix(']')) {
            return items(entity, "variants")
                .find(|v| v["case"] == case)
                .is_some_and(|v| self.walk(v["type"].as_str(), rest));
        }
        let Some(member) = items(entity, "members").find(|m| m["name"] == *step) else {
            return false;
        };
        match rest.first().and_then(|next| next.strip_prefix('@')) {
            Some(feature) => announces(member, feature),
            None => self.walk(member["type"].as_str(), rest),
        }
    }
}

fn items<'v>(entity: &'v Value, key: &str) -> impl Iterator<Item = &'v Value> {
    entity[key].as_array().into_iter().flatten()
}

fn announces(entity: &Value, feature: &str) -> bool {
    items(entity, "features").any(|f| f == feature)
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn paths() {
        let reply = json!([
            {"name": "add", "meta-type": "command", "arg-type": "1", "ret-type": "0", "features": ["json"]},
            {"name": "0", "meta-type": "object", "members": []},
            {"name": "1", "meta-type": "object", "tag": "driver",
             "members": [{"name": "driver", "type": "2"}, {"name": "list", "type": "[3]", "features": ["odd"]}],
             "variants": [{"case": "file", "type": "3"}]},
            {"name": "2", "meta-type": "enum", "values": ["file", "nbd"]},
            {"name": "[3]", "meta-type": "array", "element-type": "3"},
            {"name": "3", "meta-type": "object", "members": [{"name": "aio", "type": "4"}]},
            {"name": "4", "meta-type": "alternate", "members": [{"type": "str"}, {"type": "5"}]},
            {"name": "5", "meta-type": "enum", "values": ["native"]},
            {"name": "str", "meta-type": "builtin", "json-type": "string"},
            {"name": "STOP", "meta-type": "event", "arg-type": "0"},
        ]);
        let schema = Schema::new(&reply);
        for yes in [
            "add",
            "add/@json",
            "add/arg",
            "add/arg/driver/=nbd",
            "add/arg/[file]",
            "add/arg/[file]/aio/=native",
            "add/arg/list/aio",
            "add/arg/list/@odd",
        ] {
            assert!(schema.has(yes), "{yes}");
        }
        for no in [
            "del",
            "add/@xml",
            "add/arg/driver/=ssh",
            "add/arg/[nbd]",
            "add/arg/[file]/aio/=threads",
            "add/arg/list/@even",
            "add/ret/x",
        ] {
            assert!(!schema.has(no), "{no}");
        }
        assert!(schema.has_command("add") && !schema.has_command("STOP"));
    }
}
