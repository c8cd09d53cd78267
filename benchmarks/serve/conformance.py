"""The HTTP API against its own description: requests made from it, fitting and broken ones, by schemathesis.

    python -m venv .venv-api && .venv-api/bin/pip install -r benchmarks/serve/requirements.txt
    python benchmarks/serve/conformance.py --schemathesis .venv-api/bin/schemathesis [--examples 100] [--seed 1]

Every answer must be a documented one, of the documented media type and shape; no request may end in a fault. One
check is left out: that every request of the right shape is accepted. A file or a figure of record can have the right
shape and still be none, and the answer to that is 422.
"""

from __future__ import annotations

import argparse
import subprocess

from started import started

LEFT_OUT = "positive_data_acceptance"


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--schemathesis", default="schemathesis")
    parser.add_argument("--examples", default="100")
    parser.add_argument("--seed", default="1")
    given = parser.parse_args()
    with started("--workers", "2") as (address, _):
        command = [given.schemathesis, "run", f"{address}/openapi.json", "--exclude-checks", LEFT_OUT]
        command += ["--max-examples", given.examples, "--seed", given.seed, "--workers", "1"]
        return subprocess.run(command, check=False).returncode


if __name__ == "__main__":
    raise SystemExit(main())
