"""The field's words as frozen records: they print, compare and hash; they do not fetch, compute or save."""
