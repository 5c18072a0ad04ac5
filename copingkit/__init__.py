"""A toolbox of coping strategies for the terminal, filled by peers."""

__version__ = "0.1.0"
