"""Words that name nobody, though a sentence may begin with them in a capital letter."""

from app.question_words import (
    ADJECTIVES_AFTER_BE,
    ATTRIBUTES,
    CLASSES,
    GRAMMAR,
    OPEN_WORDS,
    PERSONS,
    TIME_WORDS,
    VERBS,
)
from retriever.terms import stem

_OPENING = frozenset(
    "above according accordingly additional additionally after all almost along already also although always among "
    "an another any anyone apart approximately around as aside at because before besides between beyond both but by "
    "certain consequently conversely currently depending despite different due during each early either else even "
    "eventually every everyone everything except exclusively few finally first following for formerly from full "
    "fully further furthermore generally given global globally half hence here how however if important importantly "
    "in including indeed initially instead it its just last lastly late later least less like likewise main mainly "
    "many meanwhile more moreover most much multiple nearly neither never nevertheless new next no nobody none nor "
    "normally not notably nothing now of often old on once one only or originally other others otherwise our out over "
    "overall part particularly per please prior rather regarding regardless respectively same second secondly several "
    "should similarly since single so some someone something sometimes specifically still subsequently such that the "
    "their then there thereafter therefore these they third thirdly this those three through throughout thus to "
    "together total two type types typically ultimately under unless unlike until up upon usually various very via "
    "we well what when whenever where whereas whether which while who whoever whole why with within without yes yet "
    "you your four five six seven eight nine ten".split()
)
_ORDINARY_NOUNS = frozenset(
    "ability absence access account action activity advice agreement amount answer approach area assistance "
    "attention background basis book case category cause change charge choice claim class colleague community "
    "company complaint component concern condition contact content context contract copy country course day decision "
    "department detail development difference effect effort element entry equipment error event evidence example "
    "expense experience fact factor failure family feature field figure focus food function gift harm health history "
    "home hour house idea impact information interest issue item job key kind law leave letter life list loss "
    "management manner material matter meal means measure meeting message money month need note notice object "
    "offer opinion order organisation organization output outcome page paper party password pay payment period person "
    "place point population position practice priority problem product property protection purchase quality quote "
    "reason receipt record region relation report request research resource response responsibility rest result "
    "review right risk role safety sample section sector security service set share side site situation skill source "
    "stage state statement step story structure student study subject success support system table task teacher term "
    "text thing time topic trade travel trip use value view visit visitor water way week word work year".split()
)
ORDINARY = (
    GRAMMAR
    | VERBS
    | TIME_WORDS
    | PERSONS
    | ATTRIBUTES
    | CLASSES
    | OPEN_WORDS
    | ADJECTIVES_AFTER_BE
    | _OPENING
    | _ORDINARY_NOUNS
)
ORDINARY_STEMS = frozenset(stem(word) for word in ORDINARY)
TITLES = frozenset("mr mrs ms miss dr prof professor sir madam lady lord".split())
