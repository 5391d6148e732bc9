"""The staff's room; each file beside this one opens some of its doors."""

from flask import Blueprint

room = Blueprint("staff", __name__, template_folder="templates", url_prefix="/staff")
RECORD = "/records/<int(max=2147483647):record_id>"
