#!/usr/bin/python3
"""The soak at full length: ten thousand cells with errors, interrupts, floods and malformed frames among them.

    mvn -q -DskipTests package && kernel/src/bench/soak.py [CELLS]

The build runs the same script with a few hundred. Needs Debian's python3-jupyter-client.
"""
import os
import pathlib
import subprocess
import sys
import tempfile

KERNEL = pathlib.Path(__file__).resolve().parents[2]
LAUNCHER = pathlib.Path(os.environ.get("LULL", KERNEL / "target/lull/bin/lull"))

with tempfile.TemporaryDirectory(prefix="lull-soak-") as folder:
    subprocess.run([LAUNCHER, "install", "--prefix", folder, "--no-archive"], check=True)
    environment = dict(os.environ, JUPYTER_PATH=folder + "/share/jupyter", XDG_DATA_HOME=folder + "/data")
    script = KERNEL / "src/test/resources/dev/lull/kernel/cli/soak.py"
    sys.exit(subprocess.run([sys.executable, script, sys.argv[1] if len(sys.argv) > 1 else "10000"], env=environment).returncode)
