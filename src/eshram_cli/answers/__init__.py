"""What the commands answer: a file a command, frozen models whose fields are described once for every format."""
