"""chaos FOLDER [options]: what is tried, side by side in worlds of their own."""

import argparse, os, queue, threading, time, traceback

from . import faults, kills, walks
from .trial import SKIPPED, Tally
from .world import World


def read(arguments):
    parser = argparse.ArgumentParser(prog="chaos", description="See README.md beside this program.")
    parser.add_argument("folder", help="where the executables asst and asst-emulator are")
    parser.add_argument("--short", action="store_true", help="a sample of everything")
    parser.add_argument("--only", default="", metavar="PATH", help="the groups whose paths begin so, such as kill/rename")
    parser.add_argument("--at", type=int, metavar="NUMBER", help="this trial of each group alone")
    parser.add_argument("--every", type=int, default=1, metavar="N", help="one trial in N of each group")
    parser.add_argument("--random", type=int, metavar="N", help="N random sequences and nothing else")
    parser.add_argument("--seed", type=int, default=1, help="the seed of the first of them; each has the next one")
    parser.add_argument("--worlds", type=int, default=2 * (os.cpu_count() or 1), metavar="N", help="so many side by side")
    return parser.parse_args(arguments)


def trials(options):
    """(group, number of the first, step) of each piece of work."""
    groups = walks.groups(options.random or (12 if options.short else 1000), options.seed)
    if options.random is None:
        groups += faults.groups() + kills.groups()
    if options.only:
        groups = [g for g in groups if g.path == options.only or options.at is None and g.path.startswith(options.only + "/")]
    for index, group in enumerate(groups):
        if options.at is not None:
            yield group, [options.at]
        elif group.kind == "walk":
            for seed in range(group.first, group.most + 1, options.every):
                yield group, [seed]
        elif options.short:
            # A number of its own for each group, so that together they are of all sorts.
            if index % group.rarity == 0:
                yield group, [group.first + index * 7 % group.usual]
        else:
            yield group, range(group.first, group.most + 1, options.every)


def work(options, pieces, tally, stop):
    world = World(os.path.abspath(options.folder))
    try:
        while True:
            try:
                group, numbers = pieces.get_nowait()
            except queue.Empty:
                return
            tried = 0
            for number in numbers:
                if stop.is_set():
                    return
                try:
                    wrongs = group.trial(world, number)
                except Exception:
                    wrongs = [traceback.format_exc()]
                    world.end()
                    world = World(os.path.abspath(options.folder))
                if wrongs is None:
                    break
                if wrongs != SKIPPED:
                    tally.ended(group, number, wrongs)
                    tried += 1
            if len(numbers) > 1:
                print(f"{group.path}: {tried}", flush=True)
    finally:
        world.end()


def main(arguments):
    options, tally, stop, start = read(arguments), Tally(), threading.Event(), time.monotonic()
    pieces = queue.Queue()
    for piece in trials(options):
        pieces.put(piece)
    workers = [threading.Thread(target=work, args=(options, pieces, tally, stop)) for _ in range(options.worlds)]
    for worker in workers:
        worker.start()
    try:
        for worker in workers:
            worker.join()
    except KeyboardInterrupt:
        # Each world is taken down by its worker.
        stop.set()
        for worker in workers:
            worker.join()
    for again in tally.failed:
        print(f"chaos {options.folder} {again}")
    tried = tally.tried
    print(f"{tried['kill']} points of interruption, {tried['fault']} faults and {tried['walk']} random sequences "
          f"(seeds from {options.seed}) in {time.monotonic() - start:.0f} s: {len(tally.failed)} wrong")
    return 1 if tally.failed or not sum(tried.values()) else 0
