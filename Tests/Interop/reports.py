"""Checks what `asst validate` reports to programs against the schemas of the formats.

Usage: reports.py ASST SARIF_SCHEMA. Prints what is wrong, or one line.
"""

import json
import pathlib
import subprocess
import sys
import tempfile

from jsonschema import Draft4Validator, Draft202012Validator

asst, sarif_schema = (pathlib.Path(argument).resolve() for argument in sys.argv[1:3])
repository = pathlib.Path(__file__).resolve().parents[2]

MANIFEST = """\
project: shop
targets: { local: { provider: assistants-v2, base_url: "http://127.0.0.1:1/v1" } }
"""
PROJECTS = {
    "valid": {"asst.yaml": MANIFEST, "a.yaml": "assistants: { a: { model: m } }\n"},
    "nothing": {},
    "not YAML": {"asst.yaml": "project: [\n", "a.yaml": "\t\n"},
    "warning": {
        "asst.yaml": MANIFEST + "include: [nothing/*.yaml]\n",
        "a.yaml": "assistants: { a: { model: m } }\n",
    },
    "hint": {"asst.yaml": MANIFEST + "rules: { ASST031: hint }\n"},
    "errors": {
        "asst.yaml": MANIFEST,
        "a.yaml": "assistants:\n  a: { model: m, temprature: 1, instructions: { file: no.md } }\n",
        "b ü%[1].yaml": 'assistants:\n  b: { name: "👩‍👩‍👧", "x\\n](y)": 1, tools: [1, { type: x }] }\n',
    },
}
for folder in sorted(repository.glob("Tests/ProjectConfigurationTests/RuleGoldens/*")):
    PROJECTS[folder.name] = {"asst.yaml": MANIFEST} | {
        str(file.relative_to(folder)): file.read_bytes()
        for file in sorted(folder.rglob("*"))
        if file.is_file() and file.suffix != ".txt"
    }

VALIDATORS = {
    "json": Draft202012Validator(
        json.loads((repository / "examples/ci/validate.schema.json").read_text())
    ),
    "sarif": Draft4Validator(json.loads(sarif_schema.read_text())),
}
Draft202012Validator.check_schema(VALIDATORS["json"].schema)

failed = False
for name, files in PROJECTS.items():
    for form, validator in VALIDATORS.items():
        for flags in [], ["--strict"]:
            with tempfile.TemporaryDirectory() as folder:
                for file, text in files.items():
                    path = pathlib.Path(folder, "assistants", file)
                    path.parent.mkdir(parents=True, exist_ok=True)
                    path.write_bytes(text if isinstance(text, bytes) else text.encode())
                run = subprocess.run(
                    [asst, "validate", "--format", form, *flags], cwd=folder, capture_output=True
                )
            report = json.loads(run.stdout)
            problems = [f"{e.json_path}: {e.message}" for e in validator.iter_errors(report)]
            if run.stderr:
                problems.append(f"standard error is not empty: {run.stderr!r}")
            found = report["findings"] if form == "json" else report["runs"][0]["results"]
            level = "severity" if form == "json" else "level"
            if run.returncode != int(any(finding[level] == "error" for finding in found)):
                problems.append(f"exit status {run.returncode}")
            failed = failed or bool(problems)
            if problems:
                print("✘", name, form, *flags, f"({len(found)} findings)")
            for problem in problems[:20]:
                print("   ", problem)
if failed:
    sys.exit(1)
print(f"ok      {len(PROJECTS)} projects, reported as {' and '.join(VALIDATORS)} by their schemas")
