"""Constants of the spread, written by benchmarks/fit_forecast.py; not edited by hand.

Fitted on 32731 past forecasts of 14 states of a drive, 1 to 84 days ahead, every 3 days.
Order of the numbers: constants.Side.
"""

TARGET_LOWER = (-0.356, -0.144, 0.005, 0.007, 0.348, 0.453, 1.842)
TARGET_UPPER = (-0.193, 0.1, -0.305, -0.093, 0.037, 0.583, 1.501)
OPEN_LOWER = (-0.176, 0.064, 0.005, 0.006, 0.353, 0.495, 1.735)
OPEN_UPPER = (-0.13, 0.163, -0.278, -0.073, 0.054, 0.545, 1.485)
