"""What people taught as bytes, and back: a NumPy archive of plain numbers, never pickled; nothing in it is trusted."""

from __future__ import annotations

import re
from io import BytesIO
from struct import error as StructError
from typing import TYPE_CHECKING
from zipfile import BadZipFile, ZipFile
from zlib import error as ZlibError

import numpy as np

from analysis.learned import FEELINGS, Learned, LearnedFeelings, LearnedThemes
from analysis.learned_weights import Weights

if TYPE_CHECKING:
    from collections.abc import Mapping

FORMAT = 1
_MOST_BYTES, _MOST_UNPACKED = 32_000_000, 400_000_000
_MOST_ROWS, _MOST_CODES = 1_000_000, 500
_CODE = re.compile(r"[a-z0-9_]{1,64}")
_BROKEN = (
    ValueError, KeyError, TypeError, IndexError, EOFError, OSError, SyntaxError, RuntimeError, OverflowError,
    MemoryError, AttributeError, BadZipFile, ZlibError, StructError,
)  # fmt: skip

Arrays = dict[str, np.ndarray]


class LearnedFileError(ValueError):
    """The bytes are no learned model; the message says so and nothing of what is in them."""


def to_bytes(learned: Learned) -> bytes:
    """The same model gives the same bytes."""
    arrays: Arrays = {"format": np.array([FORMAT])}
    if learned.themes:
        arrays |= {"codes": np.array(learned.themes.codes, dtype="U64"), **_weights("themes", learned.themes.weights)}
        arrays |= {"trust": learned.themes.trust, "level": learned.themes.level}
        arrays |= {"themes.ridge": np.array(learned.themes.ridge)}
    if learned.feelings:
        arrays |= {"confusion": learned.feelings.confusion, **_weights("feelings", learned.feelings.weights)}
        arrays |= {"feelings.ridge": np.array(learned.feelings.ridge)}
    file = BytesIO()
    np.savez_compressed(file, **arrays)  # type: ignore[arg-type]
    return file.getvalue()


def from_bytes(data: bytes) -> Learned:
    """The model of bytes that ``to_bytes`` made. Raises LearnedFileError for any others."""
    try:
        arrays = _arrays(data)
        if arrays["format"].tolist() != [FORMAT]:
            raise ValueError("another format")
        themes = _themes(arrays) if "codes" in arrays else None
        feelings = _feelings(arrays) if "confusion" in arrays else None
    except _BROKEN as error:
        raise LearnedFileError("These are not the weights of a learned model, or they are damaged.") from error
    return Learned(themes, feelings)


def _arrays(data: bytes) -> Arrays:
    """Every array, when they are not larger than any model is."""
    with ZipFile(BytesIO(data)) as archive:
        size = sum(entry.file_size for entry in archive.infolist())
    if len(data) > _MOST_BYTES or size > _MOST_UNPACKED:
        raise ValueError("too large")
    with np.load(BytesIO(data), allow_pickle=False) as arrays:
        return {name: arrays[name] for name in arrays.files}


def _themes(arrays: Mapping[str, np.ndarray]) -> LearnedThemes:
    codes = tuple(arrays["codes"].tolist())
    if len(codes) > _MOST_CODES or len(set(codes)) < len(codes) or not all(_CODE.fullmatch(code) for code in codes):
        raise ValueError("codes")
    size = (len(codes),)
    trust, level = _real(arrays["trust"], size), _real(arrays["level"], size)
    return LearnedThemes(codes, _table(arrays, "themes", len(codes)), trust, level, _ridge(arrays, "themes"))


def _feelings(arrays: Mapping[str, np.ndarray]) -> LearnedFeelings:
    count = len(FEELINGS)
    confusion = _real(arrays["confusion"], (count, count))
    return LearnedFeelings(_table(arrays, "feelings", count), confusion, _ridge(arrays, "feelings"))


def _weights(name: str, weights: Weights) -> Arrays:
    return {f"{name}.rows": weights.rows, f"{name}.table": weights.table}


def _table(arrays: Mapping[str, np.ndarray], name: str, columns: int) -> Weights:
    rows, table = arrays[f"{name}.rows"], arrays[f"{name}.table"]
    sound = rows.dtype == np.uint32 and table.dtype == np.int16 and rows.ndim == 1 and len(rows) <= _MOST_ROWS
    if not sound or table.shape != (len(rows), columns) or not (rows[1:] > rows[:-1]).all():
        raise ValueError("table")
    return Weights(rows, table)


def _ridge(arrays: Mapping[str, np.ndarray], name: str) -> float:
    ridge = float(arrays[f"{name}.ridge"])
    if not 0 < ridge < 1e9:
        raise ValueError("ridge")
    return ridge


def _real(numbers: np.ndarray, shape: tuple[int, ...]) -> np.ndarray:
    if numbers.dtype != np.float32 or numbers.shape != shape or not np.isfinite(numbers).all():
        raise ValueError("numbers")
    return numbers
