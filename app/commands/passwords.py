"""The passwords that are tried on locked files."""

from pathlib import Path

from app.commands.output import WrongUsage


def read_passwords(path: Path | None) -> tuple[str, ...]:
    """Return the passwords of a file, one a line, empty lines left out; none for no file.

    Raises:
        WrongUsage: The file cannot be read.
    """
    if path is None:
        return ()
    try:
        lines = path.read_text(encoding="utf-8-sig").splitlines()
    except (OSError, UnicodeError) as error:
        reason = error.strerror if isinstance(error, OSError) else "it is not UTF-8"
        raise WrongUsage(f"the passwords in {path} cannot be read ({reason}); give a file with one a line") from error
    return tuple(line for line in lines if line.strip())
