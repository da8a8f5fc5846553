"""What goes out: mails and their outbox, pictures to forward, blank forms, sheets to mend, the daily run.

Only here a job calls `reports`.
"""
