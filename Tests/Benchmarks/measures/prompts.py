"""What showing the difference of a prompt costs, at the 256,000 characters that the API takes."""

import os
import pathlib
import random
import statistics
import subprocess
import sys
import tempfile

from .running import RUNS, Emulator, run

CHARACTERS = 256_000
# In seconds of CPU, over a plan without a change; and what printing a line may cost.
MOST = 0.050
EACH_LINE = 10e-6


def texts():
    """Pairs of what was applied and what is planned, by what is between them."""
    pick = random.Random(1)
    words = [f"word{number}" for number in range(500)]
    lines, length = [], 0
    # Some of the changes make the text longer.
    while length < CHARACTERS - 2_000:
        lines.append(" ".join(pick.choices(words, k=10)))
        length += len(lines[-1]) + 1
    some = [f"{line} too" if number % 10 == 0 else line for number, line in enumerate(lines)]
    half = len(lines) // 2
    letters = "".join(pick.choices("abcdefgh", k=CHARACTERS - 10))
    return {
        "one word": (lines, [line.replace("word7 ", "word8 ", 1) if number == half else line
                             for number, line in enumerate(lines)]),
        "every tenth line": (lines, some),
        "every line": (lines, [f"{line[:-4]}" for line in lines]),
        "halves swapped": (lines, lines[half:] + lines[:half]),
        "lines shuffled": (lines, pick.sample(lines, len(lines))),
        "another text": (lines, [" ".join(pick.choices(words, k=10))[:70] for _ in lines]),
        "one line, one word": ([" ".join(lines)], [" ".join(lines).replace("word7 ", "word8 ", 1)]),
        "one line without a space": ([letters], [letters[: len(letters) // 2] + "X" + letters[len(letters) // 2:]]),
    }


def measure(binaries):
    print(f"\nthe difference of a prompt of {CHARACTERS:,} characters: CPU of a plan over one without a change\n")
    slow = []
    for name, (old, new) in texts().items():
        with tempfile.TemporaryDirectory() as temporary:
            folder = pathlib.Path(temporary) / "assistants"
            folder.mkdir()
            (folder / "asst.yaml").write_text(
                "project: bench\n"
                "targets:\n  local: { provider: assistants-v2, base_url: \"${env.ASST_EMULATOR_URL}\", "
                "api_key: \"${env.ASST_API_KEY:-bench}\" }\n")
            (folder / "one.yaml").write_text(
                "assistants:\n  one: { model: gpt-4o, instructions: { file: prompt.md } }\n")
            prompt = folder / "prompt.md"
            prompt.write_text("\n".join(old) + "\n")
            with Emulator(binaries) as emulator:
                environment = dict(os.environ, ASST_EMULATOR_URL=emulator.url)
                run([binaries / "asst", "apply", "--yes", "--quiet", "--config", folder], environment)
                plan = [binaries / "asst", "plan", "--config", folder]
                quiet = cpu_of(plan, environment)
                prompt.write_text("\n".join(new) + "\n")
                cost = cpu_of(plan, environment) - quiet
                lines = len(subprocess.run(plan, env=environment, capture_output=True).stdout.splitlines())
        print(f"        {name:<26} {cost * 1000:5.0f} ms, {lines:,} lines", flush=True)
        if cost > MOST + lines * EACH_LINE:
            slow.append(name)
    if slow:
        sys.exit(f"over {MOST * 1000:.0f} ms and {EACH_LINE * 1e6:.0f} µs a line: {', '.join(slow)}")


def cpu_of(command, environment):
    return statistics.median(run(command, environment).cpu for _ in range(2 * RUNS))
