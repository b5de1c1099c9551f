"""Drives the emulator with the official OpenAI SDK, a client that nobody here wrote.

Usage: interop.py BASE_URL. Prints a line for each check, and the counts at the end.
"""

import sys
import traceback
import warnings

import knowledge
from openai import AuthenticationError, BadRequestError, NotFoundError, OpenAI

warnings.filterwarnings("ignore", category=DeprecationWarning)

client = OpenAI(base_url=sys.argv[1], api_key="emulator", max_retries=0)
assistants = client.beta.assistants
stores = client.vector_stores

CHECKS = []

WEATHER = {
    "type": "function",
    "function": {
        "name": "get_weather",
        "description": "The weather of a city",
        "parameters": {
            "type": "object",
            "properties": {"unit": {"enum": ["c", "f"]}, "city": {"type": "string"}},
            "required": ["city"],
        },
        "strict": True,
    },
}


def check(function):
    CHECKS.append(function)
    return function


def equal(actual, expected):
    assert actual == expected, f"expected {expected!r}, got {actual!r}"


def refused(error, call, *, status, param=None, code=None):
    try:
        call()
    except error as failure:
        equal(failure.status_code, status)
        equal(failure.param, param)
        equal(failure.code, code)
        assert failure.request_id.startswith("req_"), failure.request_id
        return failure
    raise AssertionError(f"expected {error.__name__}")


def ids(objects):
    return [each.id for each in objects]


def five(collection, **fields):
    for each in list(collection.list(limit=100)):
        collection.delete(each.id)
    return ids(collection.create(name=f"number {index}", **fields) for index in range(5))


def paging(collection, **fields):
    made = five(collection, **fields)
    equal(ids(collection.list(order="asc", limit=2)), made)
    equal(ids(collection.list(order="desc", limit=2)), made[::-1])
    equal(ids(collection.list(limit=3)), made[::-1])

    first = collection.list(order="asc", limit=2)
    equal((ids(first.data), first.has_more), (made[:2], True))
    equal((first.first_id, first.last_id), (made[0], made[1]))
    rest = collection.list(order="asc", limit=100, after=made[1])
    equal((ids(rest.data), rest.has_more), (made[2:], False))
    back = collection.list(order="asc", limit=2, before=made[3])
    equal((ids(back.data), back.has_more), (made[1:3], True))
    back = collection.list(order="desc", limit=9, before=made[3])
    equal((ids(back.data), back.has_more), ([made[4]], False))
    equal(ids(collection.list(order="asc", after=made[0], before=made[3]).data), made[1:3])

    collection.delete(made[2])
    equal(ids(collection.list(order="asc", limit=1)), made[:2] + made[3:])
    refused(
        BadRequestError, lambda: collection.list(limit=101), status=400, param="limit",
        code="integer_above_max_value")
    refused(
        BadRequestError, lambda: collection.list(order="up"), status=400, param="order",
        code="invalid_value")
    refused(NotFoundError, lambda: collection.list(after="nothing"), status=404)


@check
def an_assistant_is_created_with_the_servers_defaults():
    made = assistants.create(model="gpt-4o")
    assert made.id.startswith("asst_") and len(made.id) == 29, made.id
    equal(made.object, "assistant")
    equal((made.name, made.description, made.instructions), (None, None, None))
    equal((made.tools, made.metadata, made.response_format), ([], {}, "auto"))
    equal((made.temperature, made.top_p), (1.0, 1.0))
    equal(assistants.retrieve(made.id), made)


@check
def an_update_changes_only_what_it_names():
    made = assistants.create(
        model="gpt-4o", name="before", instructions="Ä\r\n\tline\n", temperature=0.2)
    changed = assistants.update(made.id, name="after")
    equal((changed.name, changed.instructions, changed.temperature), ("after", "Ä\r\n\tline\n", 0.2))
    cleared = assistants.update(made.id, instructions=None, temperature=None)
    equal((cleared.name, cleared.instructions, cleared.temperature), ("after", None, 1.0))
    equal(assistants.retrieve(made.id), cleared)


@check
def metadata_merges_by_key():
    made = assistants.create(model="gpt-4o", metadata={"a": "1", "b": "2"})
    equal(assistants.update(made.id, metadata={"b": "3"}).metadata, {"a": "1", "b": "3"})
    equal(assistants.update(made.id, metadata={}).metadata, {"a": "1", "b": "3"})
    equal(assistants.update(made.id, metadata={"a": None, "c": "4"}).metadata, {"b": "3", "c": "4"})


