"""China's 41,352 townships with their codes, and the names the news calls them by."""

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from extract.tables import read_table

PEOPLE = (
    r"土家|哈尼|布依|仡佬|傈僳|拉祜|达斡尔|鄂温克|鄂伦春|蒙古|哈萨克|柯尔克孜|塔吉克|俄罗斯|仫佬|毛南|锡伯|纳西|景颇|\w"
)
PEOPLE_TOWNSHIP = re.compile(rf"(?P<stem>..+?)(?:(?:{PEOPLE})族)+乡")
PLAIN = ("镇", "乡", "街道", "苏木")
ESTATE = re.compile(r"(?P<stem>.+?)(?:[农林牧渔茶盐马]场|[种畜殖艺]场|开发区|园区|管理区|度假区)")
# 国营农场, 经济技术开发区, 第二农场: words that tell of a kind, so that nothing is left to tell one from another.
GENERAL = re.compile(
    r"国营|国有|地方|经济|技术|科技|高新|产业|工业|农业|现代|生态|旅游|循环|化工|物流|园艺|综合|示范|良种|原种|种畜"
    r"|养殖|垦殖|风景|名胜|高校|特色|安置|实验|临港|生物|创意|文化|棉花|水产|新材料|装备|制造|创业|[东西南北中新老大小省市县区镇乡第一二三四五六七八九十总分原养]"
)


class Township(NamedTuple):
    """A township, street, sum or farm: its nine digits, of which six are its county's, and its official name."""

    code: str
    name: str


@cache
def townships() -> tuple[Township, ...]:
    """All of them in the order of their codes; read when first asked for.

    >>> next(township for township in townships() if township.name == "珠溪镇")
    Township(code='500111114', name='珠溪镇')
    """
    rows = read_table("townships")
    return tuple(Township(row.area + item[:3], item[3:]) for row in rows for item in row.townships.split(" "))


def surfaces(name: str) -> Iterator[str]:
    """Yield what the news calls a township: by its name, and a people's township also without the people.

    Farms and zones only by a name of their own; 杨镇, 国营农场, 经济开发区 and offices (林业局) are words as well.

    >>> [list(surfaces(name)) for name in ("土地乡", "后坪苗族土家族乡", "建边农场", "国营农场")]
    [['土地乡'], ['后坪苗族土家族乡', '后坪乡'], ['建边农场'], []]
    """
    if not name.endswith(PLAIN):
        estate = ESTATE.fullmatch(name)
        if estate and len(GENERAL.sub("", estate["stem"])) > 1:
            yield name
    elif len(name) > 2:
        yield name
        if name[-2:] == "族乡" and (match := PEOPLE_TOWNSHIP.fullmatch(name)):
            yield match["stem"] + "乡"
