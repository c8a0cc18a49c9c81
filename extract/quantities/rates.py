"""What one of it is, where words before the number say so: 每亩增收300元, 人均, 日均, 年产值, 1天1次."""

import regex

BEFORE = regex.compile(
    r"""(?r)(?:
      (?:每|平均每|一)(?:个|位|名)?(?P<each>立方米|平方米|平方公里|千瓦时|公斤|工作日|个?月|个?星期|小时|分钟|人次|公里|标箱|季度|学年|学期|课时|亩|人|户|年|天|日|周|村|镇|乡|县|组|队|家|辆|台|座|栋|套|张|头|只|株|棵|斤|吨|元|度|次|场|班|名|位|件|条|块|卷|米|里|站|层|间|车|趟|盒|箱|瓶|袋|份|公顷|平方公里|孩子|学生|老人|农户|企业|家庭)
      [^，。；：、！？\d]{0,14}
    | (?P<mean>人|户|亩|日|天|月|周|年|村|校|店|场|车|单位面积)均(?!增长|增速|增|下降|递增|衡|匀|价)[^，。；：、！？\d]{0,10}
    | (?<!\d|\p{N}|[今去前当全同本往历近多几半两每一上新老少青])(?P<yearly>年)(?:产值|产量|产|收入|出栏|存栏|销售|处理|发电|供|利用|吞吐|旅客吞吐|接待|生产|加工|增收|节约|减排|营业|营收|补贴|租金|薪|耗|用水|用电|客流|货运|输送)[^，。；：、！？\d]{0,10}
    | (?P<daily>日)(?:产|处理|供|发|接待|销|交易|发送|输送|加工|客流|减排|用水|用电|租金)[^，。；：、！？\d]{0,10}
    | (?P<monthly>月)(?:薪|租金?|收入|产|工资|供|销|补助|养老金)[^，。；：、！？\d]{0,10}
    | (?P<acre>亩)产[^，。；：、！？\d]{0,10}
    | (?P<hour>时)速[^，。；：、！？\d]{0,8}
    | (?P<day>\b[一1])[天日](?=[\d一两二三])
    )""",
    regex.VERBOSE,
)
NAMES = {"mean": None, "yearly": "年", "daily": "日", "monthly": "月", "acre": "亩", "hour": "小时", "day": "天"}


def per_before(text: str, floor: int, start: int) -> str:
    """The unit that the words from ``floor`` to ``start`` count the quantity for, ``""`` where they name none.

    >>> per_before("每亩增收", 0, 4), per_before("村民人均年收入", 0, 7), per_before("年均增长", 0, 4)
    ('亩', '人', '')
    """
    found = BEFORE.match(text, floor, start)
    if not found:
        return ""
    name = found.lastgroup
    return NAMES.get(name) or found[name].removeprefix("个")