@check
def tools_come_back_as_they_were_sent():
    store = stores.create(name="manuals")
    made = assistants.create(
        model="gpt-4o",
        tools=[
            WEATHER, {"type": "code_interpreter"},
            {"type": "file_search", "file_search": {"max_num_results": 8}},
        ],
        tool_resources={"file_search": {"vector_store_ids": [store.id]}},
    )
    function, interpreter, search = made.tools
    equal(function.to_dict(), WEATHER)
    equal(list(function.function.parameters["properties"]), ["unit", "city"])
    equal(interpreter.to_dict(), {"type": "code_interpreter"})
    equal(search.file_search.max_num_results, 8)
    equal(search.file_search.ranking_options.ranker, "default_2024_08_21")
    equal(made.tool_resources.file_search.vector_store_ids, [store.id])
    equal(made.tool_resources.code_interpreter.file_ids, [])
    equal(assistants.update(made.id, name="x").tools, made.tools)
    equal(assistants.update(made.id, tools=[]).tools, [])


@check
def the_helper_makes_a_vector_store():
    made = assistants.create(
        model="gpt-4o", tools=[{"type": "file_search"}],
        tool_resources={"file_search": {"vector_stores": [{"metadata": {"of": "helper"}}]}})
    (store,) = made.tool_resources.file_search.vector_store_ids
    equal(stores.retrieve(store).metadata, {"of": "helper"})


@check
def assistants_are_listed_page_by_page():
    paging(assistants, model="gpt-4o")


@check
def a_deleted_assistant_is_gone():
    made = assistants.create(model="gpt-4o")
    answer = assistants.delete(made.id)
    equal((answer.id, answer.object, answer.deleted), (made.id, "assistant.deleted", True))
    for call in (assistants.retrieve, assistants.delete, assistants.update):
        failure = refused(NotFoundError, lambda call=call: call(made.id), status=404)
        equal(failure.body["message"], f"No assistant found with id '{made.id}'.")


@check
def mistakes_in_a_body_are_refused_with_param_and_code():
    def create(**fields):
        return lambda: assistants.create(**{"model": "gpt-4o", **fields})

    for call, param, code in [
        (create(name="n" * 257), "name", "string_above_max_length"),
        (create(temperature=2.1), "temperature", "decimal_above_max_value"),
        (create(metadata={"flag": True}), "metadata.flag", "invalid_type"),
        (create(extra_body={"colour": "red"}), "colour", "unknown_parameter"),
        (create(tools=[{"type": "crystal_ball"}]), "tools[0].type", "invalid_value"),
        (create(extra_body={"model": None}), "model", "invalid_type"),
    ]:
        refused(BadRequestError, call, status=400, param=param, code=code)
    unknown = create(tool_resources={"file_search": {"vector_store_ids": ["vs_none"]}})
    refused(NotFoundError, unknown, status=404)


@check
def a_request_needs_a_key_and_the_beta_header():
    refused(
        AuthenticationError,
        lambda: assistants.list(extra_headers={"Authorization": "Basic x"}), status=401)
    refused(
        BadRequestError, lambda: assistants.list(extra_headers={"OpenAI-Beta": "assistants=v1"}),
        status=400, code="invalid_beta")


@check
def a_vector_store_is_created_updated_and_deleted():
    made = stores.create(
        name="manuals", description="All of them", metadata={"a": "1"},
        expires_after={"anchor": "last_active_at", "days": 3})
    assert made.id.startswith("vs_") and len(made.id) == 35, made.id
    equal((made.object, made.status, made.usage_bytes), ("vector_store", "completed", 0))
    equal(made.expires_at, made.last_active_at + 3 * 86400)
    equal(made.file_counts.total, 0)
    equal(stores.retrieve(made.id), made)

    changed = stores.update(made.id, name=None, metadata={"b": "2"}, expires_after=None)
    equal((changed.name, changed.metadata), (None, {"a": "1", "b": "2"}))
    equal((changed.expires_after, changed.expires_at), (None, None))
    refused(
        BadRequestError, lambda: stores.update(made.id, extra_body={"description": "x"}),
        status=400, param="description", code="unknown_parameter")

    equal(stores.delete(made.id).object, "vector_store.deleted")
    refused(NotFoundError, lambda: stores.retrieve(made.id), status=404)


@check
def vector_stores_are_listed_page_by_page():
    paging(stores)


@check
def models_are_listed():
    names = ids(client.models.list())
    assert "gpt-4o" in names, names
    equal(client.models.retrieve("gpt-4o").object, "model")
    refused(
        NotFoundError, lambda: client.models.retrieve("fake_id"), status=404, param="model",
        code="model_not_found")


@check
def answers_carry_the_servers_headers():
    headers = client.models.with_raw_response.list().headers
    equal(headers["openai-version"], "2020-10-01")
    equal(headers["content-type"], "application/json")
    assert headers["openai-processing-ms"].isdigit()


knowledge.define(client, check, equal, refused)

failed = 0
for function in CHECKS:
    name = function.__name__.replace("_", " ")
    try:
        function()
        print(f"ok      {name}")
    except Exception:
        failed += 1
        print(f"FAILED  {name}")
        traceback.print_exc(file=sys.stdout)
print(f"{len(CHECKS) - failed} passed, {failed} failed")
sys.exit(1 if failed else 0)
