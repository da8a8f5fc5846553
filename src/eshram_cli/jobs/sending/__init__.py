"""What goes out: mails and their outbox, pictures to forward, the daily run and its schedule."""
