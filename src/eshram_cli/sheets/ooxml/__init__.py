"""The parts of a modern Excel workbook (Office Open XML): which sheets there are, and what their XML holds."""
