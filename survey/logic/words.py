"""A condition in words, for a page without script: “Answer this if you chose “Bus” at “How do you travel?””."""

from survey.form_content import FormContent, Question
from survey.language import gettext as _
from survey.logic.tree import Tree, names, parse
from survey.markdown_text import plain_line


def condition(expression: str, content: FormContent, language: str) -> str:
    """When a question is asked: after one chosen answer if it is as simple as that, else after a question's answer.

    `content` is the form as read in `language`.
    """
    tree = parse(expression)
    if (pair := chosen(tree)) and (asked := content.question(pair[0])) and (label := _label(asked, pair[1])):
        question = plain_line(asked.label.get(language, ""))
        return _("Answer this if you chose “%(answer)s” at “%(question)s”.", answer=label, question=question)
    labels = [plain_line(asked.label[language]) for name in dict.fromkeys(names(tree))
              if (asked := content.question(name)) and asked.label.get(language)]  # fmt: skip
    if len(labels) == 1:
        return _("Answer this if it applies after your answer to “%(question)s”.", question=labels[0])
    return _("Answer this if it applies to you.")


def chosen(tree: Tree) -> tuple[str, str] | None:
    """(question, code) of a tree that asks for one chosen answer."""
    if isinstance(tree, list) and tree[0] in ("=", "selected") and len(tree) == 3:
        sides = sorted(tree[1:], key=lambda side: not isinstance(side, list))
        if isinstance(sides[0], list) and sides[0][0] == "$" and not isinstance(sides[1], list):
            return sides[0][1], str(sides[1])
    return None


def _label(question: Question, code: str) -> str:
    found = (choice.label for choice in question.choices if choice.code == code)
    return next((plain_line(next(iter(label.values()), "")) for label in found), "")
