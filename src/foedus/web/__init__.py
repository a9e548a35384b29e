"""The page: `foedus serve`. One answer at an address, drawn by the server; scripts only make it quicker to use."""
