"""The atlas: states, entities, places, areas and wars, as shipped data."""
