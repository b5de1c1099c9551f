"""What a project goes through: the state before, the command that is disturbed, and what follows."""

import dataclasses, json

BASE = {
    "assistants.one": "name: One, model: gpt-4o, tools: [{type: file_search, vector_stores: [manuals]}]",
    "assistants.two": "name: Two, model: gpt-4o, instructions: Be kind., metadata: {team: a}",
    "vector_stores.manuals": "name: Manuals",
    "vector_stores.spare": "name: Spare",
}
CHANGED = BASE | {
    "assistants.one": BASE["assistants.one"].replace("One", "Uno"),
    "assistants.two": "name: Two, model: gpt-4o, instructions: Be brief., metadata: {team: b}",
    "vector_stores.spare": "name: Reserve",
}
FEWER = {address: BASE[address] for address in ("assistants.one", "vector_stores.manuals")}
RENAMED = {
    "assistants.first": BASE["assistants.one"].replace("manuals", "books") + ", formerly: one",
    "assistants.two": BASE["assistants.two"],
    "vector_stores.books": "name: Manuals, formerly: manuals",
    "vector_stores.spare": "name: Spare",
}
MOVED = {
    "assistants.one": BASE["assistants.one"],
    "assistants.second": BASE["assistants.two"],
    "vector_stores.manuals": "name: Manuals",
    "vector_stores.spare": "name: Spare",
}
WITHOUT_TWO = {address: fields for address, fields in BASE.items() if address != "assistants.two"}

APPLY = ["apply", "--yes"]
REPLACE = APPLY + ["--replace", "vector_stores.manuals", "--replace", "assistants.two"]
PRUNE = APPLY + ["--prune", "--allow-mass-change"]
DESTROY = ["destroy", "--yes"]
MOVE = ["state", "mv", "assistants.two", "assistants.second"]
FORGET = ["state", "rm", "assistants.two"]
RECOVER = ["recover"]
CLEAN = ["recover", "--delete-orphans", "--delete-duplicates", "--yes"]


@dataclasses.dataclass(frozen=True)
class Project:
    resources: dict
    name: str = "chaos"
    target: str = "local"
    former: bool = False
    removed: tuple = ()
    # Address → path → settings of each file that it holds, and path → text.
    holds: dict = dataclasses.field(default_factory=dict)
    texts: dict = dataclasses.field(default_factory=dict)

    def files(self, url):
        manifest = {
            "project": self.name,
            "targets": {self.target: {"provider": "assistants-v2", "base_url": url, "api_key": "k"}},
            "default_target": self.target,
        }
        if self.former:
            manifest["formerly"] = "chaos"
            manifest["targets"][self.target]["formerly"] = "local"
        if self.removed:
            manifest["removed"] = list(self.removed)
        text = ""
        for collection in ("assistants", "vector_stores"):
            text += f"{collection}:\n"
            for address, fields in self.resources.items():
                if address.startswith(collection + "."):
                    text += f"  {address.split('.')[1]}: {{ {fields}{self.held(address)} }}\n"
        # JSON is YAML.
        return {"asst.yaml": json.dumps(manifest, indent=1), "project.yaml": text} | self.texts

    def held(self, address):
        held = self.holds.get(address)
        if not held:
            return ""
        if address.startswith("assistants."):
            return f", tools: [{{type: code_interpreter, files: {json.dumps(list(held))}}}]"
        return ", files: " + json.dumps([{"path": path} | settings for path, settings in held.items()])


@dataclasses.dataclass(frozen=True)
class Scenario:
    name: str
    # The project before; None for nothing at all.
    before: Project
    # The project while the command runs that is disturbed, and the command.
    project: Project
    disturbed: list
    # What follows: (project, command, exit statuses that are right).
    following: list
    # The addresses that there are in the end.
    wanted: list
    # Which objects stay the ones they were: address then → address before.
    same: dict = dataclasses.field(default_factory=dict)
    # Objects that stay and lose their marker.
    released: tuple = ()
    # Done once `before` is in place.
    prepared: object = None
    # What was applied when the lock file was an older one.
    earlier: Project = Project(FEWER)

    @property
    def outlasts(self):
        """Whether what follows is needed for the end that is wanted."""
        return any(step[:2] != (self.project, self.disturbed) for step in self.following)


def scenario(name, before, after, disturbed, *following, same=(), **more):
    """`before` and `after` are projects, or the resources of one; with no command that follows, it is the same again."""
    before, project = before and made(before), made(after)
    steps = []
    for step in following or [disturbed]:
        step = step if isinstance(step, tuple) else (project, step)
        steps.append((made(step[0]), step[1], step[2] if len(step) > 2 else (0,)))
    wanted = more.pop("wanted", list(steps[-1][0].resources))
    if not isinstance(same, dict):
        same = {address: address for address in same}
    return Scenario(name, before, project, disturbed, steps, wanted, same, **more)


def made(project):
    return project if isinstance(project, Project) else Project(project)


def lose_lock(world):
    world.lose(world.lock)


def make_stranger(world):
    return {"stranger": world.create("assistants", {"model": "gpt-4o", "name": "Stray", "instructions": "Be old.", "metadata": {"team": "x"}})}


