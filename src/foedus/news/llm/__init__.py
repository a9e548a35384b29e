"""A language model as a reader: asked over the network, believed only where the report bears it out."""
