"""OpenAI's own client uses Citewell as a model."""

import openai
import pytest

from app.types import Abstention, Answer, Claim, Usage

QUESTION = "What is the programme budget for Pakistan?"
ASKED = [{"role": "user", "content": QUESTION}]
PLACE = "ACTIVE EMERGENCY AND POST CRISIS PROGRAMMES (iom-asia-pacific-emergency-and-post-crisis-programs.txt)"


def client_of(address):
    return openai.OpenAI(base_url=f"{address}/v1", api_key="anything", max_retries=0, timeout=60)


@pytest.fixture(scope="module")
def client(brief_site):
    with client_of(brief_site) as client:
        yield client


@pytest.fixture
def ask_scripted(serve_app, make_api, make_answering):
    """Ask what answers with a script, as `ask_scripted(*script, **parameters)`."""

    def ask(*script, **parameters):
        answering = make_answering(*script)
        parameters = {"model": "citewell", "messages": ASKED} | parameters
        with serve_app(make_api(answering)) as address, client_of(address) as client:
            given = client.chat.completions.create(**parameters)
            given = list(given) if parameters.get("stream") else given
        return given, answering.asked[0]

    return ask


def text_of(chunks):
    return "".join(chunk.choices[0].delta.content or "" for chunk in chunks if chunk.choices)


def test_the_models_are_those_that_can_answer(client):
    assert [model.id for model in client.models.list()] == ["citewell", "citewell-quoted"]
    assert client.models.retrieve("citewell").owned_by == "citewell"
    with pytest.raises(openai.NotFoundError) as caught:
        client.models.retrieve("citewell-written")
    assert caught.value.code == "model_not_found"


def test_an_answer_ends_with_its_sources_and_has_its_record_beside_it(client):
    completion = client.chat.completions.create(model="citewell", messages=ASKED)
    (choice,) = completion.choices
    words, _, sources = choice.message.content.partition("\n\n**Sources**\n\n")
    assert (words, choice.finish_reason) == ("PAKISTAN USD 62.4 M [1]", "stop")
    assert sources.startswith("- [1] ")
    assert sources.endswith(f"{PLACE}: “PAKISTAN USD 62.4 M”")
    answer = choice.message.model_extra["citewell"]["answer"]
    assert (answer["status"], answer["citations"][0]["quote"]) == ("answered", "PAKISTAN\nUSD 62.4 M")
    assert completion.usage.total_tokens == 0


def test_a_stream_gives_the_same_words_and_record(client):
    whole = client.chat.completions.create(model="citewell-quoted", messages=ASKED).choices[0].message
    chunks = list(client.chat.completions.create(model="citewell-quoted", messages=ASKED, stream=True))
    assert chunks[0].choices[0].delta.role == "assistant"
    assert text_of(chunks) == whole.content
    assert [chunk.choices[0].finish_reason for chunk in chunks] == [None] * (len(chunks) - 1) + ["stop"]
    answer = chunks[-1].choices[0].delta.model_extra["citewell"]["answer"]
    assert answer["claims"] == whole.model_extra["citewell"]["answer"]["claims"]
    assert len({chunk.id for chunk in chunks}) == 1


def test_a_stream_ends_with_the_usage_where_that_is_asked_for(client):
    raw = client.chat.completions.with_raw_response.create(
        model="citewell", messages=ASKED, stream=True, stream_options={"include_usage": True}
    )
    assert raw.headers["content-type"] == "text/event-stream; charset=utf-8"
    *chunks, last = list(raw.parse())
    assert {chunk.usage for chunk in chunks} == {None}
    assert (last.choices, last.usage.prompt_tokens, last.usage.completion_tokens) == ([], 0, 0)


def test_the_streaming_helper_of_the_client_gathers_the_answer(client):
    with client.chat.completions.stream(model="citewell", messages=ASKED) as stream:
        message = stream.get_final_completion().choices[0].message
    assert message.content.startswith("PAKISTAN USD 62.4 M [1]\n\n**Sources**")
    assert message.model_extra["citewell"]["answer"]["short_answer"] == "USD 62.4 M"


def test_a_follow_up_is_understood_from_the_messages_before_it(client):
    first = client.chat.completions.create(model="citewell", messages=ASKED).choices[0].message.content
    messages = [
        {"role": "system", "content": "Answer like a pirate."},
        *ASKED,
        {"role": "assistant", "content": first},
        {"role": "user", "content": [{"type": "text", "text": "And for Nepal?"}]},
    ]
    answer = client.chat.completions.create(model="citewell", messages=messages).choices[0].message
    assert answer.content.startswith("NEPAL USD 2.6 M [1]")