KEPT = ["assistants.one", "vector_stores.spare"]
ELSEWHERE = Project(BASE, name="shop", target="live", former=True)

# With a number of requests side by side.
SCENARIOS = [
    scenario("create", None, BASE, APPLY),
    scenario("update", BASE, CHANGED, APPLY, same=list(BASE)),
    scenario("replace", BASE, BASE, REPLACE, APPLY, same=KEPT),
    scenario("replace-twice", BASE, BASE, REPLACE, REPLACE, same=KEPT),
    scenario("prune", BASE, FEWER, PRUNE, same=list(FEWER)),
    scenario("destroy", BASE, BASE, DESTROY, wanted=[]),
    scenario("destroy-apply", BASE, BASE, DESTROY, APPLY),
    scenario(
        "rename", BASE, RENAMED, APPLY,
        same={"assistants.first": "assistants.one", "assistants.two": "assistants.two",
              "vector_stores.books": "vector_stores.manuals", "vector_stores.spare": "vector_stores.spare"}),
    scenario("rename-project-and-target", BASE, ELSEWHERE, APPLY, same=list(BASE)),
    scenario("removed", BASE, Project(WITHOUT_TWO, removed=("assistants.two",)), APPLY,
             same=list(WITHOUT_TWO), released=("assistants.two",)),
    # The files change between the disturbance and the next apply.
    scenario("create-then-rename", None, BASE, APPLY, (RENAMED, APPLY)),
    scenario("create-then-rename-target", None, BASE, APPLY, (ELSEWHERE, APPLY)),
    scenario("replace-then-rename", BASE, BASE, REPLACE, (RENAMED, APPLY)),
    scenario("replace-then-rename-target", BASE, BASE, REPLACE, (ELSEWHERE, APPLY), same=KEPT),
    scenario("prune-then-rename-target", BASE, FEWER, PRUNE,
             (dataclasses.replace(ELSEWHERE, resources=FEWER), PRUNE), same=list(FEWER)),
    scenario("create-then-prune", None, BASE, APPLY, (FEWER, PRUNE)),
]
# One request after the other, as they are.
EDITS = [
    scenario("state-mv", BASE, BASE, MOVE, (BASE, MOVE, (0, 1)), (MOVED, APPLY),
             same={"assistants.second": "assistants.two", "assistants.one": "assistants.one"}),
    scenario("state-rm", BASE, BASE, FORGET, (BASE, FORGET, (0, 1)), (WITHOUT_TWO, APPLY),
             same=list(WITHOUT_TWO), released=("assistants.two",)),
    scenario("import", BASE, BASE, ["import", "assistants.adopted", "{stranger}"],
             (BASE, ["import", "assistants.adopted", "{stranger}"], (0, 1)), APPLY,
             wanted=list(BASE) + ["assistants.adopted"],
             same={"assistants.adopted": "stranger", "assistants.one": "assistants.one"},
             prepared=make_stranger),
    scenario("recover", BASE, BASE, RECOVER, RECOVER, APPLY, same=list(BASE), prepared=lose_lock),
    scenario("recover-delete", BASE, FEWER, CLEAN, CLEAN, APPLY, same=list(FEWER), prepared=lose_lock),
]


class Stage:
    """A scenario in a world."""

    def __init__(self, world, scenario, crowd=0, parallel=True):
        self.world, self.scenario, self.parallel = world, scenario, parallel
        world.reset(scenario.before, crowd)
        self.known = world.ids() if scenario.before else {}
        self.objects = world.objects()
        world.write(scenario.project)
        if scenario.prepared:
            self.known |= scenario.prepared(world) or {}

    def run(self, command, **how):
        command = [word.format(**self.known) for word in command]
        if not self.parallel and command[0] in ("apply", "destroy"):
            command += ["--parallelism", "1"]
        return self.world.run(command, **how)

    def disturb(self, **how):
        return self.run(self.scenario.disturbed, **how)

    def follow(self, **how):
        """What is wrong with how the commands ended that follow."""
        for project, command, statuses in self.scenario.following:
            self.world.write(project)
            end = self.run(command, **how)
            if end.returncode not in statuses:
                return [f"asst {' '.join(command)}: exit {end.returncode}\n{end.stdout}{end.stderr}"]
        return []

    def wrongs(self, may_vanish=(), orphans=()):
        world, scenario = self.world, self.scenario
        wrongs = []
        there = world.objects()
        for address in scenario.released:
            path = next((p for p in self.objects if p.endswith("/" + self.known[address])), "")
            before = json.loads(json.dumps(self.objects[path]))
            before["metadata"].pop("asst")
            if there.get(path) != before:
                wrongs.append(f"{path} was to lose its marker and nothing else: {there.get(path)}")
            elif path not in world.foreign:
                world.foreign[path] = world.call("GET", path)
        ids = world.ids()
        for now, then in scenario.same.items():
            if ids.get(now) != self.known[then]:
                wrongs.append(f"{now} is {ids.get(now)}, and was {self.known[then]}")
        return wrongs + world.wrongs(scenario.wanted, may_vanish, plans=bool(scenario.wanted), orphans=orphans)
