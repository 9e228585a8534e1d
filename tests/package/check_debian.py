"""Makes the Debian package of a build, unpacks it and runs its program: check_debian.py BUILD SCRATCH."""

import json
import shutil
import subprocess
import sys
from pathlib import Path

EXPECTED = ["usr/bin/casus", "usr/lib/libcasus.a", "usr/include/casus/run.hpp",
            "usr/lib/cmake/casus/casus-config.cmake", "usr/share/casus/scenarios/casus.schema.json",
            "usr/share/man/man1/casus.1.gz", "usr/share/bash-completion/completions/casus",
            "usr/share/zsh/vendor-completions/_casus", "usr/share/fish/vendor_completions.d/casus.fish",
            "usr/share/doc/casus/copyright", "usr/share/doc/casus/changelog.gz"]


def output_of(*words, **options):
    return subprocess.run(words, check=True, stdout=subprocess.PIPE, text=True, **options).stdout


def main():
    build, scratch = (Path(word).resolve() for word in sys.argv[1:3])
    shutil.rmtree(scratch, ignore_errors=True)
    root = scratch / "root"
    root.mkdir(parents=True)
    output_of("cpack", "-G", "DEB", "--config", build / "CPackConfig.cmake", "-B", scratch)
    package, = scratch.glob("casus_*.deb")
    output_of("dpkg-deb", "-x", package, root)

    missing = [name for name in EXPECTED if not (root / name).is_file()]
    if missing:
        sys.exit(f"the package lacks {missing}")
    needed = output_of("dpkg-deb", "-f", package, "Depends")
    if "libyaml-cpp" not in needed:
        sys.exit(f"the package depends on '{needed.strip()}' only")
    result = json.loads(output_of(root / "usr/bin/casus", "run", "baseline", "--trajectories=200", "--json", "--quiet",
                                  cwd=scratch))
    if result["trajectories"] != 200 or not result["outcomes"]:
        sys.exit("the package's program has no result")


main()
