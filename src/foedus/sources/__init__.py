"""Other people's data sets: which there are, where a file of them is, and how to cite them. None of them ships."""
