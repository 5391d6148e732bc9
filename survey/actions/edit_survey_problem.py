"""Why a draft cannot be changed so."""


class EditProblem(Exception):
    """`problems` are (field, words): what is wrong, at which field of the page; without a field, with the whole."""

    def __init__(self, problems: list[tuple[str, str]]) -> None:
        super().__init__("\n".join(words for _field, words in problems))
        self.problems = problems


class DraftConflict(Exception):
    """Somebody else has changed the draft since it was opened."""


class SurveyRefused(Exception):
    """There is no such survey or version, or this person may not change it."""
