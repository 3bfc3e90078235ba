"""Ask web addresses whether they still answer, and nothing else.

It is told which addresses, for how long, and whether those of private networks are allowed; it sends no cookies and
reads no page. It knows no measures and no files.
"""
