"""What leaves the machine: letters addressed and kept in the outbox, the mail server, the hour of the daily run."""
