//! Documentation comments, taken apart.

use syn::{Attribute, Expr, Lit, Meta};

/// What the documentation of something says.
#[derive(Clone, Debug, Default)]
pub struct Docs {
    /// The text without the tags.
    pub text: String,
    pub parameters: Vec<(String, String)>,
    pub returned: String,
    pub since: Option<String>,
    /// All lines as written.
    pub lines: Vec<String>,
}

impl Docs {
    pub fn of(attrs: &[Attribute]) -> Self {
        let mut docs = Docs::default();
        for text in attrs.iter().filter_map(text_of) {
            for line in text.split('\n') {
                let line = line.strip_prefix(' ').unwrap_or(line);
                match docs.lines.last_mut() {
                    // The version stands on the next line.
                    Some(last) if last.ends_with("Since:") => {
                        last.push(' ');
                        last.push_str(line);
                    }
                    _ => docs.lines.push(line.to_owned()),
                }
            }
        }
        docs.sort();
        docs
    }

    fn sort(&mut self) {
        enum At {
            Text,
            Parameter,
            Return,
        }
        let mut at = At::Text;
        for line in self.lines.clone() {
            let (line, since) = without_since(&line);
            self.since = self.since.take().or(since);
            if let Some(rest) = line.strip_prefix("@param ") {
                let (name, text) = rest.split_once(' ').unwrap_or((rest, ""));
                self.parameters
                    .push((name.to_owned(), text.trim().to_owned()));
                at = At::Parameter;
                continue;
            }
            if let Some(rest) = line.strip_prefix("@return") {
                self.returned = rest.trim_start_matches('s').trim().to_owned();
                at = At::Return;
                continue;
            }
            match at {
                At::Text => push(&mut self.text, &line, "\n"),
                At::Parameter => {
                    if let Some((_, text)) = self.parameters.last_mut() {
                        push(text, line.trim(), " ");
                    }
                }
                At::Return => push(&mut self.returned, line.trim(), " "),
            }
        }
        for text in [&mut self.text, &mut self.returned] {
            *text = text.trim().to_owned();
        }
        for (_, text) in &mut self.parameters {
            *text = text.trim().to_owned();
        }
    }

    /// The text on one line.
    pub fn line(&self) -> String {
        self.text.split_whitespace().collect::<Vec<_>>().join(" ")
    }
}

/// The text of one `///` line.
fn text_of(attr: &Attribute) -> Option<String> {
    let Meta::NameValue(it) = &attr.meta else {
        return None;
    };
    match &it.value {
        Expr::Lit(value) if it.path.is_ident("doc") => match &value.lit {
            Lit::Str(text) => Some(text.value()),
            _ => None,
        },
        _ => None,
    }
}

fn push(to: &mut String, line: &str, between: &str) {
    if !to.is_empty() {
        to.push_str(between);
    }
    to.push_str(line);
}

/// Takes `(Since: 1.2.3)` or `Since: 1.2.3` out of a line.
fn without_since(line: &str) -> (String, Option<String>) {
    let Some(at) = line.find("Since: ") else {
        return (line.to_owned(), None);
    };
    let rest = &line[at + "Since: ".len()..];
    let len = rest
        .find(|c: char| !c.is_ascii_digit() && c != '.')
        .unwrap_or(rest.len());
    let version = rest[..len].trim_end_matches('.');
    let mut before = line[..at].to_owned();
    let mut after = &rest[version.len()..];
    if before.ends_with('(') && after.starts_with(')') {
        before.pop();
        after = &after[1..];
    }
    let kept = format!("{}{after}", before.trim_end());
    (kept.trim_end().to_owned(), Some(version.to_owned()))
}
