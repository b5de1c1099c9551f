"""Checks what programs are told of plans and applies: plans.py PATH-OF-ASST ADDRESS-OF-EMULATOR

Plans, saved plans and events follow their schemas by another validator than our own, and the policy of
examples/policy says of them what its README says, by another implementation of Rego than OPA's.
"""

import json
import os
import pathlib
import subprocess
import sys
import tempfile

from jsonschema import Draft202012Validator
from regopy import Interpreter

asst, address = str(pathlib.Path(sys.argv[1]).resolve()), sys.argv[2]
repository = pathlib.Path(__file__).resolve().parents[2]
policy = (repository / "examples/policy/assistants.rego").read_text()

MANIFEST = f"""\
project: interop-plans
targets: {{ local: {{ provider: assistants-v2, base_url: "{address}", api_key: k }} }}
default_target: local
outputs: {{ ID: assistants.shop.id }}
"""
SHOP = "  shop: { name: Shop, model: gpt-4o, tools: [{ type: file_search, vector_stores: [manuals] }] }\n"
HELP = "  help: { name: Help, model: gpt-4o-mini, lifecycle: { protect: true } }\n"
ODD = "  odd: { name: Odd, model: gpt-4 }\n"
STORES = "vector_stores:\n  manuals: { name: Manuals, files: [knowledge/*.md] }\n"

problems = []
checked = 0


def validator(name):
    schema = json.loads(subprocess.check_output([asst, "schema", name]))
    Draft202012Validator.check_schema(schema)
    return Draft202012Validator(schema)


PLAN, EVENT = validator("plan"), validator("events")


def check(validator, document, what):
    global checked
    checked += 1
    problems.extend(f"{what}: {e.json_path}: {e.message}" for e in validator.iter_errors(document))


def verdicts(rule, plan):
    interpreter = Interpreter()
    interpreter.add_module("assistants", policy)
    interpreter.set_input(plan)
    return sorted(json.loads(str(interpreter.query(f"data.main.{rule}")))["expressions"][0])


def expect(what, found, wanted):
    if found != wanted:
        problems.append(f"{what}: {found!r}, and not {wanted!r}")


with tempfile.TemporaryDirectory() as folder:

    def write(name, text):
        path = pathlib.Path(folder, "assistants", name)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)

    def run(*command):
        return subprocess.run([asst, *command], cwd=folder, capture_output=True, text=True)

    def plan(*flags):
        """As it is printed; and, where it could be saved, as it is saved."""
        printed = run("plan", "--format", "json", "--out", "plan.json", *flags)
        document = json.loads(printed.stdout)
        check(PLAN, document, "plan")
        saved = pathlib.Path(folder, "plan.json")
        if printed.returncode == 0:
            check(PLAN, json.loads(saved.read_text()), "saved plan")
            expect("mode", oct(os.stat(saved).st_mode & 0o777), "0o600")
        return document

    def apply(*command, status=0):
        end = run(*command, "--format", "json")
        expect(" ".join(command), end.returncode, status)
        events = [json.loads(line) for line in end.stdout.split("\n")[:-1]]
        for event in events:
            check(EVENT, event, "event")
        expect("first and last", [events[0]["event"], events[-1]["event"]], ["start", "summary"])
        expect("exit_status", events[-1]["exit_status"], status)

    write("asst.yaml", MANIFEST)
    write("knowledge/kettle.md", "# Kettle\n\nBoils.\n")
    write("a.yaml", "assistants:\n" + SHOP + HELP + STORES)
    first = plan()
    expect("deny", verdicts("deny", first), [])
    apply("apply", "plan.json")
    apply("apply", "plan.json")

    write("a.yaml", "assistants:\n" + SHOP.replace("gpt-4o", "gpt-3.5-turbo") + ODD + STORES)
    expect("deny", verdicts("deny", plan("--prune")), [
        "assistants.help is protected, and the plan would delete or replace it",
        "assistants.odd would use gpt-4, which is not one of the allowed models",
        "assistants.shop would use gpt-3.5-turbo, which is not one of the allowed models",
    ])
    apply("apply", "--yes", "--prune", status=1)

    # What is unprotected first, and applied, may go.
    write("a.yaml", "assistants:\n" + SHOP + HELP.replace("true", "false") + STORES)
    apply("apply", "--yes")
    write("a.yaml", "assistants:\n" + SHOP + STORES)
    expect("deny", verdicts("deny", plan("--prune")), [])
    expect("warn", verdicts("warn", plan("--prune")), [])
    apply("apply", "plan.json")
    apply("destroy", "--yes")

if problems:
    print("\n".join(["✘ plans"] + problems[:40]))
    sys.exit(1)
print(f"ok      {checked} plans and events by their schemas; the example policy in Rego")
