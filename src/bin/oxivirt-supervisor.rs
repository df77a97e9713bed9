//! The supervisor: one small process beside each running guest. For a moment it may be another: one that
//! sees to a guest's block jobs that are over.

fn main() {
    let mut arguments = std::env::args().skip(1);
    let status = if arguments.next().as_deref() == Some(oxivirt::qemu::supervisor::jobs::SETTLE) {
        oxivirt::qemu::block::settle_main(arguments)
    } else {
        oxivirt::qemu::supervisor::main()
    };
    std::process::exit(status);
}
