"""One file an export format; each defines EXPORT."""
