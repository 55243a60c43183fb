"""What is new in an answer that grows."""

from app.types import Answer, Citation, Claim


def new_claims(answer: Answer, shown: Answer | None) -> tuple[Claim, ...] | None:
    """Return the claims after those that were shown; None where the answer is another one, and they no longer hold.

    Args:
        answer: As it is now.
        shown: As it was shown last; None where nothing was.
    """
    if shown is None or not shown.claims:
        return answer.claims
    count = len(shown.claims)
    continues = answer.mode == shown.mode and answer.claims[:count] == shown.claims
    return answer.claims[count:] if continues else None


def new_citations(claim: Claim, answer: Answer) -> tuple[Citation, ...]:
    """Return the citations of a claim that none before it in the answer has, in the order of their markers."""
    before = {marker for one in answer.claims[: answer.claims.index(claim)] for marker in one.citations}
    new = set(claim.citations) - before
    return tuple(one for one in answer.citations if one.marker in new)
