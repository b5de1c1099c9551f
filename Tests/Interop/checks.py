"""What scenarios are made of: a list of them, and how they say what is wrong."""

import re

DIGEST = re.compile(r"<!-- asst digest: (sha256:[0-9a-f]{64}) -->")
BOTS = {"github": "github-actions[bot]", "gitlab": 41}
scenarios = []


def scenario(*hosts):
    """A scenario runs on each of the hosts, in a project of its own."""

    def note(function):
        scenarios.extend((function, host) for host in hosts)
        return function

    return note


def equal(found, wanted, what):
    if found != wanted:
        raise AssertionError(f"{what}: {found!r}, not {wanted!r}")


def holds(text, part, what):
    if part not in text:
        raise AssertionError(f"{what}: {part!r} is not in\n{text}")


def lacks(text, part, what):
    if part in text:
        raise AssertionError(f"{what}: {part!r} is in\n{text}")


def digest(body):
    """The digest on the last line of a page."""
    found = DIGEST.fullmatch(body.rstrip("\n").split("\n")[-1])
    if not found:
        raise AssertionError(f"the last line is no digest:\n{body}")
    return found[1]
