"""Assistants by the thousand: creating all, planning without a change, validating."""

import os
import pathlib
import tempfile

from .running import PARALLELISM, RUNS, Emulator, heading, median_of, row, run

LATENCY = 0.100
PROMPT_LINES = 60


def generate(folder, count):
    """A project of `count` assistants: prompts of 60 lines in the YAML, a tool, metadata."""
    folder.mkdir(parents=True)
    (folder / "asst.yaml").write_text(
        "project: bench\n"
        "targets:\n  local:\n    provider: assistants-v2\n"
        "    base_url: ${env.ASST_EMULATOR_URL}\n    api_key: ${env.ASST_API_KEY:-bench}\n"
        "default_target: local\n")
    for first in range(0, count, 100):
        lines = ["assistants:"]
        for number in range(first, min(first + 100, count)):
            prompt = "\n".join(
                f"      {line}. Assistant {number} follows rule {line}: be precise, be brief, be kind."
                for line in range(1, PROMPT_LINES + 1))
            lines.append(
                f"  a{number:05}:\n    name: Assistant {number}\n    model: gpt-4o\n"
                f"    temperature: 0.5\n    metadata: {{ team: t{number % 7} }}\n"
                f"    tools:\n      - function:\n          name: look_up\n"
                f"          description: Look something up\n          parameters:\n"
                f"            type: object\n            properties:\n"
                f"              query: {{ type: string, description: What for }}\n            required: [query]\n"
                f"    instructions: |\n{prompt}")
        (folder / f"part{first:05}.yaml").write_text("\n".join(lines) + "\n")


def tool_of(assistant, number):
    """One of ten tools of an assistant, written out: three arguments, one of them an enum."""
    return (
        f"      - function:\n"
        f"          name: look_up_{number}\n"
        f"          description: Look up record {number} of assistant {assistant}\n"
        f"          parameters:\n"
        f"            type: object\n"
        f"            properties:\n"
        f"              query: {{ type: string, description: What to look for, minLength: 1 }}\n"
        f"              limit: {{ type: integer, description: How many, default: 10 }}\n"
        f"              order: {{ type: string, enum: [newest, oldest, best], default: best }}\n"
        f"            required: [query]\n"
        f"            additionalProperties: false")


def generate_tools(folder, count):
    """A project of `count` assistants with ten tools each, no two of which are the same text."""
    folder.mkdir(parents=True)
    (folder / "asst.yaml").write_text(
        "project: bench\n"
        "targets:\n  local: { provider: assistants-v2, base_url: \"http://127.0.0.1:8787/v1\" }\n"
        "default_target: local\n")
    for first in range(0, count, 100):
        lines = ["assistants:"]
        for number in range(first, min(first + 100, count)):
            lines.append(f"  a{number:05}:\n    name: Assistant {number}\n    model: gpt-4o\n    tools:")
            lines += [tool_of(number, tool) for tool in range(10)]
        (folder / f"part{first:05}.yaml").write_text("\n".join(lines) + "\n")


def measure(binaries, counts):
    print(f"latency {LATENCY * 1000:.0f} ms, parallelism {PARALLELISM}, {PROMPT_LINES}-line prompts\n")
    heading()
    start = median_of([binaries / "asst", "--version"], dict(os.environ))
    print("{:>6}  {:<26} {:>8} {:>8} {:>8} {:>8}".format(
        "", "start (--version)", "", f"{start.wall * 1000:.0f} ms", f"{start.cpu * 1000:.0f} ms",
        f"{start.memory:.0f} MB"))
    each = {}
    for count in counts:
        each[count] = measure_one(binaries, count) / count * 1000
        measure_tools(binaries, count)
    if len(each) > 1:
        print("\nlinearity of create all: " + ", ".join(
            f"{value:.1f} ms each at {count}" for count, value in each.items()))


def measure_one(binaries, count):
    """Returns the seconds that creating all took."""
    with tempfile.TemporaryDirectory() as temporary:
        folder = pathlib.Path(temporary) / "assistants"
        generate(folder, count)
        asst = binaries / "asst"
        apply = [asst, "apply", "--yes", "--quiet", "--config", folder]
        plan = [asst, "plan", "--detailed-exitcode", "--config", folder]
        with Emulator(binaries, LATENCY) as emulator:
            environment = dict(os.environ, ASST_EMULATOR_URL=emulator.url)
            created = run(apply, environment)
            create_requests = len(emulator.requests())
            planned = median_of(plan, environment)
            plan_requests = len(emulator.requests()) // RUNS
            validated = median_of([asst, "validate", "--config", folder], environment)

        # The same plan without latency: what is left is the work of this machine, the emulator's
        # share of it included in the wall time and not in the CPU time.
        (folder / "asst.local.lock.json").unlink()
        with Emulator(binaries) as emulator:
            environment["ASST_EMULATOR_URL"] = emulator.url
            run(apply, environment)
            local = median_of(plan, environment)

    floor = create_requests * LATENCY / PARALLELISM
    pages = plan_requests * LATENCY
    row(count, "create all", create_requests, created,
        f"floor {floor:.2f} s, ratio {created.wall / floor:.2f}")
    row(count, "no-op plan", plan_requests, planned,
        f"pages one after the other {pages:.2f} s, ratio {planned.wall / pages:.2f}")
    row(count, "the same without latency", plan_requests, local,
        "local work: read, validate, parse answers, compare")
    row(count, "validate", 0, validated)
    return created.wall


def measure_tools(binaries, count):
    with tempfile.TemporaryDirectory() as temporary:
        folder = pathlib.Path(temporary) / "assistants"
        generate_tools(folder, count)
        size = sum(path.stat().st_size for path in folder.iterdir())
        usage = median_of([binaries / "asst", "validate", "--config", folder], dict(os.environ))
    row(count, "validate, ten tools each", 0, usage,
        f"{count * 10:,} schemas, {size / 1e6:.1f} MB of YAML")
