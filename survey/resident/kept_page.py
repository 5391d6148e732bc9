"""A page that is the same for everybody but for some short values, compressed once: what is put in is left as it is.

Deflate (RFC 1951) knows blocks that are stored; between two full flushes they fit anywhere. Gzip is RFC 1952.
"""

import re
import struct
import zlib
from collections.abc import Mapping

HEADER = b"\x1f\x8b\x08\0\0\0\0\0\x02\xff"


class KeptPage:
    """`page` with `marks` where values are put in later."""

    def __init__(self, page: str, marks: tuple[str, ...]) -> None:
        parts = re.split(f"({'|'.join(map(re.escape, marks))})", page)
        self.texts = [part.encode() for part in parts[::2]]
        self.places = parts[1::2]
        self.packed = compress(self.texts)

    def plain(self, values: Mapping[str, str]) -> bytes:
        """The page with a value for each mark."""
        return b"".join(between(self.texts, self.filled(values)))

    def gzipped(self, values: Mapping[str, str]) -> bytes:
        """The same as a gzip file."""
        plain = self.plain(values)
        body = between(self.packed, [stored(value) for value in self.filled(values)])
        return b"".join((HEADER, *body, struct.pack("<LL", zlib.crc32(plain), len(plain))))

    def filled(self, values: Mapping[str, str]) -> list[bytes]:
        return [values[mark].encode() for mark in self.places]


def compress(texts: list[bytes]) -> list[bytes]:
    """Pieces of one deflate stream; none refers back to an earlier one."""
    packer = zlib.compressobj(9, zlib.DEFLATED, -zlib.MAX_WBITS)
    pieces = [packer.compress(text) + packer.flush(zlib.Z_FULL_FLUSH) for text in texts[:-1]]
    return [*pieces, packer.compress(texts[-1]) + packer.flush()]


def stored(value: bytes) -> bytes:
    """A block of its own, not compressed."""
    return struct.pack("<BHH", 0, len(value), len(value) ^ 0xFFFF) + value


def between(outer: list[bytes], inner: list[bytes]) -> list[bytes]:
    """The outer pieces with an inner one after each but the last."""
    woven = [piece for pair in zip(outer, inner, strict=False) for piece in pair]
    return [*woven, outer[-1]]
