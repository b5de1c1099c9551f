"""What is tried, and the count of it."""

import dataclasses, threading

# A trial whose number points to nothing new.
SKIPPED = "skipped"


@dataclasses.dataclass
class Group:
    """Trials with numbers from 1. `trial(world, number)` returns what is wrong, None where there are no more
    of them, or SKIPPED."""
    kind: str
    name: str
    trial: object
    # How many there are at most.
    most: int = 1_000_000
    first: int = 1
    # `--short` tries one trial of one group in so many, among the first so many.
    rarity: int = 1
    usual: int = 40

    @property
    def path(self):
        return f"{self.kind}/{self.name}"

    def replay(self, number):
        if self.kind == "walk":
            return f"--random 1 --seed {number}"
        return f"--only {self.path} --at {number}"


class Tally:
    def __init__(self):
        self.lock = threading.Lock()
        self.tried = {"kill": 0, "fault": 0, "walk": 0}
        self.failed = []

    def ended(self, group, number, wrongs):
        with self.lock:
            self.tried[group.kind] += 1
            if wrongs:
                replay = group.replay(number)
                self.failed.append(replay)
                print(f"WRONG {replay}", *wrongs, sep="\n  ", flush=True)
