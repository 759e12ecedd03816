"""What an audit may find, as sentences for a person: one table, each row in both languages.

A sentence names no more than what is needed to act, and is short enough to stand on a telephone's screen; the row that
it speaks of stands in front of it, on a line of its own.
"""

from __future__ import annotations

from typing import NamedTuple

SUBJECTS = {
    "article": "文章",
    "changes": "变更记录",
    "database": "数据库",
    "file": "文件",
    "leftover": "剩余文字",
    "meta": "设置",
    "migrations": "升级记录",
    "page": "版面",
    "sentence": "句子",
}
"""What a finding is about, in English and in Chinese; a table of SQLite's own has its name."""

PARTS = {"title": "标题", "kicker": "肩题", "byline": "署名", "credit": "出处"}
"""The parts of an article that stand outside its body."""

FINDINGS: dict[str, tuple[str, str]] = {
    # the database
    "sqlite": ("SQLite finds: {said}", "SQLite 检出：{said}"),
    "reference": ("refers to a row of {table} that is not there", "所指的 {table} 记录不存在"),
    "steps": ("the records are not those of this version's steps", "与本版本的升级步骤不符"),
    "mark": ("{mark} is {found}, not {right}", "{mark} 是 {found}，应为 {right}"),
    "begun": ("what it was begun with is not on record", "未记录新建时是否含自带公报"),
    "gap": ("revisions {first} to {last} are missing", "缺第 {first} 至 {last} 次变更"),
    "twice": ("revision {revision} adds {article} a second time", "第 {revision} 次变更重复加入 {article}"),
    "absent": (
        "revision {revision} removes {article}, which was not there",
        "第 {revision} 次变更移除了不存在的 {article}",
    ),
    # files
    "called": ("is called {name} in the catalogue", "目录中误名为 {name}"),
    "bytes": ("its bytes are not those that were read", "文件内容与读入时不同"),
    # pages
    "unreadable": ("cannot be read: {error}", "无法读出：{error}"),
    "hash": ("its text has the hash {found}…, not {right}…", "文字的校验值是 {found}…，应为 {right}…"),
    "id": ("its id should be {right}", "编号应为 {right}"),
    "unheld": ("no file holds it", "没有文件对应"),
    "names": ("the files that hold it are called {names}", "对应文件的名称是 {names}"),
    "encoding": ("its text cannot have been read as {encoding}", "文字不可能由 {encoding} 读得"),
    # what was read from them
    "altered": ("its row is not as it was written", "记录与写入时不同"),
    "astray": ("its {part} does not stand in its page (offset {at})", "{chinese}不在原版面上（位置 {at}）"),
    "repair": ("a repaired {stood} is not in its page (offset {at})", "所修补的“{stood}”不在原版面上（位置 {at}）"),
    "inner": ("a list or paragraph reaches out of its body", "列举或段落超出正文"),
    "begins": ("begins at {start}, but the one before ends at {end}", "始于位置 {start}，而前一句止于 {end}"),
    "digest": ("its text is not the one that was read", "文字与读入时不同"),
    "unfounded": ("does not stand in its page", "原版面上没有这句话"),
    "ends": ("its sentences end at {end}, its body at {length}", "句子止于位置 {end}，正文止于 {length}"),
    "gone": ("is gone, and no change says so", "已不在，变更记录却未提及"),
    "unlogged": ("is there, and no change says so", "存在，变更记录却未提及"),
}
"""The finding's name → what is said of it in English and in Chinese, with places for its values."""


class Fault(NamedTuple):
    """With which row something is wrong, and what: one clause each in English and in Chinese."""

    where: str
    what: str
    chinese: str


def found(finding: str, subject: str, name: object = "", /, **values: object) -> Fault:
    """What is said of `finding`, a name in `FINDINGS`, about the row `name` of a `subject`."""
    english, chinese = FINDINGS[finding]
    where = " ".join(str(part) for part in (SUBJECTS.get(subject, "数据表"), subject, name) if part)
    return Fault(where, english.format_map(values), chinese.format_map(values))
