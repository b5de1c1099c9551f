"""Checks what `asst plan` prints for others than terminals: Markdown that two renderers turn into HTML in
which nothing of a prompt or of a remote object does anything, and SARIF by its schema.

Usage: reviews.py ASST SARIF_SCHEMA BASE_URL. Prints what is wrong, or one line.
"""

import html.parser
import json
import pathlib
import re
import subprocess
import sys
import tempfile

import cmarkgfm
from cmarkgfm.cmark import Options
from jsonschema import Draft4Validator
from markdown_it import MarkdownIt

asst, sarif_schema = (pathlib.Path(argument).resolve() for argument in sys.argv[1:3])
base_url = sys.argv[3]
repository = pathlib.Path(__file__).resolve().parents[2]

HOSTILE = (
    "@everyone @acme/team #1 a/b#2 <img src=x> </details> <!-- --> | \\| `x` ``` [a](b) ![a](b) :smile: "
    "https://x.example www.x.example me@x.example $x$ **b** \u202e \u00a0 end\\"
)
OURS = {
    "h3", "h4", "p", "strong", "blockquote", "table", "thead", "tbody", "tr", "th", "td", "ul", "li",
    "pre", "code", "details", "summary",
}  # fmt: skip
ALLOWED = {("code", "class"), ("pre", "lang")}
# What GitHub makes something of in text that is no code.
MAGIC = re.compile(r"@|#\d|://|www\.|:\w+:|\$|<|\]\(|\*\*|`")
RENDERERS = {
    "markdown-it": MarkdownIt("gfm-like", {"html": True}).render,
    "cmark-gfm": lambda text: cmarkgfm.github_flavored_markdown_to_html(
        text, options=Options.CMARK_OPT_UNSAFE
    ),
}


class Reading(html.parser.HTMLParser):
    """What a browser would make of the page."""

    def __init__(self, first_line):
        super().__init__()
        self.first_line = first_line
        self.problems = []
        self.open = []
        self.cells = []
        self.diff = ""
        self.is_diff = False

    def handle_starttag(self, tag, attributes):
        if tag not in OURS:
            self.problems.append(f"element {tag} {attributes}")
        for name, value in attributes:
            if (tag, name) not in ALLOWED:
                self.problems.append(f"attribute {name} of {tag}")
            if value in ("language-diff", "diff"):
                self.is_diff = True
        self.open.append(tag)
        if tag == "tr":
            self.cells.append(0)
        if tag in ("td", "th"):
            self.cells[-1] += 1

    def handle_endtag(self, tag):
        self.is_diff = self.is_diff and tag != "pre"
        if not self.open or self.open.pop() != tag:
            self.problems.append(f"{tag} ends, but something else is open")

    def handle_comment(self, text):
        if f"<!--{text}-->" != self.first_line:
            self.problems.append(f"comment {text!r}")

    def handle_data(self, text):
        if "code" not in self.open and MAGIC.search(text):
            self.problems.append(f"text that does something: {text!r}")
        if self.is_diff:
            self.diff += text


def problems_of(text, size=65_536):
    problems = []
    first_line = text.split("\n", 1)[0]
    if not re.fullmatch(r"<!-- asst plan: [a-z0-9-]+/[a-z0-9-]+ -->", first_line):
        problems.append(f"first line {first_line!r}")
    if len(text.encode()) > size:
        problems.append(f"{len(text.encode())} bytes")
    for name, render in RENDERERS.items():
        reading = Reading(first_line)
        reading.feed(render(text))
        reading.close()
        problems += [f"{name}: {problem}" for problem in reading.problems]
        if reading.open:
            problems.append(f"{name}: {reading.open} stay open")
        if any(count != 4 for count in reading.cells):
            problems.append(f"{name}: rows have {reading.cells} cells")
        for line in reading.diff.split("\n"):
            if not re.match(r"([+-]|[+-] .*|@@ .*|  .*|)$", line):
                problems.append(f"{name}: line of a difference {line!r}")
    return problems


failed = False


def report(name, problems):
    global failed
    for problem in problems[:20]:
        failed = True
        print("✘", name, problem)


