"""A small GitHub and GitLab: what the pipelines of examples/ci ask of them, and no more."""

import http.server
import json
import re
import threading
import urllib.parse

# Which token is whose. That of a fork may read, and nobody knows any other.
OWNERS = {"job": "github-actions[bot]", "fork": None, "bot": 41, "person": 7}


class Hosts:
    """Both hosts at one address. Lists of dictionaries as the APIs show them; `broken` answers 500."""

    def __init__(self):
        self.comments, self.issues, self.changes, self.requests = [], [], {}, []
        self.broken = False
        hosts = self

        class Handler(http.server.BaseHTTPRequestHandler):
            def answer(self):
                length = int(self.headers.get("Content-Length") or 0)
                body = json.loads(self.rfile.read(length)) if length else None
                status, value = hosts.handle(self.command, self.path, self.headers, body)
                data = json.dumps(value).encode()
                self.send_response(status)
                self.send_header("Content-Length", str(len(data)))
                self.end_headers()
                self.wfile.write(data)

            do_GET = do_POST = do_PATCH = do_PUT = answer

            def log_message(self, *_):
                pass

        self.server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        threading.Thread(target=self.server.serve_forever, daemon=True).start()
        self.url = f"http://127.0.0.1:{self.server.server_port}"

    def comment(self, author, body):
        """Somebody's comment, as both APIs show it."""
        number = 100 + len(self.comments)
        value = {"id": number, "user": {"login": author}, "author": {"id": author}, "body": body}
        self.comments.append(value)
        return value

    def handle(self, method, path, headers, body):
        url = urllib.parse.urlsplit(path)
        query = dict(urllib.parse.parse_qsl(url.query))
        self.requests.append((method, url.path, headers.get("Authorization")))
        if self.broken:
            return 500, {"message": "out of order"}
        token = headers.get("PRIVATE-TOKEN") or headers.get("Authorization", "").removeprefix("Bearer ")
        if token not in OWNERS:
            return 401, {"message": "Bad credentials"}
        owner = OWNERS[token]
        if method != "GET" and owner is None:
            return 403, {"message": "Resource not accessible by integration"}
        text = (body or {}).get("body") or (body or {}).get("description") or ""
        if len(text) > 65536:
            return 422, {"message": "body is too long"}
        place = re.sub(r"^/(repos/acme/shop|api/v4/projects/1)/", "", url.path)
        if url.path == "/api/v4/user":
            return 200, {"id": owner}
        if place in ("issues/7/comments", "merge_requests/7/notes"):
            if method == "GET":
                return 200, page(self.comments, query)
            return 201, self.comment(owner, body["body"])
        if found := re.fullmatch(r"(issues/comments|merge_requests/7/notes)/(\d+)", place):
            # As on the real hosts, a token that may write may write over anybody's.
            comment = next(c for c in self.comments if c["id"] == int(found[2]))
            comment["body"] = body["body"]
            return 200, comment
        if place == "issues":
            if method == "GET":
                return 200, page([i for i in self.issues if i["state"] == "open"], query)
            number = 1 + len(self.issues)
            self.issues.append(
                {"number": number, "iid": number, "state": "open", "author": {"id": owner}}
                | {"user": {"login": owner}, "title": body["title"]}
                | {"body": text, "description": text, "labels": body["labels"]}
            )
            return 201, self.issues[-1]
        if found := re.fullmatch(r"issues/(\d+)", place):
            issue = self.issues[int(found[1]) - 1]
            issue |= {"body": text, "description": text}
            if body.get("state") == "closed" or body.get("state_event") == "close":
                issue["state"] = "closed"
            return 200, issue
        if found := re.fullmatch(r"(?:repository/)?commits/(\w+)/(?:pulls|merge_requests)", place):
            return 200, page(self.changes.get(found[1], []), query)
        return 404, {"message": "Not Found"}


def page(items, query):
    size, number = int(query["per_page"]), int(query["page"])
    return items[size * (number - 1) : size * number]
