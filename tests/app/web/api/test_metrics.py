"""What Prometheus is told."""

from dataclasses import replace

import httpx
import pytest
from prometheus_client.parser import text_string_to_metric_families

from app.types import Usage, Withheld
from app.web.api.metrics import Metrics
from retriever.errors import IndexMissing


class NoIndex:
    """Stands for an index that cannot be read."""

    def documents(self):
        raise IndexMissing("there is none")


def samples_of(text):
    """Each figure by its name and labels."""
    return {
        (sample.name, *sorted(sample.labels.values())): sample.value
        for family in text_string_to_metric_families(text)
        for sample in family.samples
    }


@pytest.fixture(scope="module")
def scraped(brief_site):
    secret = "zebra-4711"
    asked = {"question": f"What is the programme budget for {secret}?"}
    httpx.post(f"{brief_site}/api/ask", json=asked, timeout=60).raise_for_status()
    response = httpx.get(f"{brief_site}/metrics", timeout=60)
    assert secret not in response.text
    return response


def test_prometheus_reads_what_the_server_tells(scraped):
    assert scraped.headers["content-type"] == "text/plain; version=0.0.4; charset=utf-8"
    samples = samples_of(scraped.text)
    assert samples["citewell_documents",] == 1
    assert samples["citewell_passages",] > 50
    assert samples["process_resident_memory_bytes",] > 0
    answers = [value for key, value in samples.items() if key[0] == "citewell_questions_total"]
    assert sum(answers) >= 1


def test_what_a_chat_model_used_and_what_was_withheld_is_counted(make_written):
    metrics = Metrics(NoIndex())
    withheld = (Withheld("It has 31 days.", "“31” stands in none", "number"), Withheld("No.", "?", "negation"))
    answer = replace(make_written(2), withheld=withheld, usage=Usage(900, 40, 1), timings_ms={"total": 3000.0})
    metrics.count(answer)
    metrics.count(replace(answer, mode="quoted", fallback="The chat model took too long."))
    samples = samples_of(metrics.text().decode())
    assert samples["citewell_questions_total", "answered", "written"] == 1
    assert samples["citewell_questions_total", "abstained", "written"] == 0
    assert samples["citewell_chat_tokens_total", "input"] == 1800
    assert samples["citewell_chat_tokens_total", "output"] == 80
    assert samples["citewell_withheld_total", "number"] == 2
    assert samples["citewell_fallbacks_total",] == 1
    assert samples["citewell_answer_seconds_bucket", "2.5", "written"] == 0
    assert samples["citewell_answer_seconds_bucket", "5.0", "written"] == 1


def test_an_index_that_cannot_be_read_has_no_size():
    samples = samples_of(Metrics(NoIndex()).text().decode())
    assert ("citewell_documents",) not in samples
    assert samples["citewell_questions_total", "answered", "quoted"] == 0


def test_two_servers_of_one_process_count_apart(make_written):
    one, other = Metrics(NoIndex()), Metrics(NoIndex())
    one.count(make_written(1))
    assert samples_of(other.text().decode())["citewell_questions_total", "answered", "written"] == 0
