"""Pure ideas: no file, no clock, no third-party import."""
