fn main() {
    shell_build::libvirt();
}
