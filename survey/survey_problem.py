"""Why a survey could not be read, published or closed, in words for the person who asked."""


class SurveyProblem(Exception):
    """`problems` are sentences in the language of the moment: what is wrong, where, and what to do instead."""

    def __init__(self, problems: list[str]) -> None:
        super().__init__("\n".join(problems))
        self.problems = problems
