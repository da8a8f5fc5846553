"""Frozen results to bytes: terminal, csv, json, md."""
