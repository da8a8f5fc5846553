"""Constants of the spread, written by benchmarks/fit_forecast.py; not edited by hand."""

TARGET_LOWER = (-0.356, -0.144, 0.453, 1.842)
TARGET_UPPER = (-0.193, 0.1, 0.583, 1.501)
TARGET_SHORT_TEMPO = (0.348, -0.305)
OPEN_LOWER = (-0.176, 0.064, 0.495, 1.735)
OPEN_UPPER = (-0.13, 0.163, 0.545, 1.485)
OPEN_SHORT_TEMPO = (0.353, -0.278)
