"""What the office PC, its settings and the ledger say of themselves."""
