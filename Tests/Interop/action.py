"""Runs action.yml as far as this machine can: its own steps with their conditions and expressions.

Steps of other actions, the caches, are left out.
"""

import re
import subprocess

import yaml

from jobs import REPOSITORY

ACTION = yaml.safe_load((REPOSITORY / "action.yml").read_text())
# Texts, which may hold anything, and names of the contexts.
TOKEN = re.compile(r"('[^']*')|((?:inputs|steps|github|runner)(?:\.[\w-]+)+)|(&&)|(\|\|)|(always\(\))")


class Action:
    """What a run of the action left: its status, log, outputs, and the steps that ran."""

    def __init__(self, bench, request=True, **inputs):
        given = {name.replace("_", "-"): value for name, value in inputs.items()}
        unknown = given.keys() - ACTION["inputs"].keys()
        if unknown:
            raise AssertionError(f"no inputs of the action: {unknown}")
        self.values = {"github.token": "job", "github.run_id": "5", "github.run_attempt": "1"}
        self.values |= {"github.ref_name": "main", "github.repository": "acme/shop"}
        self.values |= {"github.server_url": "https://example.org", "github.event.pull_request.head.sha": ""}
        self.values["github.sha"] = bench.git("rev-parse", "HEAD")
        for name, definition in ACTION["inputs"].items():
            self.values[f"inputs.{name}"] = given.get(name, self.text(definition["default"]))
        self.failed, self.log = False, ""
        environment = bench.environment(request)
        environment |= {"GITHUB_ACTION_PATH": str(REPOSITORY), "GITHUB_SERVER_URL": "https://example.org"}
        for step in ACTION["runs"]["steps"]:
            if "run" in step and self.applies(step.get("if", "true")):
                self.run(step, bench, environment)
        self.status = int(self.failed)
        self.outputs = {name: self.text(output["value"]) for name, output in ACTION["outputs"].items()}

    def run(self, step, bench, environment):
        outputs = bench.folder / "outputs"
        outputs.write_text("")
        own = {name: self.text(value) for name, value in step.get("env", {}).items()}
        run = subprocess.run(
            ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", step["run"]],
            cwd=bench.work / self.text(step.get("working-directory", ".")),
            env=environment | own, stdin=subprocess.DEVNULL, capture_output=True, text=True,
        )  # fmt: skip
        self.log += run.stdout + run.stderr
        self.failed = self.failed or run.returncode != 0
        for line in outputs.read_text().splitlines():
            name, value = line.split("=", 1)
            self.values[f"steps.{step.get('id')}.outputs.{name}"] = value

    def applies(self, condition):
        if self.failed and "always()" not in condition:
            return False
        return bool(self.value(condition))

    def text(self, template):
        return re.sub(r"\$\{\{(.*?)\}\}", lambda found: str(self.value(found[1])), str(template))

    def value(self, expression):
        names = {"values": self.values, "true": True, "false": False}
        return eval(TOKEN.sub(self.translated, expression.strip()), {"__builtins__": {}}, names)

    def translated(self, found):
        text, name, both, either, _ = found.groups()
        if name:
            # An output that no step set is empty. Any other name has to be known.
            return f"values[{name!r}]" if not name.startswith("steps.") else f"values.get({name!r}, '')"
        return text or (both and " and ") or (either and " or ") or "True"
