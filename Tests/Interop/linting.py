"""Holds every shell script of the repository, and the pipelines of examples/ci, against linters.

Usage: linting.py FOLDER-OF-THE-LINTERS. shellcheck for scripts and for the shell inside of workflows; the
schemas of GitHub and GitLab, and zizmor, for workflows. actionlint, too, where it could be installed: its
package downloads it from a host that not every machine reaches.
"""

import pathlib
import subprocess
import sys

import yaml

linters = pathlib.Path(sys.argv[1])
repository = pathlib.Path(__file__).resolve().parents[2]
problems = []


def lint(name, *arguments, text=None):
    """Runs a linter, and notes what it says when it is not content."""
    run = subprocess.run(
        [linters / name, *arguments], cwd=repository, input=text, capture_output=True, text=True
    )
    if run.returncode != 0:
        problems.append(f"{name} {' '.join(map(str, arguments))}\n{run.stdout}{run.stderr}")


def files(*patterns):
    listed = ["git", "ls-files", "--cached", "--others", "--exclude-standard", "--", *patterns]
    found = subprocess.check_output(listed, cwd=repository, text=True).split()
    return [file for file in found if (repository / file).is_file()]


def is_shell(file):
    with open(repository / file, "rb") as opened:
        return opened.readline().rstrip() in (b"#!/bin/sh", b"#!/usr/bin/env bash", b"#!/bin/bash")


def shell_inside(value):
    """The scripts in a workflow, an action or a GitLab pipeline."""
    if isinstance(value, dict):
        for key, member in value.items():
            if key == "run" and isinstance(member, str):
                yield member
            elif str(key).endswith("script") and isinstance(member, list):
                yield "\n".join(member)
            else:
                yield from shell_inside(member)
    elif isinstance(value, list):
        for item in value:
            yield from shell_inside(item)


scripts = [file for file in files() if is_shell(file)]
for script in scripts:
    lint("shellcheck", "--external-sources", script)

workflows = files(".github/workflows/*.y*ml", "examples/ci/github-*.yaml")
pipelines = {"vendor.github-workflows": workflows, "vendor.github-actions": ["action.yml"]}
pipelines["vendor.gitlab-ci"] = ["examples/ci/gitlab.yaml"]
for schema, documents in pipelines.items():
    lint("check-jsonschema", "--builtin-schema", schema, *documents)
    for document in documents:
        for script in shell_inside(yaml.safe_load((repository / document).read_text())):
            if "${{" in script:
                problems.append(f"{document}: an expression becomes part of a script:\n{script}")
            lint("shellcheck", "--shell", "bash", "-", text=script)
lint("zizmor", "--offline", "--no-progress", "--quiet", *workflows, "action.yml")
if (linters / "actionlint").exists():
    lint("actionlint", *workflows)
else:
    print("linting: actionlint is not to be had here, so workflows were held against their schemas and zizmor only")

for problem in problems:
    print(problem, file=sys.stderr)
print(f"linting: {len(scripts)} scripts, {len(workflows) + 2} pipelines")
sys.exit(1 if problems or len(scripts) < 10 or len(workflows) < 4 else 0)
