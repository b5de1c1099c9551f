"""Files and what becomes of them in vector stores, through the official SDK."""

import io
import threading

from openai import BadRequestError, NotFoundError


def define(client, check, equal, refused):
    files, stores = client.files, client.vector_stores

    def upload(name, text, purpose="assistants"):
        return files.create(file=(name, text.encode()), purpose=purpose)

    def names(found):
        return [each.filename for each in found.data]

    @check
    def a_file_is_uploaded_listed_and_deleted():
        made = upload("returns.md", "Returns take 30 days.")
        assert made.id.startswith("file-") and len(made.id) == 27, made.id
        equal((made.object, made.filename, made.bytes), ("file", "returns.md", 21))
        equal((made.purpose, made.status, made.expires_at), ("assistants", "processed", None))
        equal(files.retrieve(made.id), made)
        assert made.id in [each.id for each in files.list(purpose="assistants")]
        assert made.id not in [each.id for each in files.list(purpose="batch")]
        refused(BadRequestError, lambda: files.content(made.id), status=400)
        answer = files.delete(made.id)
        equal((answer.id, answer.object, answer.deleted), (made.id, "file", True))
        for call in (files.retrieve, files.content, files.delete):
            failure = refused(
                NotFoundError, lambda call=call: call(made.id), status=404, param="id")
            equal(failure.body["message"], f"No such File object: {made.id}")
            equal(failure.response.json()["detail"]["message"], f"No such File object: {made.id}")

    @check
    def every_byte_and_every_name_survives():
        content = bytes(range(256)) * 9000 + b"\r\n--"
        for name in ["a b.bin", 'say "hi" \\ 100%25.bin', "Übersicht 日本語.bin", "line\nbreak.bin"]:
            made = files.create(file=(name, content), purpose="user_data")
            equal((made.filename, made.bytes), (name, len(content)))
            equal(files.content(made.id).read(), content)
            files.delete(made.id)

    @check
    def files_are_listed_page_by_page():
        for each in list(files.list()):
            files.delete(each.id)
        made = [upload(f"{number}.txt", "x").id for number in range(5)]
        equal([each.id for each in files.list(order="asc", limit=2)], made)
        equal([each.id for each in files.list(limit=3)], made[::-1])
        refused(
            BadRequestError, lambda: files.list(limit=0), status=400, param="limit",
            code="integer_below_min_value")

    @check
    def a_form_with_mistakes_is_refused():
        refused(
            BadRequestError, lambda: upload("a.txt", "x", purpose="world_domination"), status=400,
            param="purpose")
        made = files.create(
            file=("a.txt", b"x"), purpose="assistants",
            expires_after={"anchor": "created_at", "seconds": 3600})
        equal(made.expires_at, made.created_at + 3600)

    @check
    def upload_and_poll_waits_until_a_file_is_indexed():
        store = stores.create(name="manuals")
        done = stores.files.upload_and_poll(
            vector_store_id=store.id, file=("returns.md", b"Returns take 30 days."),
            attributes={"topic": "returns", "year": 2026}, poll_interval_ms=20)
        equal((done.object, done.status, done.last_error), ("vector_store.file", "completed", None))
        equal(done.attributes, {"topic": "returns", "year": 2026})
        equal(
            done.chunking_strategy.to_dict(),
            {"type": "static",
             "static": {"max_chunk_size_tokens": 800, "chunk_overlap_tokens": 400}})
        seen = stores.retrieve(store.id)
        equal((seen.status, seen.file_counts.completed, seen.file_counts.total), ("completed", 1, 1))
        equal((seen.usage_bytes, done.usage_bytes), (21, 21))
        equal(
            stores.files.update(
                done.id, vector_store_id=store.id, attributes={"topic": "x"}).attributes,
            {"topic": "x"})
        equal([each.text for each in stores.files.content(done.id, vector_store_id=store.id)],
              ["Returns take 30 days."])

        equal(stores.files.delete(done.id, vector_store_id=store.id).deleted, True)
        refused(
            NotFoundError, lambda: stores.files.retrieve(done.id, vector_store_id=store.id),
            status=404)
        equal(files.retrieve(done.id).id, done.id)
        equal(stores.retrieve(store.id).file_counts.total, 0)

    @check
    def create_and_poll_tells_what_cannot_be_indexed():
        store = stores.create()
        for name, text, code in [
            ("table.csv", "a,b", "unsupported_file"), ("nothing.txt", "", "invalid_file"),
            ("cannot-index.md", "x", "server_error"),
        ]:
            done = stores.files.create_and_poll(
                upload(name, text).id, vector_store_id=store.id, poll_interval_ms=20)
            equal((done.status, done.last_error.code), ("failed", code))
        equal(stores.retrieve(store.id).file_counts.failed, 3)
        equal(len(list(stores.files.list(store.id, filter="failed", limit=2))), 3)
        equal(list(stores.files.list(store.id, filter="completed")), [])
        refused(
            NotFoundError, lambda: stores.files.create(store.id, file_id="file-none"), status=404)

    @check
    def batches_are_indexed_together():
        store = stores.create()
        batch = stores.file_batches.upload_and_poll(
            store.id, files=[(f"{number}.txt", f"text {number}".encode()) for number in range(7)],
            poll_interval_ms=20)
        equal((batch.status, batch.file_counts.completed), ("completed", 7))
        batch = stores.file_batches.create_and_poll(
            store.id, poll_interval_ms=20,
            files=[{"file_id": upload("a.md", "a").id, "attributes": {"n": 1}},
                   {"file_id": upload("b.bin", "b").id,
                    "chunking_strategy": {"type": "static", "static": {
                        "max_chunk_size_tokens": 100, "chunk_overlap_tokens": 0}}}])
        equal((batch.file_counts.completed, batch.file_counts.failed), (1, 1))
        listed = list(stores.file_batches.list_files(batch.id, vector_store_id=store.id, order="asc"))
        equal([each.attributes for each in listed], [{"n": 1}, {}])
        equal(listed[1].chunking_strategy.static.max_chunk_size_tokens, 100)
        equal(len(list(stores.files.list(store.id, limit=3))), 9)

    @check
    def a_batch_is_cancelled():
        store = stores.create()
        batch = stores.file_batches.create(store.id, file_ids=[upload("a.md", "a").id])
        equal((batch.status, batch.file_counts.in_progress), ("in_progress", 1))
        batch = stores.file_batches.cancel(batch.id, vector_store_id=store.id)
        equal((batch.status, batch.file_counts.cancelled), ("cancelled", 1))

    @check
    def search_finds_what_fits_best():
        store = stores.create()
        texts = {
            "returns.md": "You may return an item within 30 days of delivery.",
            "shipping.md": "Delivery takes three days within the country.",
            "warranty.md": "The warranty covers two years from purchase.",
        }
        for name, text in texts.items():
            stores.files.upload_and_poll(
                vector_store_id=store.id, file=(name, text.encode()), poll_interval_ms=20,
                attributes={"name": name, "length": len(text)})
        found = stores.search(store.id, query="How long is the warranty?")
        equal(names(found)[0], "warranty.md")
        equal(found.data[0].content[0].text, texts["warranty.md"])
        assert 0 < found.data[0].score <= 1, found.data[0].score
        equal(
            sorted(names(stores.search(store.id, query=["warranty", "return"]))),
            ["returns.md", "warranty.md"])
        equal(len(stores.search(store.id, query="days", max_num_results=1).data), 1)
        some = {"type": "ne", "key": "name", "value": "returns.md"}
        equal(names(stores.search(store.id, query="days", filters=some)), ["shipping.md"])
        both = {"type": "and", "filters": [some, {"type": "gt", "key": "length", "value": 1000}]}
        equal(names(stores.search(store.id, query="days", filters=both)), [])
        strict = {"score_threshold": 0.9}
        equal(names(stores.search(store.id, query="days of rain", ranking_options=strict)), [])

    @check
    def deleting_goes_the_right_way():
        made = upload("a.md", "a")
        first, second = (stores.create(file_ids=[made.id]) for _ in range(2))
        equal(first.file_counts.total, 1)
        stores.delete(first.id)
        equal(files.retrieve(made.id).id, made.id)
        files.delete(made.id)
        equal(stores.retrieve(second.id).file_counts.total, 0)
        equal(list(stores.files.list(second.id)), [])

    @check
    def uploads_may_come_side_by_side():
        made = []
        content = b"x" * 3_000_000

        def one(number):
            made.append(files.create(file=(f"{number}.txt", io.BytesIO(content)), purpose="batch"))

        threads = [threading.Thread(target=one, args=(number,)) for number in range(8)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        equal([each.bytes for each in made], [len(content)] * 8)
