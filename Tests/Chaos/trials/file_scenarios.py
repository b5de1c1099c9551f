"""What projects with files go through."""

import dataclasses

from .scenarios import APPLY, DESTROY, Project, scenario

RESOURCES = {
    "assistants.one": "name: One, model: gpt-4o, tools: [{type: file_search, vector_stores: [manuals]}]",
    "assistants.coder": "name: Coder, model: gpt-4o",
    "vector_stores.manuals": "name: Manuals",
    "vector_stores.spare": "name: Spare",
}
RETURNS, REPAIR, SHOPS = "knowledge/returns.md", "knowledge/repair.md", "knowledge/shops.md"
TEXTS = {RETURNS: "Returns within 30 days.\n", REPAIR: "Repairs take a week.\n", SHOPS: "Open on Mondays.\n"}
MANUALS, SPARE, CODER = "vector_stores.manuals", "vector_stores.spare", "assistants.coder"
CUT = {"max_chunk_size_tokens": 400, "chunk_overlap_tokens": 100}
# One in both stores, one in a store and in an assistant.
HOLDS = {
    MANUALS: {RETURNS: {"attributes": {"topic": "returns", "year": 2026}}, REPAIR: {}, SHOPS: {}},
    SPARE: {REPAIR: {}},
    CODER: {SHOPS: {}},
}
BASE = Project(RESOURCES, holds=HOLDS, texts=TEXTS)


def changed(texts=None, without=(), **holds):
    """BASE with other texts and holdings."""
    named = {"manuals": MANUALS, "spare": SPARE, "coder": CODER}
    new = HOLDS | {named[name]: held for name, held in holds.items()}
    all_texts = {path: text for path, text in (TEXTS | (texts or {})).items() if path not in without}
    return dataclasses.replace(BASE, holds=new, texts=all_texts)


# Of the same length, so that name and size tell nothing.
EDITED = changed(texts={RETURNS: "Returns within 99 days.\n"})
EDITED_SHARED = changed(texts={REPAIR: "Repairs take a month.\n", SHOPS: "Open on Tuesdays.\n"})
NEW_NAME = "knowledge/sending-back.md"
RENAMED_FILE = changed(
    texts={NEW_NAME: TEXTS[RETURNS]}, without=[RETURNS], manuals={NEW_NAME: HOLDS[MANUALS][RETURNS], REPAIR: {}, SHOPS: {}})
# Another folder and the same name: the file stays.
OTHER_PLACE = "knowledge/old/returns.md"
MOVED_FILE = changed(
    texts={OTHER_PLACE: TEXTS[RETURNS]}, without=[RETURNS], manuals={OTHER_PLACE: HOLDS[MANUALS][RETURNS], REPAIR: {}, SHOPS: {}})
FEWER_FILES = changed(without=[RETURNS, SHOPS], manuals={REPAIR: {}}, coder={})
OTHER_ATTRIBUTES = changed(manuals={RETURNS: {"attributes": {"topic": "sending back"}}, REPAIR: {"attributes": {"new": True}}, SHOPS: {}})
CUT_ANEW = changed(manuals={path: settings | {"chunking": CUT} for path, settings in HOLDS[MANUALS].items()})
FEWER_CUT_ANEW = dataclasses.replace(FEWER_FILES, holds=FEWER_FILES.holds | {MANUALS: {REPAIR: {"chunking": CUT}}})
OTHER_STORE = changed(manuals={REPAIR: {}, SHOPS: {}}, spare={REPAIR: {}, RETURNS: {}})
# Two that change places, and one that comes.
NEW = "knowledge/new.md"
MIXED = changed(
    texts={RETURNS: TEXTS[SHOPS], SHOPS: TEXTS[RETURNS], NEW: "Something new.\n"},
    manuals=HOLDS[MANUALS] | {NEW: {}}, spare={NEW: {}}, coder={NEW: {}, SHOPS: {}})
WITHOUT_STORE = dataclasses.replace(
    BASE, texts={path: TEXTS[path] for path in (REPAIR, SHOPS)}, holds={SPARE: {REPAIR: {}}, CODER: {SHOPS: {}}},
    resources={"assistants.coder": RESOURCES["assistants.coder"], "vector_stores.spare": RESOURCES["vector_stores.spare"]})
EARLIER = changed(without=[RETURNS], texts={SHOPS: "Closed.\n"}, manuals={REPAIR: {}, SHOPS: {}})
REPLACE = APPLY + ["--replace", MANUALS]
PRUNE = APPLY + ["--prune", "--allow-mass-change"]


def join(world):
    world.join_store(world.ids()[MANUALS])


def filed(name, before, after, disturbed, *following, same=tuple(RESOURCES), **more):
    return scenario(f"files/{name}", before, after, disturbed, *following, same=same if before else (),
                    prepared=join if before else None, earlier=EARLIER, **more)


FILE_SCENARIOS = [
    filed("create", None, BASE, APPLY),
    filed("edit", BASE, EDITED, APPLY),
    filed("edit-shared", BASE, EDITED_SHARED, APPLY),
    filed("rename", BASE, RENAMED_FILE, APPLY),
    filed("move", BASE, MOVED_FILE, APPLY),
    filed("remove", BASE, FEWER_FILES, APPLY),
    filed("attributes", BASE, OTHER_ATTRIBUTES, APPLY),
    filed("chunking", BASE, CUT_ANEW, APPLY),
    filed("other-store", BASE, OTHER_STORE, APPLY),
    filed("mixed", BASE, MIXED, APPLY),
    filed("replace", BASE, BASE, REPLACE, APPLY, same=("assistants.one", CODER, SPARE)),
    filed("replace-and-edit", BASE, EDITED_SHARED, REPLACE, APPLY, same=("assistants.one", CODER, SPARE)),
    filed("prune", BASE, WITHOUT_STORE, PRUNE, same=(CODER, SPARE)),
    filed("destroy", BASE, BASE, DESTROY, wanted=[], same=()),
    filed("destroy-apply", BASE, BASE, DESTROY, APPLY, same=()),
    # The files change between the disturbance and the next apply.
    filed("create-then-edit", None, BASE, APPLY, (EDITED_SHARED, APPLY)),
    filed("create-then-remove", None, BASE, APPLY, (FEWER_FILES, APPLY)),
    filed("edit-then-back", BASE, EDITED, APPLY, (BASE, APPLY)),
    filed("edit-then-edit", BASE, EDITED, APPLY, (EDITED_SHARED, APPLY)),
    filed("chunking-then-back", BASE, CUT_ANEW, APPLY, (BASE, APPLY)),
    filed("chunking-then-remove", BASE, CUT_ANEW, APPLY, (FEWER_CUT_ANEW, APPLY)),
    filed("replace-then-prune", BASE, BASE, REPLACE, (WITHOUT_STORE, PRUNE), same=(CODER, SPARE)),
]
