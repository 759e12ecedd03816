"""What a sentence states: people and their posts, meetings, numbers, named groups, documents, and whether it is done.

Each module reads a sentence with a table of cue words and a few patterns, and gives spans of that sentence: what is
found can be marked inside a quotation, and nothing is said that does not stand there.
"""
