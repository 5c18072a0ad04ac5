"""Drawing: what is given, and nothing that has to be read from disk."""
