"""Uploads: a changed file of a known name is a new version where it plainly is the same article, else its own."""

import io
import zipfile
from datetime import date

import pytest

from extract.library import Library
from extract.reading import Document
from views import intake

ARTICLE = "梁平区新建厂房7座。总投资3亿元，占地20亩。预计明年建成投产。"
MORE = {"more.txt": "云阳县有12个村。".encode()}


@pytest.mark.parametrize(
    ("changed", "day", "verdict"),
    [
        (ARTICLE.replace("7座", "8座"), None, "replaced"),
        (ARTICLE + "这是今年第2个项目。", None, "replaced"),
        (ARTICLE.replace("3亿元，占地20亩", "4亿元，占地30亩").replace("7座", "9座"), None, "added"),
        (ARTICLE.replace("7座", "8座"), date(2024, 5, 1), "added"),
        (ARTICLE, None, "unchanged"),
    ],
    ids=["corrected", "longer", "of its kind", "of another day", "the same"],
)
@pytest.mark.parametrize("packed", [False, True], ids=["file", "zip"])
def test_an_upload_of_a_name_that_is_known_is_a_new_version_or_an_article_of_its_own(
    tmp_path, changed, day, verdict, packed
):
    library = Library.open(tmp_path / "library")

    def upload(text: str, day: date, **more: bytes):
        data = zipped({"要闻.txt": text.encode(), **more}) if packed else text.encode()
        ((_, added),) = intake.add_uploads(library, [intake.Upload("news.zip" if packed else "要闻.txt", data)], day)
        return added

    name = "news.zip/要闻.txt" if packed else "要闻.txt"
    assert upload("梁平区有5个镇。", date(2024, 4, 1)).added == (name,)
    assert upload(ARTICLE, date(2024, 4, 1)).added == (f"{name}#2",)
    added = upload(changed, day or date(2024, 4, 1), **MORE)
    known = f"{name}#3" if verdict == "added" else f"{name}#2"
    assert known in getattr(added, verdict)
    assert ("news.zip/more.txt" in added.added) == packed
    assert library.text(known) == changed
    assert library.text(name) == "梁平区有5个镇。"
    assert library.verify() == ()


def zipped(files: dict[str, bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return buffer.getvalue()


def test_a_name_that_only_begins_like_another_is_not_its_version(tmp_path):
    library = Library.open(tmp_path / "library")
    library.add_documents([Document("100%_a.txt#b", ARTICLE), Document("100%_a.txt.md", ARTICLE + "又1个。")], "x")
    assert library.find_source(Document("100%_a.txt", ARTICLE)) is None
    assert library.find_source(Document("100%_a.txt.md", ARTICLE)) == "x"
