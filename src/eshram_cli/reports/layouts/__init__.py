"""Layouts of the results of the rooms below: the module `layouts/NAME.py` serves the results of `analysis/NAME.py`."""
