"""Numerals, dates, words: Hindi and English in, Hindi and English out."""
