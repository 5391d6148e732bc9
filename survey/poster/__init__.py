"""A poster that invites to a survey: A4, in all the survey's languages, with a code for the camera."""

from survey.poster.pdf import draw_pdf, left_out
from survey.poster.svg import draw_svg
from survey.poster.wording import Poster, Words, words_of

__all__ = ["Poster", "Words", "draw_pdf", "draw_svg", "left_out", "words_of"]
