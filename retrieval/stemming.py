"""English words without their endings, so that a plural, a participle or a British spelling meets its dictionary form.

A small table of endings instead of a stemmer of a library: both sides, dictionary and question, go through the same
function at every call, so all that counts is that forms of a word meet and other words do not; that takes twenty rows
and no import.
"""

from __future__ import annotations

from functools import lru_cache

IRREGULAR = {
    form: word
    for word, forms in {
        "be": "is are was were been being am",
        "have": "has had having",
        "do": "does did done doing",
        "hold": "held",
        "give": "gave given",
        "take": "took taken",
        "make": "made",
        "speak": "spoke spoken speech speeches",
        "build": "built",
        "child": "children",
        "person": "persons",
        "woman": "women",
        "man": "men",
        "life": "lives",
        "wife": "wives",
        "win": "won",
        "lead": "led",
        "find": "found",
        "foot": "feet",
        "tooth": "teeth",
        "mouse": "mice",
        "write": "wrote written",
        "begin": "began begun",
        "become": "became",
        "know": "knew known",
        "grow": "grew grown",
        "see": "saw seen",
        "say": "said",
        "pay": "paid",
        "lose": "lost",
        "die": "died dying dies",
        "lie": "lying",
        "sell": "sold",
        "teach": "taught",
        "think": "thought",
        "bring": "brought",
        "buy": "bought",
        "leave": "left",
        "mean": "meant",
        "meet": "met",
        "send": "sent",
        "spend": "spent",
        "sing": "sang sung",
        "fight": "fought",
        "fall": "fell fallen",
        "draw": "drew drawn",
        "drive": "drove driven",
        "choose": "chose chosen",
        "rise": "rose risen",
        "wear": "wore worn",
        "throw": "threw thrown",
        "run": "ran",
        "go": "went gone",
        "come": "came",
        "get": "got gotten",
        "live": "living lived",
        "age": "aging ageing ages aged",
        "old": "older oldest elder eldest",
        "high": "higher highest",
        "large": "larger largest",
        "great": "greater greatest",
        "small": "smaller smallest",
        "early": "earlier earliest",
        "late": "later latest",
        "good": "better best",
        "bad": "worse worst",
        "programme": "program programs",
        "centre": "center centers",
        "defence": "defense defenses defensive",
        "labour": "labor",
        "colour": "color colors colored coloured",
        "honour": "honor honors honored",
        "neighbour": "neighbor neighbors",
        "neighbourhood": "neighborhood neighborhoods",
        "catalogue": "catalog",
        "species": "species",
        "series": "series",
        "news": "news",
        "crisis": "crises",
        "basis": "bases",
        "analysis": "analyses",
        "phenomenon": "phenomena",
        "bacterium": "bacteria",
        "datum": "data",
        "medium": "media",
        "criterion": "criteria",
        "vertex": "vertices",
        "policy": "policies",
        "care": "cares caring cared",
        "rate": "rates rating ratings rated",
        "hope": "hopes hoping hoped",
        "note": "notes noting noted",
        "unite": "unites uniting united",
        "stage": "stages staging staged",
        "mine": "mines mining mined",
        "dine": "dines dining dined",
        "fine": "fines fined fining",
        "fire": "fires firing fired",
        "cure": "cures curing cured",
        "ride": "rides riding rode ridden",
        "hide": "hides hiding hid hidden",
        "range": "ranges ranging ranged",
        "state": "states stating stated",
        "paste": "pastes pasting pasted",
        "hate": "hates hating hated",
        "cope": "copes coping coped",
        "bathe": "bathing bathed",
        "breathe": "breathing breathed",
        "use": "uses using used",
        "license": "licence licences licenses licensed licensing",
        "practice": "practise practises practised practising",
        "counselor": "counsellor counsellors counselors",
        "traveler": "traveller travellers travelers",
        "check": "cheque cheques",
        "meter": "metre metres",
        "kilometer": "kilometre kilometres",
        "theater": "theatre theatres",
        "gray": "grey",
        "skillful": "skilful",
        "installment": "instalment instalments",
        "judgment": "judgement judgements",
        "fulfillment": "fulfilment",
        "enrollment": "enrolment enrolments",
    }.items()
    for form in forms.split()
}

KEPT_WHOLE = frozenset(
    "this his its thus bus gas plus yes us was has as is less across class process access address business"
    " press glass mass loss boss cross grass pass stress success progress congress witness illness express"
    " dress basis crisis thing nothing something anything everything king ring spring string evening morning"
    " ceiling during wing sing bring need seed feed speed weed bed red fed indeed exceed proceed succeed"
    " hundred breed bleed greed freed reed virus campus status census focus bonus apparatus tennis oasis bias"
    " atlas canvas christmas texas kansas paris meeting goods customs clothes chess dress physics mathematics"
    " economics politics ethics athletics genetics species series news".split()
)

SILENT = frozenset(
    "ache bake bane bare bathe bite bone breathe cane cape care chime cope cube cure cute dare dime dine fade"
    " fare fate fine fire gape gene hate haze here hide hone hope huge humane kite lame lane lone made mane"
    " mare mate mine mire morale note pale pane pare paste pine plane plume pope premiere prose quite rage"
    " range rape rate refugee ride ripe robe rote ruse scare scrape severe shade shame shine silicone singe"
    " site sole spine spite stage stare state stripe suite tape tare tone tube twine unite urbane use vane vise"
    " wage ware wine".split()
)
"""Words that would be other words without their last e (care, car)."""

# (ending, what takes its place, least letters before it); the first that fits.
ENDINGS = (
    ("ies", "y", 2),
    ("sses", "ss", 1),
    ("shes", "sh", 1),
    ("ches", "ch", 1),
    ("xes", "x", 1),
    ("zzes", "zz", 1),
    ("s", "", 3),
)
VOWELS = frozenset("aeiouy")


@lru_cache(maxsize=20_000)
def stem(word: str) -> str:
    """`word` (small letters) without its ending: subsidies → subsidy, planning → plan, organisation → organization."""
    if word in IRREGULAR:
        return _american(IRREGULAR[word])
    if len(word) < 4 or word in KEPT_WHOLE:
        return word
    for ending, instead, least in ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= least:
            if ending == "s" and word[-2] in "su":
                break
            word = word[: -len(ending)] + instead
            break
    word = IRREGULAR.get(word, word)
    if word not in KEPT_WHOLE:
        for ending, least in (("ing", 3), ("ied", 2), ("ed", 3)):
            if word.endswith(ending) and len(word) - len(ending) >= least and VOWELS & set(word[: -len(ending)]):
                word = word[:-3] + "y" if ending == "ied" else _closed(word[: -len(ending)])
                break
    return _american(word)


def _closed(base: str) -> str:
    """A base without its doubled consonant, and with an American z: planning → plan, organising → organiz."""
    if len(base) > 2 and base[-1] == base[-2] and base[-1] not in "lsz":
        return base[:-1]
    return base[:-1] + "z" if base.endswith(("is", "ys")) and len(base) > 4 else base


def _american(word: str) -> str:
    """One spelling for both sides of the ocean, and no silent e: both hide a form from its dictionary word."""
    word = word.replace("isation", "ization").replace("aging", "ageing") if len(word) > 6 else word
    if word.endswith(("ise", "yse")) and len(word) > 5:
        word = word[:-2] + "ze"
    if word.endswith("our") and len(word) > 5:
        word = word[:-3] + "or"
    if word.endswith("l") and len(word) > 4 and word.endswith("ll"):
        word = word[:-1]
    return word[:-1] if word.endswith("e") and len(word) > 3 and word not in SILENT else word
