"""How a sample is shared out among the languages."""

from collections.abc import Mapping

Sizes = dict[str, int]


def share_equally(available: Mapping[str, int], size: int) -> Sizes:
    """The same number of records for each language."""
    return rounded({code: size / len(available) for code in available}, size)


def share_by_size(available: Mapping[str, int], size: int, floor: int) -> Sizes:
    """As the languages occur, but at least `floor` for each; floors never take more than half of the sample."""
    if not available:
        return {}
    floor = min(floor, size // (2 * len(available)))
    raised: dict[str, float] = {}
    while True:
        left, rest = size - floor * len(raised), {code: n for code, n in available.items() if code not in raised}
        shares = {code: left * n / sum(rest.values()) for code, n in rest.items()}
        low = [code for code, share in shares.items() if share < floor]
        if not low:
            return rounded({**raised, **shares}, size)
        raised.update(dict.fromkeys(low, floor))


def rounded(shares: Mapping[str, float], size: int) -> Sizes:
    """Whole numbers that add up to `size`: what is left over goes to the largest remainders, and then by code."""
    found = {code: int(share + 1e-9) for code, share in shares.items()}
    first = sorted(shares, key=lambda code: (found[code] - shares[code], code))
    for code in first[: size - sum(found.values())]:
        found[code] += 1
    return found
