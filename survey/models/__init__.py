"""What is stored: one noun a file."""

from survey.models.agency import Agency, Involvement
from survey.models.audit_sample import AuditRecord, AuditSample
from survey.models.base import Base, Moment, utc_now
from survey.models.coding import Assessment, Coding
from survey.models.copies import TextBand
from survey.models.feedback import FeedbackRecord, SearchWord
from survey.models.history import AccessEvent, HistoryEvent
from survey.models.image import Image
from survey.models.invitation import Invitation, InvitationSample
from survey.models.learned_model import LearnedModel, ModelChoice
from survey.models.local_theme import LocalTheme
from survey.models.reply import Note, Reply
from survey.models.response import Answer, Response
from survey.models.saved_form import SavedForm
from survey.models.short_address import ShortAddress
from survey.models.survey import Survey, SurveyVersion
from survey.models.survey_event import SurveyEvent
from survey.models.user import Membership, User

__all__ = [
    "AccessEvent",
    "Agency",
    "Answer",
    "Assessment",
    "AuditRecord",
    "AuditSample",
    "Base",
    "Coding",
    "FeedbackRecord",
    "HistoryEvent",
    "Image",
    "Invitation",
    "InvitationSample",
    "Involvement",
    "LearnedModel",
    "LocalTheme",
    "Membership",
    "ModelChoice",
    "Moment",
    "Note",
    "Reply",
    "Response",
    "SavedForm",
    "SearchWord",
    "ShortAddress",
    "Survey",
    "SurveyEvent",
    "SurveyVersion",
    "TextBand",
    "User",
    "utc_now",
]
