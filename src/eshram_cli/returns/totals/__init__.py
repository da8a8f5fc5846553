"""Total rows, parents beside their parts, and the rates that a return states: checked, never stored."""
