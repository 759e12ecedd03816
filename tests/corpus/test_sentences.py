"""Sentences tile their text, and end where a reader would say."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.sentences import split


def cut(text: str) -> list[str]:
    return [text[span.start : span.end] for span in split(text)]


@pytest.mark.parametrize(
    "sentences",
    [
        ["会议指出，要统筹。", "要落实；", "怎么办？", "干！"],
        [
            "要避免“一刀切”，",
        ],
        ["他说：“很好。", "我们会来。”", "大家笑了。"],
        ["他说：“一定办好！”", "大家鼓掌。"],
        ["“现在方便多了。”居民李大爷说。", "他很高兴。"],
        ["“怎么办？”成了大家的问题。", "后来好了。"],
        ["他引用“有困难。找社区。”的口号宣传。", "效果好。"],
        ["增长3.5%，详见http://a.b/c?x=1;y=2。", "同比2.0倍。"],
        ["制定办法（试行。）后执行。", "完毕。"],
        ["印发《通知。补充》。", "落实。"],
        ["养老、托育、助残……一项项服务落地。"],
        ["支持成立社区基金会、创新发展慈善信托……"],
        ["他想了很久也没有想出什么好办法来……", "后来有了。"],
        ["真的吗？！", "是的。"],
        ["本报讯（记者 李明）", "近日，会议召开。", "好。"],
        ["没有句号"],
        ["一是“应保尽保”；", "二是“应救尽救”。"],
        ["这是一个没有收尾的“引号。", "下一句照样断开。"],
    ],
)
def test_sentences_end_where_a_reader_would_say(sentences: list[str]) -> None:
    assert cut("".join(sentences)) == sentences


def test_a_dateline_is_not_part_of_the_first_sentence() -> None:
    assert cut("本报成都讯（记者 王芳 通讯员 李雷）4月2日，会议召开。")[1] == "4月2日，会议召开。"
    assert cut("新华社北京4月2日电 民政部印发通知。")[1] == "民政部印发通知。"


@given(st.text(alphabet="民政。！？；…“”‘’（）《》，a.1 ", max_size=80))
def test_sentences_tile_their_text(text: str) -> None:
    spans = split(text)
    assert "".join(text[span.start : span.end] for span in spans) == text
    assert all(span.end > span.start for span in spans)
    assert [span.start for span in spans[1:]] == [span.end for span in spans[:-1]]
