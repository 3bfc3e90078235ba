"""When each entry of the history was recorded, by whom, and what became of it.

It is told by the versions of the two files, whose entries are compared as values: where an entry stands in the file,
how it is indented and what its measure is called make no new entry. It knows versions as bytes, and no git or files.
"""
