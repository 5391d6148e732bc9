"""What the system does: one verb a file. Actions take a database and identifiers, open their own session, commit
before they return, and know no Flask."""
