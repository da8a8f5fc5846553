"""Forecasts of cumulative registrations: curve, finish date, chances, races; pure numpy, no clock, no files."""

from eshram_cli.analysis.forecasting.backtest import Backtest
from eshram_cli.analysis.forecasting.constants import QUANTILES
from eshram_cli.analysis.forecasting.engine import Forecast, PaceFacts, forecast, forecast_all, forecast_sum
from eshram_cli.analysis.forecasting.history import History
from eshram_cli.analysis.forecasting.notes import Note

__all__ = [
    "QUANTILES",
    "Backtest",
    "Forecast",
    "History",
    "Note",
    "PaceFacts",
    "forecast",
    "forecast_all",
    "forecast_sum",
]
