"""Code a record of an audit sample without having seen anybody's codes, so that coders can be compared."""

from sqlalchemy import exists, select

from survey.access import level_of
from survey.actions.change_record import ChangeRefused, note
from survey.actions.edit_record import Edit, editing
from survey.actions.review_record import Review, add_codings, put_in_force, store_assessment
from survey.actions.set_sensitivity import store as set_level
from survey.blind_coding import sample_of
from survey.database import Database
from survey.models import Assessment
from survey.models.coding import person
from survey.models.feedback import LEVELS, ORDINARY_LEVELS
from survey.settings import Settings


def code_blind(
    database: Database, user_id: int, record_id: int, review: Review, sensitivity: str, settings: Settings
) -> None:
    """The first codes a person gives a record count from then on, as by any review; a second coder's are kept as an
    opinion beside them. Either way a higher level of sensitivity takes force at once; a lower one is an opinion.

    Nothing of what others change meanwhile bears on how somebody reads the text, so no revision is asked for. Sent
    twice, or after the same person has coded the record otherwise, it changes nothing.
    ChangeRefused: unknown, not_allowed, wrong_step for codes that do not exist or a record that is in no sample.
    """
    if not review.is_sound() or sensitivity not in LEVELS:
        raise ChangeRefused("wrong_step")
    with editing(database, user_id, record_id) as edit:
        if sample_of(edit.session, record_id) is None or level_of(edit.record) not in ORDINARY_LEVELS:
            raise ChangeRefused("wrong_step")
        if has_coded(edit):
            return
        store_assessment(edit, review, sensitivity, blind=True)
        if edit.record.reviewed_at is None:
            put_in_force(edit, review, settings, blind=True)
        else:
            add_codings(edit, review, {}, blind=True, in_force=False)
            note(edit.session, edit.record, "opinion", None, None, edit.actor)
        if LEVELS.index(sensitivity) > LEVELS.index(level_of(edit.record)):
            set_level(edit, sensitivity)


def has_coded(edit: Edit) -> bool:
    own = exists().where(Assessment.record_id == edit.record.id, Assessment.coder == person(edit.user.id))
    return bool(edit.session.scalar(select(own)))
