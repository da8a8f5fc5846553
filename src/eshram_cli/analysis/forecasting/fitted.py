"""Constants of the spread, written by benchmarks/fit_forecast.py; not edited by hand.

Fitted on 19625 past forecasts of 14 states of the shared drive data, 1 to 84 days ahead, every 5th day.
Order of the numbers: constants.Side.
"""

TARGET_LOWER = (-0.349, -0.149, 0.006, 0.005, 0.3, 0.47, 1.817)
TARGET_UPPER = (-0.184, 0.104, -0.31, -0.081, 0.024, 0.582, 1.51)
OPEN_LOWER = (-0.161, 0.059, 0.02, 0.013, 0.302, 0.512, 1.713)
OPEN_UPPER = (-0.124, 0.164, -0.289, -0.062, 0.043, 0.539, 1.487)
