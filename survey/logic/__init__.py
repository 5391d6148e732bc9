"""XLSForm expressions: ``${age} >= 16 and selected(${needs}, 'bus')``. Read once, evaluated here and on the phone.

`parse` gives the tree that both read; `evaluate` is the answer that counts (XPath 1.0 by libxml2, with XLSForm's own
functions); `survey/static/phone/logic.js` says the same before anything is sent.
"""

from survey.logic.evaluate import Now, evaluate, is_true
from survey.logic.pattern import check_patterns
from survey.logic.settle import Settled, check_order, offered, settle
from survey.logic.tree import LogicError, Tree, names, parse

__all__ = [
    "LogicError",
    "Now",
    "Settled",
    "Tree",
    "check_order",
    "check_patterns",
    "evaluate",
    "is_true",
    "names",
    "offered",
    "parse",
    "settle",
]
