fn main() {
    shell_build::beside("qemu");
}
