"""Starts the emulator, runs `asst`, and says what a run took."""

import json
import os
import statistics
import subprocess
import sys
import time
import typing
import urllib.request

PARALLELISM = 10
RUNS = 5


class Emulator:
    """A running asst-emulator."""

    def __init__(self, binaries, latency=0, *options):
        arguments = [binaries / "asst-emulator", "--port", "0", "--quiet", *options]
        if latency:
            arguments += ["--latency", f"{int(latency * 1000)}ms"]
        self.process = subprocess.Popen(arguments, stdout=subprocess.PIPE, text=True)
        self.url = self.process.stdout.readline().split()[-1]
        self.root = self.url.removesuffix("/v1")

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.process.kill()
        self.process.wait()

    def requests(self):
        """The requests since the last call, each as its method and its path below /v1."""
        with urllib.request.urlopen(f"{self.root}/_emulator/requests") as answer:
            log = json.load(answer)
        urllib.request.urlopen(
            urllib.request.Request(f"{self.root}/_emulator/requests", method="DELETE"))
        if len(log["data"]) != log["total"]:
            sys.exit("the emulator's log holds fewer requests than it counted")
        return [(entry["method"], entry["path"].removeprefix("/v1")) for entry in log["data"]]


class Usage(typing.NamedTuple):
    """What a process took, in seconds and MB."""
    wall: float
    cpu: float
    memory: float
    # What it asked the system to read, from files and elsewhere; 0 where the system does not say.
    read: float


def run(command, environment, expected=0):
    start = time.perf_counter()
    process = subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL)
    os.waitid(os.P_PID, process.pid, os.WEXITED | os.WNOWAIT)
    wall = time.perf_counter() - start
    read = bytes_read(process.pid)
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = code = os.waitstatus_to_exitcode(status)
    if code != expected:
        sys.exit(f"{' '.join(map(str, command))} ended with {code}")
    # Linux counts in KiB, macOS in bytes.
    unit = 1 << 20 if sys.platform == "darwin" else 1 << 10
    return Usage(wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / unit, read / 1e6)


def bytes_read(process):
    """Of a process that has ended and was not waited for."""
    try:
        with open(f"/proc/{process}/io") as counts:
            return int(counts.readline().split()[-1])
    except OSError:
        return 0


def median_of(command, environment):
    runs = [run(command, environment) for _ in range(RUNS)]
    return Usage(*map(statistics.median, zip(*runs)))


def heading():
    print("{:>6}  {:<26} {:>8} {:>8} {:>8} {:>8}".format(
        "", "", "requests", "wall", "CPU", "memory"))


def row(count, work, requests, usage, note=""):
    print("{:>6}  {:<26} {:>8} {:>8} {:>8} {:>8}   {}".format(
        count, work, requests, f"{usage.wall:.2f} s", f"{usage.cpu:.2f} s", f"{usage.memory:.0f} MB",
        note).rstrip(), flush=True)
