"""Programs get written answers from a chat model claim by claim, and stop it by going away."""

import json
import re

import httpx
import openai
import pytest
from prometheus_client.parser import text_string_to_metric_families

from app.chat.model import open_chat_model
from app.checking.claim_checker import ClaimChecker
from app.web.server import create_app
from app.written.writer import Writer
from retriever.support import SupportReader
from tests.app.chat.scripted_server import PAUSE, reply

QUESTION = "Who oversees the full spectrum of IOM's migration crisis related activities?"
OVERSEES = (
    "The Department of Operations and Emergencies oversees the full spectrum of IOM's migration crisis activities."
)
INVENTED = "The department has 999 staff."
SECONDS = 120


@pytest.fixture
def address(brief, make_site, scripted_chat, serve_app):
    """The address of a server whose chat model waits behind its first sentence until it is told to go on."""

    def written(asked):
        first = re.findall(r'<excerpt id="(\w+)"', asked.text)[0]
        return reply(f"{OVERSEES} [{first}] ", "The ", PAUSE, f"{INVENTED[4:]} [{first}]")

    scripted_chat.script = [written]
    chat = open_chat_model("openai:scripted", scripted_chat.url, offers_schema=False)
    writer = Writer(chat, ClaimChecker(SupportReader()), seconds=SECONDS)
    with serve_app(create_app(make_site(*brief, writer=writer))) as address:
        yield address


def test_a_claim_is_sent_once_it_is_checked_and_one_that_fails_never(address, scripted_chat):
    with httpx.stream(
        "POST",
        f"{address}/api/ask",
        json={"question": QUESTION, "mode": "written"},
        headers={"accept": "text/event-stream"},
        timeout=SECONDS,
    ) as response:
        lines = (line for line in response.iter_lines() if line and not line.startswith(":"))
        assert next(lines) == "event: claim"
        claim = json.loads(next(lines).removeprefix("data: "))
        assert claim["claim"] == {"text": OVERSEES, "citations": [1]}
        assert "Department of Operations and Emergencies" in claim["citations"][0]["quote"]
        scripted_chat.go_on.set()
        rest = list(lines)
    assert rest[0] == "event: answer"
    answer = json.loads(rest[1].removeprefix("data: "))
    assert (answer["mode"], answer["claims"]) == ("written", [claim["claim"]])
    assert [one["text"] for one in answer["withheld"]] == [INVENTED]
    samples = {
        (sample.name, *sorted(sample.labels.values())): sample.value
        for family in text_string_to_metric_families(httpx.get(f"{address}/metrics", timeout=SECONDS).text)
        for sample in family.samples
    }
    assert samples["citewell_questions_total", "answered", "written"] == 1
    assert samples["citewell_withheld_total", "number"] == 1
    assert samples["citewell_chat_tokens_total", "output"] > 0


def test_the_chat_model_is_stopped_when_a_client_of_openais_goes_away(address, scripted_chat):
    with openai.OpenAI(base_url=f"{address}/v1", api_key="anything", max_retries=0, timeout=SECONDS) as client:
        assert "citewell-written" in [model.id for model in client.models.list()]
        messages = [{"role": "user", "content": QUESTION}]
        stream = client.chat.completions.create(model="citewell-written", messages=messages, stream=True)
        words = next(chunk.choices[0].delta.content for chunk in stream if chunk.choices[0].delta.content)
        assert words == f"{OVERSEES} [1]"
        stream.close()
        assert scripted_chat.saw_disconnect(SECONDS)
