"""`citewell doctor`: find what is wrong with the index, and mend it."""

from dataclasses import asdict, replace

from app.commands.opening import open_index, open_writer
from app.commands.output import say, write_json
from app.settings import Settings
from retriever.doctor import Finding


def doctor(settings: Settings, *, only_check: bool, as_json: bool) -> int:
    """Print what was wrong with the index and what was done; return 0 where it is sound now, else 3.

    Raises:
        RetrieverError: There is none, another process is changing it, or it cannot be opened at all.
    """
    with open_index(settings) as index:
        found = index.examine()
    findings = found if only_check or not found else _mended(settings, found)
    is_sound = all(finding.mended for finding in findings)
    if as_json:
        record = {"data_dir": str(settings.data_dir), "sound": is_sound}
        write_json({**record, "findings": [asdict(finding) for finding in findings]})
    for finding in findings:
        what = f"mended: {finding.what}" if finding.mended else finding.what
        say(f"{what}. {finding.remedy}" if finding.remedy else what)
    if not as_json:
        print(f"The index in {settings.data_dir} is sound." if is_sound else "The index is not sound; see above.")
    return 0 if is_sound else 3


def _mended(settings: Settings, found: list[Finding]) -> list[Finding]:
    """Mend the index; return what was wrong, as it is now. Opening it for writing mends some of it already."""
    with open_writer(settings) as index:
        findings = index.mend()
    told = {finding.what for finding in findings}
    return [*(replace(one, mended=True, remedy="") for one in found if one.what not in told), *findings]
