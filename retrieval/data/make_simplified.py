"""Write `simplified.txt`: each traditional character that OpenCC turns into one other, above its simplified form.

Two lines of equal length, one character a column: 32 KB that load in a millisecond, where OpenCC itself would be a
compiled library in every installation. Variants of Taiwan and Hong Kong are folded too, unless they are ordinary
characters of the mainland (著 of 显著), and chains are followed to their end, so that folding twice changes nothing.
`tests/retrieval/test_text.py` holds the table against OpenCC.

    python -m retrieval.data.make_simplified
"""

from __future__ import annotations

from pathlib import Path

TABLE = Path(__file__).with_name("simplified.txt")

IDEOGRAPHS = ((0x3400, 0x4DC0), (0x4E00, 0xA000), (0xF900, 0xFB00), (0x20000, 0x2FA20), (0x30000, 0x323B0))

MAINLAND, REGIONAL = "t2s", ("tw2s", "hk2s")


def pairs() -> dict[str, str]:
    """Traditional → simplified, one character each, for every ideograph that OpenCC changes."""
    from opencc import OpenCC  # noqa: PLC0415 - a test dependency, needed only to make the table

    mainland = OpenCC(MAINLAND).convert
    regional = [OpenCC(name).convert for name in REGIONAL]

    def step(character: str) -> str:
        for convert in (mainland, *(() if ordinary(character) else regional)):
            simplified: str = convert(character)
            if simplified != character and len(simplified) == 1:
                return simplified
        return character

    found = {}
    for first, beyond in IDEOGRAPHS:
        for character in map(chr, range(first, beyond)):
            simplified = step(character)
            if simplified != character:
                found[character] = simplified if ordinary(simplified) else step(simplified)
    return found


def ordinary(character: str) -> bool:
    """Whether mainland text uses the character: GB 2312 has it."""
    try:
        character.encode("gb2312")
    except UnicodeEncodeError:
        return False
    return True


if __name__ == "__main__":
    table = pairs()
    TABLE.write_text("".join(table) + "\n" + "".join(table.values()) + "\n", encoding="utf-8")
