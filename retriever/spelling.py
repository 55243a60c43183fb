"""How far two spellings lie apart."""

from string import ascii_lowercase


def distance(word: str, other: str, most: int) -> int:
    """Slips between two words: letters left out, added, exchanged, or two neighbours swapped (Damerau-Levenshtein).

    Args:
        word: Any word.
        other: Any word.
        most: Beyond this the exact number does not matter.

    Returns:
        The number of slips, or `most` + 1 when there are more.

    >>> distance("Pakistan", "Pakitsan", 2), distance("donor", "donations", 2)
    (1, 3)
    """
    if abs(len(word) - len(other)) > most:
        return most + 1
    before: list[int] = []
    row = list(range(len(other) + 1))
    for i, letter in enumerate(word, start=1):
        above, row = row, [i]
        for j, counterpart in enumerate(other, start=1):
            slips = min(above[j] + 1, row[j - 1] + 1, above[j - 1] + (letter != counterpart))
            if i > 1 and j > 1 and letter == other[j - 2] and word[i - 2] == counterpart:
                slips = min(slips, before[j - 2] + 1)
            row.append(slips)
        if min(row) > most:
            return most + 1
        before = above
    return min(row[-1], most + 1)


def leaves_out_letters(word: str, other: str) -> bool:
    """Whether the word is the other with letters left out, the commonest slip of people in a hurry.

    >>> leaves_out_letters("limt", "limit"), leaves_out_letters("limt", "list")
    (True, False)
    """
    rest = iter(other)
    return all(letter in rest for letter in word)


def first_letter_edits(word: str) -> list[str]:
    """Every word one slip away in which the slip concerns the first letter."""
    rest = word[1:]
    return [
        rest,
        word[1:2] + word[0] + word[2:],
        *(letter + rest for letter in ascii_lowercase if letter != word[0]),
        *(letter + word for letter in ascii_lowercase),
    ]
