"""A real client of the Model Context Protocol uses the tools, over HTTP and over standard input and output."""

import asyncio
import json
import subprocess
import sys
import threading
from pathlib import Path

import httpx
import pytest
from mcp import Client, StdioServerParameters

from app.cli import run
from app.programs.answer_desk import AnswerDesk
from app.programs.mcp_server import UNEXPECTED, tool_server
from app.programs.tools import Toolbox
from tests.app.web.api.own_loop import in_own_loop

ROOT = Path(__file__).resolve().parents[4]
SOURCE = "iom-asia-pacific-emergency-and-post-crisis-programs.txt"
INITIALIZE = {"protocolVersion": "2025-06-18", "capabilities": {}, "clientInfo": {"name": "test", "version": "1"}}
QUESTION = "What is the programme budget for Pakistan?"


def calls(target, *wanted, mode="auto"):
    """The results of calls, each a name with its arguments."""

    async def call():
        async with Client(target, mode=mode, read_timeout_seconds=60) as client:
            return [await client.call_tool(name, arguments) for name, arguments in wanted]

    return in_own_loop(call())


@pytest.fixture(scope="module")
def address(brief_site):
    return f"{brief_site}/mcp"


def test_each_tool_says_when_to_use_it_and_what_it_takes(address):
    async def listed():
        async with Client(address) as client:
            return client.server_info, (await client.list_tools()).tools

    server, tools = in_own_loop(listed())
    assert server.name == "citewell"
    assert {tool.name: tool.input_schema["required"] for tool in tools} == {
        "ask": ["question"],
        "search": ["query"],
        "show": ["source"],
    }
    assert all("Use it" in tool.description or "to see what stands" in tool.description for tool in tools)
    assert all(tool.annotations.read_only_hint for tool in tools)


@pytest.mark.parametrize("mode", ["auto", "legacy"])
def test_a_question_is_answered_for_people_and_programs(address, mode):
    (result,) = calls(address, ("ask", {"question": QUESTION}), mode=mode)
    assert not result.is_error
    assert result.content[0].text.startswith("PAKISTAN USD 62.4 M [1]\n\nSources:\n[1] ")
    assert (result.structured_content["status"], result.structured_content["short_answer"]) == (
        "answered",
        "USD 62.4 M",
    )


def test_a_document_is_read_around_what_was_found(address):
    (found,) = calls(address, ("search", {"query": "budget for Pakistan", "k": 2}))
    hits = found.structured_content["hits"]
    assert [hit["rank"] for hit in hits] == [1, 2]
    place = f"characters {hits[0]['start']}-{hits[0]['end']}:\n{hits[0]['text']}"
    assert place in found.content[0].text
    span = {"start": hits[1]["start"], "end": hits[1]["end"]}
    (shown,) = calls(address, ("show", {"source": SOURCE, **span}))
    assert shown.structured_content["text"] == hits[1]["text"]
    assert shown.content[0].text.endswith(hits[1]["text"])
    assert f"Go on with start={span['end']}." in shown.content[0].text
    assert all(
        one["start"] < span["end"] and one["end"] > span["start"] for one in shown.structured_content["sections"]
    )


def test_a_long_document_comes_in_parts_that_make_the_whole(address, brief_assistant):
    (first,) = calls(address, ("show", {"source": SOURCE}))
    (second,) = calls(address, ("show", {"source": SOURCE, "start": first.structured_content["end"]}))
    parts = [first.structured_content, second.structured_content]
    assert parts[0]["text"] + parts[1]["text"] == brief_assistant.document(SOURCE).text
    assert "Go on" in first.content[0].text
    assert "Go on" not in second.content[0].text


