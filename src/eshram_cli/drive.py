"""The drive itself."""

import datetime as dt

DRIVE_START = dt.date(2021, 8, 26)
"""The day on which e-Shram opened for registration: before it there was nothing to count, and a period from it on holds
all registrations."""
