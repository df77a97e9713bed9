//! A domain's consoles, channels and screens, whose data goes through streams.

use super::devices::{virDomainChannelFlags, virDomainConsoleFlags};
use super::virDomainPtr;
use crate::abi::entry::{Area, Call};
use crate::abi::host::Connection;
use crate::abi::stream::{Stream, virStreamPtr};
use crate::error::{Result, virErrorDomain};
use std::ffi::{c_char, c_int, c_uint};
use std::sync::Arc;

const HERE: Area = Area(virErrorDomain::VIR_FROM_DOMAIN);

/// Refuses a stream of another connection.
fn same_connection(
    call: &Call,
    connection: &Arc<Connection>,
    stream: &Stream,
    name: &'static str,
) -> Result<()> {
    match Arc::ptr_eq(connection, stream.connection()) {
        true => Ok(()),
        false => Err(call.argument(name, "must be of the domain's connection")),
    }
}

/// Connects a stream to a console of a running guest.
///
/// @param dom a domain
/// @param dev_name the console's alias; NULL for the first
/// @param st a stream that is not used yet
/// @param flags of virDomainConsoleFlags
/// @return 0, or -1 if it failed
#[unsafe(no_mangle)]
pub unsafe extern "C" fn virDomainOpenConsole(
    dom: virDomainPtr,
    dev_name: *const c_char,
    st: virStreamPtr,
    flags: c_uint,
) -> c_int {
    HERE.call("virDomainOpenConsole", |call| {
        let it = call.domain(dom)?;
        let stream = call.stream(st)?;
        call.writable()?;
        same_connection(call, it.connection().arc(), &stream, "st")?;
        // SAFETY: C promises a string, or NULL.
        let name = unsafe { call.optional_text("dev_name", dev_name) }?;
        let force = virDomainConsoleFlags::VIR_DOMAIN_CONSOLE_FORCE as c_uint;
        // Nobody else ever has it at the same time, which is what this asks for.
        let safe = virDomainConsoleFlags::VIR_DOMAIN_CONSOLE_SAFE as c_uint;
        call.no_flags(flags & !(force | safe))?;
        stream.plug(
            it.driver()
                .open_console(&it.reference, name, flags & force != 0)?,
        );
        Ok(())
    })
}

/// Connects a stream to a channel of a running guest.
///
/// @param dom a domain
/// @param name the channel's name or alias; NULL for the first
/// @param st a stream that is not used yet
/// @param flags of virDomainChannelFlags
/// @return 0, or -1 if it failed
#[unsafe(no_mangle)]
pub unsafe extern "C" fn virDomainOpenChannel(
    dom: virDomainPtr,
    name: *const c_char,
    st: virStreamPtr,
    flags: c_uint,
) -> c_int {
    HERE.call("virDomainOpenChannel", |call| {
        let it = call.domain(dom)?;
        let stream = call.stream(st)?;
        call.writable()?;
        same_connection(call, it.connection().arc(), &stream, "st")?;
        // SAFETY: C promises a string, or NULL.
        let name = unsafe { call.optional_text("name", name) }?;
        let force = virDomainChannelFlags::VIR_DOMAIN_CHANNEL_FORCE as c_uint;
        call.no_flags(flags & !force)?;
        stream.plug(
            it.driver()
                .open_channel(&it.reference, name, flags & force != 0)?,
        );
        Ok(())
    })
}

/// Writes what a display of a running guest shows to a stream.
///
/// @param domain a domain
/// @param stream a stream that is not used yet
/// @param screen which screen, from 0
/// @param flags none exist yet; give 0
/// @return the picture's MIME type to free, or NULL if it failed
#[unsafe(no_mangle)]
pub extern "C" fn virDomainScreenshot(
    domain: virDomainPtr,
    stream: virStreamPtr,
    screen: c_uint,
    flags: c_uint,
) -> *mut c_char {
    HERE.call("virDomainScreenshot", |call| {
        let it = call.domain(domain)?;
        let to = call.stream(stream)?;
        call.writable()?;
        same_connection(call, it.connection().arc(), &to, "stream")?;
        call.no_flags(flags)?;
        let (kind, picture) = it.driver().screenshot(&it.reference, screen)?;
        to.plug(picture);
        Ok(kind.to_owned())
    })
}
