"""On which page of a Word document its words stand, by the page ends that it was saved with."""

from dataclasses import dataclass

from ingest.formats.markup import XmlElement
from ingest.formats.word.xml import attribute, bare


@dataclass(slots=True)
class PageCount:
    """The page reached while the text is read.

    Word writes down where its pages ended when the file was saved. Page ends put in by hand stand beside those, and are
    counted only where no written one follows before the next words.
    """

    is_counted: bool
    number: int = 1
    has_words: bool = False  # there are words before here
    _waiting: int = 0  # page ends put in by hand with no words after them yet

    @property
    def here(self) -> int:
        """The page of the last words, 0 where pages are not counted."""
        return self.number if self.is_counted else 0

    def see_end_by_hand(self) -> None:
        """Take note of a page end put in by hand."""
        self._waiting += self.is_counted

    def see_written_end(self) -> None:
        """Take note of a page end written down when the file was saved."""
        if self.is_counted:
            self.number += 1
            self._waiting = max(0, self._waiting - 1)

    def see_words(self) -> int:
        """Return the page of the words that come now, 0 where pages are not counted."""
        self.number += self._waiting
        self._waiting = 0
        self.has_words = True
        return self.here


def has_pages(body: XmlElement, pages_said: int | None) -> bool:
    """Return whether a document's pages can be counted.

    They can where it was saved with its page ends, or where those put in by hand make as many pages as it says to have.

    Args:
        body: The text.
        pages_said: How many pages the document's properties speak of; None where they do not.
    """
    by_hand = 0
    for node in body.iterdescendants():
        name = bare(node)
        if name == "lastRenderedPageBreak":
            return True
        by_hand += name == "br" and attribute(node, "type") == "page"
    return by_hand > 0 and by_hand + 1 == pages_said
