"""Random sequences: a project that goes on while everything goes wrong."""

import random, re

from . import holdings
from .faults import CREATES, READS, WRITES, answer, good
from .scenarios import CLEAN, Project
from .trial import Group
from .world import KILLED, told

APPLY = ["apply", "--yes", "--on-drift", "overwrite", "--allow-recreate", "--allow-mass-change"]
EFFECTS = [
    [{"drop": {}}], [{"drop": {"commit": "now"}}], [{"drop": {"commit": "released"}}],
    [{"reset": {"commit": "now"}}], [{"reset": {"in_body": True}}], [{"truncate": {}}], [good("garbage")],
    [answer(500)], [answer(500, "now")], [answer(503, "released", retry_after=999)],
    [answer(503, retry_after=999)], [answer(429)], [answer(429, retry_after=999)], [answer(400)],
    [{"list_lag": {"lists": 2}}], [{"drop": {"commit": "now"}}, {"list_lag": {"lists": 2}}],
]


def groups(count, seed):
    return [Group("walk", "random", walk, most=seed + count - 1, first=seed)]


def walk(world, seed):
    return Walk(world, seed).wrongs()


class Walk:
    def __init__(self, world, seed):
        self.world, self.random = world, random.Random(seed)
        self.told = []
        self.names = 0
        # Address → [fields by name, former keys].
        self.stores, self.assistants = {}, {}
        # Path → text, and (collection, key) → paths of the files that it holds.
        self.texts, self.holds = {}, {}
        self.replaced = set()
        # Lock files as they were, oldest first.
        self.locks = []
        self.has_lost = False
        # Files that nobody can know to be ours.
        self.orphans = set()
        world.reset()
        for _ in range(self.random.randint(1, 3)):
            self.add()

    def maybe(self, probability):
        return self.random.random() < probability

    # MARK: - The project

    def key(self):
        self.names += 1
        return f"r{self.names}"

    def text(self):
        return f"V{self.random.randint(1, 10**6)}"

    def add(self):
        if self.maybe(0.4) and len(self.stores) < 4:
            self.stores[self.key()] = ({"name": self.text()}, [])
        elif len(self.assistants) < 6:
            fields = {"name": self.text(), "model": "gpt-4o"}
            if self.stores and self.maybe(0.6):
                fields["store"] = self.random.choice(list(self.stores))
            self.assistants[self.key()] = (fields, [])

    def pick(self):
        kind = self.random.choice([kind for kind in (self.stores, self.assistants) if kind])
        return kind, self.random.choice(list(kind))

    def remove(self):
        if len(self.stores) + len(self.assistants) < 2:
            # A project without anything is warned of.
            return
        kind, key = self.pick()
        del kind[key]
        self.holds.pop(key, None)
        for fields, _ in self.assistants.values():
            if kind is self.stores and fields.get("store") == key:
                del fields["store"]

    def change(self):
        kind, key = self.pick()
        fields, _ = kind[key]
        if kind is self.assistants:
            what = self.random.choice(["name", "instructions", "description", "metadata", "store"])
            if what == "metadata":
                fields[what] = f"{{ team: {self.text()} }}"
            elif what != "store":
                fields[what] = self.text()
            elif self.stores:
                fields[what] = self.random.choice(list(self.stores))
        else:
            fields["name"] = self.text()

    def rename(self):
        kind, key = self.pick()
        fields, former = kind.pop(key)
        new = self.key()
        kind[new] = (fields, former + [key])
        if key in self.holds:
            self.holds[new] = self.holds.pop(key)
        for other, _ in self.assistants.values():
            if kind is self.stores and other.get("store") == key:
                other["store"] = new

    def replace(self):
        kind, key = self.pick()
        self.replaced.add(f"{'vector_stores' if kind is self.stores else 'assistants'}.{key}")

    # MARK: - Its files

    def file_text(self):
        # Many have the same length.
        return f"Text {self.random.randint(100, 999)}.\n"

    def hold(self):
        """A new file or one that there is, for a store or an assistant."""
        holders = [key for key in self.stores] + [key for key, (fields, _) in self.assistants.items() if "store" not in fields]
        if not holders:
            return
        if self.maybe(0.6) or not self.texts:
            self.names += 1
            path = self.random.choice([f"files/f{self.names}.md", f"files/{self.random.randint(1, 3)}/same.md"])
            self.texts.setdefault(path, self.file_text())
        else:
            path = self.random.choice(list(self.texts))
        self.holds.setdefault(self.random.choice(holders), {}).setdefault(path, {})

    def edit_file(self):
        if self.texts:
            self.texts[self.random.choice(list(self.texts))] = self.file_text()

    def rename_file(self):
        if self.texts:
            old = self.random.choice(list(self.texts))
            self.names += 1
            new = self.random.choice([f"files/g{self.names}.md", f"files/{self.names}/{old.split('/')[-1]}"])
            self.texts[new] = self.texts.pop(old)
            for key, held in self.holds.items():
                self.holds[key] = {new if path == old else path: settings for path, settings in held.items()}

    def change_file(self):
        keys = [key for key in self.stores if self.holds.get(key)]
        if keys:
            held = self.holds[self.random.choice(keys)]
            path = self.random.choice(list(held))
            if self.maybe(0.5):
                held[path] = held[path] | {"attributes": {"topic": self.text()}}
            else:
                size = self.random.choice([200, 400, 600])
                held[path] = held[path] | {"chunking": {"max_chunk_size_tokens": size, "chunk_overlap_tokens": size // 4}}

    def release_file(self):
        keys = [key for key, held in self.holds.items() if held]
        if keys:
            held = self.holds[self.random.choice(keys)]
            del held[self.random.choice(list(held))]

    def project(self):
        resources = {}
        for collection, kind in (("assistants", self.assistants), ("vector_stores", self.stores)):
            for key, (fields, former) in kind.items():
                parts = [f"{name}: {value}" for name, value in fields.items() if name != "store"]
                if "store" in fields:
                    parts.append(f"tools: [{{type: file_search, vector_stores: [{fields['store']}]}}]")
                if former:
                    parts.append(f"formerly: [{', '.join(former)}]")
                resources[f"{collection}.{key}"] = ", ".join(parts)
        holds = {}
        for address in resources:
            # An assistant of stores has no other tools.
            if held := self.holds.get(address.split(".")[1]):
                if "tools" not in resources[address]:
                    holds[address] = self.of_other_names(held, address.startswith("vector_stores."))
        used = {path: text for path, text in self.texts.items() if any(path in held for held in holds.values())}
        return Project(resources, holds=holds, texts=used)

    def of_other_names(self, held, has_settings):
        """What one object holds has to have names of its own."""
        last = {path.split("/")[-1]: path for path in held}
        return {path: held[path] if has_settings else {} for path in last.values()}

    # MARK: - What happens

    def edit_foreign(self):
        path = self.random.choice(list(self.world.foreign))
        self.world.call("POST", path, {"name": self.text()})
        self.world.foreign[path] = self.world.call("GET", path)

    def release(self):
        """What comes late comes now; what nobody knows of any more stays."""
        self.world.end_faults()
        if self.has_lost:
            self.orphans |= holdings.unheld(self.world)

    def lose(self):
        self.has_lost = True
        if self.locks and self.maybe(0.5):
            with open(self.world.lock, "w") as file:
                file.write(self.random.choice(self.locks))
            self.told.append("an old lock file is put back")
        else:
            self.world.lose(self.world.lock)
            self.told.append("the lock file is lost")
        if self.maybe(0.3):
            self.world.lose(self.world.journal)
            self.told.append("the journal is lost")

    def rules(self):
        match = self.random.choice([CREATES, WRITES, WRITES, WRITES, READS])
        match = match | {"from": self.random.randint(1, 6), "times": self.random.choice([1, 1, 1, 2])}
        effects = self.random.choice([e for e in EFFECTS if match["method"] != "GET" or "commit" not in str(e)])
        return [{"match": match, "effect": effect} for effect in effects]

    def apply(self):
        command = list(APPLY)
        if self.maybe(0.5):
            command.append("--prune")
        if self.maybe(0.5):
            command += ["--parallelism", "1"]
        for address in sorted(self.replaced):
            command += ["--replace", address]
        self.replaced = set()
        faults = self.rules() if self.maybe(0.4) else []
        crash = self.random.randint(1, 60) if self.maybe(0.6) else None
        if faults:
            self.world.set_faults(faults)
        end = self.world.run(command, crash=crash)
        if faults:
            # What comes late comes now, or after the next one.
            if self.maybe(0.7):
                self.release()
        self.told.append(f"{' '.join(command)}, killed at {crash}, with {faults}: exit {end.returncode}")
        if end.returncode not in (0, 1, KILLED):
            return [told(command, end)]
        lock = self.world.read_lock()
        if lock and (not self.locks or self.locks[-1] != lock):
            self.locks.append(lock)
        return []

    def wrongs(self):
        steps = [self.add, self.add, self.remove, self.change, self.change, self.rename, self.replace,
                 self.hold, self.hold, self.edit_file, self.rename_file, self.change_file, self.release_file]
        for _ in range(self.random.randint(3, 7)):
            for _ in range(self.random.randint(0, 5)):
                self.random.choice(steps)()
            project = self.project()
            self.replaced &= set(project.resources)
            self.world.write(project)
            wrongs = self.apply()
            if wrongs:
                return self.told + wrongs
            if self.maybe(0.2):
                self.release()
                self.edit_foreign()
            if self.maybe(0.15):
                self.lose()
        self.release()
        if self.has_lost:
            # Without the lock nobody knows what may be pruned, nor which of two is meant.
            end = self.world.run(APPLY + ["--prune"])
            self.told.append(told(APPLY, end))
            for id in re.findall(r" is \S+, and (\S+) is \S+; `formerly` says", end.stderr):
                self.world.run(["recover", "--release", id])
                self.world.call("DELETE", f"/{'vector_stores' if id.startswith('vs_') else 'assistants'}/{id}")
                # Sent by an apply whose journal is lost, and held by what is gone now.
                self.orphans |= holdings.unheld(self.world)
        for command in ([CLEAN] if self.has_lost else []) + [APPLY + ["--prune"]]:
            end = self.world.run(command)
            self.told.append(told(command, end))
            if end.returncode != 0:
                return self.told
        wrongs = self.world.wrongs(self.project().resources, plans=True, orphans=self.orphans)
        return self.told + wrongs if wrongs else []
