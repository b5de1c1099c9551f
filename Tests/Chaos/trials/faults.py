"""Every fault that the emulator knows, on every request of a scenario in turn."""

import dataclasses

from . import holdings
from .file_scenarios import FILE_SCENARIOS
from .scenarios import APPLY, SCENARIOS, Stage
from .trial import Group
from .world import told

CREATES = {"method": "POST", "path": "/*"}
WRITES = {"method": ["POST", "DELETE"], "path": "/**"}
READS = {"method": "GET", "path": "/**"}
PAGES = {"method": "GET", "path": "/*", "query": "after="}
# A server that asks for more patience than anybody has ends the apply at once.
GIVE_UP = 999


@dataclasses.dataclass(frozen=True)
class Fault:
    name: str
    match: dict
    effects: list
    # How many requests in a row it acts on.
    times: int = 1
    # Seconds for which what may exist is looked for.
    settle: int = 0
    # The fault stays for the next apply, too.
    stays: bool = False
    # What is carried out late comes after the next apply, and the one after that puts it right.
    late: bool = False
    # What the project creates is on the second page of each list.
    crowd: int = 0

    def orphans(self, world):
        """Files carry no marker: one that a host kept although it refused it can be anybody's."""
        return holdings.unheld(world) if self.name == "429-after-commit" else ()


def answer(status, commit="never", **more):
    return {"answer": {"status": status, "commit": commit} | more}


def good(body):
    return answer(200, commit="now", body=body)


FAULTS = [
    Fault("dropped", WRITES, [{"drop": {}}]),
    Fault("dropped-after-commit", WRITES, [{"drop": {"commit": "now"}}]),
    Fault("reset", WRITES, [{"reset": {}}]),
    Fault("reset-after-commit", WRITES, [{"reset": {"commit": "now"}}]),
    Fault("reset-in-body", WRITES, [{"reset": {"in_body": True}}]),
    Fault("truncated", WRITES, [{"truncate": {}}]),
    Fault("truncated-with-its-length", WRITES, [{"truncate": {"content_length": "cut"}}]),
    Fault("html", WRITES, [good("html")]),
    Fault("empty", WRITES, [good("empty")]),
    Fault("other-json", WRITES, [good("json")]),
    Fault("garbage", WRITES, [good("garbage")]),
    Fault("500", WRITES, [answer(500)]),
    Fault("500-after-commit", WRITES, [answer(500, "now")]),
    Fault("503-to-the-end", WRITES, [answer(503, retry_after=GIVE_UP)], times=9),
    Fault("503-after-commit-to-the-end", WRITES, [answer(503, "now", retry_after=GIVE_UP)], times=9),
    Fault("408-after-commit", WRITES, [answer(408, "now")]),
    Fault("409", WRITES, [answer(409)]),
    Fault("429", WRITES, [answer(429)]),
    Fault("429-storm", WRITES, [answer(429)], times=3),
    Fault("429-storm-with-retry-after", WRITES, [answer(429, retry_after=1)], times=2),
    Fault("429-to-the-end", WRITES, [answer(429, retry_after=GIVE_UP)], times=9),
    Fault("429-after-commit", WRITES, [answer(429, "now")]),
    Fault("400", WRITES, [answer(400)]),
    Fault("late-commit", WRITES, [{"drop": {"commit": "released"}}]),
    Fault("503-late-commit", WRITES, [answer(503, "released", retry_after=GIVE_UP)]),
    Fault("very-late-commit", WRITES, [answer(503, "released", retry_after=GIVE_UP)], late=True),
    Fault("late-commit-while-looking", CREATES, [{"drop": {"commit": "400ms"}}], settle=4),
    Fault("lagging-lists", CREATES, [{"list_lag": {"lists": 3}}], stays=True),
    Fault("lagging-lists-lost-answer", CREATES, [{"drop": {"commit": "now"}}, {"list_lag": {"lists": 3}}], stays=True),
    Fault("lagging-lists-by-seconds", CREATES, [{"drop": {"commit": "now"}}, {"list_lag": {"for": "1s"}}], settle=4),
    Fault("read-dropped", READS, [{"drop": {}}]),
    Fault("read-reset-in-body", READS, [{"reset": {"in_body": True}}]),
    Fault("read-truncated", READS, [{"truncate": {}}]),
    Fault("read-garbage", READS, [good("garbage")]),
    Fault("read-other-json", READS, [good("json")]),
    Fault("read-500", READS, [answer(500)]),
    Fault("read-429-storm", READS, [answer(429)], times=2),
    Fault("read-503-to-the-end", READS, [answer(503, retry_after=GIVE_UP)]),
    Fault("page-insert", PAGES, [{"page_shift": "insert"}], crowd=100),
    Fault("page-delete", PAGES, [{"page_shift": "delete"}], crowd=100),
    Fault("page-repeat", PAGES, [{"page_shift": "repeat"}], crowd=100),
    Fault("page-skip", PAGES, [{"page_shift": "skip"}], crowd=100),
]
# Those that are met by a process that is killed then.
KILLED_FAULTS = [
    Fault("dropped-after-commit", WRITES, [{"drop": {"commit": "now"}}]),
    Fault("503-after-commit", WRITES, [answer(503, "now", retry_after=GIVE_UP)]),
    Fault("late-commit", WRITES, [answer(503, "released", retry_after=GIVE_UP)]),
    Fault("429-after-commit", CREATES, [answer(429, "now")]),
]
NAMES = ("create", "update", "replace", "prune", "destroy", "destroy-apply", "rename", "rename-project-and-target", "removed",
         "files/create", "files/edit", "files/remove", "files/attributes", "files/chunking", "files/mixed", "files/replace", "files/prune")


