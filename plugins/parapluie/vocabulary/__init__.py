"""Every French word that Parapluie says, as data, with the grammar that joins them."""
