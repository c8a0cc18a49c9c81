"""Who a few words name as the one who speaks: the office as written and the name, without how it was said."""

import regex

SURNAMES = (
    "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜戚谢邹喻柏窦章苏潘葛范彭郎鲁韦马苗方俞任袁柳鲍史唐费廉岑薛雷贺倪汤"
    "滕殷罗毕郝邬安常乐于傅皮卞齐康伍余元顾孟平黄穆萧肖尹姚邵湛汪毛祁狄贝明臧计伏成戴宋茅庞熊纪舒屈项祝董梁杜阮蓝闵席季麻强贾路江童颜郭梅"
    "盛林刁钟徐邱丘骆高夏蔡田樊胡凌霍万柯卢莫房解应宗丁宣邓洪包左石崔吉龚程邢裴陆荣翁荀甄曲封储段焦谷车侯全班秋仲宁仇祖武符刘景詹束龙叶"
    "司黎乔蒙翟阎闫温庄晏柴瞿尚边耿匡文关欧阳游涂申桑冉覃牟向古易廖聂曾佘代付楚佟池冷米巫谭简"
)
COMPOUND = "欧阳|上官|司马|诸葛|东方|皇甫|尉迟|公孙|慕容|令狐|宇文|司徒"
HONORIFIC = "大[爷妈姐哥叔娘婶伯]|先生|女士|老师|师傅|阿姨|奶奶|爷爷|婆婆|老汉|老伯|某某?"
NAME = rf"(?:(?:{COMPOUND}|[{SURNAMES}])(?:{HONORIFIC}|[\u4e00-\u9fff]{{1,2}})|[老小][{SURNAMES}])"
# The last letter of what people are called by their work: 书记, 主任, 村民, 大户.
OFFICE_END = "[记书任民长员师家工手户板授生总理士表者裁商友客农警导官人医]"
FULL_NAME = regex.compile(rf"(?<={OFFICE_END}){NAME}")
# What only leads into speech: 高兴地, 乐呵呵地, 一边擦汗一边, 在发布会上, 5日.
MANNER = regex.compile(
    r"""(?:
      [（(][^（）()]{1,10}[)）]
    | (?:不无|十分|非常|颇为?|有些|略带|满脸|满怀|一脸|很)?(?:[\u4e00-\u9fff]([\u4e00-\u9fff])\1|[\u4e00-\u9fff]{2})地
    | [\u4e00-\u9fff](?P<twice>[呵滋洋冲嘻盈哈])(?P=twice)
    | 异口同声地?|满怀(?:信心|喜悦|期待)地?|感慨(?:万千|良多)
    | 一?边[^，。]{1,8}一?边
    | (?:笑|指|望|看|拿|捧|握|拉|擦|抹|掰|摸|举|抱)着[^，。]{0,8}
    | 在?接受[^，。]{0,16}采访时? | 在[^，。“”]{1,20}(?:上|中|时|后|里|现场|间隙) | 在
    | (?:\d{1,2}月)?\d{1,2}日(?:[上下]午|晚)? | [昨今当][天日晚] | 近日 | 日前
    | 随后 | 接着 | 此前 | 同时 | 再次 | 多次 | 曾 | 也 | 还 | 则 | 又 | 都 | 便 | 就 | 笑 | 不禁 | 忍不住
    | 给自己 | [向对跟](?:本报|新华社)?(?:记者|笔者|大家)
    )$""",
    regex.VERBOSE,
)
# What says only where or how old the speaker is: 正在地里忙活的村民张三, 今年62岁的王大爷.
BESIDE = regex.compile(
    r"(?:(?:正在?|刚刚?|来自|从|站在|坐在|在|忙着|一大早|谈起|说起|年过|年近)[^，的]{1,16}的|(?:今年|现年)?\d{2}岁的?|(?:今年|现年)(?=\d))"
    r"|(?:\d{1,2}月)?\d{1,2}日|[昨今当][天日]|近日|日前|随后|对此|同时"
)
PERSON = regex.compile(
    r"(?:员|长|任|师|民|记|授|家|人|工|委|手|士|者|理|总|某|女|男|主|友|客|商|农|生|婆|爷|叔|姐|哥|妈|老|小|先生|女士|户|板|警)"
    r"|[\u4e00-\u9fff]{2,4}$"
)
NOBODY = regex.compile(
    r"(?:记者|笔者|报道|数据|报告|通知|意见|公告|统计|方案|规定|消息|大家|他们|她们|人们|有人|业内|文件|一看|会议|标语|合同|约定|规划|目标|大会|全会"
    r"|条例|办法|法院|公报|白皮书|大家都|人都|不少人|很多人|许多人|准确|简单|换句话|来|相对)都?$|^(?:记者|据|会议|通知|意见|《|的|是|等|和)"
)
PRONOUN = regex.compile(r"[他她](?:本人)?$")
LONGEST_NAME = 3


