"""Pages of the catalogue: what authorities order in the portal, and what staff order for them and look after."""
