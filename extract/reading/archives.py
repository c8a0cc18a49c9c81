"""What a zip archive holds, read in memory and within bounds: no member is written to disk, and none can fill it."""

import io
import zlib
from collections.abc import Iterator
from pathlib import PurePosixPath
from typing import NamedTuple
from zipfile import BadZipFile, LargeZipFile, ZipFile, ZipInfo

LARGEST_MEMBER = 200_000_000  # bytes unpacked; a newspaper page has some millions
LARGEST_ARCHIVE = 2_000_000_000
# News packs to a quarter or a tenth of its size. What packs to less than this share, and is large, is a trap.
SMALLEST_SHARE, LARGE = 1 / 100, 50_000_000
MOST_MEMBERS = 100_000
ENCRYPTED, UTF8 = 0x1, 0x800  # bits of a member's flags


class Member(NamedTuple):
    """A file in an archive: its path there, and its bytes; or the reason why it has none and what to do about it."""

    name: str
    data: bytes = b""
    reason: str = ""
    remedy: str = ""


def read_members(data: bytes) -> Iterator[Member]:
    """Yield the files of a zip archive in order of name; hidden ones are left out.

    Raises ``ValueError`` where ``data`` is no zip archive or holds more than the bounds of this module.
    """
    try:
        archive = ZipFile(io.BytesIO(data))
    except (BadZipFile, LargeZipFile, ValueError, NotImplementedError) as error:
        raise ValueError(f"not a readable zip archive ({error})") from None
    with archive:
        _check_size(archive.infolist(), len(data))
        named = ((_plain_path(info), info) for info in archive.infolist() if not info.is_dir())
        for name, info in sorted(named, key=lambda pair: pair[0]):
            if name and not any(part.startswith((".", "__MACOSX")) for part in name.split("/")):
                yield _read_member(archive, name, info)


def check_unpacked(data: bytes) -> None:
    """Raise ``ValueError`` where an Office file, which is a zip archive, would unpack to more than one may."""
    try:
        with ZipFile(io.BytesIO(data)) as archive:
            size = sum(info.file_size for info in archive.infolist())
    except (BadZipFile, ValueError) as error:
        raise ValueError(str(error)) from None
    if size > LARGEST_MEMBER:
        raise ValueError(f"it unpacks to {_megabytes(size)} MB")


def _check_size(members: list[ZipInfo], packed: int) -> None:
    size = sum(info.file_size for info in members)
    if size > LARGE and packed < size * SMALLEST_SHARE:
        raise ValueError(
            f"a few bytes that unpack to {_megabytes(size)} MB, {size // packed:,} times their size, as a trap does"
        )
    if len(members) > MOST_MEMBERS or size > LARGEST_ARCHIVE:
        raise ValueError(
            f"the archive unpacks to {len(members):,} files of {_megabytes(size)} MB in all,"
            f" and no more than {MOST_MEMBERS:,} files of {_megabytes(LARGEST_ARCHIVE)} MB are unpacked"
        )


def _megabytes(size: int) -> str:
    return f"{size / 1e6:,.0f}"


def _read_member(archive: ZipFile, name: str, info: ZipInfo) -> Member:
    if info.flag_bits & ENCRYPTED:
        return Member(name, reason="locked with a password", remedy="unpack the archive and read the folder")
    if info.file_size > LARGEST_MEMBER:
        reason = f"it unpacks to {_megabytes(info.file_size)} MB, more than {_megabytes(LARGEST_MEMBER)} MB"
        return Member(name, reason=reason, remedy="unpack it and read it in parts")
    try:
        with archive.open(info) as file:
            return Member(name, file.read(LARGEST_MEMBER))
    except (BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, ValueError) as error:
        reason = f"damaged within the archive ({error})"
        return Member(name, reason=reason, remedy="pack the archive anew, or unpack it and read the folder")


def _plain_path(info: ZipInfo) -> str:
    """The path of a member without what would lead out of the archive, for it is only a name: ../../a.txt → a.txt.

    Archives packed on a Chinese Windows have their names in GBK and do not say so.
    """
    name = info.filename
    if not info.flag_bits & UTF8:
        name = _renamed(name)
    parts = PurePosixPath(name.replace("\\", "/")).parts
    plain = "/".join(part for part in parts if part not in ("/", "..", "."))
    return "".join(character for character in plain if character.isprintable())


def _renamed(name: str) -> str:
    for encoding in ("utf-8", "gb18030"):
        try:
            return name.encode("cp437").decode(encoding)
        except UnicodeError:
            continue
    return name
