fn main() {
    shell_build::beside("admin");
}
