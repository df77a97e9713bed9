//! The macros of `libvirt-domain.h`. Maps of CPUs are arrays of bytes, with a bit for each CPU, least
//! significant first.

/// Marks a CPU of the host in a map.
///
/// @param cpumap the map
/// @param cpu the CPU
#[cfg(header)]
macro_rules! VIR_USE_CPU {
    (cpumap, cpu) => {
        "((cpumap)[(cpu) / 8] |= (1 << ((cpu) % 8)))"
    };
}

/// Takes a CPU's mark away.
///
/// @param cpumap the map
/// @param cpu the CPU
#[cfg(header)]
macro_rules! VIR_UNUSE_CPU {
    (cpumap, cpu) => {
        "((cpumap)[(cpu) / 8] &= ~(1 << ((cpu) % 8)))"
    };
}

/// Whether a CPU is marked: not 0 if it is.
///
/// @param cpumap the map
/// @param cpu the CPU
#[cfg(header)]
macro_rules! VIR_CPU_USED {
    (cpumap, cpu) => {
        "((cpumap)[(cpu) / 8] & (1 << ((cpu) % 8)))"
    };
}

/// How many bytes a map of so many CPUs has.
///
/// @param cpu how many CPUs
#[cfg(header)]
macro_rules! VIR_CPU_MAPLEN {
    (cpu) => {
        "(((cpu) + 7) / 8)"
    };
}

/// Whether a virtual CPU may use a CPU of the host.
///
/// @param cpumaps the maps of all virtual CPUs, one after the other
/// @param maplen how many bytes each map has
/// @param vcpu the virtual CPU
/// @param cpu the CPU of the host
#[cfg(header)]
macro_rules! VIR_CPU_USABLE {
    (cpumaps, maplen, vcpu, cpu) => {
        "VIR_CPU_USED(VIR_GET_CPUMAP(cpumaps, maplen, vcpu), cpu)"
    };
}

/// Copies the map of one virtual CPU out of those of all.
///
/// @param cpumaps the maps of all virtual CPUs, one after the other
/// @param maplen how many bytes each map has
/// @param vcpu the virtual CPU
/// @param cpumap where to copy its map
#[cfg(header)]
macro_rules! VIR_COPY_CPUMAP {
    (cpumaps, maplen, vcpu, cpumap) => {
        "memcpy(cpumap, VIR_GET_CPUMAP(cpumaps, maplen, vcpu), maplen)"
    };
}

/// The map of one virtual CPU among those of all.
///
/// @param cpumaps the maps of all virtual CPUs, one after the other
/// @param maplen how many bytes each map has
/// @param vcpu the virtual CPU
#[cfg(header)]
macro_rules! VIR_GET_CPUMAP {
    (cpumaps, maplen, vcpu) => {
        "(&((cpumaps)[(vcpu) * (maplen)]))"
    };
}

/// What VIR_KEYCODE_SET_QNUM was called at first.
#[cfg(header)]
macro_rules! VIR_KEYCODE_SET_RFB {
    () => {
        "VIR_KEYCODE_SET_QNUM"
    };
}

/// Casts any callback for virConnectDomainEventRegisterAny().
///
/// @param cb the callback
#[cfg(header)]
macro_rules! VIR_DOMAIN_EVENT_CALLBACK {
    (cb) => {
        "((virConnectDomainEventGenericCallback)(cb))"
    };
}

/// What the tag of a typed parameter was for the scheduler.
#[cfg(header)]
macro_rules! _virSchedParameter {
    () => {
        "_virTypedParameter"
    };
}

/// What the tag of a typed parameter was for shares of disks.
#[cfg(header)]
macro_rules! _virBlkioParameter {
    () => {
        "_virTypedParameter"
    };
}

/// What the tag of a typed parameter was for limits of memory.
#[cfg(header)]
macro_rules! _virMemoryParameter {
    () => {
        "_virTypedParameter"
    };
}
