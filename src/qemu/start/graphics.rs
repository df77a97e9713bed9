//! Where graphics servers listen, and their passwords.

use super::ports::Ports;
use crate::conf::domain::Domain;
use crate::conf::domain::graphics::{ConnectedAction, GraphicsAuth, GraphicsType, Listen};
use crate::error::{Error, Result};
use crate::qemu::config::QemuConf;
use crate::qemu::monitor::Client;
use crate::qemu::paths::Paths;
use serde_json::json;
use std::ops::RangeInclusive;
use std::path::Path;

/// The ports that qemu.conf leaves to graphics, and to VNC over web sockets.
fn range(conf: &QemuConf, what: &str, default: RangeInclusive<u16>) -> RangeInclusive<u16> {
    let port = |end: &str| {
        conf.number(&format!("{what}_port_{end}"))
            .and_then(|n| u16::try_from(n).ok())
    };
    port("min").unwrap_or(*default.start())..=port("max").unwrap_or(*default.end())
}

/// Chooses ports, addresses and socket paths where the document leaves them open.
pub fn prepare(
    domain: &mut Domain,
    conf: &QemuConf,
    paths: &Paths,
    guest_dir: &Path,
    ports: &mut Ports,
) -> Result<()> {
    let display = range(conf, "remote_display", 5900..=65535);
    let websocket = range(conf, "remote_websocket", 5700..=65535);
    for graphics in &mut domain.devices.graphics {
        let kind = graphics.kind.type_name();
        let (key, default) = match &graphics.kind {
            GraphicsType::Vnc(_) => ("vnc_listen", "127.0.0.1"),
            GraphicsType::Spice(_) => ("spice_listen", "127.0.0.1"),
            _ => continue,
        };
        if graphics.listens.is_empty() {
            graphics.listens.push(Listen::Address {
                address: None,
                from_config: false,
            });
        }
        let mut needs_port = false;
        for listen in &mut graphics.listens {
            match listen {
                Listen::Address {
                    address,
                    from_config,
                } => {
                    needs_port = true;
                    if address.is_none() {
                        *address = Some(conf.text(key).unwrap_or(default).to_owned());
                        *from_config = true;
                    }
                }
                Listen::Network { network, .. } => {
                    return Err(Error::config_unsupported(format!(
                        "graphics that listens on the virtual network '{}' is not supported",
                        network.as_deref().unwrap_or_default()
                    )));
                }
                Listen::Socket {
                    path,
                    auto_generated,
                    ..
                } => {
                    if path.is_none() {
                        let socket = guest_dir.join(format!("{kind}.sock"));
                        *path = Some(socket.to_string_lossy().into_owned());
                        *auto_generated = true;
                    }
                }
                Listen::None => {}
            }
        }
        if !needs_port {
            continue;
        }
        match &mut graphics.kind {
            GraphicsType::Vnc(vnc) => {
                if vnc.autoport || vnc.port.is_none() {
                    vnc.port = Some(ports.find(paths, "VNC", display.clone())?);
                }
                if vnc.websocket == Some(-1) {
                    let port = ports.find(paths, "VNC web sockets", websocket.clone())?;
                    vnc.websocket = Some(i32::from(port));
                    vnc.websocket_generated = true;
                }
            }
            GraphicsType::Spice(spice) => {
                let tls = conf.flag("spice_tls") == Some(true);
                if spice.autoport || (spice.port.is_none() && spice.tls_port.is_none()) {
                    spice.port = Some(ports.find(paths, "spice", display.clone())?);
                }
                if tls && (spice.autoport || spice.tls_port == Some(-1)) {
                    let port = ports.find(paths, "spice with TLS", display.clone())?;
                    spice.tls_port = Some(i32::from(port));
                }
            }
            _ => {}
        }
    }
    Ok(())
}

/// Gives QEMU the passwords, which have no place in its arguments.
pub fn set_passwords(client: &mut Client, domain: &Domain, conf: &QemuConf) -> Result<()> {
    for graphics in &domain.devices.graphics {
        match &graphics.kind {
            GraphicsType::Vnc(vnc) => {
                set_password(client, "vnc", &vnc.auth, conf.text("vnc_password"))?;
            }
            GraphicsType::Spice(spice) => {
                set_password(client, "spice", &spice.auth, conf.text("spice_password"))?;
            }
            _ => {}
        }
    }
    Ok(())
}

fn set_password(
    client: &mut Client,
    protocol: &str,
    auth: &GraphicsAuth,
    default: Option<&str>,
) -> Result<()> {
    let Some(password) = auth.password.as_deref().or(default) else {
        return Ok(());
    };
    let mut args = json!({"protocol": protocol, "password": password});
    if let Some(connected) = auth.connected {
        let connected: ConnectedAction = connected;
        args["connected"] = json!(connected.name());
    }
    client.execute_raw("set_password", args)?;
    let time = match auth.valid_to {
        Some(seconds) => seconds.to_string(),
        None => "never".to_owned(),
    };
    client.execute_raw(
        "expire_password",
        json!({"protocol": protocol, "time": time}),
    )?;
    Ok(())
}