def test_what_the_documents_do_not_answer_is_said_with_the_closest_passages(client):
    messages = [{"role": "user", "content": "Generate a concise, 3-5 word title with an emoji for this chat."}]
    message = client.chat.completions.create(model="citewell", messages=messages).choices[0].message
    assert message.model_extra["citewell"]["answer"]["status"] == "abstained"
    assert message.content.startswith("The documents do not answer this question.")


@pytest.mark.parametrize(
    ("changed", "error", "words"),
    [
        ({"model": "gpt-4o"}, openai.NotFoundError, "there are: citewell, citewell-quoted."),
        ({"n": 2}, openai.BadRequestError, "leave out n"),
        ({"tool_choice": "required"}, openai.BadRequestError, "leave out tool_choice"),
        ({"response_format": {"type": "json_object"}}, openai.BadRequestError, "leave out response_format"),
        ({"messages": []}, openai.UnprocessableEntityError, "None of the messages is a question"),
        ({"messages": [{"role": "system", "content": "x"}]}, openai.UnprocessableEntityError, "None of the messages"),
        ({"messages": [{"role": "user", "content": "x" * 1001}]}, openai.UnprocessableEntityError, "at most 1,000"),
        ({"messages": [{"role": "user", "content": 7}]}, openai.UnprocessableEntityError, "must be text"),
    ],
)
def test_what_cannot_be_done_is_an_error_that_the_client_knows(client, changed, error, words):
    with pytest.raises(error) as caught:
        client.chat.completions.create(**{"model": "citewell", "messages": ASKED} | changed)
    assert words in caught.value.body["message"]
    assert caught.value.type == "invalid_request_error"


def test_parameters_for_a_model_change_nothing(client):
    tools = [{"type": "function", "function": {"name": "look", "parameters": {"type": "object"}}}]
    wishes = {"temperature": 2, "max_tokens": 1, "stop": ["USD"], "n": 1, "tools": tools, "user": "u"}
    completion = client.chat.completions.create(model="citewell", messages=ASKED, **wishes)
    assert completion.choices[0].message.content.startswith("PAKISTAN USD 62.4 M [1]")


def test_each_checked_claim_is_a_piece_of_the_stream(ask_scripted, make_written):
    growing = [make_written(1), make_written(2), make_written(3), make_written(3)]
    chunks, asked = ask_scripted(*growing, model="citewell-written", stream=True)
    pieces = [chunk.choices[0].delta.content for chunk in chunks if chunk.choices[0].delta.content]
    assert pieces[:3] == ["It has \\*30\\* days. [1]", " They carry over. [1][2]", " Ask the desk. [3]"]
    assert pieces[3].startswith("\n\n**Sources**\n\n- [1] Leave (leave.txt): “it1\\_”\n- [2] ")
    assert (len(pieces), asked.mode) == (4, "written")


def test_an_answer_that_falls_back_midway_stands_below_what_was_sent(ask_scripted, make_written):
    first = make_written(1)
    quoted = Answer(
        "Leave?",
        "Leave?",
        "30 days [1]",
        0.9,
        {},
        (Claim("30 days", (1,)),),
        first.citations,
        fallback="The chat model was cut off.",
    )
    chunks, _ = ask_scripted(first, quoted, stream=True)
    source = "**Sources**\n\n- [1] Leave (leave.txt): “it1\\_”"
    assert text_of(chunks) == (
        f"It has \\*30\\* days. [1]\n\n{source}\n\n---\n\n30 days [1]\n\n*The chat model was cut off.*\n\n{source}"
    )
    assert chunks[-1].choices[0].delta.model_extra["citewell"]["answer"]["mode"] == "quoted"


def test_tokens_are_those_of_the_chat_model(ask_scripted):
    nothing = Abstention("not_in_documents")
    answer = Answer("Leave?", "Leave?", "No.", 0.1, {}, abstention=nothing, usage=Usage(70, 8, 1))
    completion, _ = ask_scripted(answer)
    usage = completion.usage
    assert (usage.prompt_tokens, usage.completion_tokens, usage.total_tokens) == (70, 8, 78)
    chunks, _ = ask_scripted(answer, stream=True, stream_options={"include_usage": True})
    assert chunks[-1].usage.total_tokens == 78
