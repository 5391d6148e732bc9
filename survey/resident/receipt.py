"""The receipt: the code, who is responsible, what happens next and by when. It may be reloaded and kept."""

from flask import abort, current_app, render_template

from survey import pages, web
from survey.actions.acknowledge_response import acknowledge_response
from survey.answer_quality import LATE, read_flags
from survey.limits import limited
from survey.models import FeedbackRecord
from survey.reference import code_hash, read_code
from survey.resident.pages import room
from survey.resident.sent_forms import default_agency, find_records, find_responses, is_sent


@room.get("/sent/<code>")
@limited("status_limit", counts=lambda response: response.status_code == 404)
def receipt(code: str) -> str:
    """Showing the receipt acknowledges what was sent."""
    given = read_code(code) or abort(404)
    reference = code_hash(current_app.config["SECRET_KEY"], given)
    with web.database().session() as session:
        if not is_sent(session, reference):
            abort(404)
    return tell(given)


def tell(given: str, template: str = "resident/receipt.html", **values: object) -> str:
    """The receipt for this code, which has been sent; reading it acknowledges what was sent."""
    reference = code_hash(current_app.config["SECRET_KEY"], given)
    acknowledge_response(web.database(), reference, web.settings())
    records, responses = find_records(web.session(), reference), find_responses(web.session(), reference)
    return render_template(
        template,
        code=given,
        agency=default_agency(web.session()) or pages.organisation(),
        records=records,
        reply_by=max((record.answer_by for record in records if record.answer_by), default=None),
        in_danger=any(record.sensitivity == "S4" for record in records),
        read_by_few=any(is_read_by_few(record) for record in records),
        sent_twice=len(responses) > 1,
        late=any(LATE in read_flags(response.flags) for response in responses),
        support=[line.strip() for line in web.settings().support_contacts.split(";") if line.strip()],
        **values,
    )


def is_read_by_few(record: FeedbackRecord) -> bool:
    return record.marked_sensitive or record.sensitivity in ("S2", "S3", "S4")
