"""How English verbs are inflected."""

import re

AUXILIARIES = "is are was were must may can should will has have had cannot does do did would could might shall".split()

IRREGULAR = {
    base: (past, participle)
    for base, past, participle in (
        row.split("/")
        for row in (
            "be/was/been become/became/become begin/began/begun break/broke/broken bring/brought/brought "
            "build/built/built "
            "buy/bought/bought catch/caught/caught choose/chose/chosen come/came/come cost/cost/cost cut/cut/cut "
            "deal/dealt/dealt "
            "do/did/done draw/drew/drawn drive/drove/driven eat/ate/eaten fall/fell/fallen fight/fought/fought "
            "find/found/found "
            "fly/flew/flown forget/forgot/forgotten get/got/got give/gave/given go/went/gone grow/grew/grown "
            "have/had/had "
            "hear/heard/heard hold/held/held keep/kept/kept know/knew/known lead/led/led leave/left/left "
            "lend/lent/lent "
            "let/let/let lie/lay/lain lose/lost/lost make/made/made mean/meant/meant meet/met/met pay/paid/paid "
            "put/put/put "
            "read/read/read rise/rose/risen run/ran/run say/said/said see/saw/seen seek/sought/sought sell/sold/sold "
            "send/sent/sent set/set/set show/showed/shown sign/signed/signed sit/sat/sat speak/spoke/spoken "
            "spend/spent/spent "
            "stand/stood/stood steal/stole/stolen sing/sang/sung take/took/taken teach/taught/taught tell/told/told "
            "think/thought/thought throw/threw/thrown understand/understood/understood wear/wore/worn win/won/won "
            "write/wrote/written"
        ).split()
    )
}


def past(base: str, *, participle: bool = False) -> str:
    """The past tense of a verb, or its participle.

    >>> past("apply"), past("write", participle=True), past("plan"), past("decide")
    ('applied', 'written', 'planned', 'decided')
    """
    if base in IRREGULAR:
        return IRREGULAR[base][participle]
    if base.endswith("e"):
        return base + "d"
    if base.endswith("y") and base[-2:-1] not in "aeiou":
        return base[:-1] + "ied"
    doubled = re.fullmatch(r"[^aeiou]*[aeiou][bdgmnprt]", base) is not None
    return base + (base[-1] if doubled else "") + "ed"


def third_person(base: str) -> str:
    """The form that goes with *she*.

    >>> third_person("apply"), third_person("watch"), third_person("stay")
    ('applies', 'watches', 'stays')
    """
    if base in ("have", "be"):
        return {"have": "has", "be": "is"}[base]
    if base.endswith("y") and base[-2:-1] not in "aeiou":
        return base[:-1] + "ies"
    return base + ("es" if base.endswith(("s", "x", "ch", "sh", "o")) else "s")
