"""One file a kind of count, named as the kind; each defines `collect(session, need, scope)`."""
