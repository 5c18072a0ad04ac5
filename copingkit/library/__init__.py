"""The shared strategies on disk: reading, cataloguing and checking them."""
