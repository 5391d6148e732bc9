"""One file an indicator, named as its code; each defines INDICATOR."""
