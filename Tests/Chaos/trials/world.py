"""An emulator and a project beside it: where a trial takes place."""

import http.client, json, os, shutil, signal, subprocess, tempfile, urllib.parse

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
            [os.path.join(binaries, "asst-emulator"), "--port", "0", "--quiet"],
            stdout=subprocess.PIPE, stdin=subprocess.DEVNULL, text=True)
        self.url = self.emulator.stdout.readline().split()[-1]
        self.line = http.client.HTTPConnection(urllib.parse.urlparse(self.url).netloc)
        # Objects of others, as they were last left: path → bytes.
        self.foreign = {}
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
        for name, text in project.files(self.url).items():
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
            if os.path.exists(path):
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
        if len(self.foreign) != wanted or any(path not in there for path in self.foreign):
            self.foreign = {}
        for path in there:
            if path not in self.foreign:
                self.call("DELETE", path)
        shutil.rmtree(self.folder, ignore_errors=True)
        if not self.foreign:
            # A namesake, and an object of another project.
            self.create_foreign("assistants", {"model": "gpt-4o", "name": "One"})
            self.create_foreign("vector_stores", {"name": "Manuals", "metadata": {"asst": "asst1:other/local:vector_stores.manuals:n:"}})
            for number in range(crowd):
                self.create_foreign("assistants", {"model": "gpt-4o", "name": f"Other {number}"})
                self.create_foreign("vector_stores", {"name": f"Other {number}"})
        if before:
            self.write(before)
            self.must(["apply", "--yes"])

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

    def wrongs(self, addresses, may_vanish=(), plans=True):
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
