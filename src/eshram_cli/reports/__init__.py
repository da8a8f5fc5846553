"""Answers to bytes: tables, pictures, pages, mails."""
