"""The website: residents answer, staff review and reply, analysts see and export."""
