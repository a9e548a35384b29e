"""The views of the page, one room each: from a request to what its template lays out."""
