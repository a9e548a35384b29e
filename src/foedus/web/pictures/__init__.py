"""Pictures drawn by the server as SVG, so that they are there without scripts and can be downloaded."""
