"""What is asked of the ledger: who stands where, who is late, when the target will be met."""
