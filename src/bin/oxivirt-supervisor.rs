//! The supervisor: one small process beside each running guest.

fn main() {
    std::process::exit(oxivirt::qemu::supervisor::main());
}
