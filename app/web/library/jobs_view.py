"""What the library is doing, and what became of what it was asked for, as HTML."""

from collections.abc import Sequence
from html import escape

from app.advice import counted
from app.library.records import FileResult, Held, Job, Progress, Receipt, Work
from app.web.document_path import document_path

# Results of one job that are shown at once; the others stand behind a line that opens.
MOST_RESULTS = 12
_ENDS = {Progress.DONE: "done", Progress.FAILED: "failed", Progress.STOPPED: "stopped"}


def jobs_html(jobs: Sequence[Job]) -> str:
    """Return the jobs, the newest first; empty where there is none. It says what a screen reader is to be told."""
    if not jobs:
        return ""
    over = any(job.progress.is_over for job in jobs)
    clear = '<button type="button" class="plain" id="library-dismiss" data-do="dismiss">Clear</button>' if over else ""
    listed = "".join(_job(job) for job in reversed(jobs))
    return (
        f'<section class="jobs" aria-labelledby="library-jobs-title" data-announce="{escape(_spoken(jobs))}">'
        f'<div class="jobs-head"><h2 id="library-jobs-title">Under way and done</h2>{clear}</div>'
        f"<ul>{listed}</ul></section>"
    )


def receipt_html(receipt: Receipt) -> str:
    """Return what is to be said of files right after they were sent; empty where that is nothing."""
    refused = _results(receipt.refused) if receipt.refused else ""
    parts = [f"<p><strong>Not taken:</strong></p>{refused}"] if refused else []
    if receipt.held:
        parts.append(_held(receipt.held))
    if not parts:
        return ""
    return f'<section class="receipt" tabindex="-1" aria-label="What became of your files">{"".join(parts)}</section>'


def failure_html(words: str) -> str:
    """Return why something cannot be done."""
    return f'<p class="failure" role="alert">{escape(words)}</p>'


def unlock_html(locked: int) -> str:
    """Return a form for the password of locked files; empty where there are none."""
    if not locked:
        return ""
    verb = "needs" if locked == 1 else "need"
    return (
        '<form class="unlock" data-do="unlock"><p>'
        f"<strong>{counted(locked, 'file')} {verb} a password.</strong> "
        "It is kept in memory only, until the server is stopped.</p>"
        '<label for="library-password">Password</label>'
        '<input id="library-password" name="password" type="password" autocomplete="off" required>'
        '<button class="quiet">Try it</button></form>'
    )


def _job(job: Job) -> str:
    words = escape(_title(job))
    if job.progress.is_over:
        trouble = f'<p class="trouble">{escape(job.trouble)}</p>' if job.trouble else ""
        end = _ENDS[job.progress]
        return f'<li class="job {end}"><p class="what">{words}: {end}</p>{trouble}{_results(job.results)}</li>'
    stop = (
        f'<button type="button" class="quiet" id="stop-{job.task.id}" data-do="stop" data-job="{job.task.id}">'
        f'Stop<span class="visually-hidden"> {words}</span></button>'
    )
    bar = ""
    if job.progress is Progress.RUNNING:
        bar = f'<progress max="1" value="{job.share:.3f}" aria-label="{words}"></progress>'
    return (
        f'<li class="job"><div class="line"><p class="what">{words}</p>{stop}</div>{bar}'
        f'<p class="how">{escape(_how(job))}</p></li>'
    )


def _title(job: Job) -> str:
    names = [source.rpartition("/")[2] for source in job.task.sources]
    if job.task.work is Work.LOOK:
        return job.task.work.value
    return f"{job.task.work.value} {f'“{names[0]}”' if len(names) == 1 else counted(len(names), 'file')}"


def _how(job: Job) -> str:
    """How far a job is that is not over."""
    if job.trouble:
        return job.trouble
    if job.progress is Progress.WAITING:
        return "Waits for its turn."
    if job.reading:
        return f"Reading {min(job.done + 1, job.total):,} of {job.total:,}: {job.reading}"
    return "Writing…" if job.share == 1.0 else "Begins…"


def _held(held: Held) -> str:
    one = len(held.names) == 1
    question = "A file of this name is here already:" if one else "Files of these names are here already:"
    id = escape(held.id)
    replace = (
        f'<button type="button" class="solid" data-do="replace" data-held="{id}">Replace {"it" if one else "them"}'
    )
    keep = (
        f'<button type="button" class="quiet" data-do="keep" data-held="{id}">Keep the old {"one" if one else "ones"}'
    )
    return (
        f'<p><strong>{question}</strong></p><ul class="names">{"".join(map(_held_name, held.names))}</ul>'
        f'<p class="choices">{replace}</button>{keep}</button></p>'
    )


def _held_name(relative: str) -> str:
    collection, _, name = relative.partition("/")
    return f"<li><bdi>{escape(name)}</bdi> <span>in {escape(collection)}</span></li>"


def _results(results: Sequence[FileResult]) -> str:
    if not results:
        return ""
    # What needs somebody's attention comes first.
    told = sorted(results, key=lambda one: not one.is_problem)
    first, rest = told[:MOST_RESULTS], told[MOST_RESULTS:]
    shown = f'<ul class="results">{"".join(map(_result, first))}</ul>'
    if not rest:
        return shown
    others = "".join(map(_result, rest))
    return f'{shown}<details><summary>{len(rest):,} more</summary><ul class="results">{others}</ul></details>'


def _result(result: FileResult) -> str:
    name = f"<bdi>{escape(result.name)}</bdi>"
    if result.source:
        name = f'<a href="{document_path(result.source)}" data-document>{name}</a>'
    kind = ' class="problem"' if result.is_problem else ""
    return f"<li{kind}>{name} <span>{escape(result.words)}</span></li>"


def _spoken(jobs: Sequence[Job]) -> str:
    """How the newest job that is over ended; empty where none is."""
    ended = next((job for job in reversed(jobs) if job.progress.is_over), None)
    if ended is None:
        return ""
    problems = sum(result.is_problem for result in ended.results)
    more = f", {counted(problems, 'file')} with problems" if problems else ""
    return f"{_title(ended)}: {_ENDS[ended.progress]}{more}"
