"""What the stores and assistants of a project hold, and the files that there are."""

import hashlib, json


def wrongs(world, addresses, orphans=(), may_vanish=()):
    """`orphans` may be left over: files that nobody could know to be ours."""
    found = []
    ids, project = world.ids(), world.project
    recorded = json.loads(world.read_lock() or '{"resources": {}}')
    files = world.files()
    used = set()
    for address in addresses:
        if address not in ids:
            continue
        held = held_by(world, address, ids[address], files)
        wanted = wanted_by(project, address)
        if sorted(map(key, held.values())) != sorted(map(key, set_of(wanted))):
            found.append(f"{address} holds {held}, and wanted is {wanted}")
            continue
        used |= held.keys()
        by_identity = {key(what): id for id, what in held.items()}
        attachments = recorded["resources"].get(address, {}).get("attachments", {})
        noted = {path: entry[0] for path, entry in attachments.items()}
        there = {path: by_identity[key(what)] for path, what in wanted.items()}
        if noted != there:
            found.append(f"the lock file says that {address} holds {noted}, and it holds {there}")
    texts = {(path.split("/")[-1], project.texts[path]) for address in addresses for path in project.holds.get(address, {})}
    if len(used) != len(texts) and not found:
        found.append(f"{len(texts)} files are held as {sorted(used)}")
    foreign = {path.removeprefix("/files/") for path in world.foreign_parts}
    free = {id: files[id]["filename"] for id in files.keys() - used - foreign - set(orphans)}
    if free:
        found.append(f"files that nothing holds: {free}")
    if "files" in recorded:
        found.append(f"the lock file has files that nothing holds: {recorded['files']}")
    return found + foreign_wrongs(world, ids, files, may_vanish)


def unheld(world):
    """IDs of files that nothing holds: the bytes alone, of which nobody can say whose they are."""
    free = set(world.files())
    for path, thing in world.objects().items():
        if path.startswith("/assistants/"):
            free -= set(code_files(thing))
        else:
            free -= {member["id"] for member in members(world, thing["id"])}
    return free


def members(world, store):
    return json.loads(world.call("GET", f"/vector_stores/{store}/files?limit=100"))["data"]


def code_files(assistant):
    return assistant["tool_resources"].get("code_interpreter", {}).get("file_ids", [])


def wanted_by(project, address):
    """Path → what is to be there."""
    wanted = {}
    for path, settings in project.holds.get(address, {}).items():
        name, text = path.split("/")[-1], project.texts[path]
        if address.startswith("assistants."):
            wanted[path] = (name, len(text))
        else:
            chunking = settings.get("chunking", {"max_chunk_size_tokens": 800, "chunk_overlap_tokens": 400})
            wanted[path] = (name, text, settings.get("attributes", {}), chunking, "completed")
    return wanted


def key(what):
    return json.dumps(what, sort_keys=True)


def set_of(wanted):
    """Copies under several paths are one file."""
    return list({key(what[:2]): what for what in wanted.values()}.values())


def held_by(world, address, id, files):
    """ID → what is there, without what others attached."""
    if address.startswith("assistants."):
        assistant = json.loads(world.call("GET", f"/assistants/{id}"))
        return {file: (files[file]["filename"], files[file]["bytes"]) if file in files else None
                for file in code_files(assistant)}
    others = [path.split("/")[-1] for path, _ in world.foreign_members.values()]
    return {member["id"]: told(world, id, member, files) for member in members(world, id) if member["id"] not in others}


def told(world, store, member, files):
    content = json.loads(world.call("GET", f"/vector_stores/{store}/files/{member['id']}/content"))
    text = "".join(part["text"] for part in content["data"])
    attributes = dict(member["attributes"])
    if attributes.pop("asst_sha256", "") != hashlib.sha256(text.encode()).hexdigest():
        return f"{member['id']}, whose digest is not that of its bytes"
    name = files[member["id"]]["filename"] if member["id"] in files else None
    return name, text, attributes, member["chunking_strategy"].get("static"), member["status"]


def foreign_wrongs(world, ids, files, may_vanish):
    found = []
    watched = dict(world.foreign_parts)
    for store, (path, text) in world.foreign_members.items():
        # It goes with the store, when that goes.
        if store in ids.values():
            watched[path] = text
    for path, before in watched.items():
        if any(path.startswith(vanished) for vanished in may_vanish):
            continue
        try:
            now = world.call("GET", path)
        except RuntimeError as error:
            now = str(error)
        if now != before:
            found.append(f"{path} of somebody else was {before}, and is {now}")
    return found
