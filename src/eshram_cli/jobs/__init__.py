"""The commands as plain functions: lead the data through the rooms, return a frozen result."""
