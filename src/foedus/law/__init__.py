"""The law engine: which duties bind on a day, and does the casus foederis arise?"""
