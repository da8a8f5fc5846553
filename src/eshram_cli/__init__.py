"""eshram: reads the returns of the e-Shram registration drive and says who stands where."""

__version__ = "0.2.0"
