fn main() {
    shell_build::beside("lxc");
}
