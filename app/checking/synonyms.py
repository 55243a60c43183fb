"""Stems of words that mean the same in any document, under one of them."""

from functools import lru_cache

from retriever.terms import stem

# The first word stands for its group.
_GROUPS = (
    "staff staffs employee employees personnel worker workers",
    "allow allowed permit permits permitted permission permissible possible",
    "require required requirement need needed mandatory compulsory obligatory",
    "forbid forbidden prohibit prohibited prohibition ban banned disallowed",
    "begin begins began begun start starts started commence commences",
    "help assist assists assisted assistance aid",
    "year annual annually yearly",
    "month monthly",
    "quarter quarterly",
    "hour hourly",
    "week weekly",
    "day daily",
    "organization organisation organizations",
    "center centre centers centres",
    "program programme programs programmes",
    "country countries nation nations",
    "global globally worldwide",
    "child children",
    "man men",
    "woman women",
    "person persons people",
    "percent percentage percentages",
    "email mail",
    "hold held",
    "pay paid payment payments",
    "make made",
    "take took taken",
    "send sent",
    "keep kept",
    "lead led",
    "leave left",
    "buy bought purchase purchased acquisition acquisitions procure",
    "bring brought",
    "choose chose chosen choice",
    "draw drew drawn",
    "write wrote written",
    "spend spent",
    "meet met",
    "lose lost loss",
    "tell told inform informed notify notified notification",
    "fall fell fallen",
    "grow grew grown growth",
    "know knew known",
    "show showed shown",
    "decide decision decisions",
    "apply application applications",
    "get gets got receive receives received receipt obtain obtained acquire",
    "respond response responses",
    "speak spoke spoken",
    "run ran running",
    "die death died",
    "live life lives",
    "eligible eligibility",
    "able ability",
    "result results outcome outcomes",
    "check checked checks review reviews reviewed verify verified examine examined examination inspect inspected",
    "reimburse reimbursed reimbursement refund refunded refunds repay repaid",
    "use used uses utilize utilise utilized utilised utilization usage",
    "limit limited limits restrict restricted restriction restrictions limitation",
    "recommend recommended recommendation advise advised advice",
    "subsequent later future following next",
    "large larger largest big bigger biggest great greater greatest",
    "small smaller smallest little",
    "labor labour",
    "aim aims goal goals objective objectives",
    "cost costs expense expenses",
    "earn earns earned accrue accrues accrued accumulate accumulates",
    "salary salaries wage wages",
    "happen happens happened occur occurs occurred",
    "answer answers answered reply replies replied",
    "handle handles handled deal deals dealt",
    "sick sickness ill illness",
    "car cars vehicle vehicles",
    "rule rules regulation regulations",
    "danger dangers hazard hazards",
    "change changed changes amend amended amendment modify modified modification alter altered",
    "candidate candidates applicant applicants",
    "reject rejected refuse refused refusal decline declined",
    "join joined participate participated participation",
    "provide provides provided provision offer offers offered give gives given gave giving supply supplies supplied",
    "collect collected collection gather gathered",
    "stop stopped cease ceased",
    "quick fast rapid swift quickly rapidly swiftly",
    "entire whole full entirely fully complete completely",
    "important crucial essential vital critical significant",
    "main major primary principal chief mainly primarily",
    "frequent frequently often",
    "extra additional further",
    "enough sufficient adequate",
    "improve improved improvement enhance enhanced enhancement strengthen strengthened",
    "train trained training teach taught",
    "doctor doctors physician physicians",
    "document documents paper papers documentation",
    "company companies firm firms corporation corporations",
    "trip trips travel travels travelled traveled journey journeys",
    "marry married marriage wed",
    "retain retained retention",
    "remove removed removal delete deleted deletion",
    "destroy destroyed destruction",
    "sign signed signature signing",
    "abroad overseas",
    "describe described description explain explained explanation",
    "submit submitted submission file filed",
    "cooperate cooperation collaborate collaboration",
    "shelter shelters sheltered",
    "close closed closure shut",
    "perform performed do done did carried conduct conducted",
    "employ employed hire hired recruit recruited recruitment",
    "know known aware",
    "border borders frontier",
    "quote quotes quotation",
    "entrance entry enter entered",
    "succeed success successful",
    "select selected selection",
    "try tries tried attempt attempted attempts",
    "live living reside resides resident residents",
    "ask asks asked request requests requested",
    "say says said state states stated",
    "locate located location situated",
    "establish established establishment",
    "build built construct constructed construction",
    "find found",
    "fix fixed repair repaired",
    "tax taxes taxation",
    "cesarean caesarean",
    "fight fought",
    "win won winner",
    "think thought",
    "sell sold sale sales",
    "lend lent loan loans",
    "reach achieve achieved achievement",
    "store stored storage",
    "save saved saving",
    "analyse analysed analyze analyzed analysis",
    "maintain maintained maintenance",
    "renew renewed renewal",
    "withdraw withdrew withdrawn withdrawal",
    "include included includes including comprise comprises",
)
_CANONICAL = {stem(word): stem(group.split()[0]) for group in _GROUPS for word in group.split() if len(word) > 2}


def one_stem(found: str) -> str:
    """The stem under which one is compared: of its group, or in American spelling.

    >>> one_stem("employe"), one_stem("recognis"), one_stem("behaviour")
    ('staff', 'recogn', 'behavior')
    """
    if found in _CANONICAL:
        return _CANONICAL[found]
    if len(found) > 5 and found.endswith("is"):
        found = stem(found[:-2] + "ize")
    if len(found) > 5 and found.endswith("our"):
        found = found[:-3] + "or"
    return _CANONICAL.get(found, found)


# What may follow the root of two words of one family, as their stems have it.
_ENDINGS = (
    "",
    "y",
    "i",
    "e",
    "al",
    "ial",
    "ment",
    "ement",
    "ement",
    "ion",
    "ation",
    "it",
    "at",
    "iv",
    "abl",
    "anc",
    "enc",
    "ness",
    "ship",
    "ful",
    "less",
    "ing",
    "t",
    "c",
)
_LEAST_ROOT = 4


@lru_cache(maxsize=200_000)
def same_root(one: str, other: str) -> bool:
    """Whether two stems are of one family of words; those of whoever acts ("contractor") are not.

    >>> same_root("agreement", "agre"), same_root("commit", "committe"), same_root("contract", "contractor")
    (True, False, False)
    """
    if one[:_LEAST_ROOT] != other[:_LEAST_ROOT] or len(one) < _LEAST_ROOT:
        return one == other
    pairs = enumerate(zip(one, other, strict=False))
    root = next((at for at, (mine, theirs) in pairs if mine != theirs), min(len(one), len(other)))
    return one[root:] in _ENDINGS and other[root:] in _ENDINGS
