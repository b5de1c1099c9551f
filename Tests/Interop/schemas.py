"""Checks the JSON Schemas of `asst schema`, as an editor would use them: schemas.py PATH-OF-ASST

They are schemas of draft-07, accept the files of the repository's projects and of a new one, and refuse
each document of wrong.yaml at the place that stands beside it.
"""

import json
import pathlib
import re
import subprocess
import sys
import tempfile

import jsonschema
import yaml

REPOSITORY = pathlib.Path(__file__).resolve().parent.parent.parent
NAMES = ["manifest", "resources", "front-matter"]


class Loader(yaml.SafeLoader):
    """YAML 1.2 core: PyYAML's own table takes `no` and `on` for booleans, and dates for dates."""

    yaml_implicit_resolvers = {}


for tag, expression, first in [
    ("bool", r"^(?:true|True|TRUE|false|False|FALSE)$", "tTfF"),
    ("int", r"^[-+]?[0-9]+$", "-+0123456789"),
    ("float", r"^[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?$", "-+.0123456789"),
    ("null", r"^(?:~|null|Null|NULL|)$", ["~", "n", "N", ""]),
    ("merge", r"^<<$", "<"),
]:
    Loader.add_implicit_resolver("tag:yaml.org,2002:" + tag, re.compile(expression), list(first))


def load(text):
    return texts_for_keys(yaml.load(text, Loader))


def texts_for_keys(value):
    """A key is a text in the configuration, whatever it looks like."""
    if isinstance(value, dict):
        return {str(key): texts_for_keys(member) for key, member in value.items()}
    return [texts_for_keys(item) for item in value] if isinstance(value, list) else value


def front_matter(path):
    """The front matter of a Markdown file; None for a file that has none."""
    text = path.read_text()
    return load(text.split("---\n")[1]) if text.startswith("---\n") else None


def documents(folder):
    """The files of a project with the schema that is for each."""
    for path in sorted(folder.iterdir()):
        if path.name == "asst.yaml":
            yield path, "manifest", load(path.read_text())
        elif path.suffix in (".yaml", ".yml"):
            yield path, "resources", load(path.read_text())
        elif path.suffix == ".md" and front_matter(path) is not None:
            yield path, "front-matter", front_matter(path)


def main():
    asst = str(pathlib.Path(sys.argv[1]).resolve())
    problems = []
    validators = {}
    for name in NAMES:
        schema = json.loads(subprocess.check_output([asst, "schema", name]))
        jsonschema.Draft7Validator.check_schema(schema)
        validators[name] = jsonschema.Draft7Validator(schema)

    accepted = 0
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run([asst, "init", "--quiet"], cwd=folder, check=True)
        new = pathlib.Path(folder) / "assistants"
        for name in NAMES:
            written = {"manifest": "asst"}.get(name, name)
            text = (new / ".schemas" / f"{written}.schema.json").read_text()
            if json.loads(text) != validators[name].schema:
                problems.append(f"asst init writes another schema for {name}")
        projects = [new, REPOSITORY / "assistants", REPOSITORY / "Tests/Interop/everything"]
        projects += sorted(path.parent for path in (REPOSITORY / "examples").glob("*/asst.yaml"))
        for project in projects:
            for path, name, document in documents(project):
                accepted += 1
                for error in validators[name].iter_errors(document):
                    problems.append(f"{path} is refused at {error.json_path}: {error.message[:200]}")

    refused = 0
    for case in load((REPOSITORY / "Tests/Interop/wrong.yaml").read_text()):
        refused += 1
        errors = list(validators[case["schema"]].iter_errors(case["document"]))
        places = {place for error in errors for place in deepest(error)}
        if case["at"] not in places:
            problems.append(f"{case['why']}: refused at {sorted(places)}, not at {case['at']}")

    for problem in problems:
        print(problem, file=sys.stderr)
    print(f"schemas: {accepted} files accepted, {refused} mistakes refused")
    return 1 if problems or accepted < 10 else 0


def deepest(error):
    """The places that an error and the alternatives that it stands for point at."""
    yield error.json_path
    for inner in error.context or []:
        yield from deepest(inner)


sys.exit(main())
