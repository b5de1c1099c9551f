"""An emulator and a project beside it: where a trial takes place."""

import http.client, json, os, shutil, signal, subprocess, tempfile, time, urllib.parse

from . import holdings

COLLECTIONS = ("assistants", "vector_stores")
KILLED = -signal.SIGKILL
# What the fault `page_shift: insert` names its objects.
INSERTED = "Created between two pages"
HEADERS = {"Authorization": "Bearer k", "OpenAI-Beta": "assistants=v2", "Content-Type": "application/json"}


class World:
    def __init__(self, binaries):
        self.asst = os.path.join(binaries, "asst")
        self.root = tempfile.mkdtemp(prefix="asst-chaos-")
        self.folder = os.path.join(self.root, "assistants")
        self.emulator = subprocess.Popen(
            [os.path.join(binaries, "asst-emulator"), "--port", "0", "--quiet", "--indexing-delay", "5ms"],
            stdout=subprocess.PIPE, stdin=subprocess.DEVNULL, text=True)
        self.url = self.emulator.stdout.readline().split()[-1]
        self.line = http.client.HTTPConnection(urllib.parse.urlparse(self.url).netloc)
        # Objects of others, as they were last left: path → bytes.
        self.foreign = {}
        # The same of what has no name and no marker: files, and what stands below stores.
        self.foreign_parts = {}
        # The member that somebody else attached to a store of ours.
        self.foreign_members = {}
        self.project = None

    def end(self):
        self.line.close()
        self.emulator.kill()
        self.emulator.wait()
        shutil.rmtree(self.root, ignore_errors=True)

    # MARK: - The server

    def call(self, method, path, body=None, below="/v1"):
        data = None if body is None else json.dumps(body)
        self.line.request(method, below + path, data, HEADERS)
        answer = self.line.getresponse()
        text = answer.read()
        if answer.status != 200:
            raise RuntimeError(f"{method} {path}: {answer.status} {text.decode()}")
        return text

    def objects(self):
        """Path → object, oldest first."""
        found = {}
        for collection in COLLECTIONS:
            cursor = ""
            while cursor is not None:
                page = json.loads(self.call("GET", f"/{collection}?limit=100&order=asc{cursor}"))
                found |= {f"/{collection}/{thing['id']}": thing for thing in page["data"]}
                cursor = f"&after={page['last_id']}" if page["has_more"] else None
        return found

    def create(self, collection, body):
        return json.loads(self.call("POST", f"/{collection}", body))["id"]

    def create_foreign(self, collection, body):
        path = f"/{collection}/{self.create(collection, body)}"
        self.foreign[path] = self.call("GET", path)

    def files(self):
        """ID → file."""
        return {file["id"]: file for file in json.loads(self.call("GET", "/files"))["data"]}

    def send(self, name, text):
        """The ID of a file that somebody sends."""
        form = "".join(f'--f\r\nContent-Disposition: form-data; name={part}\r\n\r\n{value}\r\n' for part, value in
                       (('"purpose"', "assistants"), (f'"file"; filename="{name}"', text))) + "--f--\r\n"
        headers = HEADERS | {"Content-Type": "multipart/form-data; boundary=f"}
        self.line.request("POST", "/v1/files", form, headers)
        return json.loads(self.line.getresponse().read())["id"]

    def attach_foreign(self, store, file):
        path = f"/vector_stores/{store}/files/{file}"
        self.call("POST", f"/vector_stores/{store}/files", {"file_id": file, "attributes": {"whose": "not yours"}})
        while json.loads(self.call("GET", path))["status"] == "in_progress":
            time.sleep(0.005)
        return path, self.call("GET", path)

    def set_faults(self, rules):
        self.call("PUT", "/faults", {"seed": 1, "rules": rules}, below="/_emulator")

    def end_faults(self):
        """How many requests they acted on. What was to be carried out late is carried out now."""
        rules = json.loads(self.call("GET", "/faults", below="/_emulator"))["rules"]
        self.call("POST", "/faults/release", below="/_emulator")
        self.call("DELETE", "/faults", below="/_emulator")
        return sum(rule["acted"] for rule in rules)

    # MARK: - The project

    def write(self, project):
        self.project = project
        os.makedirs(self.folder, exist_ok=True)
        files = project.files(self.url)
        for held in ("knowledge", "files"):
            shutil.rmtree(f"{self.folder}/{held}", ignore_errors=True)
        for name, text in files.items():
            os.makedirs(os.path.dirname(f"{self.folder}/{name}"), exist_ok=True)
            with open(f"{self.folder}/{name}", "w") as file:
                file.write(text)

    def run(self, command, crash=None, settle=0):
        environment = {"PATH": "/usr/bin:/bin", "HOME": self.root, "ASST_SETTLE_SECONDS": str(settle)}
        if crash:
            environment["ASST_CRASH_AT"] = str(crash)
        return subprocess.run(
            [self.asst] + command, cwd=self.root, env=environment, stdin=subprocess.DEVNULL,
            capture_output=True, text=True, timeout=300)

    def must(self, command):
        end = self.run(command)
        if end.returncode != 0:
            raise RuntimeError(told(command, end))
        return end

    @property
    def lock(self):
        return f"{self.folder}/asst.{self.project.target}.lock.json"

    @property
    def journal(self):
        return f"{self.folder}/.asst/{self.project.target}.journal"

    def lose(self, *paths):
        for path in paths:
            if os.path.isdir(path):
                shutil.rmtree(path)
            elif os.path.exists(path):
                os.unlink(path)

    def read_lock(self):
        """nil when there is none."""
        if not os.path.exists(self.lock):
            return None
        with open(self.lock) as file:
            return file.read()

    # MARK: - A new beginning

    def reset(self, before=None, crowd=0):
        """Nothing but objects of others, and then what `before` says. With a crowd those of others fill
        the first page of each list, and what the project creates comes on the second."""
        self.end_faults()
        self.call("DELETE", "/requests", below="/_emulator")
        there = self.objects()
        wanted = 2 + 2 * crowd
        files = self.files()
        kept = {path.removeprefix("/files/") for path in self.foreign_parts}
        self.foreign_members = {}
        if len(self.foreign) != wanted or any(path not in there for path in self.foreign) or any(
                path.startswith("/files/") and path.removeprefix("/files/") not in files for path in self.foreign_parts):
            self.foreign, kept = {}, set()
        for path in there:
            if path not in self.foreign:
                self.call("DELETE", path)
        for id in files:
            if id not in kept:
                self.call("DELETE", f"/files/{id}")
        shutil.rmtree(self.folder, ignore_errors=True)
        if not self.foreign:
            # A namesake, and an object of another project.
            self.create_foreign("assistants", {"model": "gpt-4o", "name": "One"})
            self.create_foreign("vector_stores", {"name": "Manuals", "metadata": {"asst": "asst1:other/local:vector_stores.manuals:n:"}})
            for number in range(crowd):
                self.create_foreign("assistants", {"model": "gpt-4o", "name": f"Other {number}"})
                self.create_foreign("vector_stores", {"name": f"Other {number}"})
            self.create_foreign_files()
        if before:
            self.write(before)
            self.must(["apply", "--yes"])

    def create_foreign_files(self):
        """One that nothing holds, one of a store of others, and one for a store of ours: all of them are
        called as a file of the project is."""
        self.foreign_parts = {}
        for text in ("Nobody's.", "Of a store of others.", "In a store of ours."):
            path = f"/files/{self.send('returns.md', text)}"
            self.foreign_parts[path] = self.call("GET", path)
        store = list(self.foreign)[1].removeprefix("/vector_stores/")
        path, text = self.attach_foreign(store, list(self.foreign_parts)[1].removeprefix("/files/"))
        self.foreign_parts[path] = text
        self.foreign[f"/vector_stores/{store}"] = self.call("GET", f"/vector_stores/{store}")

    def join_store(self, store):
        """Somebody else attaches a file to a store of ours."""
        path, text = self.attach_foreign(store, list(self.foreign_parts)[2].removeprefix("/files/"))
        self.foreign_members[store] = (path, text)

    # MARK: - What may never be

    def ours(self):
        """Address → IDs, of all that is not somebody else's. What no address of today's project stands
        on goes by the name that it has."""
        place = f"{self.project.name}/{self.project.target}"
        found = {}
        for path, thing in self.objects().items():
            if path in self.foreign or thing["name"] == INSERTED:
                continue
            owner = thing["metadata"].get("asst", "::").split(":")
            address = owner[2] if owner[1] == place else f"{owner[1]}:{owner[2]}"
            found.setdefault(address, []).append(thing["id"])
        return found

    def ids(self):
        return {address: ids[0] for address, ids in self.ours().items()}

    def wrongs(self, addresses, may_vanish=(), plans=True, orphans=()):
        """What is wrong after all; empty when nothing is."""
        wrongs = []
        ours = self.ours()
        if sorted(ours) != sorted(addresses) or any(len(ids) > 1 for ids in ours.values()):
            wrongs.append(f"objects: {ours}, and wanted are {sorted(addresses)}")
        try:
            recorded = {
                address: [entry["id"]] + entry.get("leaving", [])
                for address, entry in json.loads(self.read_lock() or '{"resources": {}}')["resources"].items()}
        except ValueError as error:
            recorded = f"nothing that can be read: {error}"
        if recorded != ours:
            wrongs.append(f"the lock file records {recorded}, and there is {ours}")
        there = self.objects()
        for path, before in self.foreign.items():
            if path not in there:
                if path not in may_vanish:
                    wrongs.append(f"{path} of somebody else is gone")
            elif there[path] != json.loads(before) or self.call("GET", path) != before:
                wrongs.append(f"{path} of somebody else was changed")
        wrongs += holdings.wrongs(self, addresses, orphans, may_vanish)
        names = [n for f in (self.folder, self.folder + "/.asst") if os.path.isdir(f) for n in os.listdir(f)]
        lock = os.path.basename(self.lock)
        left = [n for n in names if n.endswith((".tmp", ".journal")) or (n.endswith(".lock.json") and n != lock)]
        if left:
            wrongs.append(f"left behind: {left}")
        if plans:
            plan = self.run(["plan", "--detailed-exitcode"])
            if plan.returncode != 0 or "warning" in plan.stderr:
                wrongs.append(f"the next plan is not empty: {told(['plan'], plan)}")
        return wrongs


def told(command, end):
    return f"asst {' '.join(command)}: exit {end.returncode}\n{end.stdout}{end.stderr}"
