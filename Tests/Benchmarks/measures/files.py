"""A store of ten thousand files: every request accounted for, times and memory."""

import collections
import math
import os
import pathlib
import re
import sys
import tempfile

from .running import PARALLELISM, RUNS, Emulator, heading, median_of, row, run

COUNTS = [1_000, 10_000]
SIZE = 10_000
# Of a thousand files, one has the name and the bytes of another: both are one file at the provider.
DISTINCT = 0.999
LATENCY = 0.010
LARGEST_BATCH = 500

KINDS = {
    "upload": r"POST /files",
    "attach": r"POST /vector_stores/[^/]+/(files|file_batches)",
    "detach": r"DELETE /vector_stores/[^/]+/files/[^/]+",
    "delete": r"DELETE /files/[^/]+",
    "look": r"GET .*",
}
MOST_OF_A_PLAN = 12


def generate(folder, count):
    """A project of one store that holds `count` files in folders of a hundred."""
    distinct = round(count * DISTINCT)
    folder.mkdir(parents=True)
    (folder / "asst.yaml").write_text(
        "project: bench\n"
        "targets:\n  local: { provider: assistants-v2, base_url: \"${env.ASST_EMULATOR_URL}\", "
        "api_key: \"${env.ASST_API_KEY:-bench}\" }\n"
        "rules: { ASST108: off }\n")
    (folder / "store.yaml").write_text(
        "vector_stores:\n  manuals:\n    name: Manuals\n    files:\n"
        "      - knowledge/**/*.md\n"
        "      - { path: \"copies/*.md\" }\n")
    for number in range(count):
        path = folder / f"knowledge/{number // 100:03}/page{number:05}.md"
        if number >= distinct:
            path = folder / f"copies/page{number - distinct:05}.md"
            number -= distinct
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(page(number))
    return distinct


def page(number, edition=1):
    line = f"Page {number}, edition {edition}: what is to be known of article {number * 7919}.\n"
    return (line * (SIZE // len(line) + 1)).encode()[:SIZE]


def measure(binaries):
    print(f"\nfiles of {SIZE // 1000} KB in one store; latency {LATENCY * 1000:.0f} ms, "
          f"parallelism {PARALLELISM}, batches of {LARGEST_BATCH}\n")
    heading()
    each = {count: measure_one(binaries, count) / count * 1000 for count in COUNTS}
    print("\nlinearity of the first apply, CPU: " + ", ".join(
        f"{value:.2f} ms each at {count}" for count, value in each.items()))


def measure_one(binaries, count):
    """Returns the seconds of work of the first apply."""
    with tempfile.TemporaryDirectory() as temporary:
        folder = pathlib.Path(temporary) / "assistants"
        distinct = generate(folder, count)
        apply = [binaries / "asst", "apply", "--yes", "--quiet", "--config", folder]
        plan = [binaries / "asst", "plan", "--detailed-exitcode", "--config", folder]
        validate = [binaries / "asst", "validate", "--config", folder]
        with Emulator(binaries, LATENCY, "--indexing-delay", "0ms") as emulator:
            environment = dict(os.environ, ASST_EMULATOR_URL=emulator.url)
            first = run(apply, environment)
            requests = kinds(emulator.requests())
            batches = math.ceil(distinct / LARGEST_BATCH)
            expect("first apply", requests, upload=distinct, attach=batches, detach=0, delete=0)
            floor = distinct * LATENCY / PARALLELISM
            row(count, "first apply", requests.total(), first,
                f"{distinct} uploads, {batches} attach requests; "
                f"uploads at least {floor:.2f} s, ratio {first.wall / floor:.2f}")

            # The cache holds what was left alone for a while before it was read.
            run(validate, environment)
            emulator.requests()
            usage = median_of(plan, environment)
            requests = kinds(emulator.requests())
            expect("no-op plan", requests, upload=0, attach=0, detach=0, delete=0)
            if requests.total() > MOST_OF_A_PLAN * RUNS:
                sys.exit(f"the no-op plan took {requests.total() // RUNS} requests")
            if usage.read > count * SIZE / 2 / 1e6:
                sys.exit(f"the no-op plan read {usage.read:.1f} MB: files that did not change")
            row(count, "no-op plan", requests.total() // RUNS, usage,
                f"{usage.read:.1f} of {count * SIZE / 1e6:.0f} MB read: no file, but lock and cache")

            (folder / "knowledge/001/page00100.md").write_bytes(page(100, edition=2))
            usage = run(apply, environment)
            requests = kinds(emulator.requests())
            expect("one file edited", requests, upload=1, attach=1, detach=1, delete=1)
            row(count, "one file edited, apply", requests.total(), usage,
                "1 upload, 1 attach, 1 detach, 1 delete")
        row(count, "validate", 0, median_of(validate, environment))
    return first.cpu


def kinds(requests):
    """Requests counted by what they are for."""
    def kind(request):
        text = " ".join(request)
        return next((kind for kind, form in KINDS.items() if re.fullmatch(form, text)), text)
    return collections.Counter(map(kind, requests))


def expect(work, requests, **counts):
    for kind, count in counts.items():
        if requests[kind] != count:
            sys.exit(f"{work}: {count} of {kind} were expected, and {requests[kind]} came: {requests}")
