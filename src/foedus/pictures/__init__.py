"""Pictures drawn by code as SVG: the world map of a question, and what every picture is made of."""
