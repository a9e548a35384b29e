"""News: reports in, attributed claims out (a plain reader; see `reader`)."""
