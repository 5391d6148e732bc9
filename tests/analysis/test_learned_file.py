"""What was learned goes through bytes unchanged; bytes that are anything else are refused, whatever they hold."""

import pickle
from io import BytesIO
from random import Random
from zipfile import ZipFile

import numpy as np
import pytest

from analysis.learned import FEELINGS, Learned, LearnedFeelings, LearnedThemes
from analysis.learned_file import LearnedFileError, from_bytes, to_bytes
from analysis.learned_weights import Weights

ROWS = np.array([3, 77, 4_000_000_000], dtype=np.uint32)


def table(columns: int) -> Weights:
    return Weights(ROWS, np.arange(3 * columns, dtype=np.int16).reshape(3, columns))


def themes(codes: tuple[str, ...] = ("parks_recreation_culture", "own_bridge")) -> LearnedThemes:
    level = np.full(len(codes), 0.25, dtype=np.float32)
    return LearnedThemes(codes, table(len(codes)), level, -level, 40.0)


def feelings() -> LearnedFeelings:
    return LearnedFeelings(table(5), np.eye(len(FEELINGS), dtype=np.float32), 12.0)


def packed(**arrays: np.ndarray) -> bytes:
    file = BytesIO()
    np.savez(file, **arrays)
    return file.getvalue()


@pytest.mark.parametrize(
    "learned", [Learned(), Learned(themes()), Learned(None, feelings()), Learned(themes(), feelings())]
)
def test_bytes_give_the_same_model(learned: Learned) -> None:
    data = to_bytes(learned)
    again = from_bytes(data)
    assert to_bytes(again) == data == to_bytes(learned)
    assert (again.themes is None, again.feelings is None) == (learned.themes is None, learned.feelings is None)
    if learned.themes and again.themes:
        assert again.themes.codes == learned.themes.codes and (again.themes.level == learned.themes.level).all()


def parts() -> dict[str, np.ndarray]:
    with np.load(BytesIO(to_bytes(Learned(themes(), feelings())))) as arrays:
        return dict(arrays)


@pytest.mark.parametrize(
    "change",
    [
        {"format": np.array([2])},
        {"format": np.array(["1"])},
        {"codes": np.array(["parks", "parks"])},
        {"codes": np.array(["parks", "<b>"])},
        {"codes": np.array(["one", "two", "three"])},
        {"codes": np.array([1, 2])},
        {"trust": np.array([np.nan, 1], dtype=np.float32)},
        {"trust": np.zeros(2)},
        {"level": np.zeros((2, 2), dtype=np.float32)},
        {"themes.rows": ROWS[::-1].copy()},
        {"themes.rows": np.array([3, 3, 4], dtype=np.uint32)},
        {"themes.rows": ROWS.astype(np.int64)},
        {"themes.rows": ROWS[:2]},
        {"themes.table": np.zeros((3, 2))},
        {"feelings.table": np.zeros((3, 4), dtype=np.int16)},
        {"confusion": np.zeros((4, 4), dtype=np.float32)},
        {"confusion": np.full((5, 5), np.inf, dtype=np.float32)},
        {"themes.ridge": np.array(-1.0)},
        {"themes.ridge": np.array([1.0, 2.0])},
        {"feelings.ridge": np.array(np.nan)},
        {"feelings.ridge": np.array("x")},
        {"trust": None},
        {"themes.rows": None},
        {"format": None},
    ],
)
def test_parts_that_do_not_fit_are_refused(change: dict[str, np.ndarray | None]) -> None:
    changed = {name: value for name, value in {**parts(), **change}.items() if value is not None}
    with pytest.raises(LearnedFileError):
        from_bytes(packed(**changed))


def zipped(name: str, content: bytes) -> bytes:
    file = BytesIO()
    with ZipFile(file, "w") as archive:
        archive.writestr(name, content)
    return file.getvalue()


def header(shape: str) -> bytes:
    text = f"{{'descr': '<i8', 'fortran_order': False, 'shape': {shape}, }}".ljust(117) + "\n"
    return b"\x93NUMPY\x01\x00" + len(text).to_bytes(2, "little") + text.encode()


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"PK\x03\x04",
        b"\x00" * 1000,
        pickle.dumps({"format": [1]}),
        packed(format=np.array([{"a": 1}], dtype=object)),
        zipped("format.npy", pickle.dumps([1])),
        zipped("format.npy", header("(999999999999,)")),
        zipped("format.npy", header("(-1,)")),
        zipped("format.npy", header("(10**9, 'a')")),
        zipped("../format.npy", b"1"),
    ],
)
def test_bytes_that_are_something_else_are_refused(data: bytes) -> None:
    with pytest.raises(LearnedFileError):
        from_bytes(data)


def test_damaged_bytes_are_refused_or_read_but_never_stop_the_program() -> None:
    data, chance, refused = to_bytes(Learned(themes(), feelings())), Random(5), 0
    for _ in range(300):
        broken = bytearray(data[: chance.randrange(len(data))] if chance.random() < 0.3 else data)
        for _ in range(chance.randrange(1, 6)):
            if broken:
                broken[chance.randrange(len(broken))] = chance.randrange(256)
        try:
            from_bytes(bytes(broken))
        except LearnedFileError:
            refused += 1
    assert refused > 200
