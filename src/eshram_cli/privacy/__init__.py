"""Lists of persons: found, refused, masked."""
