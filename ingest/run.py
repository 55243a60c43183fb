"""One run over the files of an index: which must be read, what becomes of each, and what is to be removed."""

from collections import defaultdict
from collections.abc import Callable, Collection, Sequence
from dataclasses import replace

from ingest.elements import Limits, Member
from ingest.errors import IngestError, TooLarge
from ingest.known_files import Content, KnownFiles
from ingest.loaded import FileFacts, LoadResult, Outcome
from ingest.opening import check_size, hash_of
from ingest.passages import split
from ingest.plan import Plan, PlannedFile
from ingest.reading import FileToRead, Reading
from ingest.report import FileReport, IngestReport, Problem, Progress
from ingest.writing import Writing
from retriever.files import FileRecord
from retriever.index import Index


class Run:
    """What one run does, and what it has done so far.

    Args:
        index: Open for writing.
        known: What the index knows of files.
        reading: Reads files.
        writing: Puts documents into the index.
        passage_chars: The most characters of a passage.
        limits: What a file may cost.
    """

    def __init__(
        self,
        index: Index,
        known: KnownFiles,
        reading: Reading,
        writing: Writing,
        *,
        passage_chars: int,
        limits: Limits,
    ) -> None:
        self._index = index
        self._known = known
        self._reading = reading
        self._writing = writing
        self._passage_chars = passage_chars
        self._limits = limits
        self._homes: dict[Content, str] = {}
        self._waiting: defaultdict[str, list[FileToRead]] = defaultdict(list)  # for the file of the same content
        self._reports: dict[str, FileReport] = {}
        self._pending: set[str] = set()  # files that are yet to be read
        self._gone_members: set[str] = set()  # found in archives before, and not now unless there is a report
        self._taken_out: frozenset[str] = frozenset()
        self._moved: list[FileRecord] = []  # of files that no longer have a document under their own name
        # Of files with others inside: noted last, so that a run cut short before those were dealt with reads them anew.
        self._outer: list[FileRecord] = []
        self._unopened: list[Problem] = []
        self._inside: defaultdict[str, tuple[int, int]] = defaultdict(lambda: (0, 0))  # files and bytes in an archive
        self._added: list[str] = []
        self._updated: list[str] = []
        self._unchanged: list[str] = []
        self._removed: list[str] = []
        self._passages = 0

    def read(self, plan: Plan, on_progress: Callable[[Progress], None]) -> None:
        """Bring the documents of the plan's files, and of the files inside them, up to date.

        Args:
            plan: What to do.
            on_progress: Called before what was read of a file is put in, and once at the end.
        """
        self._taken_out = plan.taken_out
        files = [found for one in plan.files if (found := self._looked_at(one))]
        contents = {file.source: _content(file) for file in files}
        others = {one.source: one for name in self._known.stranded(plan.gone, contents) if (one := plan.locate(name))}
        files += [found for one in others.values() if (found := self._looked_at(one))]
        contents |= {file.source: _content(file) for file in files}
        self._homes = self._known.homes(plan.gone, contents)
        queue = self._to_read(files)
        total, bytes_total, done, bytes_done = len(queue), sum(file.size_bytes for file in queue), 0, 0
        for file, result in self._reading.results(queue):
            on_progress(Progress(file.source, done, total, bytes_done, bytes_total))
            inside = self._settle(file, result)
            total, bytes_total = total + len(inside), bytes_total + sum(member.size_bytes for member in inside)
            done, bytes_done = done + 1, bytes_done + file.size_bytes
        self._writing.finish()
        on_progress(Progress(None, done, total, bytes_done, bytes_total))

    def remove(self, gone: Collection[str]) -> None:
        """Take out of the index what is gone, with the files that were inside it, and what took another's name."""
        inside = {member for source in gone for member in self._known.members_of(source)}
        for source in sorted({*gone, *inside, *self._gone_members} - self._reports.keys()):
            if self._known.has_text(source):
                self._removed.append(source)
            self._forget(source)
        for record in self._moved:
            self._forget(record.source)
            self._index.put_file(record)
        if self._outer:
            self._index.put((), self._outer)

    def report(self, failed: Sequence[Problem], skipped: Sequence[Problem], seconds: float) -> IngestReport:
        """Return what the run has done; the problems are those of files that could not be looked at."""
        reports = [self._reports[source] for source in sorted(self._reports)]
        failures = [Problem(one.source, one.reason) for one in reports if one.outcome.is_failure]
        others = [
            Problem(one.source, one.reason) for one in reports if one.outcome in (Outcome.EMPTY, Outcome.UNSUPPORTED)
        ]
        return IngestReport(
            added=tuple(sorted(self._added)),
            updated=tuple(sorted(self._updated)),
            unchanged=tuple(sorted(self._unchanged)),
            removed=tuple(sorted(self._removed)),
            failed=tuple(sorted((*failed, *self._unopened, *failures), key=lambda problem: problem.source)),
            skipped=tuple(sorted((*skipped, *others), key=lambda problem: problem.source)),
            passages=self._passages,
            seconds=seconds,
            files=tuple(reports),
        )

    def _looked_at(self, planned: PlannedFile) -> FileToRead | None:
        """Return a file with the hash of its content; None where it cannot be opened, or is too large to be."""
        found = planned.file
        try:
            check_size(found.size_bytes, self._limits)
            content_hash = hash_of(found.path)
        except TooLarge as error:
            facts = FileFacts(size_bytes=found.size_bytes)
            self._reports[planned.source] = FileReport(planned.source, Outcome.TOO_LARGE, str(error), facts)
            return None
        except (OSError, IngestError) as error:
            reason = f"cannot be opened: {error.strerror}" if isinstance(error, OSError) else str(error)
            self._unopened.append(Problem(planned.source, reason))
            return None
        return FileToRead(
            found.path, planned.source, planned.collection, content_hash, found.size_bytes, outermost=planned.source
        )

    def _to_read(self, files: Sequence[FileToRead]) -> list[FileToRead]:
        """Return the files that must be read; settle those that are known, or hold the same as another."""
        to_read = []
        for file in files:
            content = _content(file)
            home = self._homes.setdefault(content, file.source)
            if home != file.source:
                self._take_for(file, home)
            elif self._known.is_unchanged(file.source, content, self._homes):
                self._leave(file.source)
            else:
                self._pending.add(file.source)
                to_read.append(file)
        return to_read

    def _take_for(self, file: FileToRead, home: str) -> None:
        """Give a file the words of the one that holds the same."""
        if home in self._pending:
            self._waiting[home].append(file)
        elif self._known.is_alias(file.source, _content(file), home):
            self._leave(file.source)
        else:
            self._settle_alias(file, self._reports.get(home) or self._known.report(home))

    def _leave(self, source: str) -> None:
        """Leave a file as it is, with the files inside it."""
        for name in (source, *self._known.members_of(source)):
            report = self._known.report(name)
            self._reports[name] = report
            if report.outcome.is_read:
                self._unchanged.append(name)

    def _settle(self, file: FileToRead, result: LoadResult) -> list[FileToRead]:
        """Put in what was read of a file, or note why nothing was; return the files inside it that must be read."""
        if result.members and (reason := self._too_much(file, result.members)):
            result = LoadResult(Outcome.TOO_LARGE, None, reason, result.facts)
        passages = split(result.document, self._passage_chars) if result.document else []
        report = FileReport(file.source, result.outcome, result.reason, result.facts, len(passages))
        self._count(report)
        is_outer = bool(result.members or self._known.members_of(file.source)) and not result.outcome.is_failure
        if result.document:
            record = self._known.record(report, _content(file), file.source)
            self._writing.put(result.document, passages, [] if is_outer else [record])
            self._outer += [record] if is_outer else []
        elif not result.may_pass:
            self._note(report, _content(file), is_outer=is_outer)
        self._pending.discard(file.source)
        for alias in self._waiting.pop(file.source, ()):
            self._settle_alias(alias, report)
        return self._settle_members(file, result)

    def _too_much(self, file: FileToRead, members: Sequence[Member]) -> str | None:
        """Return why the files inside a file are not read; None where all archives around them hold few enough."""
        if file.nesting >= self._limits.nesting:
            return f"archives within archives are opened {self._limits.nesting} deep and no deeper."
        count, size = self._inside[file.outermost]
        count, size = count + len(members), size + sum(member.content.stat().st_size for member in members)
        self._inside[file.outermost] = (count, size)
        if count > self._limits.members or size > self._limits.unpacked_bytes:
            return (
                "together with the archives around it, it holds more than is allowed. Unpack it, and ingest the folder."
            )
        return None

    def _settle_members(self, file: FileToRead, result: LoadResult) -> list[FileToRead]:
        before = self._known.members_of(file.source)
        if result.outcome.is_failure:
            for name in before:
                self._reports[name] = self._known.report(name)
            return []
        self._gone_members.update(before)
        found = [_member(file, member) for member in result.members]
        members = self._to_read([member for member in found if member.source not in self._taken_out])
        self._reading.put_members(members)
        return members

    def _settle_alias(self, file: FileToRead, home: FileReport) -> None:
        """Note a file that holds the same as another one, of which this became."""
        report = replace(home, source=file.source, passages=0, duplicate_of=home.duplicate_of or home.source)
        self._count(report)
        if not report.outcome.is_read:
            self._note(report, _content(file))
            return
        record = self._known.record(report, _content(file), report.duplicate_of)
        if self._known.has_document(file.source):
            self._moved.append(record)
        else:
            self._writing.note(record)

    def _note(self, report: FileReport, content: Content, *, is_outer: bool = False) -> None:
        """Note a file that gave no document; one that went in before stays unless the file now says nothing."""
        has_document = self._known.has_document(report.source)
        stays = has_document and (report.outcome.is_failure or report.outcome is Outcome.UNSUPPORTED)
        record = self._known.record(report, content, report.source if stays else None)
        if has_document and not stays:
            self._removed.append(report.source)
            self._moved.append(record)
        elif is_outer:
            self._outer.append(record)
        else:
            self._writing.note(record)

    def _count(self, report: FileReport) -> None:
        self._reports[report.source] = report
        self._passages += report.passages
        if report.outcome.is_read:
            (self._updated if self._known.has_text(report.source) else self._added).append(report.source)

    def _forget(self, source: str) -> None:
        if self._known.has_document(source):
            self._index.remove(source)
        else:
            self._index.forget_file(source)


def _content(file: FileToRead) -> Content:
    return file.content_hash, file.collection


def _member(archive: FileToRead, member: Member) -> FileToRead:
    return FileToRead(
        path=member.content,
        source=f"{archive.source}/{member.name}",
        collection=archive.collection,
        content_hash=hash_of(member.content),
        size_bytes=member.content.stat().st_size,
        nesting=archive.nesting + 1,
        outermost=archive.outermost,
    )
