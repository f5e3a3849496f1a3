"""The output folder: everything is written beside and moved in at the end, so that an error leaves nothing behind."""

from __future__ import annotations

import errno
import tempfile
from collections.abc import Mapping
from pathlib import Path

from generator.errors import Fault, InputError

_REASONS = {
    errno.ENOENT: "il n’existe pas",
    errno.EACCES: "l’accès est refusé",
    errno.EPERM: "l’accès est refusé",
    errno.EISDIR: "c’est un dossier",
    errno.ENOTDIR: "un nom de son chemin n’est pas un dossier",
    errno.EEXIST: "il existe déjà",
    errno.ENOTEMPTY: "il n’est pas vide",
    errno.ENOSPC: "le disque est plein",
    errno.EDQUOT: "le quota du disque est atteint",
    errno.EROFS: "le disque est en lecture seule",
    errno.ENAMETOOLONG: "le nom est trop long",
    errno.ELOOP: "ses liens tournent en rond",
    errno.EFBIG: "le fichier est trop volumineux",
}


def reason(error: OSError) -> str:
    """Why the system refused, in French."""
    return _REASONS.get(error.errno or 0, f"erreur du système n° {error.errno}")


def output_faults(folder: Path) -> list[Fault]:
    """What forbids to write in `folder`: it may be new, or exist and be empty."""
    try:
        if folder.is_dir():
            full = any(folder.iterdir())
            return [Fault(str(folder), "ce dossier n’est pas vide.", "Videz-le, ou donnez un autre nom à -o.")][:full]
        if folder.exists() or folder.is_symlink():
            return [Fault(str(folder), "ce n’est pas un dossier.", "Donnez un autre nom à -o.")]
    except OSError as error:
        return [_refused(folder, error)]
    return []


def write(folder: Path, files: Mapping[str, bytes]) -> None:
    """Write all the files in `folder`, or none. Raises `InputError` when the system refuses."""
    made = _missing(folder)
    moved: list[Path] = []
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(prefix=".en-cours-", dir=folder) as waiting:
            for name, content in files.items():
                (Path(waiting) / name).write_bytes(content)
            for name in files:
                moved.append((Path(waiting) / name).rename(folder / name))
    except BaseException as error:
        _take_back(moved, made)
        if isinstance(error, OSError):
            raise InputError([_refused(folder, error)]) from error
        raise


def _missing(folder: Path) -> list[Path]:
    """The folders that must be made, the deepest first."""
    return [path for path in (folder, *folder.parents) if not path.exists()]


def _take_back(files: list[Path], folders: list[Path]) -> None:
    for path in files:
        path.unlink(missing_ok=True)
    for path in folders:
        if path.is_dir():
            path.rmdir()


def _refused(folder: Path, error: OSError) -> Fault:
    return Fault(str(folder), f"le dossier ne peut pas être écrit : {reason(error)}.", "Donnez un autre nom à -o.")
