"""Requests, times and memory of asst, beside what is physically possible.

    Tests/Benchmarks/bench BIN [COUNT ...] [--only assistants|files|large|prompts]

BIN is the folder of the release executables; COUNT says how many assistants (250, 1000 and 4000 when
left out). Every figure is the median of five runs (creating and sending: of one), taken in one go on
one machine, so that ratios hold where absolute times do not. A wrong number of requests about files,
and a difference of a prompt that takes too long, fail the run.
"""

import argparse
import os
import pathlib

from . import assistants, files, large, prompts


def main(arguments):
    parser = argparse.ArgumentParser(
        usage=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("binaries", type=lambda text: pathlib.Path(text).resolve())
    parser.add_argument("counts", type=int, nargs="*", default=[250, 1000, 4000])
    parser.add_argument("--only", choices=["assistants", "files", "large", "prompts"])
    options = parser.parse_args(arguments)
    print(f"{os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}")
    if options.only in (None, "assistants"):
        assistants.measure(options.binaries, options.counts)
    if options.only in (None, "files"):
        files.measure(options.binaries)
    if options.only in (None, "large"):
        large.measure(options.binaries)
    if options.only in (None, "prompts"):
        prompts.measure(options.binaries)