# A check that nothing can fail proves nothing.
for name, broken in {
    "link": "https://x.example",
    "mention": "@everyone",
    "element": "<b>x</b>",
    "cells": "| | a | b | c |\n|---|---|---|---|\n| 1 | 2 |\n\n<details>",
    "sign": "```diff\n*item\n```",
}.items():
    if not problems_of(f"<!-- asst plan: a/b -->\n### Plan\n\n{broken}\n"):
        report(name, ["is not noticed"])

goldens = sorted(repository.glob("Tests/PlanRenderingTests/*/*/expected.md"))
for golden in goldens:
    report(golden.parent.name, problems_of(golden.read_text()))


# The way of a project, with such words wherever a person or a server may put them.
def project(step):
    prompt = [f"{number}. {HOSTILE}" for number in range(1, 161)]
    prompt[80] = f"{HOSTILE} {step} days"
    described = {
        "type": "object",
        "properties": {"q": {"type": "string", "description": f"{HOSTILE} {step}"}},
    }
    assistant = {
        "model": "gpt-4o",
        "name": f"{HOSTILE} {step}",
        "description": HOSTILE[:200],
        "instructions": {"file": "prompts/a|b.md"},
        "metadata": {"a|b`c": f"x|{step}", "plain": str(step)},
        "tools": [
            {
                "type": "function",
                "function": {"name": "f", "description": HOSTILE, "parameters": described},
            }
        ],
    }
    assistants = {f"a{number}": assistant for number in range(1, 10)}
    if step == 3:
        del assistants["a1"]
    return {
        "asst.yaml": "project: hostile\noutputs: { AN_ID: assistants.a2.id }\n"
        "targets: { local: { provider: assistants-v2, "
        f'base_url: "{base_url}", api_key: emulator }} }}\n',
        # JSON is YAML.
        "all.yaml": json.dumps({"assistants": assistants}),
        "prompts/a|b.md": "\n".join(prompt).replace("1. ", "- ") + "\n" * step,
    }


validator = Draft4Validator(json.loads(sarif_schema.read_text()))
with tempfile.TemporaryDirectory() as folder:

    def run(*arguments, status):
        result = subprocess.run([asst, *arguments], cwd=folder, capture_output=True, text=True)
        if result.returncode != status:
            report(" ".join(arguments), [f"status {result.returncode}: {result.stderr[:2000]}"])
        return result

    def check(name, *flags, status=0):
        for size in 3_000, 20_000, 65_536:
            arguments = ["plan", "--format", "markdown", "--max-size", str(size), *flags]
            report(f"{name} {size}", problems_of(run(*arguments, status=status).stdout, size))
        result = run("plan", "--format", "sarif", *flags, status=status)
        document = json.loads(result.stdout)
        report(name, [f"{e.json_path}: {e.message}" for e in validator.iter_errors(document)])
        if result.stderr:
            report(name, [f"standard error is not empty: {result.stderr!r}"])
        found = document["runs"][0]["results"]
        lines = run("plan", "--format", "github", *flags, status=status).stdout.splitlines()
        # GitHub shows ten of a kind; the others are lines of the log.
        commands = [line for line in lines if line.startswith("::")]
        if len(commands) < min(len(found), 10) or len(lines) < len(found):
            report(name, [f"{len(found)} results, {len(lines)} lines for GitHub"])
        return {result["ruleId"] for result in found}

    rules = set()
    for step in 1, 2, 3:
        for file, text in project(step).items():
            path = pathlib.Path(folder, "assistants", file)
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text)
        flags = ["--prune"] if step == 3 else []
        rules |= check(f"step {step}", *flags, "--detailed-exitcode", status=2)
        run("apply", "--yes", "--quiet", *flags, status=0)
        rules |= check(f"after step {step}", *flags, "--detailed-exitcode")
    rules |= check("replace", "--replace", "assistants.a2")
    run("destroy", "--yes", "--quiet", status=0)
    pathlib.Path(folder, "assistants/all.yaml").write_text("assistants: [\n")
    if not run("plan", "--format", "sarif", status=1).stdout.startswith("{"):
        report("errors", ["are in no SARIF document"])
    missing = {"plan/create", "plan/update", "plan/delete", "plan/replace"} - rules
    report("rules", [f"{rule} is tried by no step" for rule in missing])

if failed:
    sys.exit(1)
print(f"ok      {len(goldens)} recorded plans and those of a hostile project, as Markdown and SARIF")
