"""The index on disk and in memory, below its face `retrieval.bm25`.

layout    the arrays of a segment's file, and how damage is noticed
segment   one file mapped into memory, read with plain Python
build     documents → a segment's file
folder    segments + manifest: what is published, by whom it is written
snapshot  what one search sees: segments, statistics, filters, the kernel's view of them
plain     the search without the kernel
"""
