"""Constants of the spread, written by benchmarks/fit_forecast.py; not edited by hand.

Fitted on 32731 past forecasts of 14 states of a drive, 1 to 84 days ahead, every 3 days.
Order of the numbers: constants.Side; then how `short` and `tempo` of constants.Spread go.
"""

TARGET_LOWER = (-0.437, -0.199, 0.427, 1.915)
TARGET_UPPER = (-0.093, 0.18, 0.622, 1.484)
TARGET_SHORT_TEMPO = (0.371, -0.302)
OPEN_LOWER = (-0.155, 0.089, 0.5, 1.728)
OPEN_UPPER = (-0.121, 0.144, 0.529, 1.518)
OPEN_SHORT_TEMPO = (0.354, -0.295)
