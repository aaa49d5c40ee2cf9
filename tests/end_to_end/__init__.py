"""The program as a person meets it: the real command, in a real terminal."""
