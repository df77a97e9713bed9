#!/usr/bin/env python3
"""Tests the Linux guest itself, on QEMU without libvirt. QEMU=path chooses another QEMU."""

import os
import sys
import tempfile
import time
import unittest

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "guest"))
import guest  # noqa: E402
from selftest import Machine  # noqa: E402


class LinuxGuest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.kernel, cls.initrd = guest.build_linux()

    def boot(self, disk, *arguments):
        machine = Machine("-kernel", self.kernel, "-initrd", self.initrd, "-append", "console=ttyS0 quiet",
                          "-drive", "file=%s,format=raw,if=virtio" % disk, *arguments, memory=192)
        self.addCleanup(machine.end)
        return machine

    def test_lives_through_a_save(self):
        for machine_type in ("pc", "q35"):
            with self.subTest(machine_type), tempfile.TemporaryDirectory(prefix="linux-guest-") as work:
                disk, image = os.path.join(work, "disk"), os.path.join(work, "image")
                with open(disk, "wb") as f:
                    f.truncate(1 << 20)
                machine = self.boot(disk, "-M", machine_type)
                hello = machine.console.wait(r"^hello nonce=([0-9a-f]{16}) boot=linux mem=\d+ room=\d+ kernel=\d", 60)
                console = machine.console
                self.assertEqual(console.ask("fill 50"), "fill ok mib=50")
                self.assertEqual(console.ask("check"), "check ok bytes=%d" % (50 << 20))
                self.assertEqual(console.ask("disk"), "disk vda=2048")
                self.assertEqual(console.ask("dwrite 100 5 10"), "dwrite ok lba=100 seed=5 count=10")
                self.assertEqual(console.ask("dcheck 105 6"), "dcheck BAD at lba=105 seed=6")
                self.assertEqual(console.run("echo one; echo two; false"), (1, ["one", "two"]))
                self.assertEqual(console.ask("button ignore"), "button ok ignore")
                machine.qmp("system_powerdown")
                console.wait("^button ignored$")
                console.ask("button off")
                nonce, before, _, _ = console.tick()
                self.assertEqual(nonce, hello[1])
                machine.qmp("stop")
                machine.save(image)

                machine = self.boot(disk, "-M", machine_type, "-incoming", "exec:cat '%s'" % image)
                console = machine.console
                while machine.qmp("query-status")["status"] == "inmigrate":
                    time.sleep(0.01)
                machine.qmp("cont")
                nonce, after, fill, ok = console.tick()
                self.assertEqual((nonce, fill, ok), (hello[1], 50, True))
                self.assertTrue(before < after < before + 200, (before, after))
                self.assertEqual(console.ask("check"), "check ok bytes=%d" % (50 << 20))
                self.assertEqual(console.ask("dcheck 100 5 10"), "dcheck ok lba=100 seed=5 count=10")
                machine.qmp("system_powerdown")
                console.wait("^button$")
                self.assertEqual(machine.process.wait(20), 0)


if __name__ == "__main__":
    unittest.main()
