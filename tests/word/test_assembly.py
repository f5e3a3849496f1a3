"""The zip written by hand is one that others read."""

from __future__ import annotations

import io
import zipfile

from generator.word.assembly import assemble, keep, pack, pack_for_good


def test_parts_come_out_in_order_whole_and_dated_1980() -> None:
    static = {"a.xml": pack_for_good("a.xml", b"<a/>" * 1000), "é.xml": pack_for_good("é.xml", b"")}
    made = {"b.xml": pack("b.xml", [b"<b>", "œuvre".encode(), b"</b>"])}
    with zipfile.ZipFile(io.BytesIO(assemble(("b.xml", "a.xml", "é.xml"), static, made))) as archive:
        assert archive.namelist() == ["b.xml", "a.xml", "é.xml"]
        assert archive.testzip() is None
        assert archive.read("b.xml").decode() == "<b>œuvre</b>"
        assert archive.read("a.xml") == b"<a/>" * 1000
        assert {info.date_time for info in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_a_part_made_for_the_document_replaces_the_carriers() -> None:
    raw = assemble(("a",), {"a": pack_for_good("a", b"old")}, {"a": pack("a", [b"new"])})
    with zipfile.ZipFile(io.BytesIO(raw)) as archive:
        assert archive.read("a") == b"new"


def test_a_kept_part_is_stored_as_it_is_where_any_program_can_read_it() -> None:
    raw = assemble(("mimetype", "a"), {}, {"mimetype": keep("mimetype", b"application/x"), "a": pack("a", [b"new"])})
    assert raw[30:51] == b"mimetypeapplication/x"
    with zipfile.ZipFile(io.BytesIO(raw)) as archive:
        assert archive.testzip() is None
        assert [info.compress_type for info in archive.infolist()] == [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED]
