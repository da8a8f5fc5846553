"""The sample drive: figures (`curves`, `bihar`), forms they are typed in (`state_forms`, `other_forms`), bytes."""
