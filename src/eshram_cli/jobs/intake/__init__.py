"""What comes in: sheets read, checked and stored; typed figures; marked copies."""