def speaker_in(words: str) -> str:
    """The speaker whom ``words`` name, as written; 他 or 她 for a pronoun, ``""`` where they name nobody.

    >>> speaker_in("正在地里忙活的村民王仕铜乐呵呵地"), speaker_in("外交部发言人毛宁在例行记者会上"), speaker_in("会议")
    ('村民王仕铜', '外交部发言人毛宁', '')
    """
    who = words.strip()
    while match := MANNER.search(who):
        who = who[: match.start()]
    while match := BESIDE.match(who):
        who = who[match.end() :].lstrip("，, ")
    who = _without_rest(who.strip())
    if PRONOUN.fullmatch(who):
        return who[0]
    return who if len(who) >= 2 and not NOBODY.search(who) and PERSON.search(who) else ""


PLAINLY = regex.compile(rf"(?:.*{OFFICE_END})?{NAME}|.*{OFFICE_END}")


def is_plainly_person(who: str) -> bool:
    """Whether ``who`` is a name or an office, and no body or thing that may as well be told to say something.

    >>> is_plainly_person("处长顾世刚"), is_plainly_person("有关负责人"), is_plainly_person("最新通报")
    (True, True, False)
    """
    return PLAINLY.fullmatch(who) is not None and "记者" not in who


def _without_rest(who: str) -> str:
    """``who`` without what runs on behind a full name: 村民王仕铜乐."""
    match = next(reversed(list(FULL_NAME.finditer(who))), None)
    if match is None or match.end() == len(who) or len(match.group()) < LONGEST_NAME or "、" in who[match.end() :]:
        return who
    return who[: match.end()] if len(who) - match.end() <= 2 else who


# A name is over where one of these follows: 村支书李娟走进大棚.
GOES_ON = "说是在的和与从将，来走看把对向也则还又都曾便就给拿坐站指笑难告表介乐感今早每家带一正种流承"
MENTIONED = regex.compile(
    rf"(?:^|(?<=[，。；：“”\s]))(?P<who>[\u4e00-\u9fff·]{{1,24}}?(?<={OFFICE_END})"
    rf"(?:{COMPOUND}|[{SURNAMES}])(?:{HONORIFIC}|[\u4e00-\u9fff]{{1,2}}?(?=[{GOES_ON}]|$)|[\u4e00-\u9fff]{{2}}))"
    rf"|^(?P<name>(?:{COMPOUND}|[{SURNAMES}])[\u4e00-\u9fff]{{1,2}}?)(?=是|今年|曾经?|从小|家里?|，)"
)


def last_named(text: str) -> str:
    """The person whom ``text`` names last, with the office; ``""`` for none. It is whom 他 means in what follows.

    >>> last_named("种粮大户王建国流转土地300亩。"), last_named("果园面积300亩。")
    ('种粮大户王建国', '')
    """
    found = [match["who"] or match["name"] for match in MENTIONED.finditer(text)]
    named = [speaker_in(who) for who in found if "记者" not in who]
    return next((who for who in reversed(named) if who), "")
