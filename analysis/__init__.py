"""Text in, codes out: knows nothing of websites or databases."""
