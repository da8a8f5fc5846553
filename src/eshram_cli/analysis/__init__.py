"""Frames in, frozen results out; pure."""
