use super::{Error, xml::escape};
use crate::insight::Report;
use std::io::Write;

const HEAD: &str = r#"<?xml version="1.0" encoding="UTF-8"?>
<graphml xmlns="http://graphml.graphdrawing.org/xmlns" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:schemaLocation="http://graphml.graphdrawing.org/xmlns http://graphml.graphdrawing.org/xmlns/1.0/graphml.xsd">
  <key id="label" for="node" attr.name="label" attr.type="string"/>
  <key id="kind" for="node" attr.name="kind" attr.type="string"/>
  <key id="mentions" for="node" attr.name="mentions" attr.type="int"/>
  <key id="articles" for="node" attr.name="articles" attr.type="int"/>
  <key id="weight" for="edge" attr.name="weight" attr.type="double"/>
"#;

/// Writes who is named with whom as `GraphML` 1.0: a node an entity, an edge a pair that shares
/// sentences, weighted by how many.
pub(super) fn write(report: &Report, sink: &mut impl Write) -> Result<(), Error> {
    let network = &report.findings.network;
    sink.write_all(HEAD.as_bytes())?;
    writeln!(sink, "  <graph id=\"network\" edgedefault=\"undirected\">")?;
    for node in &network.nodes {
        writeln!(
            sink,
            "    <node id=\"{}\"><data key=\"label\">{}</data><data key=\"kind\">{}</data>\
             <data key=\"mentions\">{}</data><data key=\"articles\">{}</data></node>",
            escape(node.id.as_str()),
            escape(&node.name),
            node.kind,
            node.mentions,
            node.articles
        )?;
    }
    for (at, link) in network.links.iter().enumerate() {
        let id = |place: u32| {
            let node = network.nodes.get(place as usize);
            node.map_or_else(String::new, |node| escape(node.id.as_str()))
        };
        writeln!(
            sink,
            "    <edge id=\"e{at}\" source=\"{}\" target=\"{}\"><data key=\"weight\">{}</data></edge>",
            id(link.from),
            id(link.to),
            link.sentences
        )?;
    }
    writeln!(sink, "  </graph>\n</graphml>")?;
    Ok(())
}