def rules_of(fault, nth):
    match = fault.match | {"from": nth, "times": fault.times}
    return [{"name": fault.name, "match": match, "effect": effect} for effect in fault.effects]


def groups():
    return [Group("fault", f"{scenario.name}/{fault.name}", trial_of(scenario, fault), rarity=29, usual=3)
            for scenario in SCENARIOS + FILE_SCENARIOS if scenario.name in NAMES for fault in FAULTS
            # A crowd is one of assistants and stores.
            if not (fault.crowd and scenario.name.startswith("files/"))]


def trial_of(scenario, fault):
    def trial(world, nth):
        stage = Stage(world, scenario, crowd=fault.crowd)
        # The one at the end of the first page, whose ID is the cursor.
        may_vanish = cursors(world) if fault.name == "page-delete" else ()
        world.set_faults(rules_of(fault, nth))
        end = stage.disturb(settle=fault.settle)
        if end.returncode not in (0, 1):
            return [told(scenario.disturbed, end)]
        if fault.stays or fault.late:
            # Whether it ends well does not matter yet.
            stage.follow(settle=fault.settle)
        if not world.end_faults():
            return None
        orphans = fault.orphans(world)
        if fault.settle and end.returncode != 0:
            return [f"it is looked for, and yet: {told(scenario.disturbed, end)}"]
        # What is cut anew is detached and attached again under the same ID. A host that carries out a lost DELETE
        # late detaches it once more: the next plan calls that drift, and asks.
        is_taken_back = scenario.name == "files/chunking" and fault.name.endswith("late-commit")
        if is_taken_back:
            world.must(APPLY + ["--on-drift", "overwrite"])
        elif end.returncode == 0 and not (fault.stays or fault.late) and not scenario.outlasts:
            # Who says that all is done has done it.
            wrongs = stage.wrongs(may_vanish, orphans)
            if wrongs:
                return [f"after an apply without errors: {wrong}" for wrong in wrongs]
        return stage.follow() or stage.wrongs(may_vanish, orphans)
    return trial


def cursors(world):
    return [path for path in world.foreign if path.endswith(tuple(last_of_first_pages(world)))]


def last_of_first_pages(world):
    paths = list(world.objects())
    for collection in ("/assistants/", "/vector_stores/"):
        yield [path for path in paths if path.startswith(collection)][99]
