"""What large files cost: memory, and the speed of hashing beside that of OpenSSL."""

import os
import pathlib
import shutil
import subprocess
import sys
import tempfile

from .running import RUNS, Emulator, heading, median_of, row, run

# Another size may not need so much more memory, in MB: buffers and chance.
MOST_GROWTH = 8
BLOCKS = 64
LINKS = 16

TEXTS = {
    "binary": ("tar", bytes(range(256)) * 4096),
    "English text": ("txt", b"Returns are free of charge for thirty days after the delivery.\n" * 16644),
    "German text": (
        "txt", "Rücksendungen sind für dreißig Tage nach der Lieferung gebührenfrei möglich.\n".encode() * 12945),
    "Chinese text": ("txt", "货物送达后三十天内可免费退货，超过期限的申请不予受理。\n".encode() * 12788),
}


def generate(folder, files):
    folder.mkdir()
    (folder / "asst.yaml").write_text(
        "project: bench\n"
        "targets:\n  local: { provider: assistants-v2, base_url: \"${env.ASST_EMULATOR_URL}\", "
        "api_key: \"${env.ASST_API_KEY:-bench}\" }\n")
    (folder / "reader.yaml").write_text(
        "assistants:\n  reader:\n    model: gpt-4o\n    tools:\n"
        f"      - {{ type: code_interpreter, files: [\"{files}\"] }}\n")


def measure(binaries):
    print("\nlarge files\n")
    heading()
    peaks = [apply_of(binaries, size) for size in (1, 512)]
    if peaks[1] > peaks[0] + MOST_GROWTH:
        sys.exit(f"peak memory grows with the size of a file: {peaks[0]:.0f} MB, then {peaks[1]:.0f}")
    measure_hashing(binaries)


def apply_of(binaries, size):
    """Sends one file of so many MB; returns the peak memory."""
    with tempfile.TemporaryDirectory() as temporary:
        folder = pathlib.Path(temporary) / "assistants"
        generate(folder, "data.tar")
        with open(folder / "data.tar", "wb") as file:
            file.truncate(size << 20)
        data = pathlib.Path(temporary) / "emulator.sqlite"
        with Emulator(binaries, 0, "--data", data) as emulator:
            environment = dict(os.environ, ASST_EMULATOR_URL=emulator.url)
            usage = run(
                [binaries / "asst", "apply", "--yes", "--quiet", "--config", folder], environment)
            row("", f"apply, a file of {size} MB", len(emulator.requests()), usage)
    return usage.memory


def measure_hashing(binaries):
    print("\nhashing: a cold `validate` less a warm one, in GB a second of CPU\n")
    for kind, (ending, block) in TEXTS.items():
        with tempfile.TemporaryDirectory() as temporary:
            folder = pathlib.Path(temporary) / "assistants"
            generate(folder, f"*.{ending}")
            first = folder / f"00.{ending}"
            first.write_bytes(block * BLOCKS)
            for number in range(1, LINKS):
                os.link(first, folder / f"{number:02}.{ending}")
            size = first.stat().st_size * LINKS
            validate = [binaries / "asst", "validate", "--config", folder]
            environment = dict(os.environ, ASST_EMULATOR_URL="http://127.0.0.1:1/v1")
            # Cold each time: the cache is not kept.
            cold = [shutil.rmtree(folder / ".asst", ignore_errors=True) or run(validate, environment)
                    for _ in range(RUNS)]
            warm = median_of(validate, environment)
            seconds = sorted(usage.cpu for usage in cold)[RUNS // 2] - warm.cpu
            print(f"        {kind:<26} {size / 1e9:.2f} GB in {seconds:.2f} s: {size / 1e9 / seconds:.2f} GB/s")
    print(f"        {'openssl speed':<26} {openssl_speed()}")


def openssl_speed():
    command = ["openssl", "speed", "-evp", "sha256", "-bytes", "65536", "-seconds", "1"]
    try:
        result = subprocess.run(command, capture_output=True, text=True)
        return f"{float(result.stdout.split()[-1].removesuffix('k')) / 1e6:.2f} GB/s"
    except (OSError, ValueError, IndexError):
        return "not there"
