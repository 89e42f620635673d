"""Pages of Fachverfahren: the register, products, services to the public, and who uses what."""
