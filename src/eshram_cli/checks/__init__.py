"""One rule per file: (records, history) to problems."""
