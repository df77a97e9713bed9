//! The block nodes of a running QEMU: their names, making and removing them.

use crate::conf::domain::Domain;
use crate::conf::domain::disk::{Backing, Source};
use crate::error::Result;
use crate::qemu::capabilities::QemuCaps;
use crate::qemu::command::BuildContext;
use crate::qemu::command::blockdev::{Command, Layer, Nodes, node_commands};
use crate::qemu::monitor::{Client, MonitorError};
use crate::qemu::start::live::node_names;
use serde::Deserialize;
use serde_json::{Value, json};

/// The name of a kind of node that the status file has of an image ("storage", "format").
fn recorded<'a>(source: &'a Source, kind: &str) -> Option<&'a str> {
    let names = source.private_data.as_ref()?.child("nodenames")?;
    let node = names.elements().find(|n| n.attr("type") == Some(kind))?;
    node.attr("name")
}

/// The node by which others use an image. A guest that an older libvirt started may have other nodes
/// than this library would make, so the status file is asked first.
pub fn top_node(source: &Source) -> String {
    let recorded = recorded(source, "format").or_else(|| {
        // An image of which only a part is used has a node between.
        recorded(source, "storage").filter(|_| source.slice.is_none())
    });
    match recorded {
        Some(name) => name.to_owned(),
        None => Nodes::numbered(source).effective(source).to_owned(),
    }
}

/// The node that opens an image's bytes.
pub fn storage_node(source: &Source) -> String {
    match recorded(source, "storage") {
        Some(name) => name.to_owned(),
        None => Nodes::numbered(source).storage,
    }
}

/// The nodes of an image, the one that uses the others first.
pub fn all_nodes(source: &Source) -> Vec<String> {
    let mut nodes = vec![top_node(source)];
    if source.slice.is_some() {
        nodes.push(Nodes::numbered(source).slice);
    }
    nodes.push(storage_node(source));
    nodes.dedup();
    if let Some(data) = &source.data_store {
        nodes.extend(all_nodes(data));
    }
    nodes
}

/// Writes into an image, and those behind it, which nodes it has, where the document does not tell.
pub fn mark(source: &mut Source) {
    let mut next = Some(source);
    while let Some(source) = next {
        if let (Some(index), None) = (source.index, &source.private_data) {
            source.private_data = Some(node_names(index, source));
        }
        next = match &mut source.backing {
            Backing::Image(inner) => Some(inner),
            Backing::End | Backing::Unknown => None,
        };
    }
}

/// What an image needs that nobody uses yet.
pub struct Maker<'a> {
    pub domain: &'a Domain,
    pub caps: &'a QemuCaps,
    pub build: BuildContext,
}

impl Maker<'_> {
    /// The commands that make the nodes of an image on top of the node `backing`.
    pub fn commands(
        &self,
        source: &Source,
        layer: &Layer,
        backing: Option<&str>,
    ) -> Result<Vec<Command>> {
        node_commands(self.domain, self.caps, &self.build, source, layer, backing)
    }

    /// Makes the nodes of an image; on a failure those that were made are removed again.
    pub fn add(
        &self,
        client: &mut Client,
        source: &Source,
        layer: &Layer,
        backing: Option<&str>,
    ) -> Result<()> {
        for (name, arguments) in self.commands(source, layer, backing)? {
            if let Err(e) = client.execute_raw(name, arguments) {
                remove(client, source);
                return Err(e.into());
            }
        }
        Ok(())
    }
}

/// Removes the nodes of an image. One that is gone, or that something uses, is left alone: QEMU refuses.
pub fn remove(client: &mut Client, source: &Source) {
    for node in all_nodes(source) {
        let _ = client.execute_raw("blockdev-del", json!({"node-name": node}));
    }
}

/// What QEMU tells of a node (`query-named-block-nodes`).
#[derive(Clone, Debug, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub struct NodeInfo {
    pub node_name: Option<String>,
    /// The image behind it, if QEMU has it open.
    #[serde(rename = "backing_file")]
    pub backing: Option<String>,
    pub image: ImageInfo,
}

/// An image that a node has.
#[derive(Clone, Debug, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub struct ImageInfo {
    /// What the guest sees, in bytes.
    pub virtual_size: u64,
    pub cluster_size: Option<u64>,
    #[serde(default)]
    pub format_specific: Value,
    /// As the image's header has it.
    pub backing_filename: Option<String>,
}

/// All nodes of a QEMU.
pub fn query(client: &mut Client) -> std::result::Result<Vec<NodeInfo>, MonitorError> {
    let answer = client.execute_raw("query-named-block-nodes", json!({"flat": true}))?;
    serde_json::from_value(answer).map_err(|e| {
        MonitorError::Protocol(format!(
            "an unexpected answer to 'query-named-block-nodes': {e}"
        ))
    })
}

/// The node of this name.
pub fn find<'a>(nodes: &'a [NodeInfo], name: &str) -> Option<&'a NodeInfo> {
    nodes.iter().find(|n| n.node_name.as_deref() == Some(name))
}