@pytest.mark.parametrize(
    ("name", "arguments", "words"),
    [
        ("ask", {}, "has no 'question'"),
        ("ask", {"question": "x" * 1001}, "at most 1,000"),
        ("ask", {"question": "Who?", "mode": "written"}, "No chat model is configured"),
        ("search", {"query": " "}, "'query' must be text"),
        ("search", {"query": "leave", "k": 101}, "from 1 to 100"),
        ("search", {"query": "leave", "k": "ten"}, "whole number"),
        ("show", {"source": "gone.pdf"}, f"there are: {SOURCE}."),
        ("show", {"source": SOURCE, "start": 10_000_000}, "below 36778, the document's length"),
        ("sing", {}, "there are: ask, search, show."),
    ],
)
def test_a_call_that_makes_no_sense_is_an_error_that_a_model_can_learn_from(address, name, arguments, words):
    (result,) = calls(address, (name, arguments))
    assert result.is_error
    assert words in result.content[0].text


def test_an_unexpected_error_is_told_without_its_words(make_answering, brief):
    toolbox = Toolbox(AnswerDesk(make_answering(ZeroDivisionError("secret"))), brief[1])
    (result,) = calls(tool_server(toolbox), ("ask", {"question": "Who?"}))
    assert (result.is_error, result.content[0].text) == (True, UNEXPECTED)


def test_a_client_that_goes_away_stops_its_answer(make_answering, brief):
    answering = make_answering(threading.Event())

    async def leave():
        async with Client(tool_server(Toolbox(AnswerDesk(answering), brief[1]))) as client:
            call = asyncio.create_task(client.call_tool("ask", {"question": "Who?"}))
            while not answering.asked:
                await asyncio.sleep(0)
            call.cancel()
            return await asyncio.to_thread(answering.stopped.wait, 30)

    assert in_own_loop(leave())


def test_pages_of_other_sites_cannot_use_the_tools(address):
    body = {"jsonrpc": "2.0", "id": 1, "method": "tools/list"}
    assert httpx.post(address, json=body, headers={"origin": "https://example.org"}).status_code == 403


def test_any_name_of_the_server_will_do(address):
    body = {"jsonrpc": "2.0", "id": 1, "method": "initialize", "params": INITIALIZE}
    headers = {"host": "ask.example.org", "accept": "application/json, text/event-stream"}
    response = httpx.post(address, json=body, headers=headers)
    assert response.status_code == 200
    assert '"name":"citewell"' in response.text


@pytest.fixture(scope="module")
def command(tmp_path_factory):
    """The command over a document of one line, as its words."""
    folder, data_dir = tmp_path_factory.mktemp("leave"), tmp_path_factory.mktemp("leave-index")
    (folder / "leave.txt").write_text("Staff have 30 days of annual leave a year.")
    assert run(["ingest", str(folder), "--data-dir", str(data_dir), "--json"]) == 0
    return [sys.executable, "-m", "app.cli", "mcp", "--data-dir", str(data_dir)]


def test_a_client_starts_the_command_and_reads(command):
    target = StdioServerParameters(command=command[0], args=command[1:], cwd=ROOT)
    (result,) = calls(target, ("show", {"source": "leave.txt"}))
    assert not result.is_error
    assert result.structured_content["text"] == "Staff have 30 days of annual leave a year."


def test_the_command_writes_the_protocol_to_standard_output_and_nothing_else(command):
    called = {"name": "ask", "arguments": {"question": "How many days of annual leave do staff have?"}}
    wanted = [
        {"jsonrpc": "2.0", "id": 1, "method": "initialize", "params": INITIALIZE},
        {"jsonrpc": "2.0", "method": "notifications/initialized"},
        {"jsonrpc": "2.0", "id": 2, "method": "tools/call", "params": called},
    ]
    pipe = subprocess.PIPE
    with subprocess.Popen(command, stdin=pipe, stdout=pipe, stderr=pipe, text=True, cwd=ROOT) as server:
        server.stdin.write("".join(json.dumps(one) + "\n" for one in wanted))
        server.stdin.flush()
        first, second = (json.loads(server.stdout.readline()) for _ in range(2))
        rest, told = server.communicate()
    assert (first["id"], second["id"], server.returncode, rest) == (1, 2, 0, "")
    assert "30 days" in second["result"]["content"][0]["text"]
    assert told.startswith("citewell: waiting for a client of the Model Context Protocol")
