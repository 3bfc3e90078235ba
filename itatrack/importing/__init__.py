"""Bring in an old memo: the tables of a document, what their columns mean, and the draft of a project.

A source becomes lines of text and tables of cells; what is recognised in these does not depend on the source. Sources
are not trusted: they come by mail and from the web.
"""

from __future__ import annotations
