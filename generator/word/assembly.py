"""Writes a .docx or an .odt from parts that never change, deflated once, and parts made for this document.

Every timestamp is 1 January 1980 and the order is the carrier's: the same parts give the same bytes.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

_LOCAL = struct.Struct("<4s5H3L2H")
_CENTRAL = struct.Struct("<4s6H3L5H2L")
_END = struct.Struct("<4s4H2LH")
_VERSION, _UTF8, _STORED, _DEFLATED, _MIDNIGHT, _DAY_ONE = 20, 0x800, 0, 8, 0, (1 << 5) | 1
_STATIC_LEVEL, DYNAMIC_LEVEL = 9, 1


@dataclass(frozen=True, slots=True)
class Packed:
    """One part, deflated or stored as it is, with the sums its directory entry needs."""

    name: bytes
    data: bytes
    crc: int
    size: int
    method: int = _DEFLATED

    def fields(self) -> tuple[int, ...]:
        return _UTF8, self.method, _MIDNIGHT, _DAY_ONE, self.crc, len(self.data), self.size, len(self.name), 0


def pack(name: str, chunks: Iterable[bytes], level: int = DYNAMIC_LEVEL) -> Packed:
    """Deflate a part given in pieces; the default level favours speed (files grow by a tenth)."""
    deflate = zlib.compressobj(level, zlib.DEFLATED, -zlib.MAX_WBITS)
    crc, size, out = 0, 0, []
    for chunk in chunks:
        crc = zlib.crc32(chunk, crc)
        size += len(chunk)
        out.append(deflate.compress(chunk))
    out.append(deflate.flush())
    return Packed(name.encode(), b"".join(out), crc, size)


def pack_for_good(name: str, data: bytes) -> Packed:
    """Deflate as small as can be a part that will serve many documents."""
    return pack(name, [data], _STATIC_LEVEL)


def keep(name: str, data: bytes) -> Packed:
    """A part as it is: the first of an OpenDocument file, by which its kind is told without opening it."""
    return Packed(name.encode(), data, zlib.crc32(data), len(data), _STORED)


def assemble(order: Iterable[str], static: Mapping[str, Packed], made: Mapping[str, Packed]) -> bytes:
    """The zip of the parts named by `order`, taken from `made`, else from `static`."""
    pieces: list[bytes] = []
    directory: list[bytes] = []
    offset = 0
    for name in order:
        packed = made.get(name) or static[name]
        fields = packed.fields()
        local = _LOCAL.pack(b"PK\x03\x04", _VERSION, *fields) + packed.name
        pieces += (local, packed.data)
        directory += (_CENTRAL.pack(b"PK\x01\x02", _VERSION, _VERSION, *fields, 0, 0, 0, 0, offset), packed.name)
        offset += len(local) + len(packed.data)
    central = b"".join(directory)
    count = len(directory) // 2
    end = _END.pack(b"PK\x05\x06", 0, 0, count, count, len(central), offset, 0)
    return b"".join((*pieces, central, end))
