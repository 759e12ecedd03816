"""Tables that the room reads, and the scripts that make those that are made (`python -m retrieval.data.make_…`)."""
