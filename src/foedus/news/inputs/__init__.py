"""Reports in: files, pages, PDFs, JSON lines, folders and standard input -> `Report`s with one stored text each."""
