"""SIGKILL at every point of interruption, and what is lost beside it."""

import os

from . import holdings
from .faults import KILLED_FAULTS, rules_of
from .file_scenarios import FILE_SCENARIOS
from .scenarios import APPLY, CLEAN, EDITS, SCENARIOS, Stage
from .trial import SKIPPED, Group
from .world import KILLED, told


def groups():
    found = []
    for scenario in SCENARIOS + FILE_SCENARIOS:
        rarity = 5 if scenario in FILE_SCENARIOS else 1
        found += [Group("kill", scenario.name, kill(scenario, parallel=False), rarity=rarity),
                  Group("kill", scenario.name + "/parallel", kill(scenario, parallel=True), rarity=rarity)]
    found += [Group("kill", scenario.name, kill(scenario, parallel=False), usual=9) for scenario in EDITS]
    found += [Group("kill", scenario.name + "/saved", kill_saved(scenario), rarity=7 if scenario in FILE_SCENARIOS else 3)
              for scenario in SCENARIOS + FILE_SCENARIOS
              if scenario.disturbed[0] == "apply" and all(step[0] == scenario.project for step in scenario.following)]
    for scenario in SCENARIOS + FILE_SCENARIOS:
        # Another target's name is another lock file's.
        if scenario.name in LOSING:
            found += [Group("kill", f"{scenario.name}/{loss}", kill_and_lose(scenario, loss), rarity=7 if scenario in FILE_SCENARIOS else 3) for loss in LOSSES
                      if scenario.before or loss != "old-lock"]
    for scenario in SCENARIOS + FILE_SCENARIOS:
        if scenario.name in FAULTY:
            # Two lists come before the first write, and each write is noted: its fault cannot act any earlier.
            found += [Group("kill", f"{scenario.name}/{fault.name}/{nth}", kill_with_fault(scenario, fault, nth), first=5 * nth, rarity=11, usual=30)
                      for fault in KILLED_FAULTS for nth in range(1, 5)]
    return found


def kill(scenario, parallel):
    def trial(world, point):
        stage = Stage(world, scenario, parallel=parallel)
        end = stage.disturb(crash=point)
        if end.returncode != KILLED:
            # There are no more points than this: nobody was killed.
            return None if end.returncode == 0 else [told(scenario.disturbed, end)]
        return stage.follow() or stage.wrongs()
    return trial


def kill_saved(scenario):
    """The apply is of a saved plan, and the same plan finishes it: nobody looks at what the kill left."""
    def trial(world, point):
        stage = Stage(world, scenario, parallel=False)
        save = ["plan", "--out", "plan.json"] + [word for word in scenario.disturbed[1:] if word != "--yes"]
        end = stage.run(save)
        if end.returncode != 0:
            return [told(save, end)]
        saved = ["apply", "plan.json"]
        end = stage.run(saved, crash=point)
        if end.returncode != KILLED:
            return None if end.returncode == 0 else [told(saved, end)]
        for _ in range(2):
            end = stage.run(saved)
            if end.returncode != 0:
                return [told(saved, end)]
        return stage.wrongs()
    return trial


# What is gone when the next apply begins.
LOSSES = ["no-lock", "old-lock", "no-journal", "no-lock-no-journal"]
LOSING = ("create", "update", "replace", "prune", "destroy-apply", "rename", "removed", "files/create", "files/edit",
          "files/remove", "files/chunking", "files/mixed", "files/replace", "files/prune", "files/destroy-apply")
FAULTY = ("create", "replace", "rename", "destroy-apply", "files/create", "files/mixed", "files/replace")


def kill_and_lose(scenario, loss):
    """Without lock and journal nobody knows which of two halves of a replacement is the newer one, nor what
    may be pruned: an apply may refuse then, or keep, and `asst recover` is told to tidy up. But an apply makes
    nothing a second time."""
    def trial(world, point):
        stage = Stage(world, scenario, parallel=False)
        old = world.read_lock()
        if loss == "old-lock":
            # One from before the last apply: it knows an object less, and values that are no more.
            world.reset(scenario.earlier)
            old = world.read_lock()
            world.write(scenario.before)
            world.must(APPLY)
            stage.known, stage.objects = world.ids(), world.objects()
            if scenario.prepared:
                scenario.prepared(world)
            world.write(scenario.project)
        end = stage.disturb(crash=point)
        if end.returncode != KILLED:
            return None
        if "no-lock" in loss:
            world.lose(world.lock)
        if "no-journal" in loss:
            # With all that is kept beside it.
            world.lose(os.path.dirname(world.journal))
        if loss == "old-lock":
            with open(world.lock, "w") as file:
                file.write(old)
        # An upload that is not attached yet and was noted nowhere is nobody's.
        orphans = holdings.unheld(world) if "no-journal" in loss else ()
        before = world.ours()
        project, command, _ = scenario.following[0]
        world.write(project)
        again = stage.run(command)
        # ASST304 and ASST207: what the lost journal knew to be our own deletion looks like somebody else's.
        if again.returncode != 0 and not any(code in again.stderr for code in ("ASST203", "ASST304", "ASST207")):
            return [told(command, again)]
        twice = {a: ids for a, ids in world.ours().items() if len(ids) > max(1, len(before.get(a, [])))}
        if twice:
            return [f"made a second time: {twice}, and before there was {before}"]
        consent = ["--on-drift", "overwrite"] if "no-journal" in loss else []
        for command in (CLEAN, APPLY + consent):
            end = world.run(command)
            if end.returncode != 0:
                return [told(command, end)]
        return stage.wrongs(orphans=orphans)
    return trial


def kill_with_fault(scenario, fault, nth):
    """The nth request meets the fault, and the process is killed at each point from there on."""
    def trial(world, point):
        stage = Stage(world, scenario, parallel=False)
        world.set_faults(rules_of(fault, nth))
        end = stage.disturb(crash=point)
        acted = world.end_faults()
        if end.returncode != KILLED:
            return None
        if not acted:
            return SKIPPED
        orphans = fault.orphans(world)
        return stage.follow() or stage.wrongs(orphans=orphans)
    return trial
