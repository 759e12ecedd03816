"""How people are told: by a surname, by a post, by saying something. Most are patterns, as parts of others."""

from __future__ import annotations

import re
from typing import Final

from corpus import places

COMMON_SURNAMES: Final = (
    "王李张刘陈杨黄赵周吴徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董潘蔡蒋余杜苏魏程吕丁沈任姚卢"
    "傅钟姜崔谭陆汪范廖"
)
COMMON_SURNAME: Final = f"[{COMMON_SURNAMES}]"
SURNAME: Final = f"[{COMMON_SURNAMES}龙白石邹熊金陶孔邱秦江史顾侯孟万段雷钱汤尹黎易常武乔贺赖龚文]"
POST: Final = "(?:[处局厅科部院会校市县区镇乡村站所队组班馆社秘]长|秘书长|主任|书记|教授|老师|医师|律师|记者)"
SAYS: Final = "(?:指出|提出|强调|要求|表示|说|介绍|代表|主持|出席|作|宣读|宣布|认为|告诉|坦言)"

_REPORTER: Final = r"(?:本报|本刊|新华社|中新社|特约|见习|实习|首席|驻.{1,4})*(?:记者|通讯员|评论员|特派员)"
_NAMED: Final = (
    rf"[ \t　]*(?:{SURNAME}[\u4e00-\u9fff]{{1,2}}|[ \t　][\u4e00-\u9fff]{{2,4}})"
    r"(?:[ \t　、]+[\u4e00-\u9fff]{2,4}){0,5}[ \t　]*$"
)
BYLINE: Final = rf"(?:本报|本刊|新华社|中新社)|{_REPORTER}(?:{_NAMED})"
"""A reporter's line, from its first word: with the paper's name, or with somebody's, and nothing else behind it."""

SPEAKER: Final = re.compile(
    "(?:[\u4e00-\u9fff]{2,3}|(?:欧阳|司马|上官|诸葛|皇甫|东方|慕容|令狐|尉迟|公孙|夏侯|司徒)[\u4e00-\u9fff]{1,2})[：:]"
)
"""Who speaks in a conversation that is printed word for word: 闻静：最怕沉默。"""
_NAME: Final = 5
"""Characters that a name and its colon have at most."""
_SURNAME: Final = re.compile(f"{SURNAME}|[袁叶]")


def somebody(text: str) -> str:
    """The name and its colon, where a line begins with somebody who speaks or whom it is about; else nothing."""
    name = SPEAKER.match(text) if "：" in text[:_NAME] or ":" in text[:_NAME] else None
    return name[0] if name and _SURNAME.match(text) and not places.named(name[0][:-1]) else ""
