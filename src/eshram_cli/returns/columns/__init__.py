"""What each column counts: the words of its heading, what it holds, and what the whole table proves."""
