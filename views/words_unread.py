"""Why a file could not be read and what to do about it, in Chinese; the reading room says it in English.

A name in braces stands for what differs from file to file; it is read out of the English words and put into the Chinese
ones, itself in Chinese where it is one of these. Words that are not here are shown as they are.
"""

import re
from functools import cache

UNREAD = {
    # Reasons
    "the folder holds no file": "文件夹里没有文件",
    "no such file or folder": "没有这个文件或文件夹",
    "no such file": "没有这个文件",
    "cannot be reached ({error})": "连不上（{error}）",
    "cannot be read ({error})": "读不了（{error}）",
    "what reads such addresses is not installed": "没有安装读这种网址的组件",
    "cannot be opened ({error})": "打不开（{error}）",
    "the folder cannot be opened ({error})": "文件夹打不开（{error}）",
    "the file is empty": "文件是空的",
    "the file holds only blanks": "文件里只有空白",
    "it is an old Office file (.doc, .xls, .wps)": "这是旧版 Office 文件（.doc、.xls、.wps）",
    "it is a rich text file": "这是 RTF 文件",
    "it is a picture": "这是一张图片",
    "it is a RAR archive": "这是 RAR 压缩包",
    "it is a 7-Zip archive": "这是 7-Zip 压缩包",
    "it is a gzip file": "这是 gzip 压缩文件",
    "not text in {encoding} (byte {byte})": "不是 {encoding} 编码的文本（第 {byte} 字节）",
    "not a text file (a picture, an archive, a program?)": "不是文本文件（是图片、压缩包还是程序？）",
    "date in the front-matter: {error}": "文首所写的日期：{error}",
    "date: {error}": "日期：{error}",
    "{words} is no date; write it as YYYY-MM-DD": "{words} 不是日期，请写成 YYYY-MM-DD",
    "{words} is no day of the calendar; write it as YYYY-MM-DD": "日历上没有 {words} 这一天，请写成 YYYY-MM-DD",
    "not JSON ({error})": "不是 JSON（{error}）",
    "not a JSON object": "不是 JSON 对象",
    "the text holds half of a character pair": "文字里有半个字符（不成对的代理项）",
    "no text in the field {field}": "字段 {field} 里没有正文",
    "no field of the text; its fields are {columns}": "没有正文字段；现有字段：{columns}",
    "no field {field}; its fields are {columns}": "没有字段 {field}；现有字段：{columns}",
    "the table has no rows": "表格里没有行",
    "no text column; its columns are {columns}": "没有正文列；现有各列：{columns}",
    "no column {column}; its columns are {columns}": "没有列 {column}；现有各列：{columns}",
    "not a readable table ({error})": "表格读不了（{error}）",
    "no article found on this web page": "网页里找不到文章",
    "the PDF is locked with a password": "PDF 有密码",
    "not a readable PDF ({error})": "PDF 读不了（{error}）",
    "no text layer (scanned pages?)": "没有文字层（是扫描件吗？）",
    "not a readable Word file ({error})": "Word 文件读不了（{error}）",
    "the Word file holds no text": "Word 文件里没有文字",
    "what reads such files is not installed ({error})": "没有安装读这种文件的组件（{error}）",
    "the opencc tables are missing; install opencc-python-reimplemented": "缺少 opencc 的字表；请安装 "
    "opencc-python-reimplemented",
    "the archive holds no file": "压缩包里没有文件",
    "an archive within an archive": "压缩包里套着压缩包",
    "locked with a password": "有密码",
    "damaged within the archive ({error})": "压缩包里的这个文件已损坏（{error}）",
    "not a readable zip archive ({error})": "ZIP 压缩包读不了（{error}）",
    "it unpacks to {size} MB, more than {most} MB": "解开后有 {size} MB，超过 {most} MB",
    "it unpacks to {size} MB": "解开后有 {size} MB",
    "a few bytes that unpack to {size} MB, {times} times their size, as a trap does": "极小的文件解开后竟有 {size} MB，"
    "是原来的 {times} 倍，像是压缩炸弹",
    "the archive unpacks to {files} files of {size} MB in all, and no more than {most} files of {largest} MB are "
    "unpacked": "压缩包解开后共 {files} 个文件、{size} MB；最多解开 {most} 个文件、{largest} MB",
    "one text of {size} MB, more than {most} MB": "一篇文字就有 {size} MB，超过 {most} MB",
    "reading it failed with {error}": "读取时出错：{error}",
    "its worker process died while reading it": "读它的进程中途死掉了",
    "its text cannot be read: {error}": "全文读不出来：{error}",
    # Remedies
    "put articles in it, or name another folder": "请放入文章，或换一个文件夹",
    "put articles in it, or name another archive": "请放入文章，或换一个压缩包",
    "check the address; that of a folder ends in /": "请检查网址；文件夹的网址以 / 结尾",
    "check the address, and that you may read it": "请检查网址和读取权限",
    "give an address such as s3://news/2024/*.html": "请写成 s3://news/2024/*.html 这样的网址",
    "check the path": "请检查路径",
    "check its name, and that you may read it": "请检查文件名和读取权限",
    "check that you may read it": "请检查读取权限",
    "give a file that holds an article": "请换一个有文章的文件",
    "save the article as UTF-8 text and read that": "请把文章另存为 UTF-8 文本再读",
    "save the text of the article as UTF-8 and read that": "请把正文另存为 UTF-8 文本再读",
    "save it as UTF-8": "请另存为 UTF-8",
    "write the file anew as UTF-8": "请按 UTF-8 重新导出文件",
    "correct it, or remove the line": "请改正，或删去这一行",
    "correct it, or leave it empty": "请改正，或留空",
    "write one object a line": "请每行写一个对象",
    "write one object a line, with the field text": "请每行写一个对象，正文放在字段 text 里",
    "give each record its text, or leave it out": "请补上这条记录的正文，或删去这条",
    "name the field with --text-column": "请把正文字段改名为“正文”，或在命令行用 --text-column 指明",
    "name the column of the text with --text-column": "请把正文列改名为“正文”，或在命令行用 --text-column 指明",
    "give a table that holds articles": "请换一个有文章的表格",
    "get the file anew, or save the table as UTF-8 CSV": "请重新获取文件，或把表格另存为 UTF-8 的 CSV",
    "get the file anew, or save its text as UTF-8 and read that": "请重新获取文件，或把文字另存为 UTF-8 文本再读",
    "save it as .docx or .xlsx and read that": "请另存为 .docx 或 .xlsx 再读",
    "save it as .docx and read that": "请另存为 .docx 再读",
    "open it in Word, save it anew as .docx and read that": "请用 Word 打开，重新存为 .docx 再读",
    "save it without the password and read that": "请去掉密码另存后再读",
    "run OCR on it and read the text": "请先做文字识别（OCR），再读识别出的文字",
    "run OCR first, then read its text": "请先做文字识别（OCR），再读识别出的文字",
    "unpack it and read the folder": "请解开，再读文件夹",
    "unpack it and read what it holds": "请解开，再读里面的文件",
    "unpack it and read it in parts": "请解开，分成几份再读",
    "unpack the outer one and read the folder": "请解开外层，再读文件夹",
    "unpack the archive and read the folder": "请解开压缩包，再读文件夹",
    "pack it anew as a plain zip, or unpack it and read the folder": "请重新打成普通 ZIP，或解开后读文件夹",
    "pack the archive anew, or unpack it and read the folder": "请重新打包，或解开后读文件夹",
    "install baoshu anew": "请重新安装报数",
    "split it into articles, or read it with the command: baoshu add": "请按篇拆开，或用命令读取：baoshu add",
    "report it with the text, and leave it out until then": "请连同原文反馈这个问题，暂时不要放入这篇",
    "restore it from a backup, or remove the document and add it again": "请从备份恢复，或移除这篇后重新添加",
}


def in_chinese(words: str) -> str:
    """The Chinese for a reason or remedy of the reading room; words that are not known stay as they are.

    >>> in_chinese("not a readable Word file (it unpacks to 300 MB)"), in_chinese("disk on fire")
    ('Word 文件读不了（解开后有 300 MB）', 'disk on fire')
    """
    for pattern, chinese in _patterns():
        if found := pattern.fullmatch(words):
            return chinese.format(**{name: in_chinese(value) for name, value in found.groupdict().items()})
    return words


@cache
def _patterns() -> tuple[tuple[re.Pattern[str], str], ...]:
    """What is said without a name in braces goes first: it is the more exact."""
    ordered = sorted(UNREAD.items(), key=lambda pair: ("{" in pair[0], pair[0].startswith("{")))
    return tuple((_pattern(english), chinese) for english, chinese in ordered)


def _pattern(english: str) -> re.Pattern[str]:
    parts = re.split(r"\{(\w+)\}", english)
    holes = [f"(?P<{part}>.+?)" if number % 2 else re.escape(part) for number, part in enumerate(parts)]
    return re.compile("".join(holes), re.DOTALL)
